"""Joining, publishing, lagging and leaving, with listeners that keep what they get."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from live.push import channel as channels
from live.push.hub import MOST_PER_PERSON, Closed
from live.rules.changes import Change
from live.rules.people import Role
from tests.builders import NOON
from tests.push.exchange import ATTENDEES, IN_HTML, MODERATORS, Exchange, Reader, announced, asked, flushed, of_type


async def test_who_comes_up_to_date_gets_hello_and_the_counts_in_one_write() -> None:
    exchange = Exchange()
    cursor = exchange.publish(announced())
    reader = exchange.join(Reader(), cursor=cursor)
    hello, pulse = reader.frames
    assert (hello["type"], hello["cursor"], hello["you"]["role"]) == ("hello", cursor, "attendee")
    assert pulse["type"] == "pulse"
    assert reader.writes == 1


async def test_who_comes_back_gets_what_came_meanwhile_from_their_own_cursor_on() -> None:
    exchange = Exchange()
    cursor = exchange.publish(announced("one"))
    now = exchange.publish(announced("two"), announced("three"))
    hello, changes, _ = exchange.join(Reader(), cursor=cursor).frames
    assert hello["cursor"] == changes["prev"] == cursor
    assert changes["cursor"] == now
    assert [c["announcement"]["text"] for c in changes["changes"]] == ["two", "three"]


@pytest.mark.parametrize(
    ("cursor", "why"),
    [("", "first"), ("another-epoch.1-1", "epoch"), ("nonsense", "unknown"), ("epoch-one.1-999999999", "unknown")],
)
async def test_a_cursor_that_cannot_be_continued_is_told_why(cursor: str | None, why: str) -> None:
    exchange = Exchange()
    now = exchange.publish(announced(), announced())
    hello, resync, _ = exchange.join(Reader(), cursor=cursor).frames
    assert resync == {"type": "resync", "why": why}
    assert hello["cursor"] == now


async def test_without_a_cursor_one_hears_what_comes_from_now_on() -> None:
    exchange = Exchange()
    now = exchange.publish(announced())
    reader = exchange.join(Reader())
    assert [f["type"] for f in reader.frames] == ["hello", "pulse"]
    assert reader.frames[0]["cursor"] == now


async def test_frames_arrive_in_order_and_chain() -> None:
    exchange = Exchange()
    readers = [exchange.join(Reader()) for _ in range(450)]
    start = readers[0].frames[0]["cursor"]
    for number in range(20):
        exchange.publish(announced(str(number)))
    await flushed(exchange)
    for reader in readers:
        cursor, texts = start, []
        for frame in of_type("changes", reader.frames):
            assert frame["prev"] == cursor
            cursor = frame["cursor"]
            texts += [c["announcement"]["text"] for c in frame["changes"]]
        assert texts == [str(n) for n in range(20)]


async def test_a_burst_reaches_each_reader_in_few_writes() -> None:
    exchange = Exchange()
    reader = exchange.join(Reader())
    for number in range(50):
        exchange.publish(announced(str(number)))
    await flushed(exchange)
    assert len(of_type("changes", reader.frames)) == 50
    assert reader.writes <= 3


async def test_what_is_published_during_a_flush_reaches_those_it_has_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "SLICE", 10)
    exchange = Exchange()
    readers = [exchange.join(Reader()) for _ in range(100)]
    exchange.publish(announced("one"))
    for _ in range(4):
        await asyncio.sleep(0)
    assert 0 < sum(len(of_type("changes", reader.frames)) for reader in readers) < 100
    exchange.publish(announced("two"))
    await flushed(exchange)
    assert all(len(of_type("changes", reader.frames)) == 2 for reader in readers)


async def test_who_joins_after_a_hidden_change_is_told_where_the_event_stands_now() -> None:
    exchange = Exchange()
    there = exchange.join(Reader())
    cursor = exchange.publish(announced())
    now = exchange.publish(asked("q1", "pending"))
    hello, pulse = exchange.join(Reader(), cursor=cursor).frames
    assert (hello["cursor"], pulse["type"]) == (now, "pulse")
    await flushed(exchange)
    assert of_type("changes", there.frames)[-1]["cursor"] == now


async def test_somebody_who_leaves_during_a_flush_costs_nobody_a_frame() -> None:
    exchange = Exchange()
    readers = [exchange.join(Reader()) for _ in range(3 * channels.SLICE)]
    exchange.publish(announced())
    for reader in readers[::3]:
        exchange.hub.leave(reader)
    await flushed(exchange)
    assert all(len(of_type("changes", reader.frames)) == 1 for reader in readers[1::3] + readers[2::3])


async def test_a_reader_that_stops_is_passed_over_and_loses_nothing() -> None:
    exchange = Exchange()
    slow, quick = exchange.join(Reader()), exchange.join(Reader())
    slow.stopped = True
    for number in range(30):
        exchange.publish(announced(str(number)))
        await flushed(exchange)
    assert slow.writes == 2
    assert len(of_type("changes", quick.frames)) == 30
    slow.read_on()
    assert [c["announcement"]["text"] for f in of_type("changes", slow.frames) for c in f["changes"]] == [
        str(n) for n in range(30)
    ]


async def test_a_reader_that_missed_too_much_is_told_to_fetch_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "RING", 10)
    exchange = Exchange()
    slow = exchange.join(Reader())
    slow.stopped = True
    for number in range(40):
        cursor = exchange.publish(announced(str(number)))
        await flushed(exchange)
    slow.take()
    slow.read_on()
    _, resync, beat, pulse = slow.frames
    assert resync == {"type": "resync", "why": "slow"}
    assert beat["cursor"] == cursor
    assert pulse["type"] == "pulse"
    after = exchange.publish(announced())
    await flushed(exchange)
    assert slow.frames[-1]["prev"] == cursor
    assert slow.frames[-1]["cursor"] == after


async def test_a_lagging_reader_gets_the_counts_once() -> None:
    exchange = Exchange()
    exchange.publish(asked("q1", "approved"))
    slow = exchange.join(Reader())
    slow.stopped = True
    for votes in range(1, 20):
        exchange.pulse(q1=votes)
        await flushed(exchange)
    slow.read_on()
    assert [f["votes"] for f in of_type("pulse", slow.frames)][1:] == [{"q1": 1}, {"q1": 19}]


async def test_moderators_see_what_attendees_do_not() -> None:
    exchange = Exchange()
    attendee, moderator = exchange.join(Reader()), exchange.join(Reader(), audience=MODERATORS)
    exchange.publish(asked("q1", "pending", text="not for all"))
    await flushed(exchange)
    assert of_type("changes", moderator.frames)[0]["changes"][0]["question"]["text"] == "not for all"
    assert of_type("changes", attendee.frames) == []


async def test_after_a_hidden_change_the_next_frame_starts_where_the_reader_is() -> None:
    exchange = Exchange()
    reader = exchange.join(Reader())
    start = reader.frames[0]["cursor"]
    exchange.publish(asked("q1", "pending"))
    exchange.publish(asked("q2", "pending"))
    now = exchange.publish(announced())
    await flushed(exchange)
    frame = of_type("changes", reader.frames)[0]
    assert (frame["prev"], frame["cursor"]) == (start, now)


async def test_the_asker_learns_the_fate_of_a_question_the_others_never_see() -> None:
    exchange = Exchange()
    ann, bob = exchange.join(Reader(), "ann"), exchange.join(Reader(), "bob")
    exchange.publish(asked("q1", "pending", by="ann"))
    exchange.publish(asked("q1", "dismissed", "pending", "question.dismissed", by="ann", reason="Svart på i går"))
    await flushed(exchange)
    seen = [c["question"] for f in of_type("changes", ann.frames) for c in f["changes"]]
    assert [(q["status"], q["reason"]) for q in seen] == [("pending", None), ("dismissed", "Svart på i går")]
    assert all(f["prev"] == f["cursor"] for f in of_type("changes", ann.frames))
    assert of_type("changes", bob.frames) == []


async def test_the_asker_gets_the_own_frame_at_its_place_also_when_lagging() -> None:
    exchange = Exchange()
    ann = exchange.join(Reader(), "ann")
    ann.stopped = True
    exchange.publish(announced("before"))
    await flushed(exchange)
    exchange.publish(announced("then"))
    exchange.publish(asked("q1", "merged", "approved", "question.merged", by="ann"))
    exchange.publish(announced("after"))
    await flushed(exchange)
    ann.read_on()
    chain(ann.frames)
    kinds = [
        c["question"].get("text") if "question" in c else c["announcement"]["text"]
        for f in of_type("changes", ann.frames)
        for c in f["changes"]
    ]
    assert kinds == ["before", "then", None, "Får elevene støtte?", "after"]


async def test_html_for_the_asker_goes_to_their_own_list() -> None:
    exchange = Exchange()
    ann = exchange.join(Reader(), "ann", audience=IN_HTML)
    exchange.publish(asked("q1", "pending", by="ann"))
    await flushed(exchange)
    (frame,) = of_type("changes", ann.frames)
    assert frame["changes"][0]["put"] == [{"id": "mine-q1", "list": "mine", "html": "<p>Får elevene støtte?</p>"}]
    again = exchange.join(Reader(), "ann", audience=IN_HTML)
    assert again.frames[0]["you"]["put"] == frame["changes"][0]["put"]
    assert [q["id"] for q in again.frames[0]["you"]["asked"]] == ["q1"]


async def test_attendees_get_no_counts_of_what_is_not_on_their_list() -> None:
    exchange = Exchange()
    exchange.publish(asked("q1", "approved"), asked("q2", "dismissed", "approved"))
    reader, moderator = exchange.join(Reader()), exchange.join(Reader(), audience=MODERATORS)
    exchange.pulse(q1=3, q2=9)
    await flushed(exchange)
    assert reader.frames[-1]["votes"] == {"q1": 3}
    assert moderator.frames[-1]["votes"] == {"q1": 3, "q2": 9}
    assert exchange.join(Reader()).frames[-1]["votes"] == {"q1": 3}


async def test_another_history_is_told_to_everyone() -> None:
    exchange = Exchange()
    reader = exchange.join(Reader())
    exchange.relay.replaced(exchange.copy, "fork")
    await flushed(exchange)
    assert [f["type"] for f in reader.frames[2:]] == ["resync", "beat", "pulse"]
    assert reader.frames[2]["why"] == "fork"


async def test_renewed_links_end_the_connections_of_their_role_only() -> None:
    exchange = Exchange()
    attendee, moderator = exchange.join(Reader()), exchange.join(Reader(), audience=MODERATORS)
    exchange.publish(Change(kind="links.renewed", at=NOON, role="moderator"))
    assert (attendee.code, moderator.code) == (None, 4200)
    assert exchange.hub.connections("seminar") == 1


async def test_a_deleted_event_sends_everyone_away() -> None:
    exchange = Exchange()
    reader = exchange.join(Reader())
    exchange.relay.gone("seminar")
    assert reader.code == 4301
    assert exchange.hub.crowds == {}


async def test_one_person_may_have_many_tabs_but_not_any_number() -> None:
    exchange = Exchange()
    tabs = [exchange.join(Reader(), "ann") for _ in range(MOST_PER_PERSON)]
    with pytest.raises(Closed) as refused:
        exchange.join(Reader(), "ann")
    assert refused.value.code == 4303
    exchange.hub.leave(tabs[0])
    exchange.join(Reader(), "ann")
    assert exchange.hub.people("seminar") == {"ann"}


async def test_an_event_is_held_as_long_as_somebody_listens_and_presence_is_told() -> None:
    exchange = Exchange()
    one, two = exchange.join(Reader(), "ann"), exchange.join(Reader(), "bob", audience=MODERATORS)
    assert exchange.replica.held == {"seminar": 1}
    assert exchange.presence.here == ["ann", "bob"]
    exchange.hub.leave(one)
    exchange.hub.leave(one)
    exchange.hub.leave(two)
    assert exchange.replica.held == {"seminar": 0}
    assert exchange.presence.here == []
    assert exchange.hub.crowds == {}


async def test_a_herd_with_the_same_cursor_is_answered_with_the_same_bytes() -> None:
    exchange = Exchange()
    cursor = exchange.publish(announced())
    exchange.publish(announced())
    exchange.join(Reader(), cursor=cursor)
    (channel,) = exchange.hub.crowds["seminar"].channels.values()
    kept = channel.continued[cursor]
    exchange.join(Reader(), cursor=cursor)
    assert channel.continued[cursor] is kept


async def test_a_template_that_breaks_silences_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    exchange = Exchange()
    broken, whole = exchange.join(Reader(), audience=IN_HTML), exchange.join(Reader(), audience=ATTENDEES)
    monkeypatch.setattr(exchange.hub.views, "change", lambda *_: 1 / 0)
    exchange.publish(announced("heard"))
    await flushed(exchange)
    assert broken.frames[-1] == {"type": "resync", "why": "unknown"}
    assert of_type("changes", whole.frames)[0]["changes"][0]["announcement"]["text"] == "heard"
    assert {Role.ATTENDEE} == {a.role for a in exchange.hub.crowds["seminar"].channels}


def chain(frames: Any) -> Any:
    """The rule of docs/protocol.md: `prev` is the client's own cursor, or one that hello or a beat has named since."""
    mine = named = None
    for frame in frames:
        if frame["type"] in ("hello", "beat"):
            named = frame["cursor"]
            mine = mine or named
        elif frame["type"] == "resync":
            mine = None
        elif frame["type"] == "changes":
            assert frame["prev"] in (mine, named)
            mine, named = frame["cursor"], None


async def test_how_late_a_change_was_is_measured_once_for_each_audience() -> None:
    exchange = Exchange()
    readers = [exchange.join(Reader()) for _ in range(3)]
    deliveries = exchange.hub.deliveries
    before = sum(deliveries.frame_bytes.counts)
    exchange.publish(replace(announced(), at=NOON - timedelta(seconds=0.3)))
    await flushed(exchange)
    assert [len(of_type("changes", reader.frames)) for reader in readers] == [1, 1, 1]
    assert sum(deliveries.frame_bytes.counts) == before + 1
    assert deliveries.seconds.total == pytest.approx(0.3)
    assert sum(deliveries.seconds.counts) == 1
