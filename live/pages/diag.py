"""What gets through here: a page an IT department opens ahead of the day, and the few things its tests need from the
server.

With an event in the address the tests use that event's own addresses. Without one, `/diag/live` and `/diag/poll` are
answered by the product's own endpoints, that there is no such event: what comes back has come through. Only the stream
needs something to stream.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from live.house import services_of
from live.pages import answers
from live.pages.posting import count, from_here, network_of, takes
from live.pages.reading import base_of, event_of, language_of
from live.rules.wishes.people import Diagnose

HELD_SECONDS = 12  # longer than the page waits: a proxy that collects the stream until it ends is found out
HELLO = b'retry: 60000\n\nevent: hello\ndata: {"type":"hello"}\n\n'
PORTS = {"https": 443, "http": 80}


async def show(request: Request) -> Response:
    """Answer `/diag` and `/<slug>/diag`."""
    live = services_of(request)
    copy = await event_of(request) if "slug" in request.path_params else None
    language = language_of(request, copy)
    base = urlsplit(base_of(request, live))
    event, port = copy.state.event if copy else None, base.port or PORTS[base.scheme]
    html = live.views.diag(event, language, scheme=base.scheme, host=base.hostname or "", port=port)
    return answers.page(html)


@takes(Diagnose, by=from_here)
async def sent(request: Request, wish: Diagnose) -> Response:
    """Tell what a form sent from here meets: whether its origin came with it, whether the cookie of somebody who has
    one came along, what time it is. Keeps nothing and sets no cookie.
    """
    return answers.json({"cookie": services_of(request).badges.known(request), "now": datetime.now(UTC)})


async def events(request: Request) -> Response:
    """Answer with one frame at once, then silence for a while, then the end."""
    live = services_of(request)
    if live.acting.limits:
        count(live.newcomers, network_of(request))
    headers = {**answers.ALWAYS, "cache-control": "no-store, no-transform", "x-accel-buffering": "no"}
    return StreamingResponse(_one_frame(), headers=headers, media_type="text/event-stream")


async def _one_frame() -> AsyncIterator[bytes]:
    yield HELLO
    await asyncio.sleep(HELD_SECONDS)
    yield b":\n\n"
