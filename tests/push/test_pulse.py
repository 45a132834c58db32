"""Counts reach everyone, and seldom enough to cost little however many there are."""

import asyncio

import pytest

from live.push import pulse as pulses
from tests.push.exchange import MODERATORS, Exchange, Reader, asked, flushed, of_type


async def test_counts_of_a_moment_become_one_frame_when_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulses, "VOTES_SECONDS", 0.1)
    exchange = Exchange()
    exchange.publish(asked("q1", "approved"), asked("q2", "approved"))
    reader = exchange.join(Reader())
    for number in range(1, 20):
        exchange.pulse(q1=number)
    exchange.pulse(q2=5)
    await flushed(exchange)
    assert [f["votes"] for f in of_type("pulse", reader.frames)][1:] == [{"q1": 1}]
    await asyncio.sleep(0.12)
    await flushed(exchange)
    assert [f["votes"] for f in of_type("pulse", reader.frames)][2:] == [{"q1": 19, "q2": 5}]


async def test_votes_do_not_wait_for_the_time_of_the_number_of_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulses, "PEOPLE_SECONDS", 60)
    exchange = Exchange()
    exchange.publish(asked("q1", "approved"))
    reader = exchange.join(Reader())
    exchange.pulse(q1=1)
    exchange.pulse()
    exchange.pulse(q1=2)
    await asyncio.sleep(0.01)
    await flushed(exchange)
    assert of_type("pulse", reader.frames)[-1]["votes"] == {"q1": 2}


async def test_only_the_number_of_people_is_no_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulses, "PEOPLE_SECONDS", 0)
    exchange = Exchange()
    exchange.join(Reader(), audience=MODERATORS)
    ring = exchange.hub.crowds["seminar"].channels[MODERATORS]._ring
    exchange.copy.pulse.people = exchange.copy.pulse.connections = 2
    exchange.pulse()
    exchange.copy.pulse.doubted = 1
    exchange.pulse()
    assert [frame.is_news for frame in ring] == [False, True]


async def test_an_audience_that_has_gone_gets_no_late_pulse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulses, "VOTES_SECONDS", 0.05)
    exchange = Exchange()
    reader = exchange.join(Reader())
    exchange.pulse(q1=1)
    exchange.pulse(q1=2)
    exchange.hub.leave(reader)
    await asyncio.sleep(0.06)
    assert of_type("pulse", reader.frames)[1:] == []
