"""Answers to polls: one whole ballot per person, and a tally that is always the sum of those that count.

Never in the stream.
"""

from collections.abc import Sequence

import msgspec

from live.store.database import Database
from live.store.database.batch import Batch
from live.store.database.client import Redis
from live.store.keys import Keys
from live.store.queue import Call, ScriptQueue

STALE = -1  # the poll is not as this process believes
LATE = -2  # the wish has taken effect before
WAITS, NOTED = "\t", "\v"  # before an answer that is not counted yet, or in full and never, as in `lua/groups.lua`


class Ballot(msgspec.Struct, frozen=True):
    """`revision`: the poll's, as the caller has it when it is open. `choices`: all that this person chooses; `noted`:
    these are answers in full; `key`: the wish's own, by which it takes effect once.
    """

    slug: str
    poll: str
    revision: int
    person: str
    choices: tuple[str, ...]
    noted: bool = False
    key: str = ""


class Ballots:
    """Ballots of one moment go to the store in one round trip, and so do look-ups."""

    def __init__(self, database: Database, queue: ScriptQueue) -> None:
        self._database = database
        self._queue = queue
        self._look_up: Batch[tuple[str, str, tuple[str, ...]], dict[str, list[str]]] = Batch(self._look_up_all)

    async def set(self, wish: Ballot) -> int:
        """Keep this person's ballot; 1 when it differs from the one before, 0 when not, `STALE`, `LATE`."""
        keys = Keys(wish.slug)
        names = [keys.meta, keys.revisions, keys.doubted, keys.tally(wish.poll), keys.ballots(wish.poll)]
        names += [keys.answer(wish.person, f"{wish.poll}:{wish.key}")]
        mark = NOTED if wish.noted else ""
        texts = (wish.poll, wish.revision, wish.person, "\n".join(mark + choice for choice in wish.choices), wish.key)
        return await self._queue(Call("ballot", names, texts))

    async def of(self, slug: str, person_id: str, polls: Sequence[str]) -> dict[str, list[str]]:
        """Poll → what this person chose, for those they have answered. Costs nothing when there are no polls."""
        return await self._look_up((slug, person_id, tuple(polls))) if polls else {}

    async def _look_up_all(self, whom: list[tuple[str, str, tuple[str, ...]]]) -> list[dict[str, list[str]]]:
        async def asked(redis: Redis) -> list[bytes | None]:
            pipe = redis.pipeline(transaction=False)
            for slug, person_id, polls in whom:
                for poll in polls:
                    pipe.hget(Keys(slug).ballots(poll), person_id)
            found: list[bytes | None] = await pipe.execute()
            return found

        found = iter(await self._database.run(asked))
        return [
            {poll: _choices(kept.decode().removeprefix(WAITS)) for poll in polls if (kept := next(found))}
            for _, _, polls in whom
        ]

    async def written(self, slug: str, polls: Sequence[str]) -> dict[str, list[str]]:
        """Poll → the answers in full that count, in the order of the alphabet: it tells nothing of who wrote them."""

        async def asked(redis: Redis) -> list[list[bytes]]:
            pipe = redis.pipeline(transaction=False)
            for poll in polls:
                pipe.hvals(Keys(slug).ballots(poll))
            found: list[list[bytes]] = await pipe.execute()
            return found

        found = await self._database.run(asked) if polls else []
        return {
            poll: sorted(
                answer for one in kept if not one.startswith(WAITS.encode()) for answer in _choices(one.decode())
            )
            for poll, kept in zip(polls, found, strict=True)
        }


def _choices(kept: str) -> list[str]:
    return [choice.removeprefix(NOTED) for choice in kept.split("\n")]


async def tallies(redis: Redis, slug: str, polls: Sequence[str]) -> dict[str, dict[str, int]]:
    """Poll → what was chosen how often."""
    pipe = redis.pipeline(transaction=False)
    for poll in polls:
        pipe.hgetall(Keys(slug).tally(poll))
    found: list[dict[bytes, bytes]] = await pipe.execute() if polls else []
    return {
        poll: {choice.decode(): int(n) for choice, n in tally.items()} for poll, tally in zip(polls, found, strict=True)
    }
