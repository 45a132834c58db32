"""The edges of the exchange: who lags, who leaves, who comes back, at exactly the limit. Found by `tests/mutants`."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from msgspec.structs import replace

from live.push import channel as channels
from live.push import frames
from live.push import opening as openings
from live.push.audience import Audience
from live.push.channel import Channel
from live.push.conflation import conflated
from live.push.fallbacks import poll as polling
from live.push.hub import MOST_PER_PERSON
from live.push.pulse import pulse_frame, so_far
from live.rules import polls
from live.rules.changes import Change
from live.rules.event import Event
from live.rules.people import Person, Role
from live.rules.questions import PUBLIC, Question
from live.rules.questions.marks import Order
from live.rules.wishes.polls import MakePoll
from tests.builders import a_question, a_session, an_event, at
from tests.push.exchange import (
    ATTENDEES,
    MODERATORS,
    Exchange,
    Reader,
    a_copy,
    announced,
    asked,
    flushed,
    of_type,
)


async def behind(exchange: Exchange) -> Reader:
    """A reader of whom something is on its way already."""
    slow = exchange.join(Reader())
    slow.stopped = True
    exchange.publish(announced())
    await flushed(exchange)
    slow.frames.clear()
    return slow


async def test_who_lags_gets_the_counts_of_all_questions_that_changed_meanwhile() -> None:
    exchange = Exchange()
    exchange.publish(asked("q1", "approved"), asked("q2", "approved"))
    slow = await behind(exchange)
    for votes in ({"q1": 1}, {"q2": 5}):
        exchange.pulse(**votes)
        await flushed(exchange)
    slow.read_on()
    [pulse] = of_type("pulse", slow.frames)
    assert pulse["votes"] == {"q1": 1, "q2": 5}


async def test_who_lags_gets_no_stale_beat_but_the_one_that_names_where_they_stand() -> None:
    exchange = Exchange()
    slow = await behind(exchange)
    channel = slow.channel
    assert isinstance(channel, Channel)
    for _ in range(3):
        channel.append(frames.beat(at(1), channel.cursor))
        await flushed(exchange)
    slow.read_on()
    assert [frame["cursor"] for frame in of_type("beat", slow.frames)] == [channel.cursor]


async def test_who_lags_is_given_a_bounded_piece_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "CHUNK", 2000)
    exchange = Exchange()
    slow = await behind(exchange)
    for _ in range(50):
        exchange.publish(announced("x" * 300))
    await flushed(exchange)
    assert slow.channel is not None
    piece = slow.channel.fetch(slow)
    assert 2000 <= sum(len(frame.text) for frame in piece) < 3000


async def test_the_ring_keeps_its_numbers_when_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "RING", 10)
    exchange = Exchange()
    slow = await behind(exchange)
    for number in range(20):  # one more than twice the ring: it is cut, and what the reader needs is still in it
        exchange.publish(announced(str(number)))
        await flushed(exchange)
        if number == 12:
            slow.read_on()
            slow.stopped = slow.paused = True
            slow.frames.clear()
    slow.read_on()
    texts = [c["announcement"]["text"] for f in of_type("changes", slow.frames) for c in f["changes"]]
    assert texts == [str(n) for n in range(13, 20)]


async def test_what_follows_a_cursor_is_worked_out_anew_once_more_has_happened() -> None:
    exchange = Exchange()
    cursor = exchange.publish(announced())
    exchange.publish(announced("one"))
    first = exchange.join(Reader(), cursor=cursor)
    exchange.publish(announced("two"))
    second = exchange.join(Reader(), cursor=cursor)
    told = [[c["announcement"]["text"] for c in who.frames[1]["changes"]] for who in (first, second)]
    assert told == [["one"], ["one", "two"]]


async def test_cursors_that_clients_make_up_fill_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openings, "MOST_CURSORS", 5)
    exchange = Exchange()
    readers = [exchange.join(Reader(), cursor=f"epoch-one.{n}-1") for n in range(12)]
    channel = readers[0].channel
    assert isinstance(channel, Channel)
    assert len(channel.continued) <= 5


async def test_moderators_share_a_link_and_may_have_any_number_of_tabs() -> None:
    exchange = Exchange()
    for _ in range(MOST_PER_PERSON + 1):
        exchange.join(Reader(), "mina", MODERATORS)
    assert exchange.hub.total == MOST_PER_PERSON + 1


async def test_nobody_who_has_left_is_looked_after() -> None:
    exchange = Exchange()
    reader = exchange.join(Reader())
    exchange.hub.lagging[reader] = 0.0
    exchange.hub.leave(reader)
    assert exchange.hub.lagging == {}


async def test_renewing_the_speakers_link_ends_the_speakers_and_nobody_else() -> None:
    exchange = Exchange()
    speaker = exchange.join(Reader(), audience=Audience(Role.ATTENDEE, html=False, language="", speaks=True))
    attendee = exchange.join(Reader(), audience=ATTENDEES)
    exchange.hub.kick("seminar", Role.SPEAKER, 4200)
    assert (speaker.code, attendee.code) == (4200, None)


async def test_removing_a_member_keeps_everybody_elses_place() -> None:
    exchange = Exchange()
    first, second, third = (exchange.join(Reader()) for _ in range(3))
    exchange.hub.leave(first)
    exchange.hub.leave(third)
    exchange.publish(announced())
    await flushed(exchange)
    assert len(of_type("changes", second.frames)) == 1
    assert not of_type("changes", first.frames) + of_type("changes", third.frames)


def test_a_speaker_is_told_what_is_still_open_at_the_top_of_the_queue() -> None:
    questions = {q: a_question(q, status=status) for q, status in (("q1", "answered"), ("q2", "approved"))}
    copy = a_copy(questions=questions, order=Order(ids=("q1", "q2")))
    frame = pulse_frame(copy, {}, Role.SPEAKER)
    assert b'"top":["q2"]' in frame.text


def test_how_many_have_answered_is_told_only_of_polls_that_everyone_sees() -> None:
    made = replace(polls.make("p1", MakePoll(text="Hva?", options=("a", "b")), at(0)), status="open")
    for poll, seen in ((made, {"p1": 3}), (polls.close(made, at(1)), {}), (polls.remove(made), {})):
        copy = a_copy(polls={"p1": poll})
        copy.pulse.polls = {"p1": {polls.VOTERS: 3}}
        assert so_far(copy, ["p1", "unknown"], Role.ATTENDEE) == seen


@pytest.mark.parametrize(
    ("wait", "seconds"), [("20", 20.0), ("25", 25.0), ("600", 25.0), ("-1", 0.0), ("", 0.0), (None, 0.0)]
)
def test_a_poll_waits_as_long_as_asked_and_below_thirty_seconds(wait: str | None, seconds: float) -> None:
    assert polling._seconds(wait) == seconds


def test_news_of_what_my_question_was_merged_into_ends_a_poll_at_once() -> None:
    mine = a_question("q1", status="merged", merged_into="q2", merged_from="pending", by="ann")
    exchange = Exchange(a_copy(questions={"q1": mine, "q2": a_question("q2", by="bob")}))
    cursor = str(exchange.copy.cursor)
    exchange.copy.advance(
        replace(exchange.copy.cursor, n=1, r=7), asked("q2", "dismissed", kind="question.dismissed", by="bob")
    )
    news: dict[str, Any] = {
        who: polling._own_news(cast("Any", SimpleNamespace(copy=exchange.copy, cursor=cursor, person=Person(who))))
        for who in ("ann", "bob", "cid")
    }
    assert news == {"ann": True, "bob": True, "cid": False}


def test_what_left_the_list_while_somebody_was_away_leaves_it_for_them_too() -> None:
    away = [
        asked("q1", "dismissed", was="approved", kind="question.dismissed"),
        asked("q1", "pending", was="dismissed", kind="question.held"),
    ]
    [left] = conflated(away)
    assert isinstance(left.thing, Question)
    assert (left.thing.status, left.was in PUBLIC) == ("pending", True)
    [hidden] = conflated([asked("q1", "dismissed", was="pending"), asked("q1", "pending", was="dismissed")])
    assert hidden.was == "dismissed", "and what was never on it is not told of"


def test_a_poll_that_left_the_page_while_somebody_was_away_leaves_it_for_them_too() -> None:
    closed = polls.close(polls.open_(polls.make("p1", MakePoll(text="Hva?", options=("a", "b")), at(0)), at(1)), at(2))
    away = [
        Change(kind="poll.closed", at=at(2), thing=closed, was="public"),
        Change(kind="poll.removed", at=at(3), thing=polls.remove(closed)),
    ]
    [left] = conflated(away)
    assert (left.kind, left.was) == ("poll.removed", "public")


def test_a_programme_that_ends_later_does_not_hide_that_a_setting_has_changed() -> None:
    """Whoever came back was told of the new end and of no setting, and went on reading that moderators read first."""
    away = [
        Change(kind="event.changed", at=at(1), thing=an_event(moderated=False)),
        Change(kind="session.delayed", at=at(2), agenda_revision=2, sessions=(a_session(),), spans=True),
        Change(kind="session.delayed", at=at(3), agenda_revision=3, sessions=(a_session(starts=5),), spans=True),
    ]
    changed, delayed = conflated(away)
    assert isinstance(changed.thing, Event)
    assert (delayed.agenda_revision, delayed.spans) == (3, True)
