"""Signals, the cue and the big screens in a real store, at times the test says."""

from collections.abc import AsyncIterator

import pytest

from live.rules.desk.cue import Cue
from live.rules.desk.stages import MOST, MOST_PER_PLACE
from live.rules.people.signals import Signal
from live.store import Store
from live.store.desk import cue as cues
from live.store.desk import stages
from live.store.keys import Keys
from live.store.people import signals
from tests.finding import inside

SLUG, NOW = "seminar", 1_700_000_000.0
KEYS = Keys(SLUG)


@pytest.fixture
async def store(redis_url: str) -> AsyncIterator[Store]:
    async with Store(redis_url).open() as opened:
        yield opened


async def counted(store: Store, now: float) -> dict[str, int]:
    pipe = store.database.commands.pipeline(transaction=False)
    signals.queue(pipe, KEYS, now)
    return dict(signals.decoded(await pipe.execute()))


async def screens(store: Store, now: float) -> tuple[int, int]:
    pipe = store.database.commands.pipeline(transaction=False)
    stages.queue(pipe, KEYS)
    told = stages.decoded((await pipe.execute())[0], now)
    return inside(told, "seen"), inside(told, "stale")


async def test_a_person_counts_once_and_is_counted_until_it_has_faded(store: Store) -> None:
    for after in (0, 1, 2):
        await store.signals.set(SLUG, Signal.SOUND, "ann", NOW + after, on=True)
    await store.signals.set(SLUG, Signal.SOUND, "bob", NOW, on=True)
    await store.signals.set(SLUG, Signal.APPLAUSE, "bob", NOW, on=True)
    assert await counted(store, NOW + 3) == {"sound": 2, "applause": 1}
    assert await counted(store, NOW + 16) == {"sound": 2}
    assert await counted(store, NOW + 91) == {"sound": 1}  # ann renewed hers
    assert await counted(store, NOW + 93) == {}


async def test_a_signal_is_taken_back_and_the_faded_are_cleared_away(store: Store) -> None:
    await store.signals.set(SLUG, Signal.LOST, "ann", NOW, on=True)
    await store.signals.set(SLUG, Signal.LOST, "bob", NOW + 200, on=True)
    await store.signals.set(SLUG, Signal.LOST, "bob", NOW + 200, on=False)
    assert await store.database.commands.exists(KEYS.signal("lost")) == 0


async def test_only_the_latest_cue_is_kept_and_a_late_seen_marks_no_newer_one(store: Store) -> None:
    await store.cues.give(SLUG, Cue(id="a", text="Rund av", given_at=1))
    await store.cues.give(SLUG, Cue(id="b", text="Ta et spørsmål", given_at=2))
    await store.cues.confirm(SLUG, "a", 3)
    assert await store.cues.latest(SLUG) == Cue(id="b", text="Ta et spørsmål", given_at=2)
    await store.cues.confirm(SLUG, "b", 4)
    await store.cues.confirm(SLUG, "b", 5)
    assert await store.cues.latest(SLUG) == Cue(id="b", text="Ta et spørsmål", given_at=2, seen_at=4)
    await store.cues.take_back(SLUG)
    assert cues.decoded(await store.database.commands.hgetall(KEYS.cue)) is None


async def test_a_screen_that_falls_silent_is_missed_until_it_is_back_or_forgotten(store: Store) -> None:
    await store.stages.heard(SLUG, "hall-a", NOW)
    await store.stages.heard(SLUG, "hall-b", NOW + 30)
    assert await screens(store, NOW + 31) == (1, 1)
    await store.stages.forget(SLUG, NOW + 5)
    assert await screens(store, NOW + 31) == (1, 0)
    await store.stages.gone(SLUG, "hall-b")
    assert await screens(store, NOW + 90) == (0, 0)


async def test_nobody_can_flood_the_desk_with_screens(store: Store) -> None:
    for number in range(2 * MOST):
        await store.stages.heard(SLUG, f"screen-{number}", NOW, f"hall-{number}")
    await store.stages.heard(SLUG, "screen-0", NOW + 20, "elsewhere by now")
    assert await screens(store, NOW + 1) == (MOST, 0)
    assert await screens(store, NOW + 40) == (1, MOST - 1)


async def test_one_place_leaves_room_for_the_screens_of_others(store: Store) -> None:
    for number in range(MOST):
        await store.stages.heard(SLUG, f"joke-{number}", NOW, "a bedroom")
    await store.stages.heard(SLUG, "the-hall", NOW, "the venue")
    assert await screens(store, NOW + 1) == (MOST_PER_PLACE + 1, 0)
