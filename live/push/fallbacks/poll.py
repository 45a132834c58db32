"""Long polling, for networks that let nothing else through: each answer is what a socket gets that opens at this
cursor.

An answer starts with `hello`, so that somebody who polls also learns what became of their own questions; it waits while
there is nothing new. What would close a socket is a `bye` here.
"""

import asyncio

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from live.headers import NO_PAGE
from live.house import services_of
from live.push import frames
from live.push.channel import Channel
from live.push.fallbacks.direct import direct_of
from live.push.fallbacks.fetching import Fetching
from live.push.frames import Frame
from live.push.hub import Closed
from live.push.listener import Listener, asked, check_origin, looked_up, visitor
from live.push.opening import continuation
from live.push.rendering import Templates
from live.rules.questions import Question
from live.rules.questions.merging import following
from live.store.copies.copy import Copy

LONGEST_SECONDS = 25.0  # below the 30 s in which Heroku wants a first byte
PULSE_SECONDS = 3.0  # counts alone end no poll sooner: they change several times a second
GATHER_SECONDS = 0.02  # what comes together goes together
AGAIN_MS = (1000, 5000)


async def poll(request: Request) -> Response:
    """Answer `GET /<slug>/poll?cursor=C&wait=20`. Raises `NotAllowed`, `NotFound`, `Unavailable`."""
    check_origin(request)
    hub, new, waiting = services_of(request).hub, await visitor(request), Waiting()
    query = asked(request)
    seen = query.get("counts")
    try:
        channel = hub.wait(new.copy, waiting, new.audience, new.person)
        seconds = _seconds(query.get("wait")) if new.cursor else 0.0
        if seconds and not _news(new, channel, hub.views):
            counted = seen is not None and seen != _counts(new.copy)  # between two polls of this reader
            await _wait(request, waiting, min(seconds, PULSE_SECONDS) if counted else seconds)
        new = await looked_up(request, new)  # after the waiting: they may have voted meanwhile
    except Closed as closed:
        waiting.farewell(closed.code, AGAIN_MS)
    finally:
        hub.leave(waiting)
        hub.leaving.pop(waiting, None)
    if waiting.ended is not None:
        return _answer([frames.bye(waiting.ended[0], waiting.ended[1] or AGAIN_MS)], new.cursor, seen or "", new.cookie)
    return _answer(new.opening(channel, hub.views), channel.cursor, _counts(new.copy), new.cookie)


class Waiting(Fetching):
    """A poll between its question and its answer. It writes nothing, and only wants to hear of its peer's end."""

    def pause_writing(self) -> None: ...
    def resume_writing(self) -> None: ...

    def wake(self, *, news: bool = True) -> None:
        """Sleep on while only the number of people changes: it changes with every poll that is answered."""
        if news:
            super().wake()

    async def news(self, seconds: float) -> None:
        """Wait until there is something worth an answer, the time is up, or the connection ended."""
        now = asyncio.get_running_loop().time
        started = now()
        ends = started + seconds
        while self.ended is None and (left := ends - now()) > 0:
            found = [frame.type for frame in await self.fetch(left) if frame.is_news]
            if set(found) - {"pulse"}:
                await asyncio.sleep(GATHER_SECONDS)
                return
            if found:
                ends = min(ends, started + PULSE_SECONDS)


def _news(new: Listener, channel: Channel, views: Templates) -> bool:
    """Whether there is something to tell at once: `hello` tells what became of a question of theirs, too."""
    return continuation(channel, new.cursor, views) is not None or _own_news(new)


def _own_news(new: Listener) -> bool:
    """Whether something became of a question of theirs that the others do not see: hello tells it, so there is no
    waiting.
    """
    entries = new.copy.since(new.cursor)
    if isinstance(entries, str):
        return False
    questions, followers = new.copy.state.questions, new.copy.pulse.totals.followers
    asked = [e.change.thing for e in entries if isinstance(e.change.thing, Question)]
    return any(q.by == new.person.id for one in asked for q in (one, *following(questions, followers, one.id)))


async def _wait(request: Request, waiting: Waiting, seconds: float) -> None:
    if direct := direct_of(request.scope):
        with direct.streaming(waiting):
            await waiting.news(seconds)
        return
    watching = asyncio.create_task(_watch(request, waiting))
    try:
        await waiting.news(seconds)
    finally:
        watching.cancel()


async def _watch(request: Request, waiting: Waiting) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    waiting.drop()


def _counts(copy: Copy) -> str:
    """Which votes and answers to polls a reader has been told, for their next poll to say."""
    return f"{copy.pulse.version}.{copy.pulse.polls_version}"


def _seconds(wait: str | None) -> float:
    return min(float(wait), LONGEST_SECONDS) if wait and wait.isdecimal() else 0.0


def _answer(found: list[Frame], cursor: str | None, counts: str, cookie: str | None) -> Response:
    items: list[object] = [msgspec.Raw(frame.text) for frame in found]
    headers = NO_PAGE | {"cache-control": "no-store"} | ({"set-cookie": cookie} if cookie else {})
    return Response(
        msgspec.json.encode({"frames": items, "cursor": cursor, "counts": counts}),
        media_type="application/json",
        headers=headers,
    )
