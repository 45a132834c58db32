"""A process's own copies of the events it follows, kept equal to the store by their streams.

Pages are rendered from the copy, frames are made from what is applied to it. If it cannot be proved that a copy is a
prefix of the store's history (a failover lost the tail, the store came back empty), it is loaded anew and listeners are told.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

import msgspec

from live.rules import ledger
from live.rules.changes import Change
from live.rules.errors import NotFound
from live.rules.state import State, apply
from live.store.apart import FollowersApart
from live.store.cursor import Cursor
from live.store.events import RING, Events, Loaded
from live.store.follower import Follower
from live.store.link import Link
from live.store.presence import Presence
from live.store.pulse import Pulse, PulseReader
from live.store.tasks import ended

IDLE_SECONDS = 600  # a copy nobody holds or reads is let go after this


class Entry(msgspec.Struct, frozen=True):
    """One change at its place in the stream; `prev` is where one must stand to apply it."""

    prev: Cursor
    cursor: Cursor
    change: Change


class Listener(Protocol):
    """Told on the event loop, in stream order, after the copy has been advanced."""

    def entries(self, copy: "Copy", entries: list[Entry]) -> None: ...
    def replaced(self, copy: "Copy", why: str) -> None: ...
    def pulsed(self, copy: "Copy", votes: dict[str, int]) -> None: ...
    def gone(self, slug: str) -> None: ...


class Copy:
    """One event as this process knows it."""

    def __init__(self, slug: str, loaded: Loaded) -> None:
        self.slug = slug
        self.holders = 0
        self.used_at = time.monotonic()
        self.pulse = Pulse()
        self._moved = asyncio.Event()
        self.put(loaded)

    def put(self, loaded: Loaded) -> None:
        self.state: State = loaded.state
        self.cursor = loaded.cursor
        self.secrets = loaded.secrets
        self.pulse.votes, self.pulse.version, self.pulse.ledger = loaded.votes, loaded.votes_version, ledger.counts(loaded.state.questions)
        self.pulse.polls_version = 0  # read again with the next pulse
        self.ring: deque[Entry] = deque(maxlen=RING)
        before = Cursor(loaded.cursor.epoch, 0, 0)
        for cursor, change in loaded.entries:
            if cursor.n == before.n + 1:
                self.ring.append(Entry(before, cursor, change))
            before = cursor
        self._wake()

    def advance(self, cursor: Cursor, change: Change) -> Entry:
        entry = Entry(self.cursor, cursor, change)
        self.state = apply(self.state, change)
        self.cursor = cursor
        self.ring.append(entry)
        self._wake()
        return entry

    def since(self, cursor: str | None) -> list[Entry] | str:
        """The entries after a cursor, if exactly that entry is known; else why they cannot be given: epoch, unknown or far."""
        if cursor == str(self.cursor):
            return []
        asked = Cursor.parse(cursor)
        if asked is None:
            return "unknown"
        if asked.epoch != self.cursor.epoch:
            return "epoch"
        place = asked.n + 1 - self.ring[0].cursor.n if self.ring else -1
        if place < 0:
            return "far" if asked.n < self.cursor.n else "unknown"
        if place >= len(self.ring) or self.ring[place].prev != asked:
            return "unknown"
        return [self.ring[i] for i in range(place, len(self.ring))]

    def _wake(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()

    async def reached(self, cursor: Cursor, seconds: float = 1.0) -> bool:
        """Wait until this copy includes a write; False when that takes too long (the reader is behind or down)."""
        try:
            async with asyncio.timeout(seconds):
                while self.cursor.epoch == cursor.epoch and self.cursor.n < cursor.n:
                    await self._moved.wait()
        except TimeoutError:
            return False
        return True


class Replica:
    """All copies of this process. `copy(slug)` follows an event; while held or used it stays followed."""

    def __init__(self, link: Link, events: Events, presence: Presence) -> None:
        self.listeners: list[Listener] = []
        self.copies: dict[str, Copy] = {}
        self._events = events
        self._presence = presence
        self._loading: dict[str, asyncio.Task[Copy]] = {}
        self._follower = FollowersApart(link, self) if link.topology.one_slot else Follower(link, self)
        self._pulse = PulseReader(link, presence, self)

    @property
    def healthy(self) -> bool:
        return self._follower.healthy

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as tasks:
            running = [tasks.create_task(self._follower.run()), tasks.create_task(self._pulse.run()), tasks.create_task(self._tidy())]
            try:
                yield
            finally:
                await ended(running)

    async def copy(self, slug: str) -> Copy:
        """The copy, followed. Raises `NotFound`, or `Unavailable` when there is none yet and the store does not answer."""
        if copy := self.copies.get(slug):
            copy.used_at = time.monotonic()
            return copy
        if slug not in self._loading:
            self._loading[slug] = asyncio.create_task(self._load(slug))
            self._loading[slug].add_done_callback(lambda _: self._loading.pop(slug, None))
        return await asyncio.shield(self._loading[slug])

    async def _load(self, slug: str) -> Copy:
        copy = Copy(slug, await self._events.load(slug))
        self.copies[slug] = copy
        self._follower.wake()
        return copy

    def held(self, slug: str) -> Copy | None:
        return self.copies.get(slug)

    def hold(self, slug: str) -> None:
        if copy := self.copies.get(slug):
            copy.holders += 1

    def release(self, slug: str) -> None:
        if copy := self.copies.get(slug):
            copy.holders -= 1
            copy.used_at = time.monotonic()

    def apply(self, copy: Copy, changes: list[tuple[Cursor, Change]]) -> None:
        """What the follower read, in order."""
        entries = [copy.advance(cursor, change) for cursor, change in changes]
        if any(entry.change.kind == "links.renewed" for entry in entries):
            copy.secrets = copy.secrets | {e.change.role: e.change.secret for e in entries if e.change.role}
        for listener in self.listeners:
            listener.entries(copy, entries)

    async def reload(self, copy: Copy) -> None:
        """The copy is no prefix of the store's history: take the store's and void every earlier cursor."""
        epoch = copy.cursor.epoch
        try:
            loaded = await self._events.load(copy.slug)
        except NotFound:
            self.drop(copy)
            return
        copy.put(loaded)
        for listener in self.listeners:
            listener.replaced(copy, "fork" if loaded.cursor.epoch == epoch else "epoch")

    def drop(self, copy: Copy) -> None:
        if self.copies.pop(copy.slug, None):
            self._presence.forget(copy.slug)
            for listener in self.listeners:
                listener.gone(copy.slug)

    async def count(self, copy: Copy) -> None:
        """Take in the latest counts now instead of at the next tick."""
        await self._pulse.read(copy)

    def tell_pulse(self, copy: Copy, votes: dict[str, int]) -> None:
        for listener in self.listeners:
            listener.pulsed(copy, votes)

    async def _tidy(self) -> None:
        while True:
            await asyncio.sleep(IDLE_SECONDS / 10)
            idle = time.monotonic() - IDLE_SECONDS
            for copy in [c for c in self.copies.values() if not c.holders and c.used_at < idle]:
                self.copies.pop(copy.slug, None)
                self._presence.forget(copy.slug)


