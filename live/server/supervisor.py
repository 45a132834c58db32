"""The parent of everything: it holds the listening sockets and the store, starts the workers, and replaces those that
end.

SIGTERM and the first SIGINT drain; a second SIGTERM changes nothing (some platforms send several), a second SIGINT ends
at once. SIGHUP replaces the workers one by one: a new one is ready before an old one is told to go, and the sockets
stay open throughout.
"""

import asyncio
import contextlib
import logging
import os
import signal
import socket
from collections.abc import Awaitable, Callable

from live.loops import Loops, Step
from live.server.figures import exposition
from live.server.metrics import answering
from live.server.minding import LOOK_SECONDS, Minding
from live.server.orders import Orders
from live.server.process import Worker, started
from live.settings import Settings
from live.store.embedded import Embedded
from live.store.embedded.room import room_of

LAST_SECONDS = 26.0  # platforms kill after 30; the store needs a moment after the workers
AGAIN_SECONDS = (
    0.1,
    10.0,
)  # before a crashed worker's successor starts, doubling; back to the first after a good minute
STEADY_SECONDS = 60.0
log = logging.getLogger(__name__)


class Supervisor:
    def __init__(self, settings: Settings, app: str, listeners: list[socket.socket], store: Embedded | None) -> None:
        self.settings, self.app, self.store = settings, app, store
        self.listeners = listeners
        self.workers: set[Worker] = set()
        self.stopping = asyncio.Event()
        self.exit_code = 0
        self._serving = False
        self._interrupts = 0
        self._again = asyncio.Event()
        self._crashes: dict[int, int] = {}  # in a row, by worker number
        self._restarts = 0
        self._minding = Minding(store, room_of(settings))
        self._loops = Loops()
        self._tasks: asyncio.TaskGroup

    async def run(self, greet: Callable[[], Awaitable[None]]) -> int:
        """Serve until told to stop; the exit code. `greet` is called when everything is up."""
        self._listen_to_signals()
        async with self._metrics(), asyncio.TaskGroup() as self._tasks:
            background = [
                self._tasks.create_task(self._loops.forever(name, duty, every=every))
                for name, duty, every in self._duties
            ]
            if await self._all_up():
                await greet()
            elif not self.stopping.is_set():
                self.exit_code = 3
                self.stop()
            await self.stopping.wait()
            await self._end_workers()
            for duty in background:
                duty.cancel()
        return self.exit_code

    @property
    def _duties(self) -> tuple[tuple[str, Step, float], ...]:
        return (
            ("counting seconds", self._count_second, 1.0),
            ("minding the store", self._minding.look, LOOK_SECONDS),
            ("replacing workers", self._replace_on_demand, 0.0),
        )

    def _metrics(self) -> contextlib.AbstractAsyncContextManager[object]:
        return (
            answering(self.settings.metrics_port, self.figures)
            if self.settings.metrics_port
            else contextlib.nullcontext()
        )

    def figures(self) -> str:
        """Return how everything does, as Prometheus reads it."""
        return exposition(
            {w.number: w.figures for w in self.workers},
            {
                "live_workers": len(self.workers),
                "live_worker_restarts_total": self._restarts,
                "live_supervisor_failures_total": self._loops.failures.total(),
                **self._minding.figures(),
            },
        )

    def stop(self) -> None:
        self.stopping.set()

    def _listen_to_signals(self) -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self.stop)
        loop.add_signal_handler(signal.SIGINT, self._interrupted)
        loop.add_signal_handler(signal.SIGHUP, self._hung_up)

    def _interrupted(self) -> None:
        self._interrupts += 1
        self.stop()
        if self._interrupts > 1:
            for worker in self.workers:
                worker.signal(signal.SIGKILL)

    def _hung_up(self) -> None:
        """A replacement of the workers was asked for, unless the signal means that our terminal has closed."""
        if os.isatty(0) and not _has_terminal():
            self.stop()
        self._again.set()

    async def _all_up(self) -> bool:
        try:
            workers = [await self._start(number) for number in range(self.settings.workers)]
        except OSError as problem:
            log.error("the workers cannot be started: %s", problem)  # noqa: TRY400 - the sentence says it all
            return False
        self._serving = all([await worker.came_up(self.stopping) for worker in workers])
        return self._serving

    async def _start(self, number: int, *, on_trial: bool = False) -> Worker:
        orders = Orders(
            number=number, app=self.app, settings=self.settings, listeners=[s.fileno() for s in self.listeners]
        )
        worker = await started(orders, *([self.store.lifeline] if self.store else []))
        worker.may_end = on_trial
        self.workers.add(worker)
        self._tasks.create_task(self._look_after(worker))
        return worker

    async def _look_after(self, worker: Worker) -> None:
        """Until it ends; then, if nobody wanted that, start its successor."""
        code = await worker.watch()
        self.workers.discard(worker)
        if self.stopping.is_set() or worker.may_end:
            return
        if not self._serving:
            log.error("worker %d does not start (%s)", worker.number, how_it_ended(code))
            return
        if worker.age > STEADY_SECONDS:
            self._crashes.pop(worker.number, None)
        log.error("worker %d ended (%s); starting another", worker.number, how_it_ended(code))
        self._restarts += 1
        await self._start_in_its_place(worker.number)

    async def _start_in_its_place(self, number: int) -> None:
        """Start worker `number` again, with back-off, until it runs or we stop: a fork may fail, a program be away."""
        while not await self._stopped_within(self._pause_before(number)):
            try:
                await self._start(number)
            except OSError as problem:
                log.error("worker %d cannot be started: %s", number, problem)  # noqa: TRY400 - the sentence says it all
            else:
                return

    def _pause_before(self, number: int) -> float:
        """Return the seconds to wait before worker `number` is started again: doubled at each crash in a row."""
        crashes = self._crashes[number] = self._crashes.get(number, -1) + 1
        return min(AGAIN_SECONDS[1], AGAIN_SECONDS[0] * float(2 ** min(crashes, 10)))

    async def _replace_on_demand(self) -> None:
        await self._again.wait()
        self._again.clear()
        for worker in sorted(self.workers, key=lambda w: w.number):
            if not await self._replaced(worker):
                break

    async def _replaced(self, old: Worker) -> bool:
        """Another worker in place of `old`, which goes when the new one is ready; if that does not come up, `old`
        stays.
        """
        try:
            new = await self._start(old.number, on_trial=True)
        except OSError as problem:
            log.error("a new worker %d cannot be started (%s); the old one stays", old.number, problem)  # noqa: TRY400
            return False
        if not await new.came_up(self.stopping):
            log.error("the new worker %d does not start; the old one stays", old.number)
            new.signal(signal.SIGKILL)
            return False
        new.may_end = False
        old.retire()
        await old.ended.wait()
        log.info("worker %d was replaced", old.number)
        return True

    async def _end_workers(self) -> None:
        for listener in self.listeners:
            listener.close()
        for worker in self.workers:
            worker.signal(signal.SIGTERM)
        if not await self._all_ended_within(LAST_SECONDS):
            log.error("%d workers did not end in time and are killed", len(self.workers))
            for worker in self.workers:
                worker.signal(signal.SIGKILL)
            await self._all_ended_within(2)

    async def _all_ended_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                for worker in list(self.workers):
                    await worker.ended.wait()
        except TimeoutError:
            return False
        return True

    async def _count_second(self) -> None:
        for worker in self.workers:
            worker.second_passed()

    async def _stopped_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self.stopping.wait()
        except TimeoutError:
            return False
        return True


def how_it_ended(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def _has_terminal() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True
