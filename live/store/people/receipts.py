"""How many people have had an announcement on their screen: a HyperLogLog per announcement, from which nobody can be
read back.
"""

from collections.abc import Iterable

from live.store.database import Database
from live.store.keys import Keys


class Receipts:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def shown(self, slug: str, announcement_id: str, person_id: str) -> None:
        """Count this person, once however often it is told."""
        await self._database.write(lambda r: r.pfadd(Keys(slug).shown(announcement_id), person_id))

    async def counts(self, slug: str, announcement_ids: Iterable[str]) -> dict[str, int]:
        """Count by announcement; about one in a hundred off when there are many, exact when there are few."""
        return {one: await self._count(slug, one) for one in announcement_ids}

    async def _count(self, slug: str, announcement_id: str) -> int:
        return int(await self._database.run(lambda r: r.pfcount(Keys(slug).shown(announcement_id))))
