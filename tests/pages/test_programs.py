"""A program with the organiser's token makes, replaces, lists and deletes events."""

from typing import Any

import httpx2
import pytest

from live.actions import links
from tests.journeys.event import SLUG, Event

PROGRAMME = "Fagdag\n8. mars 2030\n09:00–10:00 Åpning – Kari Nordmann\n10:00–10:15 Pause\n10:15–11:00 Øvelser"


@pytest.fixture
def program(event: Event) -> httpx2.Client:
    live = event.server.app.state.live
    token = event.server.call(links.organiser(live.acting, event.base)).split("#")[1]
    return event.client(accept="application/json", authorization=f"Bearer {token}")


def kept(program: httpx2.Client, status: int = 201, key: str = "", **fields: Any) -> dict[str, Any]:
    headers = {"idempotency-key": key} if key else {}
    answer = program.post("/new", json={"text": PROGRAMME, "keep": True, **fields}, headers=headers)
    assert answer.status_code == status, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_what_was_understood_is_told_and_nothing_kept(program: httpx2.Client) -> None:
    answer = program.post("/new", json={"text": PROGRAMME})
    assert answer.status_code == 200
    told = answer.json()
    assert [s["title"] for s in told["sessions"]] == ["Åpning", "Pause", "Øvelser"]
    assert (told["slug"], told["links"]) == ("fagdag", None)
    assert program.get("/fagdag.json").status_code == 404


def test_an_event_is_made_once_for_each_key(program: httpx2.Client, event: Event) -> None:
    first, again = kept(program, key="k1"), kept(program, 200, key="k1")
    assert first["links"] == again["links"]
    assert first["slug"] == again["slug"] == "fagdag"
    assert kept(program, key="k2")["slug"] != "fagdag", "another key is another event"
    assert [one["slug"] for one in program.get("/new").json()["events"]].count("fagdag") == 1
    token = first["links"]["moderator"].split("#")[1]
    state = event.client(authorization=f"Bearer {token}").get("/fagdag.json").json()
    assert "marks" in state, "the links that were told open the desk"


def test_an_address_that_is_taken_is_refused_by_field_and_the_key_stays_free(program: httpx2.Client) -> None:
    for _ in range(2):
        refused = program.post(
            "/new", json={"text": PROGRAMME, "keep": True, "slug": SLUG}, headers={"idempotency-key": "k3"}
        )
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "slug_taken")
        assert refused.json()["error"]["field"] == "slug"
    assert kept(program, key="k3", slug="en-annen")["slug"] == "en-annen"


def test_a_programme_replaces_another_and_questions_stay(program: httpx2.Client, event: Event) -> None:
    kept(program, slug="fagdag")
    ann = event.client(accept="application/json", origin=event.base)
    assert ann.post("/fagdag/questions", json={"text": "Hvor mange?"}).status_code == 201
    shown = program.post("/new", json={"text": PROGRAMME.replace("11:00", "11:30"), "slug": "fagdag", "replace": True})
    assert [kind for kind, found in shown.json()["difference"].items() if found]
    for _ in range(2):
        kept(program, 200, slug="fagdag", replace=True, text=PROGRAMME.replace("11:00", "11:30"))
    assert program.get("/fagdag.json").status_code == 401, "the organiser's token is none of an event's"
    assert ann.get("/fagdag.json").json()["event"]["ends"].startswith("2030-03-08T11:30")
    assert ann.get("/fagdag/mine").json()["asked"][0]["text"] == "Hvor mange?"


def test_bad_input_is_refused_as_json(program: httpx2.Client) -> None:
    for body, status in (
        ({"text": ""}, 422),
        ({"text": "ingenting her"}, 422),
        ({"text": PROGRAMME, "slug": "Æ Ø", "keep": True}, 422),
        ({"text": PROGRAMME, "kepe": True}, 422),
        ({"text": PROGRAMME, "date": "i går"}, 422),
    ):
        answer = program.post("/new", json=body)
        assert answer.status_code == status, answer.text
        assert answer.json()["error"]["message"]


def test_an_event_is_deleted_by_its_address_typed_again(program: httpx2.Client, event: Event) -> None:
    kept(program, slug="fagdag")
    wrong = program.post("/fagdag/delete", json={"slug": SLUG})
    assert (wrong.status_code, wrong.json()["error"]["field"]) == (422, "slug")
    assert event.moderator().post("delete", {"slug": SLUG}).status_code == 401
    assert program.post("/fagdag/delete", json={"slug": "fagdag"}).json() == {"deleted": "fagdag"}
    assert program.get("/fagdag").status_code == 404
    assert program.post("/fagdag/delete", json={"slug": "fagdag"}).status_code == 404
    assert "fagdag" not in [one["slug"] for one in program.get("/new").json()["events"]]
    assert event.attendee().state()["event"]["slug"] == SLUG, "the others stay"


def test_without_the_organisers_token_nothing_is_made(event: Event) -> None:
    for someone in (event.client(accept="application/json", origin=event.base), event.moderator().http):
        assert someone.get("/new", headers={"accept": "application/json"}).status_code == 401
        assert someone.post("/new", json={"text": PROGRAMME, "keep": True}).status_code == 401
