"""How fast this machine is just now, in steps: a small process of our own does a little work for each line it gets,
again and again, past everything that is made to go wrong.

What has to happen "in time" is measured in these steps. On an idle machine a step takes about 50 ms; on a busy one it
takes as much longer as everything else does, so that a limit in steps says something about the product and not about
its neighbours.
"""

import asyncio
import sys
import time
from bisect import bisect_right
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

STEP_SECONDS = 0.05
WORKER = """
import hashlib, sys
for line in sys.stdin.buffer:
    for _ in range(4000):
        line = hashlib.sha256(line).digest()
    sys.stdout.buffer.write(line.hex().encode() + b"\\n")
    sys.stdout.buffer.flush()
"""


def steps_of(seconds: float) -> int:
    """So many steps as an idle machine takes in this time."""
    return round(seconds / STEP_SECONDS)


class Pace:
    """The moments (monotonic) at which steps were done, in order."""

    def __init__(self, moments: list[float] | None = None) -> None:
        self.moments = moments if moments is not None else []

    def steps(self, began: float, ended: float | None = None) -> int:
        """How many were done in this time; until now, unless it ended."""
        last = bisect_right(self.moments, time.monotonic() if ended is None else ended)
        return last - bisect_right(self.moments, began)

    async def until(self, done: Callable[[], bool], seconds: float, *, look: float = 0.05) -> bool:
        """Wait until it is so, for as long as an idle machine would need these seconds; whether it is."""
        began = time.monotonic()
        while not done() and not self.over(began, seconds):
            await asyncio.sleep(look)
        return done()

    def after(self, began: float, seconds: float) -> float:
        """When these seconds were over, and the steps that an idle machine does in them; never, as far as is known."""
        last = bisect_right(self.moments, began) + steps_of(seconds) - 1
        return max(began + seconds, self.moments[last]) if last < len(self.moments) else float("inf")

    def over(self, began: float, seconds: float) -> bool:
        """Whether since then these seconds have passed, and the steps that an idle machine does in them."""
        return time.monotonic() - began >= seconds and self.steps(began) >= steps_of(seconds)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Pace"]:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-I", "-S", "-c", WORKER, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        task = asyncio.create_task(self._run(process))
        try:
            yield self
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            process.kill()
            await process.wait()

    async def _run(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        while True:
            process.stdin.write(b"step\n")
            await process.stdout.readline()
            self.moments.append(time.monotonic())
            await asyncio.sleep(STEP_SECONDS)
