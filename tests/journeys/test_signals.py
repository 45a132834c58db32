"""The audience says how it goes with a tap, the desk gives the speaker a word, and a big screen that falls silent is
missed.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from live.actions import links
from live.rules.people import Person, Role
from live.rules.people.signals import SHOWN_FROM
from live.store.database.clock import StoreClock
from live.store.keys import Keys
from tests.builders import at
from tests.finding import there
from tests.journeys.event import SLUG, Event, Live, Someone

CUE = "Rund av om to minutter"


@pytest.fixture(autouse=True)
def during_a_talk(event: Event) -> None:
    """The agenda stands at noon of another day; it is ten past."""
    event.server.app.state.live.acting.now = lambda: at(10)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """The clock by which the counts are read, put forward by seconds."""

    def put_forward(seconds: float) -> None:
        monkeypatch.setattr(StoreClock, "settled", lambda clock: clock.now() + seconds)

    put_forward(0)
    return put_forward


def speaker(event: Event) -> Someone:
    return Someone(event, event.links["speaker"].split("#")[1])


def until(live: Live, **wanted: Any) -> dict[str, Any]:
    """The first pulse that says so."""
    while True:
        frame = live.next("pulse")
        if all(frame.get(name) == value for name, value in wanted.items()):
            return frame


@pytest.fixture
def doors() -> Iterator[ExitStack]:
    """What holds the connections of those who are here."""
    with ExitStack() as stack:
        yield stack


def signal(event: Event, doors: ExitStack, people: int, kind: str = "sound") -> list[Someone]:
    """So many people with the page open."""
    crowd = [event.attendee() for _ in range(people)]
    for one in crowd:
        one.http.get(f"/{SLUG}/mine")
        doors.enter_context(one.live())
        answer = one.post(f"signals/{kind}", {"on": True})
        assert answer.json() == {"kind": kind, "on": True}
    return crowd


def test_four_are_heard_by_the_desk_only_and_five_by_everyone_until_it_fades(
    event: Event, doors: ExitStack, later: Callable[[float], None]
) -> None:
    with event.moderator().live() as mina, event.attendee().live() as ann, speaker(event).live() as sam:
        crowd = signal(event, doors, 4)
        crowd[0].post("signals/sound", {"on": True})
        assert until(mina, signals={"sound": 4})["unheard"] is False
        signal(event, doors, 1)
        assert until(mina, signals={"sound": 5})["unheard"] is True
        for reader in (ann, sam):
            assert "unheard" not in until(reader, signals={"sound": 5})
            assert {"sound": 4} not in [f["signals"] for f in reader.seen if f["type"] == "pulse"]
        crowd[0].post("signals/sound", {"on": False})
        assert until(mina, signals={"sound": 4})["unheard"] is False
        until(ann, signals={})
        later(91)
        until(mina, signals={}, unheard=False)


def test_what_fades_is_told_without_anybody_doing_anything(
    event: Event, doors: ExitStack, later: Callable[[float], None]
) -> None:
    with event.attendee().live() as ann:
        signal(event, doors, 5, "applause")
        until(ann, signals={"applause": 5})
        plain = event.client(accept="text/html").get(f"/{SLUG}").text
        assert re.search(r'data-signal="applause".*data-count>5<', plain)
        later(16)
        until(ann, signals={})


def test_who_is_not_even_connected_raises_no_alarm_however_many_they_make_themselves(
    event: Event, later: Callable[[float], None]
) -> None:
    with event.moderator().live() as mina:
        for _ in range(20):
            assert event.attendee().post("signals/sound", {"on": True}).json() == {"kind": "sound", "on": True}
        event.moderator().post("desk/cue", {"text": CUE})  # a pulse that comes after all of them
        while not (frame := mina.next("pulse"))["cue"]:
            pass
        assert frame["signals"].get("sound", 0) < SHOWN_FROM


def test_only_while_something_is_on_only_four_kinds_and_not_without_end(event: Event) -> None:
    ann = event.attendee()
    assert ann.post("signals/boo").json()["error"]["code"] == "no_such_signal"
    statuses = [ann.post("signals/fast", {"on": True}).status_code for _ in range(20)]
    assert statuses[:10] == [200] * 10
    assert statuses[-1] == 429
    event.server.app.state.live.acting.now = lambda: at(-60)
    assert event.attendee().post("signals/fast").json()["error"]["code"] == "nothing_on"


def test_without_script_a_tap_leads_back_to_the_page(event: Event) -> None:
    browser = event.client(accept="text/html", origin=event.base)
    assert 'formaction="/seminar/signals/sound"' in browser.get(f"/{SLUG}").text
    answer = browser.post(f"/{SLUG}/signals/sound", data={"on": "true"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{SLUG}#signals")


def test_a_cue_reaches_the_speaker_at_once_and_the_desk_sees_that_it_was_seen(event: Event) -> None:
    mina, sam = event.moderator(), speaker(event)
    with mina.live() as desk, sam.live() as lectern:
        lectern.next("pulse")
        given = mina.post("desk/cue", {"text": CUE}, **{"idempotency-key": "k1"}).json()["cue"]
        while not (cue := lectern.next("pulse")["cue"]):
            pass
        assert (cue["text"], cue["seen_at"]) == (CUE, 0)
        assert sam.post("speaker/seen", {"id": "another"}).json()["error"]["code"] == "cue_gone"
        seen = sam.post("speaker/seen", {"id": cue["id"]}).json()["cue"]
        assert seen["seen_at"] == int(at(10).timestamp() * 1000)
        assert mina.post("desk/cue", {"text": CUE}, **{"idempotency-key": "k1"}).json()["cue"]["id"] == given["id"]
        until(desk, cue=seen)
        mina.post("desk/cue", {"text": ""})
        until(lectern, cue=None)
        mina.post("desk/cue", {"text": "Rund av"})
        while not lectern.next("pulse")["cue"]:
            pass
        mina.post("desk/sessions/opening/end")
        until(lectern, cue=None)


def test_nothing_of_a_cue_is_anywhere_an_attendee_can_look(event: Event) -> None:
    mina, ann = event.moderator(), event.attendee()
    with ann.live() as socket, ann.live("as=html&lang=nb") as page, mina.live() as desk:
        given = mina.post("desk/cue", {"text": CUE}).json()["cue"]
        until(desk, cue=given)
        mina.post("desk/announcements", {"text": "Slutt"})
        for reader in (socket, page):
            reader.next("changes")
            while sum(frame["type"] == "pulse" for frame in reader.seen) < 2:
                reader.frame()
            assert all("cue" not in frame and "stages" not in frame and CUE not in str(frame) for frame in reader.seen)
    paths = [
        "",
        ".json",
        "/mine",
        "/poll?cursor=",
        "/ledger",
        "/changes",
        "/changes.atom",
        "/answers.atom",
        "/stage",
        "/agenda.ics",
        "/speaker",
        "/desk",
        "/similar?text=Rund",
    ]
    for accept in ("text/html", "application/json"):
        for path in paths:
            text = ann.http.get(f"/{SLUG}{path}", headers={"accept": accept}).text
            assert CUE not in text, path
            assert given["id"] not in text, path
    with ann.http.stream("GET", f"/{SLUG}/events?cursor=&as=json") as stream:
        told = ""
        for text in stream.iter_text():
            told += text
            if "event: pulse" in told:
                break
        assert CUE not in told
    for form in ("json", "csv", "md", "txt", "ics"):
        assert CUE not in mina.http.get(f"/{SLUG}/export.{form}").text
    entries = event.server.call(event.server.app.state.live.store.database.commands.xrange(Keys(SLUG).stream))
    assert CUE.encode() not in b"".join(value for _, fields in entries for value in fields.values())
    assert ann.post("desk/cue", {"text": "x"}).status_code == 401
    assert ann.post("speaker/seen", {"id": given["id"]}).status_code == 401
    assert CUE in speaker(event).http.get(f"/{SLUG}/speaker", headers={"accept": "text/html"}).text


def test_a_speaker_sees_of_the_event_what_an_attendee_does_and_leaves_with_the_old_link(event: Event) -> None:
    with speaker(event).live() as sam, event.attendee().live() as ann:
        frame = sam.next("pulse")
        assert frame.keys() - {"cue", "top"} == ann.next("pulse").keys()
        event.attendee().ask("Hemmelig til det er lest")
        event.moderator().post("desk/announcements", {"text": "Til alle"})
        assert sam.change("announcement.made")["announcement"]["text"] == "Til alle"
        assert "Hemmelig" not in str(sam.seen)
        event.server.call(
            links.renew(event.server.app.state.live.acting, SLUG, "speaker", Person("mina", Role.MODERATOR))
        )
        with pytest.raises(ConnectionClosed) as closed:
            sam.next("bye")
        assert there(closed.value.rcvd).code == 4200


def test_a_screen_that_falls_silent_is_told_to_the_desk_until_it_is_back(
    event: Event, later: Callable[[float], None]
) -> None:
    screen = event.client(origin=event.base)
    with event.moderator().live() as mina:
        assert screen.post(f"/{SLUG}/stage/here", data={"id": "a1b2c3d4"}).status_code == 204
        assert "set-cookie" not in screen.post(f"/{SLUG}/stage/here", data={"id": "a1b2c3d4"}).headers
        assert until(mina, stages={"seen": 1, "stale": 0, "heard_at": 0})
        later(30)
        while mina.next("pulse")["stages"]["stale"] != 1:
            pass
        later(0)
        until(mina, stages={"seen": 1, "stale": 0, "heard_at": 0})
        screen.post(f"/{SLUG}/stage/here", data={"id": "a1b2c3d4", "on": "false"})
        until(mina, stages={"seen": 0, "stale": 0, "heard_at": 0})


def test_no_page_of_somebody_else_can_pretend_to_be_a_screen(event: Event) -> None:
    foreign = event.client(origin="https://elsewhere.example")
    assert foreign.post(f"/{SLUG}/stage/here", data={"id": "a1b2c3d4"}).status_code == 403
    framed = event.client(
        origin=event.base, **{"sec-fetch-site": "same-origin"}
    )  # what our own page sends inside somebody else's frame
    assert framed.post(f"/{SLUG}/stage/here", data={"id": "a1b2c3d4"}).status_code == 204
