"""A real server with real sockets around an exchange without a store: for what happens on the line."""

import contextlib
import socket
import ssl
import struct
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from live.badge import Badges
from live.loops import Loops
from live.origin import Origins
from live.push.fallbacks import poll, sse
from live.push.websocket import socket as live_socket
from live.rules.errors import NotFound, Refused
from live.settings import Settings
from tests.push.exchange import Exchange, unframed
from tests.running import Server, running


class Votes:
    async def upvoted(self, slug: str, person_id: str) -> list[str]:
        return ["q-voted"]


class Ballots:
    async def of(self, slug: str, person_id: str, polls: list[str]) -> dict[str, list[str]]:
        return {}


class Store:
    """Knows one event."""

    def __init__(self, exchange: Exchange) -> None:
        self.votes, self.ballots = Votes(), Ballots()
        self.replica = self
        self._exchange = exchange

    async def copy(self, slug: str) -> Any:
        if slug != self._exchange.copy.slug:
            raise NotFound("There is no event at this address.", code="no_such_event")
        return self._exchange.copy


async def refused(request: Any, refusal: Refused) -> PlainTextResponse:
    return PlainTextResponse(str(refusal), refusal.status)


def build(exchange: Exchange, public_url: str = "") -> Any:
    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.live = SimpleNamespace(
            store=Store(exchange),
            hub=exchange.hub,
            badges=Badges("a secret", secure=False),
            origins=Origins(public_url),
            views=None,
            refusals=Counter(),
        )
        async with exchange.hub.running(Loops()):
            yield

    routes = [
        WebSocketRoute("/{slug}/live", live_socket.live),
        Route("/{slug}/events", sse.events),
        Route("/{slug}/poll", poll.poll),
    ]
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        exception_handlers={Refused: refused, HTTPException: http_refused},  # type: ignore[dict-item]  # each takes its own
    )


async def http_refused(request: Any, refusal: HTTPException) -> PlainTextResponse:
    return PlainTextResponse("", refusal.status_code)


class Wired(Server):
    """The server, its exchange, and how to publish from a test's thread."""

    exchange: Exchange
    opened: list["Raw"]

    def raw(self, path: str = "/seminar/live", **options: Any) -> "Raw":
        """A client that is closed with the server, whatever the test did to it."""
        self.opened.append(raw := Raw(self.port, path, **options))
        return raw

    def publish(self, *changes: Any) -> str:
        return self.on_loop(lambda: self.exchange.publish(*changes))

    def on_loop(self, function: Any) -> Any:
        async def run() -> Any:
            return function()

        return self.call(run())


@contextlib.contextmanager
def wired(settings: Settings, **options: Any) -> Iterator[Wired]:
    exchange = Exchange()
    with running(settings, lambda _: build(exchange, **options)) as server:
        server.__class__ = Wired
        assert isinstance(server, Wired)
        server.exchange, server.opened = exchange, []
        try:
            yield server
        finally:
            for raw in server.opened:
                raw.close()


class Raw:
    """A WebSocket client that can do wrong."""

    def __init__(
        self,
        port: int,
        path: str = "/seminar/live",
        *,
        headers: dict[str, str] | None = None,
        receive_buffer: int = 0,
        tls: bool = False,
    ) -> None:
        self.line: socket.socket = socket.socket()
        if receive_buffer:
            self.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.line.settimeout(10)
        self.line.connect(("127.0.0.1", port))
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            self.line = context.wrap_socket(self.line)
        fields = {
            "Host": f"127.0.0.1:{port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            **(headers or {}),
        }
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items() if value is not None)]
        self.line.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
        self._buffer = b""
        self.head = self._until(b"\r\n\r\n").decode()
        self.status = int(self.head.split()[1])

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._buffer:
            self._more()
        head, _, self._buffer = self._buffer.partition(mark)
        return head

    def _more(self) -> None:
        data = self.line.recv(65536)
        if not data:
            raise ConnectionResetError("closed")
        self._buffer += data

    def receive(self) -> tuple[int, bytes]:
        """The next frame, whatever it is."""
        while True:
            try:
                found = unframed(self._buffer[: self._first_size()])
            except IndexError:
                found = []
            if found:
                self._buffer = self._buffer[self._first_size() :]
                return found[0]
            self._more()

    def _first_size(self) -> int:
        size = self._buffer[1] & 127
        wide = {126: 2, 127: 8}.get(size, 0)
        whole = 2 + wide + (int.from_bytes(self._buffer[2 : 2 + wide], "big") if wide else size)
        if len(self._buffer) < whole:
            raise IndexError
        return whole

    def closed_with(self) -> int:
        """The code the server closes with."""
        while True:
            opcode, payload = self.receive()
            if opcode == 8:
                return int.from_bytes(payload[:2], "big")

    def ended(self) -> bool:
        """Whether the server has ended the TCP connection (waits for it)."""
        try:
            while self.line.recv(65536):
                pass
        except ConnectionResetError:
            return True
        except TimeoutError:
            return False
        return True

    def send(
        self,
        opcode: int,
        payload: bytes = b"",
        *,
        final: bool = True,
        mask: bool = True,
        reserved: int = 0,
        size: int | None = None,
    ) -> None:
        self.line.sendall(a_frame(opcode, payload, final=final, mask=mask, reserved=reserved, size=size))

    def close(self) -> None:
        self.line.close()


def a_frame(
    opcode: int,
    payload: bytes = b"",
    *,
    final: bool = True,
    mask: bool = True,
    reserved: int = 0,
    size: int | None = None,
) -> bytes:
    """A client's frame, right or wrong."""
    size = len(payload) if size is None else size
    first, flag = (0x80 if final else 0) | reserved | opcode, 0x80 if mask else 0
    short = size if size < 126 else 126 if size < 65536 else 127
    head = bytes((first, flag | short)) + {126: struct.pack(">H", size & 0xFFFF), 127: struct.pack(">Q", size)}.get(
        short, b""
    )
    key = b"\x1d\xc0\xff\xee" if mask else b""
    if mask:
        payload = bytes(b ^ key[i % 4] for i, b in enumerate(payload))
    return head + key + payload
