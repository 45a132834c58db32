"""Once a second: nobody is silent for long, and those who do not read or answer are let go."""

from typing import Any

from live.push import frames
from live.push.sweep import LEAVING_SECONDS, SLOW_SECONDS, beat, sweep
from tests.push.exchange import MODERATORS, Exchange, Reader, announced, asked, flushed, of_type


def channel_of(reader: Any) -> Any:
    return reader.channel


async def test_hidden_changes_move_everyone_on_with_one_small_frame() -> None:
    exchange = Exchange()
    reader, moderator = exchange.join(Reader()), exchange.join(Reader(), audience=MODERATORS)
    start = reader.frames[0]["cursor"]
    exchange.publish(asked("q1", "pending"))
    hidden = exchange.publish(asked("q2", "pending"))
    sweep(exchange.hub, 0)
    sweep(exchange.hub, 0)
    await flushed(exchange)
    assert of_type("changes", reader.frames) == [{"type": "changes", "prev": start, "cursor": hidden, "changes": []}]
    assert all(frame["changes"] for frame in of_type("changes", moderator.frames))


async def test_a_beat_comes_when_it_is_due_and_names_where_everyone_stands() -> None:
    exchange = Exchange()
    reader = exchange.join(Reader())
    cursor = exchange.publish(announced())
    await flushed(exchange)
    due = channel_of(reader).spoke_at + frames.HEARTBEAT_SECONDS
    sweep(exchange.hub, due - 1)
    await flushed(exchange)
    assert of_type("beat", reader.frames) == []
    sweep(exchange.hub, due)
    await flushed(exchange)
    assert [b["cursor"] for b in of_type("beat", reader.frames)] == [cursor]
    assert channel_of(reader).beat_at == due + frames.PING_SECONDS


async def test_where_there_is_always_something_to_say_a_beat_is_seldom() -> None:
    exchange = Exchange()
    reader = exchange.join(Reader())
    channel = channel_of(reader)
    channel.spoke_at = now = channel.beat_at - 1
    sweep(exchange.hub, now)
    channel.spoke_at = now = channel.beat_at
    sweep(exchange.hub, now)
    await flushed(exchange)
    assert len(of_type("beat", reader.frames)) == 1


async def test_a_beat_asks_for_an_answer_once_a_minute_and_no_oftener() -> None:
    exchange = Exchange()
    channel = channel_of(exchange.join(Reader()))
    asked_at = [channel.ping_at + seconds for seconds in (-1, 0, 8, 52, 60)]
    asks = []
    for now in asked_at:
        beat(channel, now)
        asks.append(channel.ping_at == now + frames.PING_SECONDS)
    assert asks == [False, True, False, False, True]


async def test_a_beat_drops_those_who_have_not_been_heard_of() -> None:
    class Gone(Reader):
        silent = True

        def drop(self) -> None:
            super().drop()
            exchange.hub.leave(self)

    exchange = Exchange()
    gone, here = exchange.join(Gone()), exchange.join(Reader())
    beat(channel_of(here), 0)
    await flushed(exchange)
    assert gone.dropped
    assert not here.dropped
    assert exchange.hub.total == 1


async def test_who_lags_or_leaves_for_too_long_is_dropped() -> None:
    exchange = Exchange()
    lagging, leaving, patient = Reader(), Reader(), Reader()
    exchange.hub.lagging = {lagging: 100.0, patient: 105.0}
    exchange.hub.leaving = {leaving: 100.0}
    sweep(exchange.hub, 100 + LEAVING_SECONDS + 0.1)
    assert (lagging.dropped, leaving.dropped) == (False, True)
    sweep(exchange.hub, 100 + SLOW_SECONDS + 0.1)
    assert (lagging.dropped, patient.dropped) == (True, False)
    assert exchange.hub.leaving == {}
