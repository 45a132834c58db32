"""Which big screens report, in the store: a sorted set of screens by when they were last heard (ms)."""

from collections.abc import Sequence
from typing import Any

from live.rules.stages import FORGOTTEN_SECONDS, MOST, seen_stages
from live.store.keys import Keys
from live.store.link import Link


class Stages:
    def __init__(self, link: Link) -> None:
        self._link = link

    async def heard(self, slug: str, stage_id: str, now: float) -> None:
        """A screen shows the event. More than `MOST` are not taken: anybody may open one."""
        key = Keys(slug).stages

        async def look(redis: Any) -> list[Any]:
            pipe = redis.pipeline(transaction=False)
            pipe.zremrangebyscore(key, "-inf", int((now - FORGOTTEN_SECONDS) * 1000))
            pipe.zscore(key, stage_id)
            pipe.zcard(key)
            replies: list[Any] = await pipe.execute()
            return replies

        _, known, count = await self._link.run(look)
        if known is not None or count < MOST:
            await self._link.run(lambda redis: _write(redis, key, stage_id, now))

    async def gone(self, slug: str, stage_id: str) -> None:
        """It has said goodbye: nobody misses it."""
        await self._link.run(lambda redis: redis.zrem(Keys(slug).stages, stage_id))

    async def forget(self, slug: str, before: float) -> None:
        """Those not heard since then are not missed any more."""
        await self._link.run(lambda redis: redis.zremrangebyscore(Keys(slug).stages, "-inf", int(before * 1000)))


async def _write(redis: Any, key: str, stage_id: str, now: float) -> None:
    pipe = redis.pipeline(transaction=False)
    pipe.zadd(key, {stage_id: int(now * 1000)})
    pipe.expire(key, 2 * FORGOTTEN_SECONDS)
    await pipe.execute()


def queue(pipe: Any, keys: Keys) -> None:
    """Ask for all of them, one reply."""
    pipe.zrange(keys.stages, 0, MOST, withscores=True)


def told(reply: Sequence[tuple[bytes, float]], now: float) -> dict[str, Any]:
    """As the moderators' pulse carries them."""
    return seen_stages({stage.decode(): at for stage, at in reply}, now)
