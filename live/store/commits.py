"""One write: what must still be true, the things as they now are, the changes that tell of them, and the answer to
remember.
"""

import secrets

import msgspec

from live.rules.changes import Change
from live.rules.errors import NotFound, TooOften
from live.rules.people.limits import Limit
from live.rules.questions.merging import Merging
from live.store import codec
from live.store.copies.cursor import Cursor
from live.store.database import Database
from live.store.keys import Keys
from live.store.scripts import SCRIPTS
from live.store.votes import flat

REMEMBER_MS = 48 * 3600 * 1000
STREAM_LENGTH = 10_000
NO_LIMIT = Limit(burst=0, every=0)


class Commit(msgspec.Struct, frozen=True, kw_only=True):
    """`guards`: field → the revision it must still have (0: must not exist). `put`: field → (revision, thing).

    `merges`: question → what it is merged into from now on, "" for nothing. `links`: how questions are merged until
    now. `recount`: question → what counts together with it from now on.
    """

    guards: dict[str, int] = {}
    put: dict[str, tuple[int, object]] = {}
    changes: tuple[Change, ...] = ()
    merges: dict[str, str] = {}
    links: tuple[Merging, ...] = ()
    recount: dict[str, tuple[str, ...]] = {}
    numbered: bool = False
    answer: object = None


class Committed(msgspec.Struct, frozen=True):
    """`again`: the same key was answered before, this is that answer.

    `stale`: a guard failed, the stream is at `cursor`.
    """

    cursor: Cursor
    answer: bytes = b"null"
    again: bool = False
    stale: bool = False


async def commit(
    database: Database,
    keys: Keys,
    epoch: str,
    person_id: str,
    key: str | None,
    write: Commit,
    limit: Limit | None = None,
) -> Committed:
    """Write it, at most once per (person, key). Raises `NotFound`, `TooOften`, `Unavailable`."""
    at_most = limit or NO_LIMIT
    names = [
        keys.meta,
        keys.things,
        keys.revisions,
        keys.stream,
        keys.answer(person_id, key or secrets.token_hex(16)),
        keys.limit("ask", person_id),
    ]
    names += [keys.votes, keys.merged, keys.doubted, keys.room]
    names += [keys.voters(q) for question, more in write.recount.items() for q in (question, *more)]
    arguments = [
        epoch,
        REMEMBER_MS,
        int(write.numbered),
        at_most.burst,
        int(at_most.every * 1000),
        STREAM_LENGTH,
        *_texts(write),
    ]
    reply = await database.write(lambda redis: SCRIPTS["commit"].run(redis, names, *arguments))
    return _read(reply, epoch, at_most)


def _texts(write: Commit) -> list[object]:
    dump = codec.dump_unnumbered if write.numbered else codec.dump
    texts: list[object] = [dump(write.answer), len(write.guards)]
    for field, revision in write.guards.items():
        texts += [field, revision]
    texts += [len(write.links), *flat(write.links), len(write.put)]
    for field, (revision, thing) in write.put.items():
        texts += [field, revision, dump(thing)]
    texts.append(len(write.changes))
    for change in write.changes:
        texts += [secrets.randbits(53), dump(change)]
    texts += [len(write.merges), *(part for merge in write.merges.items() for part in merge)]
    return texts + [part for question, more in write.recount.items() for part in (question, 1 + len(more))]


def _read(reply: list[bytes], epoch: str, limit: Limit) -> Committed:
    word = reply[0].decode()
    if word == "gone":
        raise NotFound("There is no event at this address.", code="no_such_event")
    if word == "limited":
        raise TooOften(int(reply[1]) / 1000, limit.burst, limit.every)
    entry_id, _, answer = reply[1].partition(b" ")
    return Committed(Cursor.at(epoch, entry_id), answer or b"null", again=word == "again", stale=word == "stale")


async def remembered(database: Database, keys: Keys, person_id: str, key: str) -> tuple[str, bytes] | None:
    """Return what this person's key was answered with: (entry id, answer), or None."""
    kept = await database.run(lambda redis: redis.get(keys.answer(person_id, key)))
    if not kept:
        return None
    entry_id, _, answer = kept.partition(b" ")
    return entry_id.decode(), answer
