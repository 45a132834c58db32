"""The audience's signals in the store: one sorted set per kind, of people by when theirs ends (ms).

Saying it again renews it.
"""

from collections.abc import Mapping, Sequence

from live.rules.people.signals import LIFETIMES, Signal
from live.store.database import Database
from live.store.database.client import Redis
from live.store.keys import Keys


class Signals:
    """Where signals are given; `PulseReader` counts them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def set(self, slug: str, kind: Signal, person_id: str, now: float, *, on: bool) -> None:
        """Set it, absolutely. Those that have ended are cleared away, and the whole with the last of them."""
        key, lasts = Keys(slug).signal(kind), LIFETIMES[kind]

        async def write(redis: Redis) -> None:
            pipe = redis.pipeline(transaction=False)
            if on:
                pipe.zadd(key, {person_id: int((now + lasts) * 1000)})
            else:
                pipe.zrem(key, person_id)
            pipe.zremrangebyscore(key, "-inf", int(now * 1000))
            pipe.expire(key, 2 * lasts)
            await pipe.execute()

        await self._database.write(write)


def queue(pipe: Redis, keys: Keys, now: float) -> None:
    """Ask how many signal what, one reply per kind."""
    for kind in Signal:
        pipe.zcount(keys.signal(kind), f"({int(now * 1000)}", "+inf")


def decoded(replies: Sequence[int]) -> Mapping[str, int]:
    """Return the counts that are not zero."""
    return {str(kind): int(n) for kind, n in zip(Signal, replies, strict=True) if n}
