"""What goes on as long as the process: one way to run it. A loop ends only when it is cancelled.

Whatever its step raises is logged, counted for the metrics, and tried again after a pause that grows while it keeps
failing.
"""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import NoReturn

from live.rules.errors import Unavailable

FIRST_SECONDS, LONGEST_SECONDS = 0.1, 10.0  # pauses after a failure, doubling
STEADY_SECONDS = 60.0  # a step that went on for so long was no failure of the start
log = logging.getLogger("live.loops")
Step = Callable[[], Awaitable[object]]


class Loops:
    """The loops of one process and what failed in them, by name."""

    def __init__(self) -> None:
        self.failures: Counter[str] = Counter()
        self._away: set[str] = set()

    @asynccontextmanager
    async def running(self, name: str, step: Step, *, every: float = 0.0) -> AsyncIterator[None]:
        """Run the loop while the block lasts."""
        task = asyncio.create_task(self.forever(name, step, every=every), name=name)
        try:
            yield
        finally:
            await ended([task])

    async def forever(self, name: str, step: Step, *, every: float = 0.0) -> NoReturn:
        """Run `step` again and again, with `every` seconds before each; earlier when it has just failed."""
        failed = 0
        loop = asyncio.get_running_loop()
        await asyncio.sleep(every)
        while True:
            began = loop.time()
            try:
                await self.attempt(name, step)
            except (Exception, asyncio.CancelledError) as error:
                if _is_cancelled(error):
                    raise
                self.failed(name, error)
                failed = 1 if loop.time() - began > STEADY_SECONDS else failed + 1
                await asyncio.sleep(min(pause_after(failed), every or LONGEST_SECONDS))
            else:
                failed = 0
                self._away.discard(name)
                await asyncio.sleep(every)

    async def attempt(self, name: str, step: Step) -> None:
        """Run the step of this loop once. Tests break it here."""
        await step()

    def failed(self, name: str, error: BaseException) -> None:
        """Log and count a failure. A store that is away is no surprise: one line at its beginning."""
        if isinstance(error, Unavailable):
            if name not in self._away:
                log.warning("%s waits: the store is away (%s)", name, error.values.get("reason") or error)
            self._away.add(name)
            return
        self.failures[name] += 1
        log.error("%s failed and goes on", name, exc_info=error)


def _is_cancelled(error: BaseException) -> bool:
    """Whether it is this task that is to end, not something it waited for that was cancelled."""
    task = asyncio.current_task()
    return isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling() > 0


def pause_after(failures: int) -> float:
    """Return the seconds to wait after so many failures in a row."""
    return min(LONGEST_SECONDS, FIRST_SECONDS * 2.0 ** min(failures - 1, 10)) * random.uniform(0.5, 1.0)


async def ended(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Cancel until they end: a cancellation that meets a time-out inside a library can be swallowed (Python 3.11)."""
    while waiting := [task for task in tasks if not task.done()]:
        for task in waiting:
            task.cancel()
        await asyncio.wait(waiting, timeout=0.5)
    for task in tasks:
        if not task.cancelled():
            task.exception()  # looked at, so that nobody complains that nobody did
