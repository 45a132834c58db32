"""Which big screens report, in the store: a sorted set of screens by when they were last heard (ms)."""

from collections.abc import Sequence

from live.rules.desk.stages import FORGOTTEN_SECONDS, MOST, MOST_PER_PLACE, stages_as_json
from live.store.database import Database
from live.store.database.client import Redis
from live.store.keys import Keys
from live.store.scripts import SCRIPTS


class Stages:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def heard(self, slug: str, stage_id: str, now: float, place: str = "") -> None:
        """Note that a screen shows the event.

        More than `MOST`, or `MOST_PER_PLACE` of one place, are not taken: anybody may open one.
        """
        keys = Keys(slug)
        before, keep = int((now - FORGOTTEN_SECONDS) * 1000), 2 * FORGOTTEN_SECONDS * 1000
        texts = (stage_id, place, int(now * 1000), before, MOST, MOST_PER_PLACE, keep)
        await self._database.write(lambda redis: SCRIPTS["screen"].run(redis, [keys.stages, keys.screens], *texts))

    async def gone(self, slug: str, stage_id: str) -> None:
        """Forget a screen that has said goodbye: nobody misses it."""
        keys = Keys(slug)
        await self._database.run(lambda redis: redis.zrem(keys.stages, stage_id))
        await self._database.run(lambda redis: redis.hdel(keys.screens, stage_id))

    async def forget(self, slug: str, before: float) -> None:
        """Forget those not heard since then: they are not missed any more."""
        await self._database.run(lambda redis: redis.zremrangebyscore(Keys(slug).stages, "-inf", int(before * 1000)))


def queue(pipe: Redis, keys: Keys) -> None:
    """Ask for all of them, one reply."""
    pipe.zrange(keys.stages, 0, MOST, withscores=True)


def decoded(reply: Sequence[tuple[bytes, float]], now: float) -> dict[str, object]:
    """Return them as the moderators' pulse carries them."""
    return stages_as_json({stage.decode(): at for stage, at in reply}, now)
