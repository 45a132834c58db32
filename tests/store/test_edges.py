"""The edges of what is written: preconditions, limits, what is remembered and what is forgotten. Found by
`tests/mutants`.
"""

from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest

from live.rules.changes import Change
from live.rules.errors import TooOften, Unavailable
from live.rules.people import Person
from live.rules.people.limits import Limit
from live.store import Store, stream
from live.store.commits import REMEMBER_MS, Commit, Committed, commit, remembered
from live.store.copies import pulse as pulses
from live.store.copies.history import Histories
from live.store.database.client import Redis
from live.store.events import Summary
from live.store.keys import Keys
from live.store.people.attendance import Attendances
from live.store.votes import Meeting, PendingVote
from live.tokens import Tokens
from tests.builders import an_announcement, an_event, at, doubting, the_seminar

SLUG, KEYS = "seminar", Keys("seminar")
ANN = Person("ann")


@pytest.fixture
async def store(redis_url: str) -> AsyncIterator[Store]:
    async with Store(redis_url).open() as store:
        await store.events.create(an_event(), the_seminar(), Tokens("secret").fresh(SLUG))
        yield store


async def epoch(store: Store) -> str:
    return (await store.events.load(SLUG)).cursor.epoch


async def written(
    store: Store, name: str = "a1", *, key: str | None = None, limit: Limit | None = None, **values: Any
) -> Committed:
    """One announcement of Ann's, as one write; `values` say what is else than usual."""
    made = an_announcement(name)
    change = Change(kind="announcement.made", at=at(0), thing=made)
    field = f"announcement:{name}"
    usual = {"guards": {field: 0}, "put": {field: (1, made)}, "changes": (change,), "answer": {"made": name}}
    of_epoch = str(values.pop("epoch", await epoch(store)))
    return await commit(store.database, KEYS, of_epoch, ANN.id, key, Commit(**{**usual, **values}), limit)


async def test_a_write_for_another_history_is_stale_and_leaves_nothing(store: Store) -> None:
    assert (await written(store, epoch="another")).stale
    assert (await store.events.load(SLUG)).state.announcements == {}


async def test_the_same_write_sent_again_into_a_forked_history_is_another_entry(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failover loses what came before it, and the connection sends it again as it was."""
    names = (KEYS.meta, KEYS.things, KEYS.revisions)
    before = [await store.database.run(partial(_dumped, name=name)) for name in names]
    ends = []
    for lost_or_not in (1, 2):
        for name, kept in zip(names, before, strict=True):
            await store.database.run(partial(_restored, name=name, kept=kept))
        await store.database.run(lambda r: r.delete(KEYS.stream))
        monkeypatch.setattr("secrets.randbits", lambda bits, chance=lost_or_not: chance)
        await written(store, f"a{lost_or_not}")
        monkeypatch.setattr("secrets.randbits", lambda bits: 7)
        ends.append((await written(store, "again")).cursor)
    assert (ends[0].epoch, ends[0].n) == (ends[1].epoch, ends[1].n)
    assert ends[0].r != ends[1].r


async def _dumped(redis: Redis, name: str) -> bytes:
    kept: bytes = await redis.dump(name)
    return kept


async def _restored(redis: Redis, name: str, kept: bytes) -> None:
    await redis.restore(name, 0, kept, replace=True)


async def test_a_write_is_stale_when_somebody_was_faster(store: Store) -> None:
    assert not (await written(store)).stale
    assert (await written(store)).stale, "it must not exist, and does"
    assert (await written(store, guards={"announcement:a1": 2})).stale
    assert not (await written(store, guards={"announcement:a1": 1})).stale


async def test_the_same_key_is_answered_the_same_for_two_days_and_writes_once(store: Store) -> None:
    first = await written(store, key="k")
    again = await written(store, "a2", key="k")
    assert (again.again, again.answer, again.cursor.n) == (True, first.answer, first.cursor.n)
    assert (await store.events.load(SLUG)).state.announcements.keys() == {"a1"}
    assert (await remembered(store.database, KEYS, ANN.id, "k")) is not None
    left = await store.database.run(lambda r: r.pttl(KEYS.answer(ANN.id, "k")))
    assert REMEMBER_MS - 60_000 < left <= REMEMBER_MS == 48 * 3600 * 1000


async def test_a_limit_lets_exactly_so_many_through_at_once(store: Store) -> None:
    for n in range(3):
        await written(store, f"a{n}", limit=Limit(burst=3, every=20))
    with pytest.raises(TooOften) as refused:
        await written(store, "a3", limit=Limit(burst=3, every=20))
    assert refused.value.retry_after is not None
    assert 15 < refused.value.retry_after <= 20
    assert len((await store.events.load(SLUG)).state.announcements) == 3


async def test_a_limit_that_a_clock_left_in_the_future_holds_nobody(store: Store) -> None:
    seconds, _ = await store.database.run(lambda redis: redis.time())
    await store.database.run(lambda redis: redis.set(KEYS.limit("ask", ANN.id), (seconds + 600) * 1000))
    await written(store, limit=Limit(burst=3, every=20))
    with pytest.raises(TooOften):
        for n in range(3):
            await written(store, f"b{n}", limit=Limit(burst=3, every=20))


async def test_an_address_that_is_taken_is_left_alone(store: Store) -> None:
    assert not await store.events.create(an_event(title="Et annet"), the_seminar(), {})
    loaded = await store.events.load(SLUG)
    assert loaded.state.event.title == an_event().title
    assert loaded.secrets


async def test_a_deleted_event_is_not_listed_and_nothing_of_it_is_left(store: Store) -> None:
    event, agenda = an_event(), the_seminar()
    summary = Summary(
        slug=SLUG,
        title=event.title,
        starts=agenda.starts,
        ends=agenda.ends,
        timezone=event.timezone,
        language="nb",
        listed=True,
    )
    await store.events.index(summary)
    assert [one.slug for one in await store.events.summaries()] == [SLUG]
    await store.deletions.delete(SLUG)
    assert await store.events.summaries() == []
    assert await store.database.run(lambda r: r.keys(f"live:{{{SLUG}}}:*")) == []


async def test_a_log_that_is_read_in_pieces_has_every_move_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "AT_ONCE", 2)
    for n in range(5):
        move = Change(kind="session.delayed", at=at(n), agenda_revision=n + 2, sessions=the_seminar().sessions[:1])
        await written(store, f"a{n}", changes=(move,))
    copy = await store.replica.copy(SLUG)
    log = await Histories(store.database).of(copy)
    assert [change.agenda_revision for _, change in log] == [2, 3, 4, 5, 6]
    assert log[-1][0] == str(copy.cursor)


async def test_a_minute_is_written_when_it_is_new_or_fuller(store: Store) -> None:
    worker, agenda = Attendances(store.database), the_seminar()
    queued = []
    for minute, people in ((5, 9), (5, 9), (5, 8), (5, 10), (6, 3), (7, 0)):
        pipe = store.database.commands.pipeline(transaction=False)
        worker.queue(pipe, SLUG, agenda, people, at(minute).timestamp())
        queued.append(len(pipe.command_stack))
        await pipe.execute()
    assert queued == [1, 0, 0, 1, 1, 0]
    assert [*(await worker.of(SLUG)).values()] == [10, 3]


async def test_whose_votes_count_is_nobody_new_and_a_counted_crowd_takes_newcomers_along(store: Store) -> None:
    await store.votes.set(PendingVote(SLUG, "q1", "ann", True))
    assert not await store.votes.meet(doubting(SLUG, "ann"))
    assert await store.votes.meet(doubting(SLUG, "new1"))
    assert await store.votes.meet(doubting(SLUG, "new1")), "and goes on being in doubt"
    assert await store.votes.set(PendingVote(SLUG, "q1", "new1", True)) == 1
    await store.database.run(lambda r: r.hset(KEYS.bursts, "abc-1", "counted"))
    assert not await store.votes.meet(doubting(SLUG, "new2"))
    assert await store.votes.set(PendingVote(SLUG, "q1", "new2", True)) == 2


async def test_who_is_taken_at_their_word_takes_one_of_the_share_however_often_they_are_met(store: Store) -> None:
    """Also who only answers polls, at one worker after the other."""
    two = Limit(burst=2, every=600)
    found = [await store.votes.meet(Meeting(SLUG, name, "abc-1", two)) for name in ("ann", "ann", "ann", "bob", "eva")]
    assert found == [0, 0, 0, 0, 1]


async def test_a_vote_that_changes_nothing_tells_nobody(store: Store) -> None:
    for on, votes, version in ((True, 1, 1), (True, 1, 1), (False, 0, 2), (False, 0, 2)):
        assert await store.votes.set(PendingVote(SLUG, "q1", "ann", on)) == votes
        assert (await store.events.load(SLUG)).votes_version == version
    assert await store.votes.upvoted(SLUG, "ann") == []


async def test_counts_that_were_read_when_the_store_went_away_are_told_later(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Votes were taken in, the tallies of the polls could not be read, and nobody was ever told of the votes."""
    copy, told = await store.replica.copy(SLUG), list[dict[str, int]]()
    monkeypatch.setattr(store.replica._pulse, "_tell", lambda copy, votes: told.append(votes))
    await store.votes.set(PendingVote(SLUG, "q1", "ann", True))
    await store.database.run(lambda r: r.hset(KEYS.meta, "polls", 1))

    async def away(*_: object) -> None:
        raise Unavailable("The store is away.")

    with monkeypatch.context() as cut:
        cut.setattr(pulses, "tallies", away)
        with pytest.raises(Unavailable):
            await store.replica.count(copy)
    await store.replica.count(copy)
    assert {"q1": 1} in told
    assert copy.pulse.votes == {"q1": 1}
