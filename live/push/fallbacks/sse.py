"""Server-sent events: the same frames for those whose network lets no WebSocket through."""

import asyncio
import random

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from live.house import services_of
from live.push import frames
from live.push.fallbacks.fetching import Fetching
from live.push.hub import Closed, Hub
from live.push.listener import Listener, check_origin, listener

ROTATE_SECONDS = (
    600.0  # a stream ends after this, ± 20 %: proxies leak, and a deploy finds the reconnects spread already
)
RETRY_MS = (1000, 5000)
PADDING = b":" + b" " * 2048 + b"\n\n"  # makes proxies and old browsers that collect a first block let it go
HEADERS = {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
}


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
        self._connection = Fetching()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._new.join(self._hub, self._connection)
        except Closed as closed:
            self._connection.farewell(closed.code)  # a status other than 200 would make EventSource give up for good
        watching = asyncio.create_task(self._watch(receive))
        try:
            await self._serve(send)
        finally:
            self._hub.leave(self._connection)
            self._hub.leaving.pop(self._connection, None)
            watching.cancel()

    async def _serve(self, send: Send) -> None:
        retry = b"retry: %d\n" % random.randint(*RETRY_MS)
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await self._send(send, retry + PADDING)
        ends = asyncio.get_running_loop().time() + ROTATE_SECONDS * random.uniform(0.8, 1.2)
        while self._connection.ended is None and asyncio.get_running_loop().time() < ends:
            if found := await self._connection.fetch():
                await self._send(send, found[0].event if len(found) == 1 else b"".join([f.event for f in found]))
        await self._send(send, self._last(), more=False)

    def _last(self) -> bytes:
        """Why it ends, if there is a reason, and when EventSource should come back."""
        code, after = self._connection.ended or (1000, None)
        last = b"retry: %d\n\n" % random.randint(*(after or RETRY_MS))
        return frames.bye(code, after or RETRY_MS).event + last if code >= 4000 else last

    async def _send(self, send: Send, data: bytes, *, more: bool = True) -> None:
        """A reader that does not read is cut off by the HTTP protocol (`server/http.py`), which ends this wait."""
        await send({"type": "http.response.body", "body": data, "more_body": more})

    async def _watch(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._connection.drop()
