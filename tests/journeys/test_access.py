"""Programs with tokens of their own: what they see, what they may do, and that a wrong token is never an attendee."""

import re
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from starlette.routing import Route
from websockets.exceptions import ConnectionClosed, InvalidStatus

from live.actions import links
from live.routes import ROUTES
from tests.journeys.event import SLUG, Event, Someone

OF_AN_EVENT = [route for route in ROUTES if isinstance(route, Route) and route.path.startswith("/{slug:slug}")]


@pytest.fixture
def organiser(event: Event) -> httpx2.Client:
    live = event.server.app.state.live
    token = event.server.call(links.organiser(live.acting, event.base)).split("#")[1]
    return event.client(accept="application/json", authorization=f"Bearer {token}")


def made(organiser: httpx2.Client, name: str = "Skjermen", role: str = "reader", **headers: str) -> dict[str, Any]:
    answer = organiser.post(f"/{SLUG}/tokens", json={"name": name, "role": role}, headers=headers)
    assert answer.status_code in (200, 201), answer.text
    token: dict[str, Any] = answer.json()["token"]
    return token


def addresses() -> Iterator[tuple[str, str]]:
    for route in OF_AN_EVENT:
        path = re.sub(r"\{slug:slug\}", SLUG, route.path)
        path = path.replace("{form}", "json").replace("{move}", "edit")
        yield "POST" if "POST" in (route.methods or ()) else "GET", re.sub(r"\{\w+\}", "x", path)


def test_a_wrong_token_is_401_at_every_address_of_an_event(event: Event) -> None:
    for wrong in ("Bearer wrong", "Bearer", "bearer " + "x" * 5000):
        client = event.client(accept="application/json", authorization=wrong)
        for method, path in addresses():
            answer = client.request(method, path)
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, "bad_token"), path


def test_a_wrong_token_opens_no_socket_and_no_stream(event: Event) -> None:
    for token in ("Bearer wrong", "Bearer"):
        stranger = Someone(event, "x")
        stranger.http.headers["authorization"] = token
        with pytest.raises(InvalidStatus) as refused, stranger.live():
            pass
        assert refused.value.response.status_code == 401
        for path in ("events", "poll"):
            assert stranger.http.get(f"/{SLUG}/{path}").status_code == 401


def test_another_scheme_is_none_of_ours(event: Event) -> None:
    """A proxy that asks for a password passes it on."""
    assert event.client(authorization="Basic bGl2ZTpsaXZl").get(f"/{SLUG}").status_code == 200


def test_a_reader_sees_what_attendees_see_and_may_not_act(event: Event, organiser: httpx2.Client) -> None:
    reader, mina = Someone(event, made(organiser)["secret"]), event.moderator()
    question = event.attendee().ask()
    mina.post(f"desk/questions/{question['id']}/approve")
    assert "marks" in mina.state()
    assert "marks" not in reader.state()
    assert [q["id"] for q in reader.state()["questions"]] == [question["id"]]
    acts = ("questions", f"questions/{question['id']}/upvote", "person", "desk/announcements", "desk/undo")
    for path in acts:
        answer = reader.post(path, {"text": "Hei"} if path in ("questions", "desk/announcements") else {})
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_allowed"), path
    assert reader.http.get(f"/{SLUG}/export.json").status_code == 401


def test_a_program_that_listens_is_nobody_who_is_present(event: Event, organiser: httpx2.Client) -> None:
    reader, ann = Someone(event, made(organiser)["secret"]), event.attendee()
    with reader.live() as screen, event.moderator().live(), ann.live() as anns:
        assert screen.next("hello")["you"] == {"role": "attendee", "upvoted": [], "asked": []}
        while (pulse := anns.next("pulse"))["connections"] != 3:
            pass
        assert pulse["people"] == 1
    live = event.server.app.state.live
    while (counts := event.server.call(_counted(live)))["connections"]:
        pass
    assert counts["people"] <= 1, "ann has a moment to come back; no program does"


async def _counted(live: Any) -> dict[str, int]:
    copy = await live.store.replica.copy(SLUG)
    await live.store.replica.count(copy)
    return {"people": copy.pulse.people, "connections": copy.pulse.connections}


def test_a_moderators_program_acts_under_its_name(event: Event, organiser: httpx2.Client) -> None:
    program = Someone(event, made(organiser, "Regien", "moderator")["secret"])
    session = program.state()["agenda"]["sessions"][0]["id"]
    assert program.post(f"desk/sessions/{session}/delay", {"minutes": 5}).status_code == 200
    changes = event.moderator().http.get(f"/{SLUG}/export.json").json()
    assert "Regien" in str(changes["moves"])


def test_a_revoked_token_is_out_at_once_and_the_others_stay(event: Event, organiser: httpx2.Client) -> None:
    first, second = made(organiser, "Skjermen"), made(organiser, "Telleren")
    with Someone(event, first["secret"]).live() as gone, Someone(event, second["secret"]).live() as stays:
        gone.next("hello")
        stays.next("hello")
        assert organiser.post(f"/{SLUG}/tokens/{first['id']}/revoke", json={}).json()["token"]["revoked_at"]
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                gone.frame()
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 4200
        event.moderator().post("desk/announcements", {"text": "Hei"})
        stays.change("announcement.made")
    revoked = event.client(accept="application/json", authorization=f"Bearer {first['secret']}")
    assert revoked.get(f"/{SLUG}.json").json()["error"]["code"] == "bad_token"
    assert Someone(event, second["secret"]).state()["event"]["slug"] == SLUG
    assert organiser.post(f"/{SLUG}/tokens/{first['id']}/revoke", json={}).status_code == 200, "again changes nothing"


def test_a_name_is_one_token_and_free_again_once_revoked(event: Event, organiser: httpx2.Client) -> None:
    first = made(organiser)
    assert made(organiser)["secret"] == first["secret"]
    other = organiser.post(f"/{SLUG}/tokens", json={"name": "skjermen", "role": "moderator"})
    assert (other.status_code, other.json()["error"]["field"]) == (409, "name")
    organiser.post(f"/{SLUG}/tokens/{first['id']}/revoke", json={})
    assert made(organiser)["secret"] != first["secret"]
    keyed = [made(organiser, "Med nøkkel", **{"idempotency-key": "k"}) for _ in range(2)]
    assert keyed[0] == keyed[1]
    assert len(organiser.get(f"/{SLUG}/tokens").json()["tokens"]) == 2


def test_bad_input_is_refused_beside_its_field(event: Event, organiser: httpx2.Client) -> None:
    for body, field in (
        ({}, "name"),
        ({"name": "x" * 41}, "name"),
        ({"name": "x", "role": "king"}, "role"),
        ({"name": "x", "rôle": "reader"}, "rôle"),
    ):
        answer = organiser.post(f"/{SLUG}/tokens", json=body)
        assert answer.status_code == 422, body
        assert answer.json()["error"]["field"] == field, body
    page = organiser.post(f"/{SLUG}/tokens", data={"name": "y" * 50}, headers={"accept": "text/html"})
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert "y" * 50 in page.text, "what was typed is still there"


def test_only_the_organiser_makes_tokens_and_nothing_secret_is_told(event: Event, organiser: httpx2.Client) -> None:
    for someone in (event.attendee(), event.moderator()):
        assert someone.post("tokens", {"name": "x"}).status_code == 401
        assert someone.http.get(f"/{SLUG}/tokens").status_code == 401
    token = made(organiser)
    mina = event.moderator()
    told = mina.http.get(f"/{SLUG}/export.json").text + mina.http.get(f"/{SLUG}.json").text
    assert token["id"] not in told
    assert token["secret"] not in told
    page = organiser.get(f"/{SLUG}/tokens", headers={"accept": "text/html"})
    assert "Skjermen" in page.text
    assert token["secret"] not in page.text
    shown = organiser.get(f"/{SLUG}/tokens?made={token['id']}", headers={"accept": "text/html"})
    assert token["secret"] in shown.text
    assert shown.headers["cache-control"] == "private, no-store"


def test_a_program_becomes_somebody_by_asking(event: Event) -> None:
    program = event.attendee()
    answer = program.post("person")
    assert answer.status_code == 200
    assert answer.json()["role"] == "attendee"
    assert "live" in program.http.cookies
    question = program.ask()
    assert [q["id"] for q in program.http.get(f"/{SLUG}/mine").json()["asked"]] == [question["id"]]
    cookie = program.http.cookies["live"]
    program.post("person")
    assert program.http.cookies["live"] == cookie, "somebody stays who they are"
