"""Answers to polls: the tally is the sum of the ballots, however often, from wherever and whatever else happens
meanwhile.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import msgspec
import pytest

from live.actions import polls
from live.actions.acting import Acting, Actor
from live.rules.errors import Refused
from live.rules.people import Person
from live.rules.wishes import Move
from live.rules.wishes.polls import MakePoll, PollKind, PollMove, Vote
from live.store import Store
from live.store.ballots import STALE, Ballot, tallies
from live.store.keys import Keys
from live.tokens import Tokens
from tests.builders import MINA, an_event, the_seminar

SLUG = "seminar"
PEOPLE = [Person(f"p{n}") for n in range(6)]


@pytest.fixture
async def workers(redis_url: str) -> AsyncIterator[list[Acting]]:
    """Two processes on one store."""
    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(Store(redis_url).open()) for _ in range(2)]
        await stores[0].events.create(an_event(), the_seminar(), Tokens("secret").fresh(SLUG))
        yield [Acting(store, Tokens("secret"), limits=False) for store in stores]


async def opened(acting: Acting, kind: str = "multiple") -> str:
    done = await polls.make(
        Actor(acting, SLUG, MINA), MakePoll(text="Hva?", kind=PollKind(kind), options=("a", "b", "c"), on=True)
    )
    return str(msgspec.json.decode(done.answer)["poll"]["id"])


async def tally(acting: Acting, poll: str) -> dict[str, int]:
    found = await acting.store.database.run(lambda r: tallies(r, SLUG, [poll]))
    return found[poll]


async def summed(acting: Acting, poll: str) -> dict[str, int]:
    """What the tally must be, from the ballots themselves."""
    kept = await acting.store.database.run(lambda r: r.hgetall(Keys(SLUG).ballots(poll)))
    ballots = [ballot.decode().split("\n") for ballot in kept.values()]
    return dict(Counter(choice for ballot in ballots for choice in ballot)) | ({"": len(ballots)} if ballots else {})


async def test_one_person_counts_once_and_may_change_their_mind(workers: list[Acting]) -> None:
    acting, (ann, bob, *_) = workers[0], PEOPLE
    poll = await opened(acting)
    for choice in (["o1", "o2"], ["o1", "o2"], ["o2", "o3"]):
        await polls.answer(Actor(acting, SLUG, ann), poll, Vote(choice=tuple(choice)))
    await polls.answer(Actor(workers[1], SLUG, bob), poll, Vote(choice=("o3",)))
    assert await tally(acting, poll) == {"": 2, "o2": 1, "o3": 2}
    assert await acting.store.ballots.of(SLUG, ann.id, [poll, "other"]) == {poll: ["o2", "o3"]}
    await polls.answer(Actor(acting, SLUG, bob), poll, Vote())
    assert await tally(acting, poll) == {"": 1, "o2": 1, "o3": 1}


async def test_an_answer_in_full_is_kept_and_counts_as_a_person_only(workers: list[Acting]) -> None:
    acting, (ann, bob, eve, *_) = workers[0], PEOPLE
    poll, other = await opened(acting, "text"), await opened(acting, "words")
    for person, words in ((ann, "Kortere foredrag"), (bob, "Mer tid"), (ann, "Mer kaffe"), (eve, "Tull")):
        await polls.answer(Actor(acting, SLUG, person), poll, Vote(choice=(words,)))
    await acting.store.database.run(lambda r: r.hset(Keys(SLUG).ballots(poll), eve.id, "\t\vTull"))  # is doubted
    assert await tally(acting, poll) == {"": 3}
    assert await acting.store.ballots.of(SLUG, ann.id, [poll]) == {poll: ["Mer kaffe"]}
    assert await acting.store.ballots.written(SLUG, [poll]) == {poll: ["Mer kaffe", "Mer tid"]}
    await polls.answer(Actor(acting, SLUG, bob), poll, Vote())
    assert await acting.store.ballots.written(SLUG, [poll, other]) == {poll: ["Mer kaffe"], other: []}


@pytest.mark.parametrize("seed", range(3))
async def test_tallies_are_right_when_everything_happens_at_once(workers: list[Acting], seed: int) -> None:
    chance = random.Random(seed)
    poll = await opened(workers[0])

    async def one() -> None:
        acting = chance.choice(workers)
        try:
            if chance.random() < 0.15:
                deed = PollMove(chance.choice(["close", "open", "open", "show", "hide"]))
                await polls.move(Actor(acting, SLUG, MINA), poll, deed, Move())
            else:
                chosen = tuple(chance.sample(["o1", "o2", "o3"], chance.randint(0, 3)))
                await polls.answer(Actor(acting, SLUG, chance.choice(PEOPLE)), poll, Vote(choice=chosen))
        except Refused:
            return

    for _ in range(5):
        await asyncio.gather(*(one() for _ in range(30)))
    assert await tally(workers[0], poll) == await summed(workers[0], poll)


async def test_an_answer_that_was_decided_before_the_poll_closed_is_not_counted_after_it(workers: list[Acting]) -> None:
    acting = workers[0]
    poll = await opened(acting)
    revision = (await acting.store.replica.copy(SLUG)).state.polls[poll].revision
    await polls.move(Actor(workers[1], SLUG, MINA), poll, PollMove.CLOSE, Move())
    assert await acting.store.ballots.set(Ballot(SLUG, poll, revision, "p1", ("o1",))) == STALE
    assert await tally(acting, poll) == {}
    with pytest.raises(Refused):
        await polls.answer(Actor(acting, SLUG, PEOPLE[0]), poll, Vote(choice=("o1",)))


async def test_every_process_learns_the_tallies_and_only_when_they_change(workers: list[Acting]) -> None:
    mine, other = workers
    poll = await opened(mine, "words")
    copy = await other.store.replica.copy(SLUG)
    await copy.reached((await mine.store.replica.copy(SLUG)).cursor)
    await polls.answer(Actor(mine, SLUG, PEOPLE[0]), poll, Vote(choice=("Oslo, Bergen", "Tromsø")))
    await other.store.replica.count(copy)
    assert copy.pulse.polls == {poll: {"": 1, "Oslo, Bergen": 1, "Tromsø": 1}}
    kept = copy.pulse.polls
    await other.store.replica.count(copy)
    assert copy.pulse.polls is kept


async def test_a_release_that_does_not_know_polls_reads_the_rest(workers: list[Acting]) -> None:
    store = workers[0].store
    await store.database.run(lambda r: r.hset(Keys(SLUG).things, "hologram:h1", b"{}"))
    assert (await store.events.load(SLUG)).state.event.slug == SLUG
