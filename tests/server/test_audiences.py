"""The simulated audience of a rehearsal is a process beside a worker: it comes, ends with the rehearsal, and outlives
nobody.
"""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import httpx2
import pytest
from msgspec.structs import replace

from live.actions import programmes
from live.actions.acting import Acting
from live.actions.apart import acting
from live.actions.programmes import rehearsing
from live.demo.seminar import SLUG, seminar
from live.rules.wishes.rehearsals import Rehearse
from tests.server.started import Service, started
from tests.waiting import until

APP = "live.app:build_app"
AUDIENCE = "live.simulated"
PEOPLE = 5
SLOW_SECONDS = 40.0  # a busy machine starts processes one after the other
T = TypeVar("T")


@pytest.fixture
def redis(redis_url: str) -> str:
    """An outside store, so that it is there before and after the service; with the seminar in it."""
    done(redis_url, lambda to: programmes.keep(to, seminar(datetime.now(UTC), "12:20"), slug=SLUG, overwrite=True))
    return redis_url


def done(redis: str, action: Callable[[Acting], Awaitable[T]]) -> T:
    async def act() -> T:
        async with acting(redis, "for tests only") as ours:
            return await action(ours)

    return asyncio.run(act())


def rehearsed(redis: str) -> str:
    made = done(redis, lambda to: rehearsing.rehearse(to, SLUG, Rehearse(people=PEOPLE), room=PEOPLE))
    return made.slug


def people(live: Service, slug: str) -> int:
    answer = httpx2.get(f"{live.base}/{slug}.json", timeout=30)
    return int(answer.json()["presence"]["people"]) if answer.status_code == 200 else 0


def test_the_audience_comes_and_nothing_of_it_outlives_a_killed_supervisor(redis: str, tmp_path: Path) -> None:
    with started(tmp_path, APP, redis=redis, secret="for tests only", workers=2) as live:
        slug = rehearsed(redis)
        until(lambda: people(live, slug) == PEOPLE, SLOW_SECONDS)
        assert len(live.named(AUDIENCE)) == 1, "one worker has it"
        live.signal(signal.SIGKILL)
        live.process.wait()
        until(lambda: not live.processes(), SLOW_SECONDS)


def test_it_is_begun_anew_when_its_worker_dies_and_ends_with_the_rehearsal(redis: str, tmp_path: Path) -> None:
    with started(tmp_path, APP, redis=redis, secret="for tests only") as live:
        slug = rehearsed(redis)
        until(lambda: people(live, slug) == PEOPLE, SLOW_SECONDS)
        [first] = live.named(AUDIENCE)
        os.kill(live.named("live.server.worker")[0], signal.SIGKILL)
        until(lambda: first not in live.named(AUDIENCE) and live.named(AUDIENCE), SLOW_SECONDS)
        done(redis, lambda to: rehearsing.end(to, slug))
        until(lambda: not live.named(AUDIENCE), SLOW_SECONDS)


def test_a_rehearsal_whose_end_came_while_nothing_ran_is_deleted_at_the_next_start(redis: str, tmp_path: Path) -> None:
    slug = rehearsed(redis)

    async def over(to: Acting) -> None:
        booked = (await to.store.rehearsals.all())[slug]
        await to.store.rehearsals.book(slug, replace(booked, ends=datetime(2026, 1, 1, tzinfo=UTC)))

    done(redis, over)
    with started(tmp_path, APP, redis=redis, secret="for tests only") as live:
        until(lambda: httpx2.get(f"{live.base}/{slug}", timeout=30).status_code == 404, SLOW_SECONDS)
        assert httpx2.get(f"{live.base}/{SLUG}", timeout=30).status_code == 200
        assert not live.named(AUDIENCE)
