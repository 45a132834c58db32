"""The opening of a WebSocket as ASGI: what lives only until the endpoint has handed the connection over.

Supported is what this product needs: accept, refuse before accepting (403 or an HTTP answer), close after accepting.
Messages do not go through ASGI here; an endpoint finds the wire in `scope["extensions"]["live.wire"]` and gives it to
the hub.
"""

import asyncio
import logging
from email.utils import formatdate
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import unquote

from starlette.types import Message
from uvicorn.config import Config
from uvicorn.protocols.utils import get_local_addr, get_remote_addr, is_ssl

from live.push.frames import close_frame
from live.push.websocket.gate import Gate
from live.push.websocket.incoming import LARGEST_MESSAGE
from live.push.websocket.request import Headers, Refusal, accept_key, parse_request

CLOSE_SECONDS = 3  # for the peer of an endpoint that closed right after accepting
log = logging.getLogger("live.push")


class NewConnection(Protocol):
    """The connection that is being opened, as far as its opening needs to know it."""

    @property
    def alive(self) -> bool: ...
    @property
    def adopted(self) -> bool: ...
    def answer(self, head: bytes) -> None: ...
    def refuse(self, response: bytes) -> None: ...
    def write(self, data: bytes) -> None: ...
    def drop(self) -> None: ...


class Handshake:
    """`request` is its target and headers, once they are here;

    `early` what an impatient client sent before it got its answer.
    """

    __slots__ = (
        "_answered",
        "_app_state",
        "_client",
        "_config",
        "_gate",
        "_gone",
        "_key",
        "_response",
        "_scheme",
        "_server",
        "_told_connect",
        "_wire",
        "early",
        "request",
    )

    def __init__(self, wire: NewConnection, config: Config, app_state: dict[str, object], gate: Gate) -> None:
        self.request: tuple[bytes, Headers] | None = None
        self.early = b""
        self._wire = wire
        self._config = config
        self._app_state = app_state
        self._gate = gate
        self._answered = False
        self._told_connect = False
        self._gone: asyncio.Event | None = None
        self._response: tuple[int, Headers, bytes] | None = None

    def peers(self, transport: asyncio.Transport, http: Any) -> None:
        """Note both addresses and the scheme; uvicorn's HTTP protocol has looked them up already."""
        self._server = http.server if hasattr(http, "server") else get_local_addr(transport)
        self._client = http.client if hasattr(http, "client") else get_remote_addr(transport)
        self._scheme = "wss" if is_ssl(transport) else "ws"

    def received(self, data: bytes) -> bool:
        """Take the request, or what an impatient client sends after it; False when that is too much."""
        if self.request is not None:
            self.early += data
            return len(self.early) <= LARGEST_MESSAGE
        try:
            self.requested("GET", *parse_request(data))
        except Refusal as refusal:
            self.refuse(refusal)
        return True

    def requested(self, method: str, target: bytes, headers: Headers) -> None:
        """Wait at the gate with a request that has been read."""
        self.request = target, headers
        if method == "GET":
            self._gate.enter(self)
        else:
            self.refuse(Refusal(400))

    def lost(self) -> None:
        if self._gone is not None:
            self._gone.set()

    async def run(self) -> None:
        """Run the ASGI call. Whatever it leaves unfinished is finished here."""
        if not self._wire.alive or self.request is None:
            return
        (target, headers), self.request = self.request, (b"", [])
        try:
            self._key = accept_key(headers)
            await self._config.loaded_app(self._scope(target, headers), self._receive, self._send)
        except Refusal as refusal:
            self.refuse(refusal)
        except Exception:
            log.exception("a WebSocket could not be opened")
            self.refuse(Refusal(500))
        if not self._wire.adopted:
            self._abandon()

    def _abandon(self) -> None:
        if not self._answered:
            self.refuse(Refusal(500))
        elif self._response is None and self._wire.alive:
            self._close(1000)

    def _scope(self, target: bytes, headers: Headers) -> dict[str, object]:
        path, _, query = target.partition(b"?")
        root = self._config.root_path
        return {
            "type": "websocket",
            "asgi": {"version": self._config.asgi_version, "spec_version": "2.4"},
            "http_version": "1.1",
            "scheme": self._scheme,
            "server": self._server,
            "client": self._client,
            "root_path": root,
            "path": root + unquote(path.decode("ascii", "replace")),
            "raw_path": root.encode() + path,
            "query_string": query,
            "headers": headers,
            "subprotocols": [],
            "state": self._app_state.copy(),
            "extensions": {"websocket.http.response": {}, "live.wire": self._wire},
        }

    async def _receive(self) -> Message:
        if not self._told_connect:
            self._told_connect = True
            return {"type": "websocket.connect"}
        self._gone = asyncio.Event()
        if self._wire.alive:
            await self._gone.wait()
        return {"type": "websocket.disconnect", "code": 1006}

    async def _send(self, message: Message) -> None:
        kind = message["type"]
        if kind == "websocket.accept" and not self._answered:
            self._accept(message)
        elif kind == "websocket.close" and not self._answered:
            self.refuse(Refusal(403))
        elif kind == "websocket.close":
            self._close(message.get("code", 1000))
        elif kind == "websocket.http.response.start" and not self._answered:
            self._answered, self._response = True, (message["status"], list(message.get("headers", ())), b"")
        elif kind == "websocket.http.response.body" and self._response:
            status, headers, body = self._response
            self._response = status, headers, body + message.get("body", b"")
            if not message.get("more_body", False):
                self._wire.refuse(response(*self._response))
        else:
            raise RuntimeError(f"{kind} is not possible here: give the wire to the hub")

    def _accept(self, message: Message) -> None:
        self._answered = True
        lines = [
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
            + self._key
        ]
        lines += [name + b": " + value for name, value in message.get("headers", ())]
        self._wire.answer(b"\r\n".join(lines) + b"\r\n\r\n")

    def _close(self, code: int) -> None:
        self.lost()
        wire = self._wire
        wire.write(close_frame(code))
        asyncio.get_running_loop().call_later(CLOSE_SECONDS, wire.drop)

    def refuse(self, refusal: Refusal) -> None:
        if not self._answered:
            self._answered, self._response = (
                True,
                (refusal.status, refusal.headers, HTTPStatus(refusal.status).phrase.encode()),
            )
            self._wire.refuse(response(*self._response))


def response(status: int, headers: Headers, body: bytes) -> bytes:
    """Return a whole HTTP answer after which the connection ends."""
    given = {name.lower() for name, _ in headers}
    extra = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"connection", b"close"),
        (b"date", formatdate(usegmt=True).encode()),
    ]
    lines = [b"HTTP/1.1 %d %s" % (status, HTTPStatus(status).phrase.encode())]
    lines += [name + b": " + value for name, value in [*headers, *(field for field in extra if field[0] not in given)]]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body
