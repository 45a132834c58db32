"""Finished answers, kept compressed: a page is printed once per cursor, role and language, and then only its bytes are
sent.

An entry holds until the event changes, its votes change (looked at once a second at most), or the clock passes a
boundary of the agenda. Printing and compressing are done beside the event loop, one page at a time.
"""

import asyncio
import gzip
import hashlib
import time
from collections.abc import Callable, Coroutine, Hashable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial

import brotli
import msgspec
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from live.rules.agenda import Agenda
from live.rules.snapshot import Snapshot
from live.store import Copy, Cursor

BROTLI_QUALITY, GZIP_LEVEL = 4, 5
MOST_KEPT, MOST_BYTES = 400, 64 * 1024 * 1024  # pages, and their text before it is compressed
VOTES_SECONDS = 1.0
LONGEST = timedelta(minutes=1)  # "17 minutes left" is printed into the page for readers without script

CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=BROTLI_QUALITY),
    "gzip": lambda body: gzip.compress(body, GZIP_LEVEL, mtime=0),
}
Printed = tuple[str | bytes, dict[str, str]]  # what is sent, and its headers


class MadeOf(msgspec.Struct, frozen=True):
    """Where the event stands, and the versions of its counts."""

    cursor: Cursor
    votes: int
    polls: int

    def has(self, wanted: "MadeOf") -> bool:
        """Return whether nothing of what is wanted is missing here."""
        mine, theirs = self.cursor, wanted.cursor
        return mine == theirs or (mine.epoch == theirs.epoch and mine.n > theirs.n)


def _made_of(copy: Copy) -> MadeOf:
    return MadeOf(copy.cursor, copy.pulse.version, copy.pulse.polls_version)


class CachedPage:
    """One answer, in the encodings that were asked for so far, and what it was made of."""

    def __init__(self, body: bytes, headers: dict[str, str], made_of: MadeOf, good_until: float) -> None:
        self.made_of = made_of
        self.made_at = time.monotonic()
        self.good_until = good_until
        self.size = len(body)
        tag = f'"{hashlib.blake2b(body, digest_size=9).hexdigest()}"'
        always = {
            **headers,
            "etag": tag,
            "vary": "accept-encoding, accept-language, cookie, authorization, accept",
            "cache-control": headers.get("cache-control", "no-cache"),
        }
        self._tag, self._headers = tag.encode(), always
        self._bodies = {"": body}
        self._starts = {"": self._start("")}
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._unchanged = {
            "type": "http.response.start",
            "status": 304,
            "headers": _raw({k: v for k, v in always.items() if k != "content-type"}),
        }

    def _start(self, coding: str) -> dict[str, object]:
        own = {"content-length": str(len(self._bodies[coding])), **({"content-encoding": coding} if coding else {})}
        return {"type": "http.response.start", "status": 200, "headers": _raw({**self._headers, **own})}

    async def _encoded(self, coding: str) -> None:
        """Compress it for everyone who asks for it so."""
        if coding not in self._under_way:
            self._under_way[coding] = asyncio.create_task(asyncio.to_thread(self._encode, coding))
        await asyncio.shield(self._under_way[coding])

    def _encode(self, coding: str) -> None:
        self._bodies[coding] = CODINGS[coding](self._bodies[""])
        self._starts[coding] = self._start(coding)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        accepts, matches = b"", b""
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                accepts = value
            elif name == b"if-none-match":
                matches = value
        if matches and self._tag in matches:
            await send(self._unchanged)
            await send({"type": "http.response.body", "body": b""})
            return
        coding = "br" if b"br" in accepts else "gzip" if b"gzip" in accepts else ""
        if coding not in self._starts:
            await self._encoded(coding)
        await send(self._starts[coding])
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else self._bodies[coding]})


class PageCache:
    """What is ready to be sent. `printed` counts how often something had to be made."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Hashable, ...], CachedPage] = {}
        self._under_way: dict[tuple[Hashable, ...], asyncio.Task[CachedPage]] = {}
        self._bytes = 0
        self._beside = ThreadPoolExecutor(1, "printing")
        self.printed = 0

    async def get(
        self,
        name: tuple[Hashable, ...],
        copy: Copy,
        language: str,
        now: datetime,
        make: Callable[[Snapshot], Printed],
        *,
        second: bool = False,
    ) -> CachedPage:
        """Return the answer called `name` for this copy, made anew if it no longer holds.

        `make` runs beside the loop. `second`: it tells the time, to the second.
        """
        kept = self._kept.get(name)
        if kept is not None and time.monotonic() < kept.good_until:
            cursor = kept.made_of.cursor
            if cursor is copy.cursor or cursor == copy.cursor:
                is_fresh = time.monotonic() < kept.made_at + VOTES_SECONDS
                if is_fresh or kept.made_of == _made_of(copy):
                    return kept
        until = time.monotonic() + (1.0 if second else _holds(copy.state.agenda, now).total_seconds())
        return await self._made(
            name, copy, lambda: self._make(name, _made_of(copy), copy.snapshot(language, now), make, until)
        )

    async def _made(
        self, name: tuple[Hashable, ...], copy: Copy, make: Callable[[], Coroutine[None, None, CachedPage]]
    ) -> CachedPage:
        """Wait for what is being made, if it will have all that has happened up to now; else make it."""
        wanted = _made_of(copy)
        # One that is done is only not taken away yet: waiting for it would give nobody else a turn.
        while (under_way := self._under_way.get(name)) is not None and not under_way.done():
            page = await asyncio.shield(under_way)
            if page.made_of.has(wanted):
                return page
        task = self._under_way[name] = asyncio.create_task(make())
        task.add_done_callback(partial(self._done, name))
        return await asyncio.shield(task)

    def _done(self, name: tuple[Hashable, ...], task: asyncio.Task[CachedPage]) -> None:
        if self._under_way.get(name) is task:
            del self._under_way[name]

    async def _make(
        self,
        name: tuple[Hashable, ...],
        made_of: MadeOf,
        snapshot: Snapshot,
        make: Callable[[Snapshot], Printed],
        until: float,
    ) -> CachedPage:
        def printed() -> CachedPage:
            body, headers = make(snapshot)
            return CachedPage(body.encode() if isinstance(body, str) else body, headers, made_of, until)

        page = await asyncio.get_running_loop().run_in_executor(self._beside, printed)
        self.printed += 1
        self._keep(name, page)
        return page

    def _keep(self, name: tuple[Hashable, ...], page: CachedPage) -> None:
        """Those made longest ago make room: rare choices do not cost the common ones."""
        if old := self._kept.pop(name, None):
            self._bytes -= old.size
        while self._kept and (len(self._kept) >= MOST_KEPT or self._bytes + page.size > MOST_BYTES):
            self._bytes -= self._kept.pop(next(iter(self._kept))).size
        self._kept[name] = page
        self._bytes += page.size


def _holds(agenda: Agenda, now: datetime) -> timedelta:
    """How long what the page says of now and next stays true."""
    moments = [m for s in agenda.sessions for m in (s.starts, s.ends) if m > now]
    return min([m - now for m in moments] + [LONGEST])


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return Headers(headers).raw
