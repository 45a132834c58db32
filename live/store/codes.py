"""Short join codes: six digits that lead to one event, as long as people come to it."""

import secrets as chance
from contextlib import suppress

from live.rules.errors import Unavailable
from live.store.database import Database
from live.store.database.client import Redis
from live.store.keys import CODES, RIGHT

TRIES = 20
RIGHT_SECONDS = 24 * 3600


class Codes:
    """Which code leads where, and which were right from which place within a day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, slug: str, digits: int) -> str:
        """Return a short code that leads to this event and to no other; "" when nearly all are taken."""
        for _ in range(TRIES):
            code = f"{chance.randbelow(10**digits):0{digits}}"
            if await self._take(code, slug):
                return code
        return ""  # people come by the address

    async def of(self, code: str) -> str | None:
        """Return the slug of the event that a code leads to."""
        slug = await self._database.run(lambda r: r.hget(CODES, code))
        return slug.decode() if slug else None

    async def free(self, slug: str) -> None:
        """Let go of every code of an event."""
        for code, owner in (await self._database.run(lambda r: r.hgetall(CODES))).items():
            if owner.decode() == slug:
                await self._free(code)

    async def know(self, place: str, code: str) -> None:
        """Remember that a code was right from this place. A store that takes no writes keeps nobody out."""

        async def kept(redis: Redis) -> None:
            pipe = redis.pipeline(transaction=False)
            pipe.sadd(RIGHT + place, code)
            pipe.expire(RIGHT + place, RIGHT_SECONDS)
            await pipe.execute()

        with suppress(Unavailable):
            await self._database.write(kept)

    async def is_known(self, place: str, code: str) -> bool:
        return bool(await self._database.run(lambda r: r.sismember(RIGHT + place, code)))

    async def _take(self, code: str, slug: str) -> bool:
        return bool(await self._database.write(lambda r: r.hsetnx(CODES, code, slug)))

    async def _free(self, code: bytes) -> None:
        await self._database.write(lambda r: r.hdel(CODES, code))
