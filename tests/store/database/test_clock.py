"""Leases are kept on the store's clock; when somebody sets it nobody is lost, and nobody stays who has gone."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from live.rules.people.presence import LEASE_SECONDS, RENEW_SECONDS
from live.rules.people.signals import Signal
from live.store import Store
from live.store.copies import pulse as pulses
from live.store.database.clock import SETTLING_SECONDS, StoreClock
from tests.builders import an_event, the_seminar

SLUG = "seminar"
SET = (-600.0, -7000.0, 600.0, 7000.0)


class Hands:
    """The monotonic clock, and the wall clock that somebody may set."""

    def __init__(self) -> None:
        self.since, self.wall = 1000.0, 1_700_000_000.0

    def pass_by(self, seconds: float) -> None:
        self.since, self.wall = self.since + seconds, self.wall + seconds

    def clock(self) -> StoreClock:
        return StoreClock(lambda: self.since, lambda: self.wall)


def test_a_slow_network_sets_no_clock() -> None:
    hands = Hands()
    clock = hands.clock()
    asked_at, said = hands.since, hands.wall
    hands.pass_by(4.0)  # the answer was under way for so long
    clock.heard(said, asked_at)
    assert clock.steps == 0
    assert clock.now() == pytest.approx(hands.wall)


@pytest.mark.parametrize("seconds", SET)
def test_nobodys_lease_has_run_out_until_everybody_has_renewed(seconds: float) -> None:
    hands = Hands()
    clock = hands.clock()
    before = clock.now()
    hands.wall += seconds
    clock.heard(hands.wall, hands.since)
    assert clock.steps == 1
    assert clock.now() == pytest.approx(hands.wall)
    assert clock.settled() <= min(before, hands.wall) + 0.001
    hands.pass_by(SETTLING_SECONDS)
    assert clock.settled() == pytest.approx(hands.wall)


class Workers:
    """Two processes at one event, and a store whose clock the test sets."""

    def __init__(self, stores: list[Store], monkeypatch: pytest.MonkeyPatch) -> None:
        self.stores, self._monkeypatch = stores, monkeypatch

    def set_clock(self, seconds: float) -> None:
        told = "local t = redis.call('TIME') return (t[1] + %d) * 1000 + math.floor(t[2] / 1000)"
        self._monkeypatch.setattr(pulses, "TELL_TIME", told % seconds)

    async def looks(self) -> list[tuple[int, int]]:
        """People and connections as each tells them after its next look."""
        found = []
        for store in self.stores:
            copy = await store.replica.copy(SLUG)
            await store.replica.count(copy)
            found.append((copy.pulse.people, copy.pulse.connections))
        return found


@pytest.fixture
async def workers(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Workers]:
    monkeypatch.setattr(pulses, "TICK_SECONDS", 600)  # only the test looks
    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(Store(redis_url).open()) for _ in range(2)]
        await stores[0].events.create(an_event(), the_seminar(), {})
        yield Workers(stores, monkeypatch)


@pytest.mark.parametrize("seconds", SET)
async def test_a_clock_that_is_set_empties_no_room(workers: Workers, seconds: float) -> None:
    for store, people in zip(workers.stores, (("ann", "bob"), ("bob", "cleo")), strict=True):
        for person in people:
            store.presence.join(SLUG, person)
    await workers.looks()
    await workers.looks()
    workers.set_clock(seconds)
    for _ in range(4):
        assert await workers.looks() == [(3, 4), (3, 4)]
    for store in workers.stores:
        assert await store.presence.here(SLUG, ["ann", "bob", "cleo", "dan"]) == {"ann", "bob", "cleo"}


@pytest.mark.parametrize("seconds", SET)
async def test_whoever_dies_while_the_clock_is_set_is_not_here_for_ever(
    workers: Workers, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    living, dead = workers.stores
    living.presence.join(SLUG, "ann")
    dead.presence.join(SLUG, "bob")
    assert (await workers.looks())[1] == (2, 2)
    workers.set_clock(seconds)
    workers.stores = [living]
    await workers.looks()
    clock = living.database.clocks[SLUG]
    later = clock._monotonic
    for passed in (SETTLING_SECONDS, RENEW_SECONDS + 1, LEASE_SECONDS + 1):
        workers.set_clock(seconds + passed)
        monkeypatch.setattr(clock, "_monotonic", lambda passed=passed: later() + passed)
        living.presence.lost(SLUG)  # renewals are due
        found = await workers.looks()
    assert found == [(1, 1)]


async def test_signals_fade_by_the_same_clock(workers: Workers) -> None:
    store = workers.stores[0]
    copy = await store.replica.copy(SLUG)
    await store.signals.set(SLUG, Signal.SOUND, "ann", store.now(SLUG), on=True)
    workers.set_clock(600)
    await workers.looks()
    assert copy.pulse.signals == {"sound": 1}, "not ended by the hand that set the clock"
