"""Events as wholes: making one, reading one at a moment, listing them, their links' secrets."""

import asyncio
import secrets as chance
from datetime import datetime
from typing import Any

import msgspec

from live.rules.agenda import Agenda
from live.rules.changes import Change
from live.rules.errors import NotFound
from live.rules.event import Event
from live.rules.things import BY_NAME, THINGS, State
from live.store import codec
from live.store.copies.cursor import Cursor
from live.store.database import Database
from live.store.database.client import Reply
from live.store.keys import EVENTS, MADE, ORGANISER, ORGANISER_SINCE, SECRET, Keys
from live.store.scripts import SCRIPTS

RING = 1000  # how many entries a process keeps to serve those who come back
REMEMBER_SECONDS = 48 * 3600  # as long as any other key


class Loaded(msgspec.Struct, frozen=True):
    """An event as it is in the store at one moment. `entries` are the last of its stream, oldest first."""

    state: State
    cursor: Cursor
    secrets: dict[str, str]
    votes: dict[str, int]
    votes_version: int
    entries: list[tuple[Cursor, Change]]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What lists of events show."""

    slug: str
    title: str
    starts: datetime | None
    ends: datetime | None
    timezone: str
    language: str
    listed: bool
    code: str = ""
    rehearsal: str = ""  # of which event


class Events:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, event: Event, agenda: Agenda, secrets: dict[str, str]) -> bool:
        """Keep a new event; False when the slug is taken."""
        keys = Keys(event.slug)
        texts: list[object] = [
            chance.token_urlsafe(16),
            2,
            "event",
            event.revision,
            codec.dump(event),
            "agenda",
            agenda.revision,
            codec.dump(agenda),
            len(secrets),
        ]
        for role, digest in secrets.items():
            texts += [role, digest]
        made = await self._database.write(
            lambda r: SCRIPTS["create"].run(r, [keys.meta, keys.things, keys.revisions, keys.secrets], *texts)
        )
        return bool(made)

    async def load(self, slug: str) -> Loaded:
        """Return the event now. Raises `NotFound` (`no_such_event`)."""
        keys = Keys(slug)
        names = [keys.meta, keys.things, keys.secrets, keys.votes, keys.stream]
        meta, things, secrets, votes, entries = await self._database.run(lambda r: SCRIPTS["load"].run(r, names, RING))
        if not meta[0]:
            raise NotFound("There is no event at this address.", code="no_such_event")
        epoch = meta[0].decode()
        return Loaded(
            state=_state(things),
            cursor=Cursor.at(epoch, meta[1] + b"-" + meta[2]),
            secrets={k.decode(): v.decode() for k, v in _pairs(secrets)},
            votes={k.decode(): int(v) for k, v in _pairs(votes)},
            votes_version=int(meta[3] or 0),
            entries=[
                (Cursor.at(epoch, entry_id), codec.load_change(_field(fields)))
                for entry_id, fields in reversed(entries)
            ],
        )

    async def renew(self, slug: str, secrets: dict[str, str]) -> None:
        await self._database.write(lambda r: r.hset(Keys(slug).secrets, mapping=secrets))

    async def index(self, summary: Summary) -> None:
        """Show the event in lists. Not part of the event's own slot: written after it, and again by every import."""
        await self._database.write(lambda r: r.hset(EVENTS, summary.slug, codec.dump(summary)))

    async def summaries(self) -> list[Summary]:
        found = await self._database.run(lambda r: r.hvals(EVENTS))
        return [msgspec.json.decode(data, type=Summary) for data in found]

    async def code(self, slug: str) -> str:
        """Return the short code that leads to the event; "" when there is none."""
        found = await self._database.run(lambda r: r.hget(EVENTS, slug))
        return msgspec.json.decode(found, type=Summary).code if found else ""

    async def size(self, slug: str) -> int:
        """Return about how many bytes the event takes in the store's memory: its things, its stream, its counts."""
        keys = Keys(slug)
        names = (keys.things, keys.stream, keys.votes, keys.attendance)
        sizes = await self._database.run(lambda r: asyncio.gather(*(r.memory_usage(name) for name in names)))
        return sum(size or 0 for size in sizes)

    async def made_with(self, key: str, slug: str) -> tuple[str, bool]:
        """Return the address that an idempotency key of the organiser makes an event at, and whether that was said
        before.
        """
        new = await self._database.write(lambda r: r.set(MADE + key, slug, nx=True, ex=REMEMBER_SECONDS))
        kept = None if new else await self._database.run(lambda r: r.get(MADE + key))
        return (kept.decode(), True) if kept else (slug, False)

    async def not_made(self, key: str) -> None:
        """Forget a key: what it was sent with was refused."""
        await self._database.write(lambda r: r.delete(MADE + key))

    async def secret(self) -> str:
        """Return what badges are signed with when the operator sets nothing: made once, shared by every worker."""
        return await self._kept_once(SECRET, chance.token_urlsafe(32))

    async def organiser(self, nonce: str, *, anew: bool = False) -> str:
        """Return the nonce of the organiser's link: the one that is kept, or this one when there is none (or
        `anew`).
        """
        return await self._kept_once(ORGANISER, nonce, anew=anew)

    async def organiser_since(self) -> str:
        """Return what has ended all of the organiser's cookies so far; "" when nobody has."""
        found = await self._database.run(lambda r: r.get(ORGANISER_SINCE))
        return found.decode() if found else ""

    async def end_organiser(self, nonce: str) -> None:
        """End all of the organiser's cookies. The link stays."""
        await self._database.write(lambda r: r.set(ORGANISER_SINCE, nonce))

    async def _kept_once(self, name: str, value: str, *, anew: bool = False) -> str:
        """What is kept there, or this value from now on. A store that takes no writes still tells what it has."""
        if anew or not await self._database.run(lambda r: r.exists(name)):
            await self._database.write(lambda r: r.set(name, value, nx=not anew))
        return str((await self._database.run(lambda r: r.get(name))).decode())


def _state(things: list[bytes]) -> State:
    """The state of what is kept; what only a later release knows is passed over."""
    fields: dict[str, Any] = {noun.field: {} for noun in THINGS if noun.many}
    for key, data in ((key.decode(), data) for key, data in _pairs(things)):
        if not codec.is_known(key):
            continue
        name, _, thing_id = key.partition(":")
        noun, thing = BY_NAME[name], codec.load_thing(key, data)
        if noun.many:
            fields[noun.field][thing_id] = thing
        else:
            fields[noun.field] = thing
    return State(**fields)  # Any: each field of the State has the type its row says


def _pairs(flat: Reply) -> list[tuple[bytes, bytes]]:
    return list(flat.items()) if isinstance(flat, dict) else list(zip(flat[::2], flat[1::2], strict=True))


def _field(fields: Reply) -> bytes:
    """The one field `c` of a stream entry, as RESP2 lists, RESP3 maps or redis-py dicts give it."""
    return dict(_pairs(fields))[b"c"]
