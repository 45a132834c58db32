"""Background work goes on, whatever happens in it, and ends only when it is cancelled."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn

from live import loops as looping
from live.app import assembled, background
from live.loops import LONGEST_SECONDS, Loops, Step, pause_after
from live.rules.changes import Change
from live.rules.errors import Unavailable
from live.server.drain import LiveServer
from live.server.supervisor import Supervisor
from live.settings import Settings
from live.store import Store
from live.store.copies.apart import FollowersApart
from live.store.copies.copy import Copy
from live.store.copies.cursor import Cursor
from live.store.database import Database

SOON = 0.01


class Unforeseen(Exception):
    """What nobody thought of."""


class Broken(Loops):
    """Fails the first two times in every loop, and knows which have gone on all the same."""

    def __init__(self) -> None:
        super().__init__()
        self.went_on: set[str] = set()
        self.started: set[str] = set()

    def running(self, name: str, step: Step, *, every: float = 0.0) -> Any:
        return super().running(name, step, every=min(every, SOON))

    async def attempt(self, name: str, step: Step) -> None:
        self.started.add(name)
        if self.failures[name] < 2:
            raise Unforeseen(name)
        self.went_on.add(name)
        await step()


@asynccontextmanager
async def running(loops: Loops, step: Step, every: float = 0.0) -> AsyncIterator[None]:
    async with loops.running("work", step, every=every):
        yield


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(SOON)


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looping, "FIRST_SECONDS", SOON)


@pytest.mark.parametrize(
    "error", [Unforeseen(), KeyError("x"), MemoryError(), asyncio.CancelledError(), TimeoutError()]
)
async def test_a_failure_is_logged_counted_and_tried_again(
    error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    loops, done = Loops(), list[int]()

    async def step() -> None:
        done.append(1)
        if len(done) < 3:
            raise error

    async with running(loops, step, SOON):
        await until(lambda: len(done) > 3)
    assert loops.failures == {"work": 2}
    assert caplog.text.count("work failed and goes on") == 2


async def test_a_store_that_is_away_is_said_once_and_counts_as_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    loops, done = Loops(), list[int]()

    async def step() -> None:
        done.append(1)
        raise Unavailable("Not now.")

    async with running(loops, step, SOON):
        await until(lambda: len(done) > 3)
    assert not loops.failures
    assert caplog.text.count("the store is away") == 1


async def test_it_ends_when_it_is_cancelled_also_in_the_middle_of_its_work() -> None:
    async def step() -> None:
        await asyncio.Event().wait()

    task = asyncio.create_task(Loops().forever("work", step))
    await asyncio.sleep(SOON)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_the_pause_grows_and_has_an_end() -> None:
    assert pause_after(1) <= looping.FIRST_SECONDS
    assert pause_after(5) > 4 * looping.FIRST_SECONDS
    assert LONGEST_SECONDS / 2 <= pause_after(1000) <= LONGEST_SECONDS


async def test_every_loop_of_a_worker_goes_on(redis_url: str, settings: Settings) -> None:
    loops = Broken()
    async with Store(redis_url, loops).open() as store, background(assembled(settings, store, "secret")):
        await until(lambda: len(loops.started) == 11 and loops.went_on == loops.started)


async def test_the_loop_of_a_cluster_goes_on(redis_url: str) -> None:
    class Nobody:
        def __init__(self) -> None:
            self.copies: dict[str, Copy] = {}

        async def reload(self, copy: Copy) -> None: ...
        def apply(self, copy: Copy, changes: list[tuple[Cursor, Change]]) -> None: ...

    loops = Broken()
    database = Database(redis_url)
    async with FollowersApart(database, Nobody(), loops).running():
        await until(lambda: loops.went_on == {"followers of events"})
    await database.close()


async def test_every_loop_of_the_supervisor_goes_on(settings: Settings) -> None:
    supervisor, loops = Supervisor(settings, "", [], None), Broken()
    async with asyncio.TaskGroup() as tasks:
        duties = [tasks.create_task(loops.forever(name, duty, every=SOON)) for name, duty, _ in supervisor._duties]
        await until(lambda: len(loops.went_on) == len(duties) == 3)
        for duty in duties:
            duty.cancel()


async def test_a_server_goes_on_telling_that_it_is_alive() -> None:
    told = list[float]()

    def tell(lag: float) -> None:
        told.append(lag)
        if len(told) == 1:
            raise Unforeseen

    server = LiveServer(uvicorn.Config(object, log_config=None), lambda: None, tell, lambda: None)
    server.config.load()
    async with server.loops.running("tick", server._tick_once, every=SOON):
        await until(lambda: len(told) > 2)
    assert server.loops.failures == {"tick": 1}
