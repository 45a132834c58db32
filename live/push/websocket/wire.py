"""A uvicorn WebSocket protocol (`Config(ws=LiveWire)`): the handshake goes through the ASGI app as usual, then the
endpoint hands the connection to the hub and returns. What stays is this slotted object and the transport, about 2 KB.

Holes of the usual classes are closed here, each of them measured: a peer that pings without reading grows the server, a
peer that does not read outlives its time-out, compressed bombs, 16 MB messages, addresses in the log.
"""

import asyncio
import socket
from collections.abc import Sequence
from typing import Any, cast

from uvicorn.config import Config
from uvicorn.server import ServerState

from live.push.connection import Connection
from live.push.frames import CLOSE, PING, PING_SECONDS, PONG, TEXT, Frame, bye, close_frame, framed
from live.push.hub import Hub
from live.push.websocket.gate import gate_of
from live.push.websocket.handshake import Handshake
from live.push.websocket.incoming import Incoming, Violation, answer_to_close, is_beat, is_for_good
from live.push.websocket.request import Refusal

SILENT_SECONDS = 2 * PING_SECONDS + 10  # two pings unanswered: nobody is there
MOST_FRAMES_PER_SECOND = 50  # a browser sends a pong now and then
BARE_PONG = 6  # bytes: header and mask, no payload


class LiveWire(asyncio.Protocol, Connection):
    """One WebSocket. First `_handshake` is set, then `_hub` (and `channel` while it has a place there)."""

    __slots__ = (
        "_burst",
        "_handshake",
        "_head",
        "_heard",
        "_hub",
        "_incoming",
        "_line",
        "_loop",
        "_open",
        "_server",
        "_transport",
    )

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        Connection.__init__(self)
        if not config.loaded:
            config.load()
        self._loop = _loop or asyncio.get_running_loop()
        self._server = server_state
        self._handshake: Handshake | None = Handshake(self, config, app_state, gate_of(server_state))
        self._hub: Hub | None = None
        self._incoming: Incoming | None = None
        self._line: socket.socket | None = None  # the transport's, once more
        self._head = b""  # of the HTTP answer, kept back to go out with the first frames
        self._heard = self._burst = 0  # the second in which the peer was last heard of, and its frames in it
        self._open = False

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._open = True
        self._server.connections.add(self)  # type: ignore[arg-type]  # it knows uvicorn's own protocols
        http: Any = self._transport.get_protocol()
        assert self._handshake is not None
        self._handshake.peers(self._transport, http)
        if getattr(http, "parser", None) is not None:
            http.parser = None  # it refers back to the protocol: 600 objects for the gc per 5,000 connections

    def data_received(self, data: bytes) -> None:
        if self._handshake is not None:
            if not self._handshake.received(data):
                self.drop()
            return
        if (second := int(self._loop.time())) != self._heard:
            self._heard, self._burst = second, 0
        if self._incoming is None and len(data) == BARE_PONG and data[0] == 0x80 | PONG and data[1] == 0x80:
            self._burst += 1
            return
        try:
            self._take(data)
        except Violation as broken:
            self._end(broken.code)

    def pause_writing(self) -> None:
        self.paused = True
        if self._hub is not None:
            self._hub.lagging.setdefault(self, self._loop.time())

    def resume_writing(self) -> None:
        self.paused = False
        if self._hub is not None:
            self._hub.lagging.pop(self, None)
        while self.channel is not None and not self.paused:
            if not (frames := self.channel.fetch(self)):
                return
            self.start(frames)

    def connection_lost(self, exc: Exception | None) -> None:
        self._open, self.send = False, None
        if self._line is not None:
            self._line.detach()  # the transport closes it
        self._server.connections.discard(self)
        if self._handshake is not None:
            self._handshake.lost()
        if self._hub is not None:
            self._hub.leave(self)
            self._hub.leaving.pop(self, None)
            self._hub.lagging.pop(self, None)

    def shutdown(self) -> None:
        """Uvicorn stops and nobody drained: say so, and wait for nobody."""
        if self._handshake and not self._head:
            self._handshake.refuse(Refusal(503))
        elif self.channel is not None and self._hub is not None:
            self._hub.leave(self)
            self.farewell(1012)
        if self.paused:
            self._transport.abort()
        else:
            self._transport.close()

    # Opening

    def requested(self, method: str, target: bytes, headers: list[tuple[bytes, bytes]]) -> None:
        """Take the request, already read by the HTTP protocol."""
        assert self._handshake is not None
        self._handshake.requested(method, target, headers)

    def answer(self, head: bytes) -> None:
        """Keep the head of the 101; it leaves with whatever is written first."""
        self._head = head

    def refuse(self, response: bytes) -> None:
        """Send an HTTP answer instead of a WebSocket."""
        self.finish(response)
        self._transport.close()

    def adopt(self, hub: Hub) -> None:
        """Give the connection to the hub. The ASGI call may return; nothing of it is kept."""
        early = self._handshake.early if self._handshake else b""
        self._hub, self._handshake = hub, None
        self._heard = int(self._loop.time())
        if not self._open:
            return
        encrypted = self._transport.get_extra_info("sslcontext") is not None
        # Any byte that has to wait pauses. A plain transport pauses above the limit, an encrypted one at it.
        self._transport.set_write_buffer_limits(high=int(encrypted), low=0)
        if not encrypted:
            there = self._transport.get_extra_info("socket")
            self._line = socket.socket(there.family, there.type, there.proto, there.fileno())
            self.send = self._line.send  # 3–7 % less CPU for each delivery than os.write
        if early:
            self._loop.call_soon(self.data_received, early)

    # Connection

    @property
    def adopted(self) -> bool:
        return self._hub is not None

    @property
    def alive(self) -> bool:
        return self._open

    @property
    def silent(self) -> bool:
        return self._loop.time() - self._heard > SILENT_SECONDS

    def start(self, frames: Sequence[Frame]) -> None:
        self.write(b"".join([frame.message for frame in frames]))

    def write(self, data: bytes) -> None:
        if self._head:
            data, self._head = self._head + data, b""
        try:
            written = self.send(data) if self.send else 0
        except BlockingIOError:
            written = 0
        except OSError:
            self.drop()
            return
        if written != len(data):
            self.finish(data[written:])

    def finish(self, rest: bytes) -> None:
        if self._open and not self._transport.is_closing():
            self._transport.write(rest)

    def farewell(self, code: int, after: tuple[int, int] | None = None) -> None:
        if self.paused:
            self.drop()  # it would have to wait behind what the peer does not read
            return
        self.write((bye(code, after).message if after else b"") + close_frame(code))

    def drop(self) -> None:
        if self._hub is not None:
            self._hub.leave(self)
        self.send = None
        if self._open:
            self._transport.abort()

    # What the client sends

    def _take(self, data: bytes) -> None:
        incoming = self._incoming or Incoming()
        for opcode, payload in incoming.feed(data):
            self._burst += 1
            if self._burst > MOST_FRAMES_PER_SECOND:
                raise Violation(4104)
            if opcode == CLOSE:
                self._closed(payload)
                break
            self._took(opcode, payload)
        self._incoming = None if incoming.idle else incoming

    def _took(self, opcode: int, payload: bytes) -> None:
        if self.channel is None:
            return  # on its way out: only its close matters
        if opcode == PING and not self.paused:
            self.write(framed(payload, PONG))
        elif opcode == TEXT and not is_beat(payload):
            raise Violation(4302)

    def _closed(self, payload: bytes) -> None:
        """The peer's close: ours in answer if it was not an answer itself, then the end."""
        if self.channel is not None and self._hub is not None:
            self._hub.leave(self, for_good=is_for_good(payload))
            if not self.paused:
                self.write(answer_to_close(payload))
        self.send = None
        self._transport.close()
        if self.paused and self._hub is not None:
            self._hub.leaving[self] = self._loop.time()

    def _end(self, code: int) -> None:
        """The client broke the rules."""
        self._incoming = None
        if self.channel is not None and self._hub is not None:
            self._hub.dismiss(self, code, (1000, 5000) if code == 4104 else None)
        else:
            self.drop()
