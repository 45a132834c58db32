"""Reading from a Cluster: it answers for one slot at a time, so every event has a follower of its own, and none waits
for another's node.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from live.loops import Loops
from live.rules.changes import Change
from live.store.copies.copy import Copy
from live.store.copies.cursor import Cursor
from live.store.copies.follower import Followed, Follower
from live.store.database import Database

LOOK_SECONDS = 5.0  # for copies that were let go


class One:
    """A single copy of a replica, as something to follow."""

    def __init__(self, followed: Followed, copy: Copy) -> None:
        self.copies = {copy.slug: copy}
        self._followed = followed

    async def reload(self, copy: Copy) -> None:
        await self._followed.reload(copy)

    def apply(self, copy: Copy, changes: list[tuple[Cursor, Change]]) -> None:
        self._followed.apply(copy, changes)


class FollowersApart:
    """Does for a Cluster what one `Follower` does for a single server."""

    def __init__(self, database: Database, followed: Followed, loops: Loops) -> None:
        self._database, self._followed, self._loops = database, followed, loops
        self._following: dict[Copy, tuple[Follower, AsyncExitStack]] = {}
        self._awake = asyncio.Event()

    @property
    def healthy(self) -> bool:
        """Whether all events can be read: who sees a notice too many is better off than who sees one too few."""
        return all(follower.healthy for follower, _ in self._following.values())

    def wake(self) -> None:
        self._awake.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Follow while the block lasts."""
        try:
            async with self._loops.running("followers of events", self._look):
                yield
        finally:
            for _, running in self._following.values():
                await running.aclose()

    async def _look(self) -> None:
        self._awake.clear()
        await self._keep_up()
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS):
                await self._awake.wait()

    async def _keep_up(self) -> None:
        """Have a follower for each copy there is, and for no other."""
        copies = list(self._followed.copies.values())
        gone = [copy for copy in self._following if copy not in copies]
        for copy in gone:
            await self._following.pop(copy)[1].aclose()
        for copy in copies:
            if copy not in self._following:
                follower, running = Follower(self._database, One(self._followed, copy), self._loops), AsyncExitStack()
                await running.enter_async_context(follower.running())
                self._following[copy] = follower, running
