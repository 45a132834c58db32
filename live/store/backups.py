"""Everything of an installation, taken out and brought back while it runs: each event as it is at one moment.

What only lasts while people are here (presence, seats at the desk, limits) stays behind. A restored event begins a new
epoch, so that whoever still follows the old one fetches it anew.
"""

import secrets as chance
from collections.abc import Callable, Iterator, Mapping
from operator import methodcaller
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from live.rules.errors import Contended
from live.store.database import Database
from live.store.database.client import Redis, Reply
from live.store.keys import CODES, EVENTS, GONE, ORGANISER, REHEARSALS, SECRET, Keys

SCAN = 500  # keys a step
BATCH = 2_000  # members of a key written at once
TRIES = 5  # to see the same keys before and after reading them
FLEETING = frozenset(
    ("presence", "workers", "desk", "cue", "stages", "screens", "room", "limit", "audience", "reached")
)
INSTALLATION = (EVENTS, CODES, SECRET, ORGANISER)

Pairs = tuple[tuple[bytes, bytes], ...]
T = TypeVar("T")


class Shelf(msgspec.Struct, frozen=True, omit_defaults=True):
    """One key: its name, the type Redis calls it, what is in it, and how long it is kept on (ms; 0: for good)."""

    name: str
    type: str
    text: bytes = b""
    pairs: Pairs = ()  # of a hash, or of a sorted set: member and score
    members: tuple[bytes, ...] = ()
    entries: tuple[tuple[bytes, Pairs], ...] = ()  # of a stream
    lasts: int = 0


class Backups:
    """Reads and writes whole events, whatever their nouns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def slugs(self) -> list[str]:
        """Return every event that is there whole and is no rehearsal."""
        known, gone = await self._database.run(lambda r: r.hkeys(EVENTS)), await self._database.run(_gone)
        rehearsed = await self._database.run(lambda r: r.hkeys(REHEARSALS))
        return sorted({slug.decode() for slug in known} - {slug.decode() for slug in (*gone, *rehearsed)})

    async def installation(self) -> list[Shelf]:
        """Return what is beside the events: their list, the codes, what badges and links are made with."""
        return [shelf for name in INSTALLATION if (shelf := await self._one(name))]

    async def event(self, slug: str) -> list[Shelf]:
        """Return all that is kept of an event, as it was at one moment. Raises `Unavailable`."""
        names = await self._names(slug)
        for _ in range(TRIES):
            found = await self._read(names)
            again = await self._names(slug)
            if again == names:
                return found
            names = again
        raise Contended

    async def restore_event(self, slug: str, shelves: list[Shelf]) -> None:
        """Put an event in the place of whatever is at its address; all of it, or nothing."""
        old = await self._names(slug, fleeting=True)
        epoch = chance.token_urlsafe(16)

        async def written(redis: Redis) -> None:
            async with redis.pipeline(transaction=True) as pipe:
                for name in {*old, *(shelf.name for shelf in shelves)}:
                    pipe.unlink(name)
                for shelf in shelves:
                    _put(pipe, shelf)
                pipe.hset(Keys(slug).meta, "epoch", epoch)
                await pipe.execute()

        await self._database.write(written)

    async def restore_installation(self, shelves: list[Shelf], slugs: set[str], *, secret: bool) -> None:
        """Bring back the list and the codes of these events; with `secret` also what badges and links are made with."""
        by_name = {shelf.name: shelf for shelf in shelves}
        listed = {slug: data for slug, data in _pairs_of(by_name, EVENTS) if slug.decode() in slugs}
        codes = {code: slug for code, slug in _pairs_of(by_name, CODES) if slug.decode() in slugs}
        for name, pairs in ((EVENTS, listed), (CODES, codes)):
            if pairs:
                await self._database.write(methodcaller("hset", name, mapping=pairs))
        for name in (SECRET, ORGANISER) if secret else ():
            if name in by_name:
                await self._database.write(methodcaller("set", name, by_name[name].text))

    async def secret(self) -> bytes | None:
        """Return what badges and links are made with here; None when nothing has been made yet."""
        found: bytes | None = await self._database.run(lambda r: r.get(SECRET))
        return found

    async def _names(self, slug: str, *, fleeting: bool = False) -> list[str]:
        found = self._database.commands.scan_iter(match=Keys(slug).every(), count=SCAN)
        names = {name.decode() async for name in found}
        return sorted(name for name in names if fleeting or _kind(name) not in FLEETING)

    async def _read(self, names: list[str]) -> list[Shelf]:
        """Every key at the same moment: one transaction."""
        types = await self._piped(names, lambda pipe, name: pipe.type(name))
        known = [(name, said.decode()) for name, said in zip(names, types, strict=True) if said != b"none"]

        async def read(redis: Redis) -> list[Reply]:
            async with redis.pipeline(transaction=True) as pipe:
                for name, kind in known:
                    READ[kind](pipe, name)
                    pipe.pttl(name)
                return list(await pipe.execute())

        answers = await self._database.run(read)
        pairs = zip(answers[::2], answers[1::2], strict=True)
        return [_shelf(name, kind, *answer) for (name, kind), answer in zip(known, pairs, strict=True)]

    async def _piped(self, names: list[str], ask: "Ask") -> list[bytes]:
        async def asked(redis: Redis) -> list[bytes]:
            async with redis.pipeline(transaction=False) as pipe:
                for name in names:
                    ask(pipe, name)
                return list(await pipe.execute())

        return await self._database.run(asked)

    async def _one(self, name: str) -> Shelf | None:
        found = await self._read([name])
        return found[0] if found else None


Ask = Callable[[Redis, str], object]
READ: Mapping[str, Ask] = {
    "string": lambda pipe, name: pipe.get(name),
    "hash": lambda pipe, name: pipe.hgetall(name),
    "set": lambda pipe, name: pipe.smembers(name),
    "zset": lambda pipe, name: pipe.zrange(name, 0, -1, withscores=True),
    "stream": lambda pipe, name: pipe.xrange(name),
}


def _shelf(name: str, kind: str, answer: Reply, lasts: int) -> Shelf:
    shelf = Shelf(name=name, type=kind, lasts=max(0, int(lasts)))
    match kind:
        case "string":
            return replace(shelf, text=answer)
        case "hash":
            return replace(shelf, pairs=tuple(sorted(answer.items())))
        case "set":
            return replace(shelf, members=tuple(sorted(answer)))
        case "zset":
            return replace(shelf, pairs=tuple((member, repr(score).encode()) for member, score in answer))
    return replace(shelf, entries=tuple((entry, tuple(fields.items())) for entry, fields in answer))


def _put(pipe: Redis, shelf: Shelf) -> None:
    """Write a key as it was, in pieces of a size that no server minds."""
    if shelf.type == "string":
        pipe.set(shelf.name, shelf.text)
    for entry, fields in shelf.entries:
        pipe.xadd(shelf.name, dict(fields), id=entry)
    for pairs in batched(shelf.pairs):
        if shelf.type == "hash":
            pipe.hset(shelf.name, mapping=dict(pairs))
        else:
            pipe.zadd(shelf.name, {member: float(score) for member, score in pairs})
    for members in batched(shelf.members):
        pipe.sadd(shelf.name, *members)
    if shelf.lasts:
        pipe.pexpire(shelf.name, shelf.lasts)


def batched(many: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    for at in range(0, len(many), BATCH):
        yield many[at : at + BATCH]


def _kind(name: str) -> str:
    """What a key is for: what stands behind the event's slug."""
    return name.partition("}:")[2].partition(":")[0]


def _pairs_of(shelves: Mapping[str, Shelf], name: str) -> Pairs:
    return shelves[name].pairs if name in shelves else ()


async def _gone(redis: Redis) -> set[bytes]:
    return set(await redis.smembers(GONE))
