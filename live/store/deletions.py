"""Deleting an event with all that anybody left in it: from the store at once, and from its log at the next rewrite.

A deletion that was stopped in the middle, wherever it was, is known by its tombstone and finished later.
"""

import asyncio

from live.rules.errors import Unavailable
from live.store.codes import Codes
from live.store.database import Database
from live.store.database.client import Reply
from live.store.keys import EVENTS, GONE, REHEARSALS, UNWRITTEN, Keys

SCAN = 500  # keys a step
LOOK_SECONDS = 0.2
REWRITE_SECONDS = 120.0


class Deletions:
    """What is deleted, what is half deleted, and the log that still tells of it."""

    def __init__(self, database: Database, codes: Codes) -> None:
        self._database, self._codes = database, codes

    async def delete(self, slug: str) -> None:
        """Forget the event and everything anybody left in it. Doing it again finishes what was interrupted."""
        await self._database.write(lambda r: r.set(UNWRITTEN, "1"))
        await self._database.write(lambda r: r.sadd(GONE, slug))
        await self._database.write(lambda r: r.delete(Keys(slug).meta))  # from here on it does not exist
        await self._codes.free(slug)
        await self._database.write(lambda r: r.hdel(EVENTS, slug))
        await self._database.write(lambda r: r.hdel(REHEARSALS, slug))
        async for name in self._database.commands.scan_iter(match=Keys(slug).every(), count=SCAN):
            await self._unlink(name)
        await self._database.write(lambda r: r.srem(GONE, slug))  # last: nothing is left of it

    async def unfinished(self) -> list[str]:
        """Return the slugs of events that are half deleted."""
        return sorted(slug.decode() for slug in await self._database.run(lambda r: r.smembers(GONE)))

    async def finish(self, slug: str) -> None:
        """Finish the deletion of an earlier event at this address, if it was interrupted."""
        if await self._database.run(lambda r: r.sismember(GONE, slug)):
            await self.delete(slug)

    async def in_log(self) -> bool:
        """Tell whether the store's log may still hold what was deleted."""
        return bool(await self._database.run(lambda r: r.exists(UNWRITTEN)))

    async def rewrite(self, seconds: float = REWRITE_SECONDS) -> bool:
        """Have the store write its log anew, without what was deleted; False when that was not seen to be done."""
        try:
            async with asyncio.timeout(seconds):
                while not await self._asked():  # noqa: ASYNC110 - the store tells nobody when it is done
                    await asyncio.sleep(LOOK_SECONDS)
                while not (nodes := await self._at_rest()):  # noqa: ASYNC110
                    await asyncio.sleep(LOOK_SECONDS)
                if all(node.get("aof_last_bgrewrite_status") == "ok" for node in nodes):
                    await self._database.run(lambda r: r.delete(UNWRITTEN))
                    return True
        except (TimeoutError, Unavailable):
            return False
        return False

    async def ask_for_rewrite(self) -> None:
        """Ask for the log to be written anew, and wait for nothing: the next look (`retention.py`) sees to it."""
        await self._asked()

    async def _asked(self) -> bool:
        """Ask once no rewrite is under way (one that began before the deletion still writes what was deleted) and there
        is room for one.
        """
        if self._database.writes.is_short(rewriting=True) or not await self._at_rest():
            return False
        nodes = {"target_nodes": "primaries"} if self._database.topology.one_slot else {}
        await self._database.run(lambda r: r.bgrewriteaof(**nodes))
        return True

    async def _at_rest(self) -> list[dict[str, Reply]]:
        """Return what every node says of its log; nothing while one of them is still writing it anew."""
        found: dict[str, Reply] = await self._database.run(lambda r: r.info("persistence"))
        nodes = [found] if "loading" in found else list(found.values())  # a Cluster answers by node
        busy = ("aof_rewrite_in_progress", "aof_rewrite_scheduled")
        return [] if any(int(node.get(name, 0)) for node in nodes for name in busy) else nodes

    async def _unlink(self, name: bytes) -> None:
        await self._database.write(lambda r: r.unlink(name))
