"""Pictures of organisers, beside their event by the name of their bytes. Which is its logo, the event says."""

from live.rules.event import Event
from live.store import codec
from live.store.database import Database
from live.store.keys import Keys

REPLACED_SECONDS = 3600  # pages that were printed before lead there


class Logos:
    """Reads and writes them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, slug: str, name: str, data: bytes) -> None:
        """Keep a picture, before the event is told that it is its logo."""
        await self._database.write(lambda r: r.set(Keys(slug).logo(name), data))

    async def of(self, slug: str, name: str) -> bytes | None:
        """Return the bytes of a picture that is there."""
        data: bytes | None = await self._database.run(lambda r: r.get(Keys(slug).logo(name)))
        return data

    async def replaced(self, slug: str, name: str) -> None:
        """Let a picture go in an hour, unless it is the logo again by now: somebody may have put it back meanwhile."""
        keys = Keys(slug)
        await self._database.write(lambda r: r.expire(keys.logo(name), REPLACED_SECONDS))
        await self.stays(slug)

    async def stays(self, slug: str) -> None:
        """Keep the picture that is the logo now for good."""
        keys = Keys(slug)
        data = await self._database.run(lambda r: r.hget(keys.things, "event"))
        event: Event | None = codec.load_thing("event", data) if data else None
        if event is not None and (logo := event.logo) is not None:
            await self._database.write(lambda r: r.persist(keys.logo(logo.name)))
