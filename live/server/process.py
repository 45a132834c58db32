"""One worker as its supervisor sees it: started, ready, beating, retired, ended."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
import time

import msgspec

from live.server.orders import Orders, encoded

STARTING_SECONDS = 60.0
SILENT_SECONDS = 5  # of a ready worker: its event loop stands still; its stacks are written out
DEAD_SECONDS = 15  # and now it is killed
log = logging.getLogger(__name__)


class Worker:
    """A process with a channel to it. `ready` and `ended` are set once; `silent` counts seconds without a beat."""

    def __init__(
        self,
        number: int,
        process: asyncio.subprocess.Process,
        channel: asyncio.StreamReader,
        orders: asyncio.StreamWriter,
    ) -> None:
        self.number, self.process = number, process
        self.ready, self.ended = asyncio.Event(), asyncio.Event()
        self.may_end = False  # nobody will start a successor
        self.silent = 0
        self.figures: dict[str, float] = {}
        self._began = time.monotonic()
        self._channel, self._orders = channel, orders

    @property
    def age(self) -> float:
        """Seconds since it was started."""
        return time.monotonic() - self._began

    async def watch(self) -> int:
        """Listen to it until it ends; the exit code, negative for a signal."""
        while line := await self._heard():
            self.silent = 0
            word, _, figures = line.partition(b" ")
            if word == b"beat":
                self.figures = msgspec.json.decode(figures, type=dict[str, float])
            elif line == b"ready\n":
                self.ready.set()
        code = await self.process.wait()
        self._orders.close()
        self.ended.set()
        return code

    async def _heard(self) -> bytes:
        with contextlib.suppress(OSError):
            return await self._channel.readline()
        return b""

    async def came_up(self, unless: asyncio.Event) -> bool:
        """Wait until it is ready; False when it ended before, took too long, or `unless` happened."""
        waits = [asyncio.create_task(event.wait()) for event in (self.ready, self.ended, unless)]
        await asyncio.wait(waits, timeout=STARTING_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        return self.ready.is_set() and not self.ended.is_set()

    def second_passed(self) -> None:
        """Counted in ticks, not read from a clock: a supervisor that was stopped itself must not blame its workers."""
        self.silent += 1
        if not self.ready.is_set():
            return
        if self.silent == SILENT_SECONDS:
            log.error("worker %d stands still; its stacks follow on standard error", self.number)
            self.signal(signal.SIGUSR1)
        elif self.silent == DEAD_SECONDS:
            log.error("worker %d has stood still for %d s and is killed", self.number, DEAD_SECONDS)
            self.signal(signal.SIGKILL)

    def retire(self) -> None:
        """Drain and end: another one has taken over."""
        self.may_end = True
        self._orders.write(b"retire\n")

    def signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)


async def started(orders: Orders, *also: int) -> Worker:
    """Start a worker. It inherits the listeners, and the descriptors in `also`."""
    ours, theirs = socket.socketpair()
    try:
        with theirs:
            process = await _launched(theirs.fileno(), [*orders.listeners, *also])
    except OSError:
        ours.close()
        raise
    channel, writer = await asyncio.open_connection(sock=ours)
    writer.write(encoded(orders))
    return Worker(orders.number, process, channel, writer)


async def _launched(channel: int, descriptors: list[int]) -> asyncio.subprocess.Process:
    # A session of its own: Ctrl-C in the terminal is for the supervisor, which lets the workers drain.
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "live.server.worker",
        stdin=channel,
        pass_fds=descriptors,
        start_new_session=True,
        env=os.environ,
    )
