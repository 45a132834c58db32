"""A process's copy follows the store exactly, survives its restarts, and knows when it cannot go on."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from live.actions import agenda, announcements, questions
from live.actions.acting import Acting, Actor
from live.rules.errors import Conflict, NotFound, TooOften
from live.rules.people import Person
from live.rules.wishes import Move
from live.rules.wishes.agenda import Delay, SessionAction, SessionMove, Undo
from live.rules.wishes.announcements import Announce, Level
from live.rules.wishes.questions import Ask, Merge, QuestionMove, Upvote
from live.store import Copy, Cursor, Store, StreamEntry
from live.store.copies.follower import Follower
from live.store.keys import Keys
from live.store.votes import PendingVote
from live.tokens import Tokens
from tests.builders import ANN, BOB, MINA, an_event, at, the_seminar

SLUG = "seminar"


class Heard:
    """A listener that remembers."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.why: list[str] = []
        self.votes: dict[str, int] = {}
        self.deleted: list[str] = []
        self.pulses = 0
        self.news = asyncio.Event()

    def entries(self, copy: Copy, entries: list[StreamEntry]) -> None:
        self.kinds += [entry.change.kind for entry in entries]
        self.news.set()

    def replaced(self, copy: Copy, why: str) -> None:
        self.why.append(why)
        self.news.set()

    def pulsed(self, copy: Copy, votes: dict[str, int]) -> None:
        self.votes |= votes
        self.pulses += 1
        self.news.set()

    def gone(self, slug: str) -> None:
        self.deleted.append(slug)
        self.news.set()

    async def until(self, state: Any) -> None:
        async with asyncio.timeout(10):
            while not state():
                self.news.clear()
                await self.news.wait()


@pytest.fixture
async def store(redis_url: str) -> AsyncIterator[Store]:
    async with Store(redis_url).open() as opened:
        await opened.events.create(an_event(), the_seminar(), Tokens("secret").fresh(SLUG))
        yield opened


@pytest.fixture
def acting(store: Store) -> Acting:
    return Acting(store, Tokens("secret"), limits=False, now=lambda: at(20))


@pytest.fixture
def heard(store: Store) -> Heard:
    listening = Heard()
    store.replica.listeners.append(listening)
    return listening


async def test_a_write_is_in_the_copy_when_it_is_answered(acting: Acting) -> None:
    copy = await acting.store.replica.copy(SLUG)
    before = copy.cursor
    done = await agenda.move(Actor(acting, SLUG, MINA), "rules", SessionAction.DELAY, Delay(minutes=10, key="k"))
    assert copy.cursor == done.cursor != before
    assert copy.state.agenda.session("rules").starts == at(55)
    since = copy.since(str(before))
    assert not isinstance(since, str)
    assert [entry.change.kind for entry in since] == ["session.delayed"]


async def test_a_fresh_load_equals_the_copy_that_was_kept_up(acting: Acting) -> None:
    copy = await acting.store.replica.copy(SLUG)
    await questions.ask(Actor(acting, SLUG, ANN), Ask(text="Får elevene støtte?", key="a"))
    await agenda.move(Actor(acting, SLUG, MINA), "rules", SessionAction.DELAY, Delay(minutes=10, reason="Teknikk"))
    await announcements.announce(Actor(acting, SLUG, MINA), Announce(text="Hei", level=Level.URGENT, minutes=5))
    question = next(iter(copy.state.questions))
    await questions.moderate(Actor(acting, SLUG, MINA), question, QuestionMove.APPROVE, Move())
    await agenda.move(Actor(acting, SLUG, MINA), "opening", SessionAction.START, SessionMove())
    await agenda.undo(Actor(acting, SLUG, MINA), Undo())
    loaded = await acting.store.events.load(SLUG)
    assert loaded.state == copy.state
    assert loaded.cursor == copy.cursor
    assert [cursor for cursor, _ in loaded.entries] == [entry.cursor for entry in copy.ring]


async def test_the_same_key_takes_effect_once_and_gets_the_same_answer(acting: Acting) -> None:
    first = await agenda.move(
        Actor(acting, SLUG, MINA), "rules", SessionAction.DELAY, Delay(minutes=10, revision=1, key="same")
    )
    again = await agenda.move(
        Actor(acting, SLUG, MINA), "rules", SessionAction.DELAY, Delay(minutes=10, revision=1, key="same")
    )
    assert (first.answer, first.cursor) == (again.answer, again.cursor)
    copy = await acting.store.replica.copy(SLUG)
    assert copy.state.agenda.session("rules").starts == at(55)


async def test_a_stale_revision_is_a_conflict_with_the_thing_as_it_is(acting: Acting) -> None:
    await agenda.move(Actor(acting, SLUG, MINA), "rules", SessionAction.DELAY, Delay(minutes=10))
    with pytest.raises(Conflict) as conflict:
        await agenda.move(Actor(acting, SLUG, MINA), "rules", SessionAction.DELAY, Delay(minutes=5, revision=1))
    assert conflict.value.current["id"] == "rules"
    assert conflict.value.current["agenda"]["revision"] == 2


async def test_concurrent_moves_are_all_kept(acting: Acting) -> None:
    await asyncio.gather(
        *(
            agenda.move(Actor(acting, SLUG, MINA), "closing", SessionAction.DELAY, Delay(minutes=1, key=f"k{n}"))
            for n in range(6)
        )
    )
    copy = await acting.store.replica.copy(SLUG)
    assert copy.state.agenda.session("closing").starts == at(156)
    assert copy.state.agenda.revision == 7


async def test_questions_are_numbered_without_gaps_however_many_ask_at_once(acting: Acting) -> None:
    await asyncio.gather(
        *(questions.ask(Actor(acting, SLUG, Person(f"p{n}")), Ask(text=f"Spørsmål {n}?")) for n in range(40))
    )
    copy = await acting.store.replica.copy(SLUG)
    assert sorted(q.number for q in copy.state.questions.values()) == list(range(1, 41))


async def test_a_double_submit_without_a_key_is_one_question(acting: Acting) -> None:
    both = await asyncio.gather(
        *(questions.ask(Actor(acting, SLUG, ANN), Ask(text="Får elevene  støtte? ")) for _ in range(2))
    )
    copy = await acting.store.replica.copy(SLUG)
    assert len(copy.state.questions) == 1
    assert both[0].answer.split(b',"number"')[0] == both[1].answer.split(b',"number"')[0]


async def test_asking_often_is_limited_and_a_retry_is_not(store: Store) -> None:
    limited = Acting(store, Tokens("secret"), limits=True)
    for n in range(3):
        await questions.ask(Actor(limited, SLUG, ANN), Ask(text=f"Spørsmål {n}?", key=f"k{n}"))
    with pytest.raises(TooOften) as refused:
        await questions.ask(Actor(limited, SLUG, ANN), Ask(text="Enda et?", key="k3"))
    assert 0 < (refused.value.retry_after or 0) <= 20
    assert (await questions.ask(Actor(limited, SLUG, ANN), Ask(text="Spørsmål 2?", key="k2"))).again
    await questions.ask(Actor(limited, SLUG, BOB), Ask(text="Jeg da?", key="b"))


async def test_votes_count_people_once_also_through_merges(acting: Acting, heard: Heard) -> None:
    for person, text in ((ANN, "Blir det opptak?"), (BOB, "Kommer det et opptak?")):
        await questions.ask(Actor(acting, SLUG, person), Ask(text=text, key=text))
    copy = await acting.store.replica.copy(SLUG)
    acting.store.replica.hold(SLUG)
    one, two = sorted(copy.state.questions, key=lambda q: copy.state.questions[q].number)
    for question in (one, two):
        await questions.moderate(Actor(acting, SLUG, MINA), question, QuestionMove.APPROVE, Move())
    votes = acting.store.votes
    assert await votes.set(PendingVote(SLUG, one, "x", True)) == 1
    assert await votes.set(PendingVote(SLUG, one, "x", True)) == 1
    await asyncio.gather(
        votes.set(PendingVote(SLUG, one, "y", True)),
        votes.set(PendingVote(SLUG, two, "y", True)),
        votes.set(PendingVote(SLUG, two, "z", True)),
    )
    await questions.moderate(Actor(acting, SLUG, MINA), two, QuestionMove.MERGE, Merge(into=one))
    assert (await questions.upvote(Actor(acting, SLUG, Person("x")), one, Upvote(on=True)))["votes"] == 3
    assert (await questions.upvote(Actor(acting, SLUG, Person("new")), two, Upvote(on=True))) == {
        "id": one,
        "votes": 4,
        "on": True,
    }
    await heard.until(lambda: heard.votes.get(one) == 4)
    await questions.moderate(Actor(acting, SLUG, MINA), two, QuestionMove.UNMERGE, Move())
    assert (await questions.upvote(Actor(acting, SLUG, Person("w")), two, Upvote(on=True)))["votes"] == 3
    assert sorted(await votes.upvoted(SLUG, "y")) == sorted([one, two])


async def test_a_store_that_comes_back_empty_is_another_epoch(acting: Acting, heard: Heard) -> None:
    copy = await acting.store.replica.copy(SLUG)
    before = str(copy.cursor)
    await acting.store.database.run(
        lambda redis: redis.delete(Keys(SLUG).meta, Keys(SLUG).things, Keys(SLUG).stream, Keys(SLUG).revisions)
    )
    await acting.store.events.create(an_event(), the_seminar(), {})
    await acting.store.database.run(lambda redis: redis.client_kill_filter(_type="normal", skipme=True))
    await heard.until(lambda: heard.why)
    assert heard.why == ["epoch"]
    assert copy.since(before) == "epoch"


async def test_a_history_that_lost_its_tail_is_noticed_and_not_continued(acting: Acting, heard: Heard) -> None:
    copy = await acting.store.replica.copy(SLUG)
    for n in range(3):
        await announcements.announce(Actor(acting, SLUG, MINA), Announce(text=f"Nummer {n}", key=f"k{n}"))
    last, kept = copy.ring[-1].cursor, copy.ring[-2].cursor
    keys = Keys(SLUG)

    async def lose_the_tail(redis: Any) -> None:
        await redis.xdel(keys.stream, last.entry_id)
        await redis.hset(keys.meta, mapping={"n": str(kept.n), "r": str(kept.r)})
        entries = await redis.xrange(keys.stream)
        await redis.delete(keys.stream)
        for entry_id, fields in entries:
            await redis.xadd(keys.stream, fields, id=entry_id)

    await acting.store.database.run(lose_the_tail)
    other = Acting(acting.store, Tokens("secret"), limits=False)
    await acting.store.database.run(lambda redis: redis.client_kill_filter(_type="normal", skipme=True))
    await heard.until(lambda: heard.why)
    assert heard.why == ["fork"]
    assert copy.cursor == kept
    assert copy.since(str(last)) == "unknown"
    done = await announcements.announce(Actor(other, SLUG, MINA), Announce(text="Videre", key="k9"))
    assert done.cursor.n == last.n
    assert done.cursor != last


async def test_what_is_written_while_positions_are_compared_is_no_fork(
    acting: Acting, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, database = await acting.store.replica.copy(SLUG), acting.store.database
    ask, texts = database.run, iter(["Imens", "Og litt til"])

    async def answered_late(command: Any) -> Any:
        found = await ask(command)
        if asyncio.current_task() is comparing and (text := next(texts, None)):
            done = await asyncio.create_task(announcements.announce(Actor(acting, SLUG, MINA), Announce(text=text)))
            await copy.reached(done.cursor)
        return found

    monkeypatch.setattr(database, "run", answered_late)
    comparing = asyncio.create_task(Follower(database, acting.store.replica, acting.store.loops)._check_position())
    await comparing
    assert [item.text for item in copy.state.announcements.values()] == ["Imens"]
    assert heard.why == []


async def test_what_was_read_for_an_earlier_place_is_no_fork(acting: Acting, heard: Heard) -> None:
    copy, store = await acting.store.replica.copy(SLUG), acting.store
    stream = Keys(SLUG).stream.encode()

    class Meanwhile:
        async def xread(self, places: dict[bytes, str], **_: object) -> list[tuple[bytes, Any]]:
            for text in ("Først", "Så"):
                await announcements.announce(Actor(acting, SLUG, MINA), Announce(text=text))
            entries = await store.database.run(lambda redis: redis.xrange(stream, f"({places[stream]}", "+", count=1))
            return [(stream, entries)]

    follower = Follower(store.database, store.replica, store.loops)
    follower._redis = Meanwhile()
    await follower._read_once({stream: copy})
    assert [item.text for item in copy.state.announcements.values()] == ["Først", "Så"]
    assert heard.why == []


async def test_an_unknown_event_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        await store.replica.copy("nowhere")


async def test_a_deleted_event_leaves_nothing_and_is_told(acting: Acting, heard: Heard) -> None:
    await acting.store.replica.copy(SLUG)
    await questions.ask(Actor(acting, SLUG, ANN), Ask(text="Hemmelig kanarifugl?"))
    await acting.store.deletions.delete(SLUG)
    await heard.until(lambda: heard.deleted == [SLUG])
    left = await acting.store.database.run(lambda redis: redis.keys("*seminar*"))
    assert set(left) <= {b"live:{seminar}:workers"}, "but for a count that expires within a minute"


async def test_presence_counts_people_and_ends_by_itself(acting: Acting, heard: Heard) -> None:
    copy = await acting.store.replica.copy(SLUG)
    acting.store.replica.hold(SLUG)
    for person in ("ann", "ann", "bob"):
        acting.store.presence.join(SLUG, person)
    await heard.until(lambda: (copy.pulse.people, copy.pulse.connections) == (2, 3))
    acting.store.presence.leave(SLUG, "bob")
    await heard.until(lambda: copy.pulse.connections == 2)
    assert copy.pulse.people == 2, "a reload is no leaving"
    acting.store.presence.leave(SLUG, "ann", for_good=True)
    await heard.until(lambda: copy.pulse.connections == 1)
    assert copy.pulse.people == 2, "she is here on another page"
    acting.store.presence.leave(SLUG, "ann", for_good=True)
    await heard.until(lambda: (copy.pulse.people, copy.pulse.connections) == (1, 0))


async def test_a_cursor_is_only_continued_from_the_exact_entry(acting: Acting) -> None:
    copy = await acting.store.replica.copy(SLUG)
    await announcements.announce(Actor(acting, SLUG, MINA), Announce(text="En"))
    await announcements.announce(Actor(acting, SLUG, MINA), Announce(text="To"))
    first = copy.ring[0].cursor
    assert len(copy.since(str(first))) == 1
    assert copy.since(str(Cursor(first.epoch, first.n, first.r + 1))) == "unknown"
    assert copy.since(str(Cursor(first.epoch, first.n + 5, 0))) == "unknown"
    assert copy.since("nonsense") == "unknown"
    assert copy.since(f"x{first}") == "epoch"
