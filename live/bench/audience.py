"""Ten thousand attendees in one process: one small protocol object each, that knows when it is in and which marks it
has seen.

Frames are not taken apart: what is announced carries a mark, and a mark is looked for in the bytes. Losing or doubling
one shows.
"""

import asyncio
import re
import ssl
import time
from typing import cast

MARK = re.compile(rb"Q~~(\d{8})")
LONGEST_MARK = 11
IN_FLIGHT = 400  # handshakes at a time
SECONDS = 30.0


class Attendee(asyncio.Protocol):
    """Holds little, as there are many."""

    __slots__ = ("_audience", "_rest", "inside", "transport")

    def __init__(self, audience: "Listeners") -> None:
        self._audience = audience
        self._rest = b""
        self.inside = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self.transport.write(self._audience.request)

    def data_received(self, data: bytes) -> None:
        audience = self._audience
        if not self.inside:
            self._rest += data
            if b'"type":"hello"' in self._rest:
                self.inside, self._rest = True, b""
                audience.entered(self)
            elif self._rest.startswith(b"HTTP/1.1 ") and not self._rest.startswith(b"HTTP/1.1 101"):
                self.transport.abort()
            return
        data = self._rest + data
        taken = 0
        for found in MARK.finditer(data):
            taken = found.end()
            audience.arrived(int(found[1]))
        self._rest = data[max(taken, len(data) - LONGEST_MARK + 1) :]  # a mark may have been cut in two
        audience.pulses += data.count(b'"type":"pulse"') if self is audience.first else 0

    def connection_lost(self, exc: Exception | None) -> None:
        self._audience.left(self)


class Listeners:
    """`published` is the number of the last announcement;

    `took` the seconds each took to the last attendee; `wrong` what was lost or doubled.
    """

    def __init__(self, host: str, port: int, path: str, origin: str, tls: ssl.SSLContext | None = None) -> None:
        self._address, self._tls = (host, port), tls
        self.request = (
            f"GET {path} HTTP/1.1\r\nHost: {origin.split('://')[1]}\r\nUpgrade: websocket\r\nConnection: "
            f"Upgrade\r\nOrigin: {origin}\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        ).encode()
        self.here: set[Attendee] = set()
        self.first: Attendee | None = None
        self.refused = 0
        self.published = 0
        self.pulses = 0
        self.took: dict[int, float] = {}
        self.wrong = 0
        self._missing: dict[int, int] = {}
        self._began: dict[int, float] = {}
        self._free = asyncio.Semaphore(IN_FLIGHT)
        self._all_in = asyncio.Event()
        self._done = asyncio.Event()
        self._expected = 0

    async def come(self, number: int) -> float:
        """Connect so many; the seconds until the last has its hello."""
        self._expected += number
        started = time.perf_counter()
        opening = asyncio.create_task(self._open(number))
        async with asyncio.timeout(SECONDS):
            await self._all_in.wait()
        await opening
        return time.perf_counter() - started

    async def _open(self, number: int) -> None:
        loop = asyncio.get_running_loop()
        async with asyncio.TaskGroup() as tasks:
            for index in range(number):
                await self._free.acquire()
                source = (
                    (f"127.0.0.{2 + index % 8}", 0) if self._address[0] == "127.0.0.1" else None
                )  # one address has 28,000 ports
                tasks.create_task(self._one(loop, source))

    async def _one(self, loop: asyncio.AbstractEventLoop, source: tuple[str, int] | None) -> None:
        try:
            await loop.create_connection(lambda: Attendee(self), *self._address, ssl=self._tls, local_addr=source)
        except OSError:
            self.left(None)

    def entered(self, attendee: Attendee) -> None:
        self.here.add(attendee)
        self.first = self.first or attendee
        self._free.release()
        self._counted()

    def left(self, attendee: Attendee | None) -> None:
        if attendee is not None and attendee in self.here:
            self.here.discard(attendee)
        else:
            self.refused += 1
            self._free.release()
            self._counted()

    def _counted(self) -> None:
        if len(self.here) + self.refused >= self._expected:
            self._all_in.set()

    def publish(self) -> str:
        """Return the mark of the next announcement; its time starts now."""
        self.published += 1
        self._missing[self.published] = len(self.here)
        self._began[self.published] = time.perf_counter()
        self._done.clear()
        return f"Q~~{self.published:08d}"

    def arrived(self, number: int) -> None:
        if number not in self._missing:
            self.wrong += 1
            return
        self._missing[number] -= 1
        if not self._missing[number]:
            del self._missing[number]
            self.took[number] = time.perf_counter() - self._began.pop(number)
            self._done.set()

    async def at_most(self, in_flight: int) -> None:
        """Wait until no more than so many announcements are on their way."""
        async with asyncio.timeout(SECONDS):
            while len(self._missing) > in_flight:
                self._done.clear()
                await self._done.wait()

    async def settled(self) -> None:
        """Wait for the last; what has not come then is lost."""
        try:
            await self.at_most(0)
        except TimeoutError:
            self.wrong += sum(self._missing.values())
            self._missing.clear()

    def go(self) -> None:
        for attendee in self.here:
            attendee.transport.abort()
