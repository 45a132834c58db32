"""The smallest application the server can run: pages that answer at once, slowly or never, and a WebSocket that
waits.
"""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from live.settings import Settings


async def hello(request: Request) -> Response:
    return PlainTextResponse(str(os.getpid()))


async def slow(request: Request) -> Response:
    request.state.slow.append(request)
    await asyncio.sleep(float(request.query_params["seconds"]))
    request.state.slow.pop()
    return PlainTextResponse("done")


async def count(request: Request) -> Response:
    return PlainTextResponse(str(len(request.state.slow)))


async def length(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def stand_still(request: Request) -> Response:
    time.sleep(60)
    return PlainTextResponse("never")


async def crash(request: Request) -> Response:
    os.kill(os.getpid(), signal.SIGKILL)
    return PlainTextResponse("never")


async def fail(request: Request) -> Response:
    raise RuntimeError("a bug")


async def who(request: Request) -> Response:
    return PlainTextResponse(f"{request.client and request.client.host} {request.url.scheme}")


async def much(request: Request) -> Response:
    return PlainTextResponse("x" * 50_000_000)


async def endless(request: Request) -> Response:
    async def words() -> AsyncIterator[bytes]:
        while True:
            yield b"data: word\n\n"
            await asyncio.sleep(0.1)

    return StreamingResponse(words(), media_type="text/event-stream")


async def hold(socket: WebSocket) -> None:
    await socket.accept()
    await socket.receive()


PAGES = (hello, slow, count, length, stand_still, crash, fail, who, much, endless)
ROUTES = [*(Route(f"/{page.__name__}", page, methods=["GET", "POST"]) for page in PAGES), WebSocketRoute("/hold", hold)]


def build(settings: Settings) -> Starlette:
    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[dict[str, Any]]:
        yield {"slow": []}

    return Starlette(routes=ROUTES, lifespan=life)


def broken(settings: Settings) -> Starlette:
    raise RuntimeError("this application does not start")


def once(settings: Settings) -> Starlette:
    """Starts the first time only, like a deploy with a mistake in it."""
    mark = settings.data / "started"
    if mark.exists():
        raise RuntimeError("this release does not start")
    mark.touch()
    return build(settings)


def waiting(settings: Settings) -> Starlette:
    """Does not become ready, like one whose store is away."""

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[dict[str, Any]]:
        await asyncio.Event().wait()
        yield {}

    return Starlette(lifespan=life)
