"""`/metrics` on a port of its own, for this machine only: answered by the supervisor, never by the public port."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from live.server.sockets import listen

READING_SECONDS = 5.0
LONGEST_REQUEST = 16 * 1024  # bytes


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
    found = request.startswith((b"GET /metrics ", b"GET /metrics?"))
    status, body = (b"200 OK", told().encode()) if found else (b"404 Not Found", b"metrics are at /metrics\n")
    head = (
        b"HTTP/1.1 %s\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
        b"Content-Length: %d\r\nConnection: close\r\n\r\n"
    )
    return head % (status, len(body)) + body
