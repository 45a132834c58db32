"""Sessions of moderators and organisers: signed with their end, of this host alone, and ended here or everywhere."""

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
from live.settings import Settings
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
    assert "live-name" not in mina.http.cookies
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
    ]
    set_cookies = [one for answer in answers for one in answer.headers.get_list("set-cookie")]
    client.close()
    names = {one.partition("=")[0] for one in set_cookies}
    assert {"__Host-live", "__Host-live-desk-seminar"} <= names
    for one in set_cookies:
        assert "; Secure" in one
        assert "; HttpOnly" in one
        assert "; Path=/;" in f"{one};"
        assert "Domain" not in one
    assert answers[0].headers["strict-transport-security"] == "max-age=31536000"
