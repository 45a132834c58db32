"""Server-sent events: the same frames for those whose network lets no WebSocket through.

The head of the answer goes the usual way. After it the stream is a member of its channel like a socket, and flushes
write to it directly: a task that is woken for each delivery would cost more than the delivery.
"""

import asyncio
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from live.headers import NO_PAGE
from live.house import services_of
from live.push import frames
from live.push.connection import Connection
from live.push.fallbacks.direct import Direct, direct_of
from live.push.fallbacks.fetching import Fetching
from live.push.frames import Frame, chunk
from live.push.hub import Closed, Hub
from live.push.listener import Listener, check_origin, listener

ROTATE_SECONDS = (
    600.0  # a stream ends after this, ± 20 %: proxies leak, and a deploy finds the reconnects spread already
)
RETRY_MS = (1000, 5000)
PADDING = b":" + b" " * 2048 + b"\n\n"  # makes proxies and old browsers that collect a first block let it go
HEADERS = NO_PAGE | {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
}


Ended = tuple[int, tuple[int, int] | None]  # the code it ends with, and the window in which to come back
ROTATED: Ended = (1000, None)


async def events(request: Request) -> Response:
    """Answer `GET /<slug>/events`. Raises `NotAllowed`, `NotFound`, `Unavailable`."""
    check_origin(request)
    return EventStream(services_of(request).hub, await listener(request, request.headers.get("last-event-id")))


class EventStream(Response):
    """A response that lasts until the reader goes, is too slow, or has had its ten minutes."""

    def __init__(self, hub: Hub, new: Listener) -> None:
        super().__init__(headers=HEADERS)
        del self.headers["content-length"]
        if new.cookie:
            self.headers.append("set-cookie", new.cookie)
        self._hub, self._new = hub, new

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        retry = b"retry: %d\n" % random.randint(*RETRY_MS)
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await _body(send, retry + PADDING, more=scope["method"] != "HEAD")
        if scope["method"] == "HEAD":
            return
        if direct := direct_of(scope):
            ended = await self._direct(direct)
        else:
            ended = await self._elsewhere(receive, send)
        await _body(send, _last(*ended), more=False)

    async def _direct(self, direct: Direct) -> Ended:
        with direct.streaming(stream := Stream(direct)), self._joined(stream):
            await stream.over(_rotation())
        return stream.ended or ROTATED

    async def _elsewhere(self, receive: Receive, send: Send) -> Ended:
        """On an ASGI server that is not ours: slower, by one task that fetches and one that listens."""
        fetching, loop = Fetching(), asyncio.get_running_loop()
        ends = loop.time() + _rotation()
        watching = asyncio.create_task(_watch(receive, fetching))
        try:
            with self._joined(fetching):
                while fetching.ended is None and loop.time() < ends:
                    if found := await fetching.fetch():
                        await _body(send, b"".join([frame.event for frame in found]))
        finally:
            watching.cancel()
        return fetching.ended or ROTATED

    @contextmanager
    def _joined(self, connection: Connection) -> Iterator[None]:
        try:
            self._new.join(self._hub, connection)
        except Closed as closed:
            connection.farewell(closed.code)  # a status other than 200 would make EventSource give up for good
        try:
            yield
        finally:
            self._hub.leave(connection)
            self._hub.leaving.pop(connection, None)


class Stream(Connection):
    """A reader of an event stream on our own server. It ends by itself only when a proxy may have begun to leak."""

    __slots__ = ("_direct", "_over", "ended")

    def __init__(self, direct: Direct) -> None:
        super().__init__()
        self._direct = direct
        self._over = asyncio.Event()
        self.ended: Ended | None = None

    @property
    def alive(self) -> bool:
        return self.ended is None

    def start(self, frames: Sequence[Frame]) -> None:
        self.write(chunk(b"".join([frame.event for frame in frames])))

    def catch_up(self, last: Frame | None = None) -> None:
        assert self.channel is not None
        self.write(self.channel.events(self) + (chunk(last.event) if last else b""))

    def write(self, data: bytes) -> None:
        if not self._direct.transport.is_closing():
            self._direct.transport.write(data)

    def pause_writing(self) -> None:
        """Pass it over. One that does not read at all is cut off by the HTTP protocol (`server/http.py`)."""
        self.paused = True

    def resume_writing(self) -> None:
        self.paused = False
        while self.channel is not None and not self.paused and (frames := self.channel.fetch(self)):
            self.start(frames)

    def farewell(self, code: int, after: tuple[int, int] | None = None) -> None:
        if self.ended is None:
            self.ended = code, after
            self._over.set()

    def drop(self) -> None:
        self.farewell(1006)

    async def over(self, seconds: float) -> None:
        """Wait until it has ended, at most so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._over.wait()


async def _body(send: Send, data: bytes, *, more: bool = True) -> None:
    """Send. A reader that does not read is cut off by the HTTP protocol (`server/http.py`), which ends this wait."""
    await send({"type": "http.response.body", "body": data, "more_body": more})


async def _watch(receive: Receive, fetching: Fetching) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    fetching.drop()


def _rotation() -> float:
    return ROTATE_SECONDS * random.uniform(0.8, 1.2)


def _last(code: int, after: tuple[int, int] | None) -> bytes:
    """Why it ends, if there is a reason, and when EventSource should come back."""
    last = b"retry: %d\n\n" % random.randint(*(after or RETRY_MS))
    return frames.bye(code, after or RETRY_MS).event + last if code >= 4000 else last
