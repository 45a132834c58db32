"""Which events are rehearsals: who is simulated in them and until when, which worker does it, and how they go.

Each is also marked as one in its own event, so that one that was left behind is found without this list.
"""

from datetime import datetime

import msgspec

from live.store.database import Database
from live.store.keys import REHEARSALS, Keys

LEASE_MS = 10_000
REACHED_SECONDS = 3600


class Booked(msgspec.Struct, frozen=True, kw_only=True):
    """A rehearsal as the workers find it; `people` of 0: nobody is simulated by the service."""

    of: str
    ends: datetime
    people: int = 0
    helped: bool = False
    speed: float = 1.0


class Rehearsals:
    """The list of them, and what is only about them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> dict[str, Booked]:
        found = await self._database.run(lambda r: r.hgetall(REHEARSALS))
        return {slug.decode(): msgspec.json.decode(data, type=Booked) for slug, data in found.items()}

    async def book(self, slug: str, booked: Booked) -> None:
        await self._database.write(lambda r: r.hset(REHEARSALS, slug, msgspec.json.encode(booked)))

    async def forget(self, slug: str) -> None:
        await self._database.write(lambda r: r.hdel(REHEARSALS, slug))

    async def hold(self, slug: str, worker: str) -> bool:
        """Return whether it is this worker that simulates the people there, for the next seconds."""
        key = Keys(slug).audience
        if await self._database.write(lambda r: r.set(key, worker, nx=True, px=LEASE_MS)):
            return True
        if await self._database.run(lambda r: r.get(key)) != worker.encode():
            return False
        return bool(await self._database.write(lambda r: r.pexpire(key, LEASE_MS)))

    async def let_go(self, slug: str, worker: str) -> None:
        """Leave it to another worker at once."""
        key = Keys(slug).audience
        if await self._database.run(lambda r: r.get(key)) == worker.encode():
            await self._database.write(lambda r: r.delete(key))

    async def tell(self, slug: str, reached: bytes) -> None:
        """Keep how it goes."""
        await self._database.write(lambda r: r.set(Keys(slug).reached, reached, ex=REACHED_SECONDS))

    async def reached(self, slug: str) -> bytes | None:
        """Return how it goes; None before anybody has said."""
        found: bytes | None = await self._database.run(lambda r: r.get(Keys(slug).reached))
        return found
