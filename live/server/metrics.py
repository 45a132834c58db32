"""`/metrics` on a port of its own, for this machine only: answered by the supervisor, never by the public port."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable

from live.server.sockets import listen

READING_SECONDS = 5.0
LONGEST_REQUEST = 16 * 1024  # bytes
TEXT, OPENMETRICS = b"text/plain; version=0.0.4", b"application/openmetrics-text; version=1.0.0"


@contextlib.asynccontextmanager
async def answering(port: int, told: Callable[[], str]) -> AsyncIterator[int]:
    """Answer on 127.0.0.1 while the block lasts; gives the port, for when `port` is 0. Raises `CannotListen`."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with (
            contextlib.suppress(OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError),
            contextlib.closing(writer),
        ):
            async with asyncio.timeout(READING_SECONDS):
                request = await reader.readuntil(b"\r\n\r\n")
                writer.write(response(request, told))
                await writer.drain()

    (listener,) = listen("127.0.0.1", port)
    async with await asyncio.start_server(answer, sock=listener, limit=LONGEST_REQUEST) as server:
        yield server.sockets[0].getsockname()[1]


def response(request: bytes, told: Callable[[], str]) -> bytes:
    """Return the whole answer: Prometheus' text, or OpenMetrics to who asks for it."""
    found = request.startswith((b"GET /metrics ", b"GET /metrics?"))
    status, body = (b"200 OK", told().encode()) if found else (b"404 Not Found", b"metrics are at /metrics\n")
    kind = TEXT
    if found and b"application/openmetrics-text" in request:
        kind, body = OPENMETRICS, openmetrics(body)
    head = b"HTTP/1.1 %s\r\nContent-Type: %s; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
    return head % (status, kind, len(body)) + body


def openmetrics(text: bytes) -> bytes:
    """Return the same figures as OpenMetrics 1.0: a counter's family is named without `_total`, and the end is said."""
    return re.sub(rb"(?m)^(# (?:HELP|TYPE) \w+)_total ", rb"\1 ", text) + b"# EOF\n"
