"""The latest cue to the speaker in the store: a hash of the cue, and who-has-seen-it under the cue's own id, so that no
newer one is marked.
"""

from collections.abc import Mapping

import msgspec

from live.rules.desk.cue import KEPT_SECONDS, Cue
from live.store.database import Database
from live.store.database.client import Redis
from live.store.keys import Keys

_cue = msgspec.json.Decoder(Cue)


class Cues:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def latest(self, slug: str) -> Cue | None:
        return decoded(await self._database.run(lambda redis: redis.hgetall(Keys(slug).cue)))

    async def give(self, slug: str, cue: Cue) -> None:
        """Give it in place of the one before."""

        async def write(redis: Redis) -> None:
            pipe = redis.pipeline(transaction=True)
            pipe.delete(Keys(slug).cue)
            pipe.hset(Keys(slug).cue, "cue", msgspec.json.encode(cue))
            pipe.expire(Keys(slug).cue, KEPT_SECONDS)
            await pipe.execute()

        await self._database.write(write)

    async def take_back(self, slug: str) -> None:
        await self._database.run(lambda redis: redis.delete(Keys(slug).cue))

    async def confirm(self, slug: str, cue_id: str, at: int) -> None:
        """Note that it was read; the first time stands."""

        async def write(redis: Redis) -> None:
            pipe = redis.pipeline(transaction=False)
            pipe.hsetnx(Keys(slug).cue, f"seen:{cue_id}", at)
            pipe.expire(Keys(slug).cue, KEPT_SECONDS)
            await pipe.execute()

        await self._database.write(write)


def queue(pipe: Redis, keys: Keys) -> None:
    """Ask for the latest cue, one reply."""
    pipe.hgetall(keys.cue)


def decoded(found: Mapping[bytes, bytes]) -> Cue | None:
    if b"cue" not in found:
        return None
    cue = _cue.decode(found[b"cue"])
    return msgspec.structs.replace(cue, seen_at=int(found.get(f"seen:{cue.id}".encode(), 0)))
