"""Finished answers, kept compressed: a page is printed once per cursor, role and language, and then only its bytes are
sent.

An entry holds until the event changes, its votes change (looked at once a second at most), or the clock passes a
boundary of the agenda.
"""

import gzip
import hashlib
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import brotli
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from live.rules.agenda import Agenda
from live.store import Copy, Cursor

BROTLI_QUALITY, GZIP_LEVEL = 4, 5
MOST_KEPT = 400
VOTES_SECONDS = 1.0
LONGEST = timedelta(minutes=1)  # "17 minutes left" is printed into the page for readers without script


MadeOf = tuple[Cursor, int, int]  # where the event stands, and the versions of its counts


class CachedPage:
    """One answer in all its encodings, and what it was made of."""

    def __init__(self, body: bytes, headers: dict[str, str], made_of: MadeOf, good_until: float) -> None:
        self.made_of = made_of
        self.made_at = time.monotonic()
        self.good_until = good_until
        tag = f'"{hashlib.blake2b(body, digest_size=9).hexdigest()}"'
        self._bodies = {
            "br": brotli.compress(body, quality=BROTLI_QUALITY),
            "gzip": gzip.compress(body, GZIP_LEVEL, mtime=0),
            "": body,
        }
        always = {
            **headers,
            "etag": tag,
            "vary": "accept-encoding, accept-language, cookie, authorization, accept",
            "cache-control": "no-cache",
        }
        self._tag = tag.encode()
        self._starts = {coding: self._start(always, coding) for coding in self._bodies}
        self._unchanged = {
            "type": "http.response.start",
            "status": 304,
            "headers": _raw({k: v for k, v in always.items() if k != "content-type"}),
        }

    def _start(self, headers: dict[str, str], coding: str) -> dict[str, object]:
        own = {"content-length": str(len(self._bodies[coding])), **({"content-encoding": coding} if coding else {})}
        return {"type": "http.response.start", "status": 200, "headers": _raw({**headers, **own})}

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
        await send(self._starts[coding])
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else self._bodies[coding]})


class PageCache:
    """What is ready to be sent. `printed` counts how often something had to be made."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], CachedPage] = {}
        self.printed = 0

    def get(
        self,
        name: tuple[str, ...],
        copy: Copy,
        now: datetime,
        make: Callable[[], tuple[str | bytes, dict[str, str]]],
        *,
        second: bool = False,
    ) -> CachedPage:
        """Return the answer called `name` for this copy, made anew if it no longer holds.

        `second`: it tells the time, to the second.
        """
        made_of = (copy.cursor, copy.pulse.version, copy.pulse.polls_version)
        kept = self._kept.get(name)
        if kept is not None and time.monotonic() < kept.good_until:
            if kept.made_of == made_of:
                return kept
            if kept.made_of[0] == copy.cursor and time.monotonic() < kept.made_at + VOTES_SECONDS:
                return kept
        body, headers = make()
        self.printed += 1
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        until = time.monotonic() + (1.0 if second else _holds(copy.state.agenda, now).total_seconds())
        kept = self._kept[name] = CachedPage(body.encode() if isinstance(body, str) else body, headers, made_of, until)
        return kept


def _holds(agenda: Agenda, now: datetime) -> timedelta:
    """How long what the page says of now and next stays true."""
    moments = [m for s in agenda.sessions for m in (s.starts, s.ends) if m > now]
    return min([m - now for m in moments] + [LONGEST])


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return Headers(headers).raw
