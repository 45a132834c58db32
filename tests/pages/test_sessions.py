"""Sessions of moderators and organisers: signed with their end, of this host alone, and ended here or everywhere."""

import logging
import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from msgspec.structs import replace
from websockets.exceptions import ConnectionClosed

from live.actions import links
from live.app import build_app
from live.badge import ROLE_SECONDS
from live.rules.people.limits import NOTED
from live.settings import Settings
from tests.builders import an_event, the_seminar
from tests.journeys.event import SLUG, Event, Someone
from tests.running import running

JSON = {"accept": "application/json"}


@pytest.fixture
def event(settings: Settings) -> Iterator[Event]:
    with running(settings, build_app) as server:
        told = Event(server)
        yield told
        told.close()


def at_the_desk(event: Event) -> Someone:
    """Somebody who has exchanged the link's token for a cookie."""
    mina = event.attendee()
    assert mina.post("badge", {"token": event.token}).status_code == 200
    return mina


def organiser(event: Event) -> tuple[httpx2.Client, str]:
    live = event.server.app.state.live
    token = event.server.call(links.organiser(live.acting, event.base)).split("#")[1]
    kari = event.client(origin=event.base, **JSON)
    assert kari.post("/new/badge", json={"token": token}).status_code == 200
    return kari, token


def moderates(who: Someone) -> bool:
    return who.http.get(f"/{SLUG}/desk").status_code == 200


def organises(kari: httpx2.Client) -> bool:
    return kari.get("/new", headers={"accept": "text/html"}).status_code == 200


def test_a_cookie_ends_when_its_signature_says_so(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    mina, (kari, _) = at_the_desk(event), organiser(event)
    assert moderates(mina)
    assert organises(kari)
    began = time.time()
    monkeypatch.setattr(time, "time", lambda: began + ROLE_SECONDS + 2)
    assert not moderates(mina)
    assert not organises(kari)


@pytest.mark.parametrize("name", ["live-desk-seminar", "live-organiser"])
def test_nobody_gives_a_cookie_another_end(event: Event, name: str) -> None:
    mina, (kari, _) = at_the_desk(event), organiser(event)
    http = mina.http if "desk" in name else kari
    value = http.cookies[name]
    ends = next(part for part in value.split(".") if part.isdecimal())
    http.cookies.clear()
    http.cookies.set(name, value.replace(ends, str(int(ends) + 1)))
    assert http.get(f"/{SLUG}/desk" if "desk" in name else "/new").status_code == 401


def test_a_moderators_cookie_opens_the_state_as_well(event: Event) -> None:
    mina = at_the_desk(event)
    event.attendee().ask("Til moderatorene?")
    mina.post("desk/settings", {"moderated": True})
    event.attendee().ask("Venter?")
    assert "Venter?" in {question["text"] for question in mina.state()["questions"]}


def test_logging_out_here_ends_this_device_alone(event: Event) -> None:
    mina, moa = at_the_desk(event), at_the_desk(event)
    mina.post("desk/here", {"name": "Mina"})
    assert mina.post("badge/end").status_code == 200
    assert not moderates(mina)
    assert "live-name-seminar" not in mina.http.cookies
    assert moderates(moa)


def test_logging_out_everywhere_ends_every_device_at_once_and_the_link_stays(event: Event) -> None:
    mina, moa = at_the_desk(event), at_the_desk(event)
    with moa.live() as moas:
        moas.next("pulse")
        assert mina.post("badge/end", {"everywhere": True}).status_code == 200
        with pytest.raises(ConnectionClosed) as closed:
            moas.next("bye")
            moas.next("never")
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4200
    assert not moderates(mina)
    assert not moderates(moa)
    assert moderates(at_the_desk(event)), "the link is the same"


def test_an_attendee_ends_nobodys_session(event: Event) -> None:
    mina = at_the_desk(event)
    assert event.attendee().post("badge/end", {"everywhere": True}).status_code == 200
    assert moderates(mina)


@pytest.mark.parametrize("everywhere", [False, True])
def test_the_organiser_logs_out(event: Event, everywhere: bool) -> None:
    (kari, token), (other, _) = organiser(event), organiser(event)
    assert kari.post("/new/badge/end", json={"everywhere": everywhere}).status_code == 200
    assert not organises(kari)
    assert organises(other) is not everywhere
    assert kari.post("/new/badge", json={"token": token}).status_code == 200
    assert organises(kari)


@pytest.fixture
def over_https(settings: Settings) -> Iterator[Event]:
    """As behind a proxy that speaks https to people."""
    safe = replace(settings, public_url="https://live.example.no", hsts=True)
    with running(safe, build_app) as server:
        told = Event(server)
        yield told
        told.close()


def test_over_https_cookies_are_of_this_host_alone_and_browsers_stay_with_https(over_https: Event) -> None:
    headers: dict[str, Any] = {"origin": "https://live.example.no", **JSON}
    client = httpx2.Client(base_url=f"http://127.0.0.1:{over_https.server.port}", headers=headers)
    answers = [
        client.post(f"/{SLUG}/badge", json={"token": over_https.token}),
        client.post(f"/{SLUG}/questions", json={"text": "Hvem er jeg?"}),
        client.get(f"/{SLUG}?lang=nn", headers={"accept": "text/html"}),
        client.post(
            f"/{SLUG}/desk/here", json={"name": "Mina"}, headers={"authorization": f"Bearer {over_https.token}"}
        ),
    ]
    set_cookies = [one for answer in answers for one in answer.headers.get_list("set-cookie")]
    client.close()
    names = {one.partition("=")[0] for one in set_cookies}
    assert names == {"__Host-live", "__Host-live-desk-seminar", "__Host-lang", "__Host-live-name-seminar"}
    for one in set_cookies:
        assert "; Secure" in one
        assert "; HttpOnly" in one
        assert "; samesite=lax" in one.lower()
        assert "; Path=/;" in f"{one};"
        assert "Domain" not in one
    assert answers[0].headers["strict-transport-security"] == "max-age=31536000"


def test_a_name_and_a_language_are_known_again_by_their_names_over_https(over_https: Event) -> None:
    base = f"http://127.0.0.1:{over_https.server.port}"
    kept = {
        "cookie": "__Host-live-name-seminar=Canary-Mina; __Host-lang=nn",
        "authorization": f"Bearer {over_https.token}",
    }
    with httpx2.Client(base_url=base, headers=kept) as client:
        assert '<html lang="nn"' in client.get(f"/{SLUG}", headers={"accept": "text/html"}).text
        assert "Canary-Mina" in client.get(f"/{SLUG}/desk", headers={"accept": "text/html"}).text
    assert '<html lang="nn"' in httpx2.get(f"{base}/{SLUG}", headers={"cookie": "lang=nn"}).text, "chosen before"


def test_who_is_let_in_and_who_is_not_is_written_down_without_who(
    event: Event, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "live.access")
    mina, _ = at_the_desk(event), organiser(event)
    ann = event.attendee()
    ann.post("badge", {"token": "canary-token"})
    ann.post("desk/undo")
    ann.post("questions", {"text": "Hvem?"}, origin="http://evil.example")
    event.client(authorization="Bearer canary-bearer").get(f"/{SLUG}.json")
    mina.post("badge/end", {"everywhere": True})
    said = [record.getMessage() for record in caplog.records if record.name == "live.access"]
    assert said == [
        "let in: the link of a moderator at seminar",
        "let in: the organiser's link",
        "not let in: bad_token (401) at badge of seminar",
        "not let in: not_known (401) at undo of seminar",
        "not let in: foreign (403) at ask of seminar",
        "not let in: bad_token (401) at state of seminar",
        "logged out everywhere: a moderator of seminar",
    ]


def test_a_flood_of_what_is_refused_fills_no_log(event: Event, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "live.access")
    began, program = time.monotonic(), event.client(authorization="Bearer junk")
    for _ in range(200):
        program.get(f"/{SLUG}.json")
    lines = [record for record in caplog.records if record.name == "live.access"]
    assert NOTED.burst <= len(lines) <= NOTED.burst + (time.monotonic() - began) / NOTED.every + 1
    assert event.server.app.state.live.refusals[401, "bad_token"] >= 200, "all of them are counted"


def test_whoever_moderates_one_event_is_nobody_at_another(event: Event) -> None:
    live = event.server.app.state.live
    other = event.server.call(
        live.store.events.create(an_event(slug="other"), the_seminar(), live.acting.tokens.fresh("other"))
    )
    assert other is not False
    mina = at_the_desk(event)
    mina.http.cookies.set("live-desk-other", mina.http.cookies["live-desk-seminar"])
    assert mina.http.get("/other/desk").status_code == 401
    assert mina.http.post("/other/desk/undo").status_code == 401
    assert event.moderator().http.get("/other.json").status_code == 401, "nor is the link's token"
    assert event.attendee().http.post("/other/badge", json={"token": event.token}).status_code == 401
