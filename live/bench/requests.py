"""Many keep-alive HTTP connections that ask as fast as they are answered."""

import asyncio
import ssl
import time
from collections.abc import Callable
from functools import partial
from typing import cast

Next = Callable[["Asker"], bytes | None]


class Asker(asyncio.Protocol):
    """One connection. `next_request` is asked after each answer; None ends it. `cookie` is the one it was given."""

    def __init__(self, number: int, next_request: Next) -> None:
        self.number = number
        self.cookie = b""
        self.answers = 0
        self.errors = 0
        self.sent = 0
        self.done = asyncio.get_running_loop().create_future()
        self._next = next_request
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._ask()

    def _ask(self) -> None:
        request = self._next(self)
        if request is None:
            self._transport.close()
            return
        self.sent += 1
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._rest += data
        head, mark, body = self._rest.partition(b"\r\n\r\n")
        if not mark:
            return
        lowered = head.lower()
        at = lowered.find(b"content-length: ")
        size = int(lowered[at + 16 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(body) < size:
            return
        self._rest = body[size:]
        self._answered(head, lowered)

    def _answered(self, head: bytes, lowered: bytes) -> None:
        self.answers += 1
        self.errors += head[9:10] not in b"23"
        at = lowered.find(b"set-cookie: ")
        if at >= 0:
            self.cookie = head[at + 12 :].split(b";", 1)[0]
        self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)


def _same(asker: Asker) -> Asker:
    return asker


async def asked(
    host: str, port: int, tls: ssl.SSLContext | None, connections: int, next_request: Next
) -> tuple[list[Asker], float]:
    """Return all connections, after their last answer, and the seconds it took."""
    loop = asyncio.get_running_loop()
    started = time.perf_counter()
    askers = [Asker(number, next_request) for number in range(connections)]
    for asker in askers:
        await loop.create_connection(partial(_same, asker), host, port, ssl=tls)
    await asyncio.gather(*(asker.done for asker in askers))
    return askers, time.perf_counter() - started
