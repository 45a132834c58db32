"""The seats at the desk in the store: a hash that is gone a minute after the last moderator."""

from collections.abc import Mapping

import msgspec

from live.rules.desk import Seat, desk_as_json
from live.store.database import Database
from live.store.database.client import Redis
from live.store.keys import Keys

KEPT_SECONDS = 60
_seat = msgspec.json.Decoder(Seat)


class Seats:
    """Where moderators sit down."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def sit(self, slug: str, person_id: str, seat: Seat) -> None:
        """Take or renew a seat; those that have run out are cleared away."""
        key, now = Keys(slug).desk, self._database.clocks[slug].settled()
        found = seats(await self._database.run(lambda redis: redis.hgetall(key)))
        gone = [person for person, other in found.items() if other.until < now and person != person_id]

        async def write(redis: Redis) -> None:
            pipe = redis.pipeline(transaction=False)
            pipe.hset(key, person_id, msgspec.json.encode(seat))
            pipe.expire(key, KEPT_SECONDS)
            if gone:
                pipe.hdel(key, *gone)
            await pipe.execute()

        await self._database.run(write)


def seats(found: Mapping[bytes, bytes]) -> dict[str, Seat]:
    return {person.decode(): _seat.decode(seat) for person, seat in found.items()}


def decoded(slug: str, found: Mapping[bytes, bytes], now: float) -> tuple[dict[str, object], ...]:
    """Return the desk as the moderators' pulse carries it."""
    return desk_as_json(slug, seats(found), now)
