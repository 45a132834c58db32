"""uvicorn's HTTP protocol with a deadline for everything a peer has to do, and a limit for everything it may send.

The deadlines are kept by one sweep a second over all connections, not by a timer for each. A connection that becomes a
WebSocket is handed over and let go whole: the cycle between protocol and parser would otherwise keep several kilobytes
of it until the next garbage collection.
"""

import asyncio
import math
import weakref
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import httptools
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.utils import get_remote_addr
from uvicorn.server import ServerState

from live.push.fallbacks.direct import DIRECT, Streaming

HEAD_SECONDS = 10.0
BODY_SECONDS = 30.0
IDLE_SECONDS = 5.0  # between requests; what a browser's preconnect needs
STUCK_SECONDS = 15.0  # without reading any of what we sent
LONGEST_HEAD = 32 * 1024  # bytes of request line and headers; browsers send 1–2 KB


class HeadTooLong(Exception):
    """More request line and headers than anyone needs."""


class NoHost(Exception):
    """None or several of them: whoever stands between us may have read another one (RFC 9112, section 3.2)."""


class Connections(ServerState):
    """What the connections of one worker share: uvicorn's own state, and who has a deadline."""

    def __init__(self) -> None:
        super().__init__()
        self.address: tuple[str, int | None] | None = None
        self.timed: set[LiveHttp] = set()
        self.draining = False
        self.refused: Counter[tuple[int, str]] = Counter()  # by status and reason, before there was a request
        self._emptied = asyncio.Event()

    def left(self, connection: "LiveHttp") -> None:
        self.timed.discard(connection)
        if not self.timed:
            self._emptied.set()

    async def none_left(self) -> None:
        """Wait until the last connection has closed or become a WebSocket."""
        while self.timed:
            self._emptied.clear()
            await self._emptied.wait()

    def sweep(self, now: float) -> None:
        for connection in [c for c in self.timed if c.deadline <= now]:
            connection.expire(now)


class LiveHttp(HttpToolsProtocol):
    """One connection. `deadline` is when the peer has to have done what is awaited from it, in the loop's time."""

    server_state: Connections
    deadline = math.inf
    head_size = 0
    in_head = True
    hosts = 0
    to_websocket: bool | None = None  # not yet known for the request being read
    stream: Streaming | None = None
    unsent = 0  # bytes in the write buffer when the peer stopped reading; 0 while it reads

    def connection_made(self, transport: Any) -> None:
        """Do as uvicorn does, with one question to the kernel instead of three: this runs ten thousand times in a
        second.
        """
        self.transport = transport
        self.flow = FlowControl(transport)
        self.client = get_remote_addr(transport)
        self.server = self.server_state.address
        self.scheme = "https" if self.config.ssl else "http"
        self.connections.add(self)
        self.server_state.timed.add(self)
        self.deadline = self.loop.time() + HEAD_SECONDS

    def connection_lost(self, exc: Exception | None) -> None:
        self.server_state.left(self)
        if self.stream is not None:
            self.stream.drop()
        super().connection_lost(exc)

    @contextmanager
    def streaming(self, stream: Streaming) -> Iterator[None]:
        """Tell a stream what becomes of the connection, for as long as it writes to it."""
        self.stream = stream
        if self.flow.write_paused:
            stream.pause_writing()
        if self.transport.is_closing():
            stream.drop()
        try:
            yield
        finally:
            self.stream = None

    def data_received(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            if self._should_upgrade():
                self.handle_websocket_upgrade()
        except httptools.HttpParserError:
            self.refuse("431" if self.head_size > LONGEST_HEAD else "400")
        else:
            self._count_unfinished_head(len(data))

    def _count_unfinished_head(self, size: int) -> None:
        # The parser tells of a header when it is complete; one that never ends shows only in the bytes.
        if self.in_head:
            self.head_size += size
            if self.head_size > 2 * LONGEST_HEAD:
                self.refuse("431")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = cast("Any", {DIRECT: weakref.ref(self)})
        self.in_head, self.head_size, self.to_websocket, self.hosts = True, 0, None, 0
        self.deadline = self.loop.time() + HEAD_SECONDS

    def on_url(self, url: bytes) -> None:
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._count(len(name) + len(value))
        if len(name) == 4 and name.lower() == b"host":
            self.hosts += 1
        super().on_header(name, value)

    def _count(self, size: int) -> None:
        self.head_size += size
        if self.head_size > LONGEST_HEAD:
            raise HeadTooLong

    def on_headers_complete(self) -> None:
        self.in_head = False
        if self.hosts > 1 or (not self.hosts and self.parser.get_http_version() == "1.1"):
            raise NoHost
        self.deadline = self.loop.time() + BODY_SECONDS
        super().on_headers_complete()
        if self.server_state.draining and self.cycle is not None:
            self.cycle.keep_alive = False

    def on_message_complete(self) -> None:
        self.deadline = math.inf
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Do as uvicorn does, but without a timer: the sweep ends idle connections."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:
            cycle, app = self.pipeline.pop()
            self._start_asgi_task(cycle, app)
        else:
            self.deadline = self.loop.time() + IDLE_SECONDS

    def pause_writing(self) -> None:
        super().pause_writing()
        self.unsent = self.transport.get_write_buffer_size()
        self.deadline = self.loop.time() + STUCK_SECONDS
        if self.stream is not None:
            self.stream.pause_writing()

    def resume_writing(self) -> None:
        super().resume_writing()
        self.unsent = 0
        self.deadline = math.inf
        if self.stream is not None:
            self.stream.resume_writing()

    def expire(self, now: float) -> None:
        """End a connection whose peer has not done its part.

        An idle one is closed; any other is cut off, since a close would wait for it.
        """
        left = self.transport.get_write_buffer_size()
        if self.unsent and left < self.unsent:  # a large answer on a slow line
            self.unsent, self.deadline = left, now + STUCK_SECONDS
        elif self.cycle is not None and self.cycle.response_complete and not left:
            self.transport.close()
        else:
            self.transport.abort()

    def refuse(self, status: str) -> None:
        """Answer what cannot be read, and hang up."""
        said = {"400": b"400 Bad Request", "431": b"431 Request Header Fields Too Large"}[status]
        self.server_state.refused[int(status), "unreadable" if status == "400" else "too_large"] += 1
        if not self.transport.is_closing():
            self.transport.write(b"HTTP/1.1 " + said + b"\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
            self.transport.close()

    def _should_upgrade(self) -> bool:
        if self.to_websocket is None:
            self.to_websocket = super()._should_upgrade()
        return self.to_websocket

    def handle_websocket_upgrade(self) -> None:
        wire = cast("Any", self.ws_protocol_class)(
            config=self.config, server_state=self.server_state, app_state=self.app_state
        )
        if not hasattr(wire, "requested"):  # one that is not ours wants the request as bytes again
            super().handle_websocket_upgrade()
        else:
            self.connections.discard(self)
            wire.connection_made(self.transport)
            self.transport.set_protocol(wire)
            wire.requested(self.scope["method"], self.url, self.headers)
        self.server_state.left(self)
        for name in ("parser", "transport", "flow", "cycle", "scope", "headers"):
            setattr(self, name, cast("Any", None))
