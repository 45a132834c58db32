"""The edges of what people do: retries, limits, what is the same and what is new. Found by `tests/mutants`."""

import heapq
from collections.abc import AsyncIterator, Iterable
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from live.actions import agenda, announcements, polls, programmes, questions, settings
from live.actions.acting import Acting, Actor, check_revision
from live.actions.announcements import SAME_WITHIN
from live.actions.programmes.matching import over
from live.actions.questions import voting
from live.actions.questions.voting import AGAIN_SECONDS, LOOK_SECONDS, MOST_MISSED, VoteGuard, Watched
from live.programme import read
from live.rules.errors import Conflict, Refused, Unavailable, Unfit
from live.rules.people import Person
from live.rules.people.crowding import BEYOND_PART, FREE, LOOKS, PROVEN_SECONDS, Arrival
from live.rules.people.presence import GRACE_SECONDS
from live.rules.polls import MOST_POLLS
from live.rules.wishes import Move
from live.rules.wishes.agenda import EditSession, SessionAction, SessionMove
from live.rules.wishes.announcements import Announce
from live.rules.wishes.people import Judge
from live.rules.wishes.polls import MakePoll
from live.rules.wishes.questions import Answer, Ask, Edit, QuestionMove, Upvote
from live.rules.wishes.settings import Settings
from live.store import Store
from live.store.keys import Keys
from live.tokens import Tokens
from tests.builders import ANN, BOB, MINA, a_session, an_agenda, an_event, at, doubting, the_seminar

SLUG = "seminar"


class Clock:
    def __init__(self) -> None:
        self.now: datetime = at(20)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def acting(redis_url: str, clock: Clock) -> AsyncIterator[Acting]:
    async with Store(redis_url).open() as store:
        await store.events.create(an_event(), the_seminar(), Tokens("secret").fresh(SLUG))
        yield Acting(store, Tokens("secret"), limits=False, now=lambda: clock.now)


async def said(acting: Acting, text: str = "Kaffe nå", key: str | None = None) -> str:
    done = await announcements.announce(Actor(acting, SLUG, MINA), Announce(text=text, key=key))
    return str(msgspec.json.decode(done.answer)["announcement"]["id"])


async def asked(acting: Acting, key: str | None = "k", text: str = "Når er fristen?") -> dict[str, object]:
    done = await questions.ask(Actor(acting, SLUG, ANN), Ask(text=text, key=key))
    return {"again": done.again, **msgspec.json.decode(done.answer)["question"]}


async def test_the_same_words_within_a_minute_are_one_announcement_and_later_or_taken_back_another(
    acting: Acting, clock: Clock
) -> None:
    first = await said(acting)
    clock.now += SAME_WITHIN
    assert await said(acting) == first
    assert await said(acting, " Kaffe  nå ") == first
    await announcements.retract(Actor(acting, SLUG, MINA), first, Move())
    second = await said(acting)
    assert second != first
    clock.now += SAME_WITHIN + timedelta(milliseconds=1)
    assert await said(acting) not in (first, second)


async def test_a_retry_gets_its_first_answer_also_when_it_would_be_refused_now(acting: Acting) -> None:
    first = await asked(acting)
    await settings.change(Actor(acting, SLUG, MINA), Settings(questions_open=False))
    assert (await asked(acting)) == {**first, "again": True}
    with pytest.raises(Refused):
        await asked(acting, "another")


async def test_a_retry_gets_its_first_answer_also_when_there_is_nothing_left_to_do(acting: Acting) -> None:
    question = str((await asked(acting))["id"])
    first = await questions.moderate(Actor(acting, SLUG, MINA), question, QuestionMove.APPROVE, Move(key="k1"))
    await questions.moderate(Actor(acting, SLUG, MINA), question, QuestionMove.EDIT, Edit(text="Med andre ord?"))
    again = await questions.moderate(Actor(acting, SLUG, MINA), question, QuestionMove.APPROVE, Move(key="k1"))
    assert (again.answer, again.cursor.n, again.again) == (first.answer, first.cursor.n, True)
    other = await questions.moderate(Actor(acting, SLUG, MINA), question, QuestionMove.APPROVE, Move(key="k2"))
    assert msgspec.json.decode(other.answer)["question"]["text"] == "Med andre ord?"


@pytest.mark.parametrize(("seen", "refused"), [(None, False), (4, True), (5, False), (6, True)])
def test_a_revision_must_be_exactly_the_one_that_is(seen: int | None, refused: bool) -> None:
    if refused:
        with pytest.raises(Conflict):
            check_revision(seen, 5, {"as": "it is"})
    else:
        check_revision(seen, 5, None)


async def test_an_event_has_fifty_polls_and_no_more(acting: Acting) -> None:
    for n in range(MOST_POLLS):
        await polls.make(Actor(acting, SLUG, MINA), MakePoll(text=f"Nr. {n}?", options=("a", "b")))
    with pytest.raises(Unfit) as refused:
        await polls.make(Actor(acting, SLUG, MINA), MakePoll(text="En til?", options=("a", "b")))
    assert refused.value.why == "many_polls"


async def test_a_form_that_repeats_a_time_of_day_does_not_take_its_seconds_away(acting: Acting) -> None:
    begun = at(20) + timedelta(seconds=37)
    mina, edit = Actor(acting, SLUG, MINA), SessionAction.EDIT
    await agenda.move(mina, "opening", edit, EditSession(starts=begun, ends=at(45)))
    same = begun.time().replace(second=0)
    await agenda.move(mina, "opening", edit, EditSession(starts=same, ends=at(45).time(), title="Nytt"))
    session = (await acting.store.replica.copy(SLUG)).state.agenda.session("opening")
    assert (session.title, session.starts) == ("Nytt", begun)


def test_a_session_that_was_cancelled_by_hand_stays_so_when_the_programme_is_imported_again() -> None:
    before = an_agenda(a_session("a", status="cancelled"), a_session("b", 45, status="done", ended_at=at(80)))
    after = over(before, an_agenda(a_session("a", title="Nye ord"), a_session("b", 45)))
    assert [(s.id, s.status, s.title) for s in after.sessions] == [("a", "cancelled", "Nye ord"), ("b", "done", "B")]
    assert after.session("b").ended_at == at(80)
    by_source = over(an_agenda(a_session("a")), an_agenda(a_session("a", status="cancelled")))
    assert by_source.session("a").status == "cancelled", "and what the source calls off is off"


async def test_programmes_keep_what_was_decided_by_hand(acting: Acting) -> None:
    text = "Dag\n\n8. mars 2022\n\n12:00 – 12:45 Velkommen\n12:45 – 13:15 Rammer\n"
    programme = read(text.encode(), today=date(2022, 3, 1))
    await programmes.keep(acting, programme, slug="s", overwrite=False)
    copy = await acting.store.replica.copy("s")
    cancelled = next(s.id for s in copy.state.agenda.sessions if s.title == "Rammer")
    await agenda.move(Actor(acting, "s", MINA), cancelled, SessionAction.CANCEL, SessionMove())
    await programmes.keep(acting, programme, slug="s", overwrite=True)
    assert copy.state.agenda.session(cancelled).status == "cancelled"


@pytest.fixture
def doubts(acting: Acting) -> VoteGuard:
    acting.limits = True
    return VoteGuard(acting)


def watching(doubts: VoteGuard, **values: Any) -> Watched:
    one = Watched(**{"at": 100.0, "who": (SLUG, "new"), "burst": "abc-1", **values})
    doubts._watched.add(one.who)
    heapq.heappush(doubts._due, one)
    return one


async def test_who_is_not_there_is_looked_for_again_twice_as_late_each_time_and_not_for_ever(doubts: VoteGuard) -> None:
    watching(doubts, stayed=1)
    now = 100.0
    for missed in range(MOST_MISSED):
        await doubts.look(now - 0.001)
        assert doubts._due[0].missed == missed, "not before its time"
        await doubts.look(now)
        [one] = doubts._due
        assert (one.missed, one.stayed, one.at) == (missed + 1, 0, now + AGAIN_SECONDS * 2**missed)
        now = one.at
    await doubts.look(now)
    assert doubts._due == []
    assert doubts._watched == set()


async def test_who_has_been_there_at_every_look_counts(
    doubts: VoteGuard, acting: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def here(slug: str, people: list[str], *, grace: float = 0) -> set[str]:
        return set(people)

    monkeypatch.setattr(acting.store.presence, "here", here)
    watching(doubts)
    for look in range(1, LOOKS):
        await doubts.look(doubts._due[0].at)
        assert (doubts._due[0].stayed, doubts._due[0].at) == (look, 100.0 + look * PROVEN_SECONDS / LOOKS)
    await doubts.look(doubts._due[0].at)
    assert (doubts._due, (SLUG, "new") in doubts._known) == ([], True)


async def met(guard: VoteGuard, acting: Acting, names: Iterable[str], place: bytes = b"abc") -> int:
    """Each comes and votes as a page has it; how many of all who came are in doubt."""
    question = next(iter((await acting.store.replica.copy(SLUG)).state.questions))
    for name in names:
        guard.meet(SLUG, name, Arrival(0, place))
        await questions.upvote(Actor(acting, SLUG, Person(name)), question, Upvote())
    return int(await acting.store.database.run(lambda r: r.scard(Keys(SLUG).doubted)))


@pytest.fixture
async def question(acting: Acting) -> str:
    question = str((await asked(acting))["id"])
    await questions.moderate(Actor(acting, SLUG, MINA), question, QuestionMove.APPROVE, Move())
    return question


async def test_without_limits_nobody_is_doubted(acting: Acting, question: str) -> None:
    guard = VoteGuard(acting)
    assert await met(guard, acting, [f"new{n}" for n in range(60)]) == 0
    acting.limits = True
    assert await met(guard, acting, [f"other{n}" for n in range(60)]) == 20


async def test_a_place_has_one_share_whichever_processes_its_people_come_to(acting: Acting, question: str) -> None:
    acting.limits = True
    one, other = VoteGuard(acting), VoteGuard(acting)
    assert await met(one, acting, [f"new{n}" for n in range(30)]) == 0
    assert await met(other, acting, [f"new{n}" for n in range(60)]) == 20, "and who was met before takes no more of it"
    assert await met(one, acting, [f"far{n}" for n in range(40)], b"far") == 20, "another place has its own"


async def test_beyond_its_share_of_a_place_a_small_part_of_the_audience_need_not_be_connected(
    acting: Acting, question: str
) -> None:
    acting.limits = True
    lease = int((acting.store.now(SLUG) + 30) * 1000)
    audience = {f"here{n}": lease for n in range(10 * BEYOND_PART + 3)}
    await acting.store.database.run(lambda r: r.zadd(Keys(SLUG).presence, audience))
    guard = VoteGuard(acting)
    assert await met(guard, acting, [f"here{n}" for n in range(FREE.burst + 5)]) == 5, "who is here only has to stay"
    assert await met(guard, acting, [f"a{n}" for n in range(15)]) == 5 + 5, "ten of a hundred"
    assert await met(guard, acting, [f"far{n}" for n in range(FREE.burst + 2)], b"far") == 10 + 2, "of all places"
    assert await acting.store.database.run(lambda r: r.pttl(Keys(SLUG).beyond)) > 0


async def test_who_stays_connected_counts_within_five_seconds(acting: Acting, question: str) -> None:
    """However the looks fall, and at no look before."""
    acting.limits = True
    guard = VoteGuard(acting)
    assert await met(guard, acting, [f"new{n}" for n in range(FREE.burst + 1)]) == 1
    lease = int((acting.store.now(SLUG) + 30) * 1000)
    await acting.store.database.run(
        lambda r: r.zadd(Keys(SLUG).presence, {f"new{n}": lease for n in range(FREE.burst + 1)})
    )
    counts, start = {}, guard._due[0].at - PROVEN_SECONDS / LOOKS
    for look in range(10):
        await guard.look(start + 0.49 + look * LOOK_SECONDS)
        counts[0.49 + look * LOOK_SECONDS] = (await acting.store.events.load(SLUG)).votes[question]
    assert {votes for when, votes in counts.items() if when < PROVEN_SECONDS} == {FREE.burst}
    assert {votes for when, votes in counts.items() if when > 4.9} == {FREE.burst + 1}


async def test_who_has_just_left_has_not_stayed(acting: Acting, question: str) -> None:
    """Another worker's people are known by their leases, which go on for a while after they have left."""
    acting.limits = True
    guard = VoteGuard(acting)
    assert await met(guard, acting, [f"new{n}" for n in range(FREE.burst + 1)]) == 1
    last = f"new{FREE.burst}"
    await acting.store.database.run(
        lambda r: r.zadd(Keys(SLUG).presence, {last: int((acting.store.now(SLUG) + GRACE_SECONDS) * 1000)})
    )
    assert await acting.store.presence.here(SLUG, [last]) == {last}
    await guard.look(guard._due[0].at)
    assert (guard._due[0].missed, guard._due[0].stayed) == (1, 0)


async def test_a_store_that_goes_away_at_a_look_costs_nobody_their_vote(
    doubts: VoteGuard, acting: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def here(slug: str, people: list[str], *, grace: float = 0) -> set[str]:
        return set(people)

    async def away(*_: object) -> None:
        raise Unavailable("Away.")

    monkeypatch.setattr(acting.store.presence, "here", here)
    watching(doubts, stayed=LOOKS - 1)
    with monkeypatch.context() as broken:
        broken.setattr(voting, "stayed", away)
        with pytest.raises(Unavailable):
            await doubts.look(100.0)
    assert [one.at for one in doubts._due] == [100.0 + AGAIN_SECONDS]
    await doubts.look(100.0 + AGAIN_SECONDS)
    assert (doubts._due, (SLUG, "new") in doubts._known) == ([], True)


async def test_a_vote_that_stands_is_a_success_after_the_answer_and_another_is_not(acting: Acting) -> None:
    question = str((await asked(acting))["id"])
    await questions.moderate(Actor(acting, SLUG, MINA), question, QuestionMove.APPROVE, Move())
    await questions.upvote(Actor(acting, SLUG, BOB), question, Upvote())
    await questions.moderate(Actor(acting, SLUG, MINA), question, QuestionMove.ANSWER, Answer(text="I mai."))
    assert (await questions.upvote(Actor(acting, SLUG, BOB), question, Upvote()))["on"]
    for who, on in ((BOB, False), (ANN, True)):
        with pytest.raises(Conflict):
            await questions.upvote(Actor(acting, SLUG, who), question, Upvote(on=on))


async def test_leaving_a_burst_out_leaves_those_in_who_have_stayed(acting: Acting) -> None:
    question = str((await asked(acting))["id"])
    await questions.moderate(Actor(acting, SLUG, MINA), question, QuestionMove.APPROVE, Move())
    for name in ("new1", "new2"):
        assert await acting.store.votes.meet(doubting(SLUG, name))
        await questions.upvote(Actor(acting, SLUG, Person(name)), question, Upvote())

    async def counted() -> int:
        return (await acting.store.events.load(SLUG)).votes.get(question, 0)

    await voting.stayed(acting, SLUG, "abc-1", ["new1"])
    counts = [await counted()]
    for on, stayed in ((True, True), (False, True), (False, False), (False, True)):
        await voting.judge(Actor(acting, SLUG, MINA), "abc-1", Judge(on=on, stayed=stayed))
        counts.append(await counted())
    assert counts == [1, 2, 1, 0, 1]
