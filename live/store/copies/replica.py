"""A process's own copies of the events it follows, kept equal to the store by their streams.

Pages are rendered from the copy, frames are made from what is applied to it. If it cannot be proved that a copy is a
prefix of the store's history (a failover lost the tail, the store came back empty), it is loaded anew and listeners are
told.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from live.loops import Loops
from live.rules.changes import Change
from live.rules.errors import NotFound
from live.store.copies.apart import FollowersApart
from live.store.copies.copy import Copy, StreamEntry
from live.store.copies.cursor import Cursor
from live.store.copies.follower import Follower
from live.store.copies.pulse import TICK_SECONDS, PulseReader
from live.store.database import Database
from live.store.events import Events
from live.store.people.presence import Presence

IDLE_SECONDS = 600  # a copy nobody holds or reads is let go after this


class ReplicaListener(Protocol):
    """LogEntry on the event loop, in stream order, after the copy has been advanced."""

    def entries(self, copy: Copy, entries: list[StreamEntry]) -> None: ...
    def replaced(self, copy: Copy, why: str) -> None: ...
    def pulsed(self, copy: Copy, votes: dict[str, int]) -> None: ...
    def gone(self, slug: str) -> None: ...


class Replica:
    """All copies of this process. `copy(slug)` follows an event; while held or used it stays followed."""

    def __init__(self, database: Database, events: Events, presence: Presence, loops: Loops) -> None:
        self.listeners: list[ReplicaListener] = []
        self.copies: dict[str, Copy] = {}
        self._events = events
        self._presence = presence
        self._loops = loops
        self._loading: dict[str, asyncio.Task[Copy]] = {}
        self._follower = (
            FollowersApart(database, self, loops) if database.topology.one_slot else Follower(database, self, loops)
        )
        self._pulse = PulseReader(database, presence, self.copies, self.tell_pulse, loops)

    @property
    def healthy(self) -> bool:
        return self._follower.healthy

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        async with (
            self._follower.running(),
            self._loops.running("counts", self._pulse.read_all, every=TICK_SECONDS),
            self._loops.running("letting copies go", self._tidy, every=IDLE_SECONDS / 10),
        ):
            yield

    async def copy(self, slug: str) -> Copy:
        """Return the copy, followed.

        Raises `NotFound`, or `Unavailable` when there is none yet and the store does not answer.
        """
        if copy := self.copies.get(slug):
            copy.used_at = time.monotonic()
            return copy
        if slug not in self._loading:
            self._loading[slug] = asyncio.create_task(self._load(slug))
            self._loading[slug].add_done_callback(lambda _: self._loading.pop(slug, None))
        return await asyncio.shield(self._loading[slug])

    async def _load(self, slug: str) -> Copy:
        copy = Copy(slug, await self._events.load(slug))
        await self._pulse.read(copy)  # a copy without its counts would tell of polls that nobody has answered
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
        """Apply what the follower read, in order."""
        entries = [copy.advance(cursor, change) for cursor, change in changes]
        if any(entry.change.kind == "links.renewed" for entry in entries):
            copy.secrets = copy.secrets | {e.change.role: e.change.secret for e in entries if e.change.role}
        for listener in self.listeners:
            listener.entries(copy, entries)

    async def reload(self, copy: Copy) -> None:
        """Take the store's state and void every earlier cursor: the copy is no prefix of the store's history."""
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
        idle = time.monotonic() - IDLE_SECONDS
        for copy in [c for c in self.copies.values() if not c.holders and c.used_at < idle]:
            self.copies.pop(copy.slug, None)
            self._presence.forget(copy.slug)
