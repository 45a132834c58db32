"""Upvotes: one set of voters per question, absolute wishes, a count that is always the number of people.

Never in the stream.
"""

import asyncio
from functools import partial

import msgspec

from live.rules.people.crowding import BEYOND_PART, BEYOND_SECONDS, FREE, Weight, place_of
from live.rules.people.limits import Limit
from live.rules.questions.merging import Merging
from live.store.database import Database
from live.store.database.batch import Batch
from live.store.database.client import Redis, Reply
from live.store.keys import Keys
from live.store.queue import Call, ScriptQueue
from live.store.scripts import SCRIPTS

STALE = -1  # questions are merged otherwise than this process believes
LATE = -2  # this or less: the wish has taken effect before


class PendingVote(msgspec.Struct, frozen=True):
    """`group`: the question first, then what is merged into it; `key`: by which the wish takes effect once."""

    slug: str
    question: str
    person: str
    on: bool
    group: tuple[Merging, ...] = ()
    key: str = ""


class Meeting(msgspec.Struct, frozen=True):
    """Somebody of a burst who acts for the first time, as far as is known; `share` of their place is believed."""

    slug: str
    person: str
    burst: str
    share: Limit = FREE


class Weighing(msgspec.Struct, frozen=True):
    """`how`: a `Weight` for a whole burst, "stayed" for `people` of it. `links`: how the questions they may have
    voted for are merged; `recount`: question → what counts together with it; `polls`: those they may have answered.
    """

    how: str
    burst: str
    people: tuple[str, ...]
    links: tuple[Merging, ...]
    recount: dict[str, tuple[str, ...]]
    polls: tuple[str, ...] = ()


class Burst(msgspec.Struct, frozen=True):
    """A crowd of newcomers: how many are in doubt and how many have stayed, what of it counts, and question → how many
    of each voted for it.
    """

    id: str
    weight: Weight
    people: int
    stayed: int
    votes: dict[str, tuple[int, int]]


class Votes:
    """Votes of one moment go to the store in one round trip, and so do look-ups of who voted for what."""

    def __init__(self, database: Database, queue: ScriptQueue) -> None:
        self._database = database
        self._queue = queue
        self._look_up: Batch[tuple[str, str], list[str]] = Batch(self._look_up_all)

    async def set(self, wish: PendingVote) -> int:
        """Return the count after this person's wish, `STALE`, or `LATE` less the count.

        Repeating it changes nothing, also after a newer one.
        """
        keys, group = Keys(wish.slug), wish.group or (Merging(wish.question, "", 0),)
        names = [keys.meta, keys.votes, keys.upvoted(wish.person), keys.merged, keys.doubted]
        names += [keys.answer(wish.person, f"{wish.question}:{wish.key}")]
        names += [keys.voters(link.question) for link in group]
        return await self._queue(
            Call("upvote", names, (wish.question, wish.person, int(wish.on), wish.key, *flat(group)))
        )

    async def upvoted(self, slug: str, person_id: str) -> list[str]:
        """Return the ids of the questions this person has upvoted."""
        return await self._look_up((slug, person_id))

    async def is_doubted(self, slug: str, person_id: str) -> bool:
        return bool(await self._database.run(lambda r: r.sismember(Keys(slug).doubted, person_id)))

    def meet(self, meeting: Meeting) -> asyncio.Future[int]:
        """Meet somebody: 1 when they are in doubt now, 0 when they are taken at their word. Nothing has to wait for it:
        what they wish after it goes to the store after it, in the same round trip. Repeating it changes nothing.
        """
        keys, share = Keys(meeting.slug), meeting.share
        names = [keys.upvoted(meeting.person), keys.doubted, keys.bursts]
        names += [keys.burst(meeting.burst), keys.stayed(meeting.burst), keys.believed]
        names += [keys.share(place_of(meeting.burst)), keys.beyond, keys.presence]
        limits = (share.burst, int(share.every * 1000), BEYOND_PART, BEYOND_SECONDS * 1000)
        return self._queue(Call("meet", names, (meeting.person, meeting.burst, *limits)))

    async def weigh(self, slug: str, weighing: Weighing) -> bool:
        """Return what counts from now on; False when questions are merged otherwise than the caller believes."""
        keys = Keys(slug)
        names = [
            keys.meta,
            keys.votes,
            keys.merged,
            keys.doubted,
            keys.bursts,
            keys.burst(weighing.burst),
            keys.stayed(weighing.burst),
            keys.room,
        ]
        names += [name for poll in weighing.polls for name in (keys.tally(poll), keys.ballots(poll))]
        names += [keys.voters(q) for question, more in weighing.recount.items() for q in (question, *more)]
        groups = [part for question, more in weighing.recount.items() for part in (question, 1 + len(more))]
        arguments = (
            weighing.how,
            weighing.burst,
            "\n".join(weighing.people),
            len(weighing.polls),
            len(weighing.links),
            *flat(weighing.links),
            *groups,
        )
        return bool(await self._database.write(lambda r: SCRIPTS["weigh"].run(r, names, *arguments)))

    async def bursts(self, slug: str, questions: list[str]) -> list[Burst]:
        """Return all crowds of newcomers that were ever in doubt, and which of these questions they voted for."""
        keys = Keys(slug)
        known: dict[bytes, bytes] = await self._database.run(lambda r: r.hgetall(keys.bursts))

        found = []
        for name, how in known.items():
            burst = name.decode()
            stayed, people, *voted = await self._database.run(
                partial(_looked_at, keys=keys, burst=burst, questions=questions)
            )
            votes = {q: (len(who - stayed), len(who & stayed)) for q, who in zip(questions, voted, strict=True) if who}
            found.append(Burst(burst, Weight(how.decode()), int(people) - len(stayed), len(stayed), votes))
        return found

    async def _look_up_all(self, whom: list[tuple[str, str]]) -> list[list[str]]:
        async def members(redis: Redis) -> list[set[bytes]]:
            pipe = redis.pipeline(transaction=False)
            for slug, person_id in whom:
                pipe.smembers(Keys(slug).upvoted(person_id))
            found: list[set[bytes]] = await pipe.execute()
            return found

        return [sorted(member.decode() for member in found) for found in await self._database.run(members)]


async def _looked_at(redis: Redis, keys: Keys, burst: str, questions: list[str]) -> list[Reply]:
    pipe = redis.pipeline(transaction=False)
    pipe.smembers(keys.stayed(burst))
    pipe.scard(keys.burst(burst))
    for question in questions:
        pipe.sinter(keys.burst(burst), keys.voters(question))
    replies: list[Reply] = await pipe.execute()
    return replies


def flat(links: tuple[Merging, ...]) -> list[str | int]:
    """Flatten them as the scripts take them."""
    return [part for link in links for part in (link.question, link.into, link.followers)]
