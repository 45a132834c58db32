"""The moderators' word: with a link, at a time, corrected, and how many have seen it."""

import asyncio
from typing import Any

import httpx2
import pytest

from live.actions.acting import Acting
from live.actions.announcements import telling
from live.actions.announcements.telling import look
from live.store import Store
from tests.builders import at
from tests.journeys.event import SLUG, Event


@pytest.fixture
def clock(event: Event, monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """The minutes after noon that the server takes it to be; nothing is told but when a test says so."""
    minute = {"now": 0.0}
    event.server.app.state.live.acting.now = lambda: at(minute["now"])

    async def not_yet(acting: Acting) -> None: ...

    monkeypatch.setattr(telling, "look", not_yet)
    return minute


def announce(event: Event, **wish: Any) -> dict[str, Any]:
    answer = event.moderator().post("desk/announcements", {"text": "Buss kl. 16", **wish})
    assert answer.status_code == 201, answer.text
    return answer.json()["announcement"]


def everywhere(event: Event) -> str:
    """All that somebody without a badge can read."""
    ann = event.client(accept="text/html")
    return "".join(
        ann.get(f"/{SLUG}{path}").text
        for path in ("", ".json", "/changes", "/changes.atom", "/answers.atom", "/mine", "/stage", "/ledger")
    )


def test_what_is_set_for_a_time_is_nowhere_until_then_and_told_once_by_any_number_of_workers(
    event: Event, clock: dict[str, float]
) -> None:
    with event.attendee().live("protocol=1") as ann:
        ann.next("hello")
        made = announce(event, text="Hemmelig beskjed", starts="12:30", minutes=5)
        assert made["due_at"][11:16] == "12:30"
        assert "Hemmelig" not in everywhere(event)
        assert [a["id"] for a in event.moderator().state()["announcements"]] == [made["id"]]
        clock["now"] = 30.5
        acting = event.server.app.state.live.acting

        async def three_workers() -> None:
            others = [Store(event.server.settings.redis) for _ in range(2)]
            async with others[0].open(), others[1].open():
                for store in others:
                    await store.replica.copy(SLUG)
                await asyncio.gather(
                    look(acting), *(look(Acting(store, acting.tokens, now=acting.now)) for store in others)
                )

        event.server.call(three_workers())
        change = ann.change("announcement.made")
        assert change["announcement"]["text"] == "Hemmelig beskjed"
        assert (change["announcement"]["at"][11:16], change["announcement"]["expires_at"][11:16]) == ("12:30", "12:35")
        announce(event, text="Etterpå")
        assert ann.change("announcement.made")["announcement"]["text"] == "Etterpå"
        kinds = [c["kind"] for frame in ann.seen if frame["type"] == "changes" for c in frame["changes"]]
        assert kinds == ["announcement.made", "announcement.made"]
    assert "Hemmelig" in everywhere(event)


def test_what_waits_is_sent_at_once_or_taken_back(event: Event, clock: dict[str, float]) -> None:
    mina = event.moderator()
    first, second = announce(event, text="Første", in_minutes=10), announce(event, text="Andre", in_minutes=10)
    assert mina.post(f"desk/announcements/{first['id']}/send").json()["announcement"]["due_at"] is None
    mina.post(f"desk/announcements/{second['id']}/retract")
    clock["now"] = 11
    event.server.call(look(event.server.app.state.live.acting))
    assert [a["text"] for a in event.attendee().state()["announcements"]] == ["Første"]


def test_a_correction_says_so_and_the_slower_of_two_is_told(event: Event, clock: dict[str, float]) -> None:
    mina, made = event.moderator(), announce(event)
    path = f"desk/announcements/{made['id']}/edit"
    clock["now"] = 3
    after = mina.post(
        path, {"text": "Buss kl. 17", "link": "https://ruter.example/5", "revision": made["revision"]}
    ).json()["announcement"]
    assert (after["text"], after["link_label"], after["corrected_at"][11:16]) == (
        "Buss kl. 17",
        "ruter.example",
        "12:03",
    )
    late = mina.post(path, {"text": "Buss kl. 18", "revision": made["revision"]})
    assert (late.status_code, late.json()["error"]["current"]["text"]) == (409, "Buss kl. 17")
    page = event.client(accept="text/html").get(f"/{SLUG}").text
    assert 'href="https://ruter.example/5" rel="noopener noreferrer"' in page
    mina.post(f"desk/announcements/{made['id']}/retract")
    assert mina.post(path, {"text": "Likevel"}).status_code == 409


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://example.org", "//evil.example"])
def test_a_link_that_could_harm_is_refused_with_a_reason(event: Event, link: str) -> None:
    answer = event.moderator().post("desk/announcements", {"text": "Se her", "link": link})
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, "link")


@pytest.mark.parametrize("path", ["desk/announcements/{id}/edit", "desk/announcements/{id}/send"])
def test_only_moderators_correct_and_send(event: Event, path: str) -> None:
    made = announce(event, in_minutes=10)
    assert event.attendee().post(path.format(id=made["id"]), {"text": "Tull"}).status_code == 401
    assert event.attendee().state()["announcements"] == []


def shown(event: Event, who: Any, announcement_id: str) -> httpx2.Response:
    return who.http.post(f"/{SLUG}/announcements/{announcement_id}/shown")


def test_each_person_who_has_seen_it_counts_once_and_only_moderators_read_how_many(event: Event) -> None:
    made, waiting = announce(event), announce(event, text="Senere", in_minutes=10)
    people = [event.attendee() for _ in range(3)]
    gone = event.attendee()
    for someone in (*people, gone):
        someone.http.get(f"/{SLUG}/mine")  # gives a badge
    for someone in people:
        with someone.live():
            assert [shown(event, someone, made["id"]).status_code for _ in range(2)] == [204, 204]
    for nobody in (gone, event.attendee()):  # an identity costs nothing: only who is connected is counted
        assert shown(event, nobody, made["id"]).status_code == 204
    assert shown(event, people[0], waiting["id"]).status_code == 404
    assert event.moderator().http.get(f"/{SLUG}/desk/announcements/shown").json()["shown"] == {made["id"]: 3}
    assert people[0].http.get(f"/{SLUG}/desk/announcements/shown").status_code == 401


def test_own_phrases_are_kept_and_nobody_else_reads_them(event: Event) -> None:
    answer = event.moderator().post(
        "desk/settings", {"announcement_templates": ["Kaffe!", "Kaffe!", "Heis ute av drift"]}
    )
    assert answer.json()["event"]["announcement_templates"] == ["Kaffe!", "Heis ute av drift"]
    assert (
        "<option>Heis ute av drift</option>"
        in event.moderator().http.get(f"/{SLUG}/desk", headers={"accept": "text/html"}).text
    )
    assert "Heis ute av drift" not in everywhere(event)
    many = event.moderator().post("desk/settings", {"announcement_templates": [f"nr. {n}" for n in range(21)]})
    assert many.status_code == 422
