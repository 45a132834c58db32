"""How many people were here in each minute of an event: a number per minute, the largest any worker has seen, and
nothing about whom.
"""

import time
from datetime import UTC, datetime

from live.rules.agenda import Agenda
from live.rules.people.attendance import is_kept, minute_of
from live.store.database import Database
from live.store.database.client import Redis
from live.store.keys import Keys


class Attendances:
    """One per process. Whichever worker sees more people writes it: `ZADD GT` keeps the larger number."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._written: dict[str, tuple[int, int]] = {}  # slug -> the minute and the people written last

    def queue(self, pipe: Redis, slug: str, agenda: Agenda, people: int, now: float | None = None) -> None:
        """Put the number into a pipeline when it is the minute's first or larger than before, and the event is on."""
        moment = datetime.fromtimestamp(now or time.time(), UTC)
        minute = minute_of(moment)
        last, most = self._written.get(slug, (0, 0))
        if not people or (minute == last and people <= most) or not is_kept(agenda, moment):
            return
        pipe.zadd(Keys(slug).attendance, {str(minute): people}, gt=True)
        self._written[slug] = (minute, people)

    def lost(self, slug: str) -> None:
        """Write again next time: a write did not go through."""
        self._written.pop(slug, None)

    async def of(self, slug: str) -> dict[int, int]:
        """Minute since 1970 -> people, in the order of time. Raises `Unavailable`."""
        found = await self._database.run(lambda redis: redis.zrange(Keys(slug).attendance, 0, -1, withscores=True))
        return dict(sorted((int(minute), int(people)) for minute, people in found))
