"""One blocking read over the streams of all followed events, which verifies where it stands before it goes on after any
trouble.

A position check every few seconds catches a reader that starves without an error on a detached primary.
"""

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from live.loops import Loops
from live.rules.changes import Change
from live.rules.errors import Unavailable
from live.store import codec
from live.store.copies.copy import Copy
from live.store.copies.cursor import Cursor
from live.store.database import TROUBLE, Database
from live.store.database.client import Redis
from live.store.keys import Keys

BLOCK_SECONDS = 1.0
COUNT = 200
CHECK_SECONDS = 5.0
BEHIND_SECONDS = 2.0  # ahead of us for longer than this: the reader starves
PAUSE_SECONDS = (0.05, 0.3)
log = logging.getLogger("live.store")


class Followed(Protocol):
    """The copies to keep equal to the store, and what can be done to them."""

    copies: dict[str, Copy]

    async def reload(self, copy: Copy) -> None: ...
    def apply(self, copy: Copy, changes: list[tuple[Cursor, Change]]) -> None: ...


class Follower:
    def __init__(self, database: Database, followed: Followed, loops: Loops) -> None:
        self._database, self._followed, self._loops = database, followed, loops
        self._redis: Redis = None
        self._client_id: int | None = None
        self._awake = asyncio.Event()
        self._behind: dict[str, tuple[int, float]] = {}
        self.healthy = True

    def wake(self) -> None:
        """End the read that is blocking: another event is to be followed."""
        self._awake.set()
        if self._client_id is not None:
            asyncio.create_task(self._unblock(self._client_id))  # noqa: RUF006 - it ends by itself; losing it costs one block

    async def _unblock(self, client_id: int) -> None:
        try:
            await self._database.run(lambda redis: redis.client_unblock(client_id))
        except Unavailable:
            return

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Follow while the block lasts."""
        every = CHECK_SECONDS * random.uniform(0.8, 1.2)  # not all processes at once
        try:
            async with (
                self._loops.running("reading the streams", self._follow),
                self._loops.running("checking positions", self._check_position, every=every),
            ):
                yield
        finally:
            await self._disconnect()

    async def _follow(self) -> None:
        """Read until something is wrong. Without a reader this process would show old things for ever."""
        try:
            await self._connect()
            await self._read()
        except (*TROUBLE, Unavailable) as error:
            await self._trouble(error)
        except Exception as error:
            await self._trouble(error)
            raise

    async def _trouble(self, error: Exception) -> None:
        if self.healthy:
            log.warning("the store cannot be read: %s", type(error).__name__)
        self.healthy = False
        await self._disconnect()
        await asyncio.sleep(random.uniform(*PAUSE_SECONDS))

    async def _connect(self) -> None:
        """A fresh connection, and proof that every copy is still a prefix of the store's history."""
        self._redis = self._database.reader(BLOCK_SECONDS)
        self._client_id = None if self._database.topology.one_slot else await self._redis.client_id()
        for copy in list(self._followed.copies.values()):
            if not await self._stands(copy):
                await self._followed.reload(copy)
        if not self.healthy:
            log.warning("the store can be read again")
        self.healthy = True

    async def _disconnect(self) -> None:
        redis, self._redis, self._client_id = self._redis, None, None
        if redis is not None:
            try:
                await redis.aclose()
            except TROUBLE:
                return

    async def _stands(self, copy: Copy) -> bool:
        """Whether exactly the entry this copy has last applied is in the store's stream."""
        keys, cursor = Keys(copy.slug), copy.cursor
        epoch = await self._redis.hget(keys.meta, "epoch")
        if epoch is None or epoch.decode() != cursor.epoch:
            return False
        return cursor.n == 0 or bool(await self._redis.xrange(keys.stream, cursor.entry_id, cursor.entry_id))

    async def _read(self) -> None:
        while True:
            self._awake.clear()
            copies = {Keys(c.slug).stream.encode(): c for c in self._followed.copies.values()}
            if copies:
                await self._read_once(copies)
            else:
                await self._awake.wait()

    async def _read_once(self, copies: dict[bytes, Copy]) -> None:
        asked = {name: copy.cursor for name, copy in copies.items()}
        found = await self._redis.xread(
            {name: cursor.entry_id for name, cursor in asked.items()}, count=COUNT, block=int(BLOCK_SECONDS * 1000)
        )
        for name, entries in found.items() if isinstance(found, dict) else found or ():
            if copies[name].cursor == asked[name]:  # else it was loaded anew meanwhile, and is asked for from there
                await self._take(copies[name], entries[0] if isinstance(found, dict) else entries)

    async def _take(self, copy: Copy, entries: list[tuple[bytes, dict[bytes, bytes]]]) -> None:
        """Apply what follows; anything but the very next number means that histories differ."""
        changes = []
        expected = copy.cursor.n
        for entry_id, fields in entries:
            cursor = Cursor.at(copy.cursor.epoch, entry_id)
            expected += 1
            if cursor.n != expected:
                await self._followed.reload(copy)
                return
            changes.append((cursor, codec.load_change(fields[b"c"])))
        if self._followed.copies.get(copy.slug) is copy and changes:
            self._followed.apply(copy, changes)

    async def _check_position(self) -> None:
        for copy in list(self._followed.copies.values()):
            await self._compare(copy)

    async def _compare(self, copy: Copy) -> None:
        stood = copy.cursor  # it may go on before the answer is here, and the answer is no older than this
        epoch, n = await self._database.run(lambda redis: redis.hmget(Keys(copy.slug).meta, "epoch", "n"))
        if epoch is None or epoch.decode() != stood.epoch or int(n) < stood.n:
            await self._followed.reload(copy)
            return
        if int(n) <= copy.cursor.n:
            self._behind.pop(copy.slug, None)
            return
        at, since = self._behind.setdefault(copy.slug, (copy.cursor.n, time.monotonic()))
        if at != copy.cursor.n:
            self._behind.pop(copy.slug, None)
        elif time.monotonic() - since > BEHIND_SECONDS:
            self._behind.pop(copy.slug, None)
            log.warning("a reader starved; opening another")
            await self._disconnect()
