"""Reading a stream in pieces, so that no single answer holds the store for long."""

from collections.abc import AsyncIterator
from functools import partial

from live.store.database import Database
from live.store.database.client import Redis, Reply

AT_ONCE = 1000  # entries per read; a stream keeps the last 10 000

Entries = list[tuple[bytes, dict[bytes, bytes]]]


async def pieces(database: Database, stream: str, until: str = "+") -> AsyncIterator[Entries]:
    """Return the entries of a stream up to an id (all by default), oldest first, some at a time. Raises
    `Unavailable`.
    """
    start = "-"
    while True:
        entries: Entries = await database.run(partial(_some, stream, start, until))
        yield entries
        if len(entries) < AT_ONCE:
            return
        start = f"({entries[-1][0].decode()}"


async def _some(stream: str, start: str, until: str, redis: Redis) -> Reply:
    return await redis.xrange(stream, min=start, max=until, count=AT_ONCE)
