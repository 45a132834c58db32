"""Votes are people: counted once through merges, exactly restored when these are undone, also when several processes
act at once.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress

import msgspec
import pytest

from live.actions import polls, questions
from live.actions.acting import Acting, Actor
from live.actions.questions import voting
from live.rules.errors import Refused
from live.rules.people import Person
from live.rules.questions.merging import followers_in, merged_into, target
from live.rules.wishes import Move
from live.rules.wishes.people import Judge
from live.rules.wishes.polls import MakePoll, PollKind, Vote
from live.rules.wishes.questions import Ask, Merge, QuestionMove, Upvote, Withdraw
from live.store import Copy, Store
from live.store.ballots import tallies
from live.store.keys import Keys
from live.tokens import Tokens
from tests.builders import MINA, an_event, doubting, the_seminar
from tests.finding import inside

SLUG = "seminar"
PEOPLE = [Person(f"p{n}") for n in range(6)]


@pytest.fixture
async def workers(redis_url: str) -> AsyncIterator[list[Acting]]:
    """Two processes on one store."""
    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(Store(redis_url).open()) for _ in range(2)]
        await stores[0].events.create(an_event(moderated=False), the_seminar(), Tokens("secret").fresh(SLUG))
        yield [Acting(store, Tokens("secret"), limits=False) for store in stores]


async def asked(acting: Acting, n: int) -> list[str]:
    for i in range(n):
        await questions.ask(Actor(acting, SLUG, Person(f"asker{i}")), Ask(text=f"Spørsmål {i}?", key=f"k{i}"))
    copy = await acting.store.replica.copy(SLUG)
    return [q.id for q in sorted(copy.state.questions.values(), key=lambda q: q.number)]


async def counts(acting: Acting) -> dict[str, int]:
    loaded = await acting.store.events.load(SLUG)
    return {q: loaded.votes.get(q, 0) for q in loaded.state.questions}


async def voters(acting: Acting, question: str) -> set[bytes]:
    found: set[bytes] = await acting.store.database.run(lambda r: r.smembers(Keys(SLUG).voters(question)))
    return found


async def tallied(acting: Acting) -> dict[str, int]:
    """What the counts of what is not merged must be, from the sets themselves."""
    state = (await acting.store.events.load(SLUG)).state
    tops = [q.id for q in state.questions.values() if q.status != "merged"]
    groups = {
        top: [await voters(acting, q) for q in (top, *merged_into(followers_in(state.questions), top))] for top in tops
    }
    return {top: len(set().union(*sets)) for top, sets in groups.items()}


class Model:
    """Who voted for what, and what is merged into what, as a person would keep the books."""

    def __init__(self, ids: list[str]) -> None:
        self.votes = {q: set[str]() for q in ids}
        self.into: dict[str, str] = {}

    def top(self, question: str) -> str:
        while question in self.into:
            question = self.into[question]
        return question

    def group(self, top: str) -> list[str]:
        return [q for q in self.votes if self.top(q) == top]

    def vote(self, person: str, question: str, on: bool) -> None:
        top = self.top(question)
        if on:
            self.votes[top].add(person)
        else:
            for q in self.group(top):
                self.votes[q].discard(person)

    def merge(self, question: str, into: str) -> None:
        if into not in self.into and question != into and self.top(into) != question:
            self.into[question] = into

    def counts(self) -> dict[str, int]:
        return {
            top: len(set().union(*(self.votes[q] for q in self.group(top))))
            for top in self.votes
            if top not in self.into
        }


@pytest.mark.parametrize("seed", range(4))
async def test_counts_are_those_of_a_careful_bookkeeper(workers: list[Acting], seed: int) -> None:
    chance = random.Random(seed)
    ids = await asked(workers[0], 5)
    model = Model(ids)
    for _ in range(80):
        acting = chance.choice(workers)
        question, other, person, on = (
            chance.choice(ids),
            chance.choice(ids),
            chance.choice(PEOPLE),
            chance.random() < 0.7,
        )
        deed = chance.choice(["vote", "vote", "vote", "merge", "unmerge"])
        try:
            if deed == "vote":
                await questions.upvote(Actor(acting, SLUG, person), question, Upvote(on=on))
                model.vote(person.id, question, on)
            elif deed == "merge":
                await questions.moderate(Actor(acting, SLUG, MINA), question, QuestionMove.MERGE, Merge(into=other))
                model.merge(question, other)
            else:
                await questions.moderate(Actor(acting, SLUG, MINA), question, QuestionMove.UNMERGE, Move())
                model.into.pop(question, None)
        except Refused:
            continue
        await level(workers)
    found = await counts(workers[0])
    assert {q: found[q] for q in model.counts()} == model.counts() == await tallied(workers[0])
    for person in PEOPLE:
        mine = await workers[0].store.votes.upvoted(SLUG, person.id)
        assert set(mine) == {q for q in ids if person.id in model.votes[q]}


async def level(workers: list[Acting]) -> None:
    """Both processes have heard of everything."""
    copies: list[Copy] = [await acting.store.replica.copy(SLUG) for acting in workers]
    newest = max((copy.cursor for copy in copies), key=lambda cursor: cursor.n)
    for copy in copies:
        assert await copy.reached(newest, 5)


@pytest.mark.parametrize("seed", range(4))
async def test_counts_are_right_when_everything_happens_at_once(workers: list[Acting], seed: int) -> None:
    chance = random.Random(seed)
    ids = await asked(workers[0], 5)

    async def one() -> None:
        acting, question = chance.choice(workers), chance.choice(ids)
        deed = chance.choice(["vote"] * 6 + ["merge", "merge", "unmerge", "reopen", "approve", "take", "hold"])
        voter, mina = Actor(acting, SLUG, chance.choice(PEOPLE)), Actor(acting, SLUG, MINA)
        wish, on = Merge(into=chance.choice(ids)) if deed == "merge" else Move(), chance.random() < 0.7
        with suppress(Refused):
            if deed == "vote":
                await questions.upvote(voter, question, Upvote(on=on))
            else:
                await questions.moderate(mina, question, QuestionMove(deed), wish)

    for _ in range(6):
        await asyncio.gather(*(one() for _ in range(30)))
    await level(workers)
    state = (await workers[0].store.events.load(SLUG)).state
    assert all(target(state.questions, q).status != "merged" for q in state.questions.values()), "no circle"
    found, wanted = await counts(workers[0]), await tallied(workers[0])
    assert {q: found[q] for q in wanted} == wanted


async def test_unmerging_restores_what_it_was(workers: list[Acting]) -> None:
    mina = workers[0]
    actor = Actor(mina, SLUG, MINA)
    one, two, *_ = await asked(mina, 2)
    await questions.moderate(actor, one, QuestionMove.HOLD, Move())
    before = {q: await voters(mina, q) for q in (one, two)}
    await questions.moderate(actor, one, QuestionMove.MERGE, Merge(into=two))
    await questions.moderate(actor, one, QuestionMove.UNMERGE, Move())
    state = (await mina.store.replica.copy(SLUG)).state
    assert (state.questions[one].status, state.questions[one].merged_into) == ("pending", None), (
        "what nobody had seen stays unseen"
    )
    assert {q: await voters(mina, q) for q in (one, two)} == before


async def test_who_takes_back_their_question_takes_nobody_elses_with_it(workers: list[Acting]) -> None:
    acting = workers[0]
    one, two, *_ = await asked(acting, 2)
    await questions.upvote(Actor(acting, SLUG, PEOPLE[0]), one, Upvote(on=True))
    await questions.moderate(Actor(acting, SLUG, MINA), one, QuestionMove.MERGE, Merge(into=two))
    assert (await counts(acting))[two] == 1
    await questions.withdraw(Actor(acting, SLUG, Person("asker1")), two, Withdraw())
    state = (await acting.store.replica.copy(SLUG)).state
    assert (state.questions[one].status, state.questions[two].status) == ("approved", "withdrawn")
    assert (await counts(acting))[one] == 1


async def doubted_vote(acting: Acting, person: str, question: str) -> None:
    """Somebody of the burst `abc-1` votes."""
    await acting.store.votes.meet(doubting(SLUG, person))
    await questions.upvote(Actor(acting, SLUG, Person(person)), question, Upvote(on=True))


async def test_a_burst_waits_and_is_judged_and_judged_again(workers: list[Acting]) -> None:
    acting = workers[0]
    one, two, *_ = await asked(acting, 2)
    for n in range(5):
        await doubted_vote(acting, f"new{n}", one)
    await questions.upvote(Actor(acting, SLUG, PEOPLE[0]), one, Upvote(on=True))
    await doubted_vote(acting, PEOPLE[0].id, one)  # somebody who has voted before is nobody new
    assert (await counts(acting))[one] == 1
    await questions.moderate(Actor(acting, SLUG, MINA), one, QuestionMove.MERGE, Merge(into=two))
    assert (await counts(acting))[two] == 1
    for on, wanted in ((True, 6), (True, 6), (False, 1), (True, 6)):
        judged = await voting.judge(Actor(acting, SLUG, MINA), "abc-1", Judge(on=on))
        burst = inside(judged, "burst")
        assert (burst["people"], burst["counted"]) == (5, on)
        assert (await counts(acting))[two] == wanted
    await doubted_vote(acting, "new5", two)
    assert (await counts(acting))[two] == 7, "a burst that counts goes on counting"
    await voting.judge(Actor(acting, SLUG, MINA), "abc-1", Judge(on=False))
    assert (await counts(acting))[two] == 1
    with pytest.raises(Refused):
        await voting.judge(Actor(acting, SLUG, MINA), "nonsense", Judge(on=True))
    with pytest.raises(Refused):
        await voting.judge(Actor(acting, SLUG, PEOPLE[0]), "abc-1", Judge(on=True))


@pytest.mark.parametrize("seed", range(4))
async def test_counts_are_right_when_doubts_come_and_go_at_once(workers: list[Acting], seed: int) -> None:
    """Votes, answers, merges, those who have stayed and moderators' judgements, all at once on two processes."""
    chance = random.Random(seed)
    ids, bursts = await asked(workers[0], 4), ("abc-1", "abc-2")
    made = await polls.make(
        Actor(workers[0], SLUG, MINA), MakePoll(text="Hva?", kind=PollKind.MULTIPLE, options=("a", "b"), on=True)
    )
    poll = str(msgspec.json.decode(made.answer)["poll"]["id"])
    await level(workers)

    async def one() -> None:
        acting, question, n = chance.choice(workers), chance.choice(ids), chance.randrange(12)
        person, burst, deed = (
            Person(f"new{n}"),
            bursts[n % 2],
            chance.choice(["meet"] * 3 + ["vote"] * 5 + ["answer"] * 4 + ["judge", "stay", "merge", "unmerge"]),
        )
        with suppress(Refused):
            match deed:
                case "meet":
                    await acting.store.votes.meet(doubting(SLUG, person.id, burst))
                case "vote":
                    await questions.upvote(Actor(acting, SLUG, person), question, Upvote(on=chance.random() < 0.7))
                case "answer":
                    await polls.answer(
                        Actor(acting, SLUG, person),
                        poll,
                        Vote(choice=tuple(chance.choice([[], ["o1"], ["o2"], ["o1", "o2"]]))),
                    )
                case "judge":
                    judged = Judge(on=chance.random() < 0.5, stayed=chance.random() < 0.5)
                    await voting.judge(Actor(acting, SLUG, MINA), burst, judged)
                case "stay":
                    await voting.stayed(acting, SLUG, burst, [person.id])
                case _:
                    wish = Merge(into=chance.choice(ids)) if deed == "merge" else Move()
                    await questions.moderate(Actor(acting, SLUG, MINA), question, QuestionMove(deed), wish)

    for _ in range(6):
        await asyncio.gather(*(one() for _ in range(30)))
    for burst in bursts:
        with suppress(Refused):
            await voting.judge(Actor(workers[0], SLUG, MINA), burst, Judge(on=False))
    await level(workers)
    store, keys = workers[0].store.database, Keys(SLUG)
    doubted = await store.run(lambda r: r.smembers(keys.doubted))
    state = (await workers[0].store.events.load(SLUG)).state
    tops = [q.id for q in state.questions.values() if q.status != "merged"]
    wanted = {
        top: len(
            set().union(*[await voters(workers[0], q) for q in (top, *merged_into(followers_in(state.questions), top))])
            - doubted
        )
        for top in tops
    }
    assert {q: n for q, n in (await counts(workers[0])).items() if q in wanted} == wanted
    kept = await store.run(lambda r: r.hgetall(keys.ballots(poll)))
    assert {person for person, ballot in kept.items() if ballot.startswith(b"\t")} == doubted & kept.keys()
    counted = [
        choice for person, ballot in kept.items() if person not in doubted for choice in ballot.decode().split("\n")
    ]
    tally = {
        choice: n for choice, n in (await store.run(lambda r: tallies(r, SLUG, [poll])))[poll].items() if n and choice
    }
    assert tally == Counter(counted)


async def test_a_vote_that_was_stuck_on_its_way_does_not_undo_a_newer_one(workers: list[Acting]) -> None:
    one, other = (Actor(acting, SLUG, PEOPLE[0]) for acting in workers)
    [question] = await asked(workers[0], 1)
    assert (await questions.upvote(one, question, Upvote(on=True, key="first")))["votes"] == 1
    again = {"id": question, "votes": 1, "on": True}
    assert await questions.upvote(other, question, Upvote(on=True, key="first")) == again, "sent again"
    assert (await questions.upvote(other, question, Upvote(on=False, key="second")))["votes"] == 0
    late = {"id": question, "votes": 0, "on": False}
    assert await questions.upvote(one, question, Upvote(on=True, key="first")) == late, "out of a frozen worker"
    assert await voters(workers[0], question) == set()
    assert (await questions.upvote(one, question, Upvote(on=True)))["votes"] == 1, "without a key it is a new wish"
    left = await workers[0].store.database.run(lambda r: r.ttl(Keys(SLUG).answer(PEOPLE[0].id, f"{question}:first")))
    assert 0 < int(left) <= 600


async def test_an_answer_that_was_stuck_on_its_way_does_not_undo_a_newer_one(workers: list[Acting]) -> None:
    one, other = (Actor(acting, SLUG, PEOPLE[0]) for acting in workers)
    mina = Actor(workers[0], SLUG, MINA)
    made = msgspec.json.decode((await polls.make(mina, MakePoll(text="Hva?", options=("a", "b"), on=True))).answer)
    poll = inside(made, "poll")["id"]
    await (await workers[1].store.replica.copy(SLUG)).reached((await workers[0].store.replica.copy(SLUG)).cursor)
    await polls.answer(one, poll, Vote(choice=("o1",), key="first"))
    await polls.answer(other, poll, Vote(choice=("o2",), key="second"))
    assert (await polls.answer(one, poll, Vote(choice=("o1",), key="first")))["choice"] == ("o2",)
    kept = await workers[0].store.ballots.of(SLUG, PEOPLE[0].id, [poll])
    assert kept == {poll: ["o2"]}
