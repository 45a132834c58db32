"""The people as the wire sees them: one small protocol object each, so that ten thousand fit into a process.

Frames are not taken apart. Where somebody stands is looked for in the bytes: the cursor of each frame of changes, and
with it what the first change of it is and when it was made.
"""

import asyncio
import re
import time
from datetime import datetime
from typing import cast
from urllib.parse import urlsplit

from live.client.backoff import Backoff
from live.client.http import Http
from live.push.frames import PING_FRAME, client_does
from live.rules.rehearsal import Cast
from live.simulated.reach import Reach

HELLO = re.compile(rb'"type":"hello","protocol":\d+,"epoch":"[^"]*","cursor":"[^".]*\.(\d+)-')
NEWS = re.compile(
    rb'"type":"changes","prev":"[^"]*","cursor":"[^".]*\.(\d+)-[^"]*","changes":\[(?:\{"kind":"([^"]*)","at":"([^"]*)")?'
)
COOKIE = re.compile(rb"\r\nset-cookie: ([^;\r\n]+)", re.IGNORECASE)
LONGEST_HEAD = 400  # bytes from the beginning of a frame to the end of what is looked for in it
PONG = b"\x8a\x80\0\0\0\0"  # masked, with a mask of nothing
IN_FLIGHT = 100  # handshakes at a time
LOOPBACK_PORTS = 20_000  # of one source address


class SimulatedPerson(asyncio.Protocol):
    """One person. `cookie` says who they are from their first handshake on."""

    __slots__ = ("_closed", "_hall", "_heard", "_inside", "_rest", "_transport", "code", "cookie", "number")

    def __init__(self, hall: "Hall", number: int) -> None:
        self._hall, self.number = hall, number
        self.cookie = ""
        self.code = 1006

    async def sit(self) -> int:
        """Be there until the connection ends; the close code. Raises `OSError` when it cannot be made."""
        self._rest, self._inside, self.code = b"", False, 1006
        loop, http = asyncio.get_running_loop(), self._hall.http
        self._heard, self._closed = asyncio.Event(), asyncio.Event()
        async with self._hall.doors:
            await loop.create_connection(
                lambda: self, http.host, http.port, ssl=http.tls, local_addr=self._hall.source(self.number)
            )
            await self._heard.wait()
        try:
            await self._closed.wait()
        finally:
            self._transport.abort()
        return self.code

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._hall.handshake(self))

    def data_received(self, data: bytes) -> None:
        if PING_FRAME in data:
            self._transport.write(PONG)
        data = self._rest + data
        if not self._inside and not self._entered(data):
            return
        end = 0
        for found in NEWS.finditer(data):
            end = found.end()
            self._hall.got(self.number, int(found[1]), found[2], found[3])
        self._rest = data[max(end, len(data) - LONGEST_HEAD) :]

    def _entered(self, data: bytes) -> bool:
        """Whether the service has said hello; until then everything is kept."""
        hello = HELLO.search(data)
        if not hello:
            self._rest = data
            if data.startswith(b"HTTP/1.1 ") and not data.startswith(b"HTTP/1.1 101"):
                self._transport.abort()
            return False
        if said := COOKIE.search(data):
            self.cookie = said[1].decode()
        self._inside = True
        self._heard.set()
        self._hall.entered(self, int(hello[1]))
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        self.code = closed_with(self._rest)
        self._hall.left(self)
        self._heard.set()
        self._closed.set()


def closed_with(rest: bytes) -> int:
    """Return the code of the close frame that a connection ended with; 1006 where there was none."""
    at = rest.rfind(b"\x88")
    if at < 0 or len(rest) < at + 4 or at + 2 + rest[at + 1] != len(rest):
        return 1006
    return int.from_bytes(rest[at + 2 : at + 4], "big")


class Hall:
    """All who are there, and where each of them stands. `gone` is set when the rehearsal is over."""

    def __init__(self, cast_: Cast, reach: Reach) -> None:
        self.reach = reach
        self.http = Http(cast_.base, shown=cast_.shown)
        self.here: dict[int, SimulatedPerson] = {}
        self.gone = asyncio.Event()
        self._cast = cast_
        self.doors = asyncio.Semaphore(IN_FLIGHT)

    async def attend(self, seat: SimulatedPerson, after: float) -> None:
        """Come in after so many seconds, and again after each cut, until the rehearsal is over."""
        await asyncio.sleep(after)
        backoff = Backoff()
        while not self.gone.is_set():
            began = time.monotonic()
            try:
                code = await seat.sit()
            except OSError:
                code = 1006
            if client_does(code) == "stop":
                self.gone.set()
                return
            backoff.lasted(time.monotonic() - began)
            await asyncio.sleep(backoff.delay(code, None))

    def source(self, number: int) -> tuple[str, int] | None:
        """Return the address somebody comes from on this machine: each has only so many ports."""
        return (f"127.0.0.{2 + number // LOOPBACK_PORTS}", 0) if self.http.host == "127.0.0.1" else None

    def marked(self, seat: SimulatedPerson) -> dict[str, str]:
        """Return the headers that say who of the rehearsal's people this is."""
        who = {"Cookie": seat.cookie} if seat.cookie else {}
        return {"Live-Rehearsal": f"{self._cast.audience} {seat.number}", **who}

    def handshake(self, seat: SimulatedPerson) -> bytes:
        """Return the request that opens somebody's socket."""
        fields = {
            "Host": urlsplit(self.http.origin).netloc,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Origin": self.http.shown,
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            **self.marked(seat),
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        return f"GET /{self._cast.slug}/live?as=json HTTP/1.1\r\n{lines}\r\n".encode()

    def entered(self, seat: SimulatedPerson, at: int) -> None:
        self.here[seat.number] = seat
        self.reach.came(seat.number, at)

    def got(self, number: int, place: int, kind: bytes | None, made: bytes | None) -> None:
        """Note that somebody has got everything up to a place in the stream, and what it was."""
        now = time.time()
        what = (kind.decode(), datetime.fromisoformat(made.decode()).timestamp()) if kind and made else None
        self.reach.got(number, place, what, now)

    def left(self, seat: SimulatedPerson) -> None:
        if self.here.pop(seat.number, None) is not None:
            self.reach.left(seat.number, time.time())
