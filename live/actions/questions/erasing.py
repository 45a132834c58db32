"""Erasing for good: a moderator what somebody asked or what was answered, a person everything of their own."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial

import msgspec

from live.actions.acting import TRIES, Acting, Actor, Decision, Done, check_revision, question_of
from live.actions.questions import decided_all, question_now
from live.rules import questions
from live.rules.changes import Change
from live.rules.errors import Contended, NotFound
from live.rules.people import Person, Role, limits, require_moderator
from live.rules.questions import Question, Status
from live.rules.questions.erasing import erase, erase_answer, is_erased
from live.rules.questions.marks import Mark
from live.rules.state import State, asked_by
from live.rules.wishes import Move
from live.rules.wishes.questions import EraseMine, Erasure
from live.store import Copy, Cursor
from live.store.ballots import Ballot
from live.store.votes import STALE, PendingVote

ERASURES: Mapping[Erasure, Callable[[Question, datetime], Question]] = {
    Erasure.ERASE: erase,
    Erasure.ERASE_ANSWER: erase_answer,
}
WISHES: dict[str, type[Move]] = dict.fromkeys(ERASURES, Move)


async def erase_one(actor: Actor, question_id: str, what: Erasure, wish: Move) -> Done:
    """Erase a question, or only its answer, with every trace that the store has of the words."""
    by = actor.person
    require_moderator(by)

    def rule(copy: Copy, now: datetime) -> Decision:
        question = question_of(copy.state, question_id)
        check_revision(wish.revision, question.revision, question_now(copy, question, by.role))
        after = questions.signed(question, ERASURES[what](question, now), by)
        return _decided(copy, [(question, after)], {"question": question_now(copy, after, by.role)}, now)

    question_of((await actor.copy()).state, question_id)
    await actor.store.erasures.begin(actor.slug, [question_id])
    done = await actor.do(rule, wish.key, limits.MOVE)
    await _finish(actor, [question_id])
    return done


class Erased(msgspec.Struct, frozen=True):
    """How much of somebody's own is gone."""

    questions: int
    votes: int
    ballots: int


async def erase_mine(actor: Actor, wish: EraseMine) -> Erased:
    """Erase everything of one's own at this event: questions with their answers, votes, answers to polls, signals."""
    asked = [question.id for question in asked_by((await actor.copy()).state, actor.person.id)]
    if asked:
        await _erase_asked(actor, asked)
    votes = await _take_votes_back(actor)
    ballots = await _take_ballots_back(actor)
    await actor.store.erasures.person(actor.slug, actor.person.id)
    return Erased(len(asked), votes, ballots)


async def finish(acting: Acting) -> None:
    """Finish what was interrupted: take out the traces of what is erased, and let be what is not."""
    for slug, question_id in await acting.store.erasures.unfinished():
        try:
            question = (await acting.store.replica.copy(slug)).state.questions.get(question_id)
        except NotFound:
            question = None
        if question is not None and (is_erased(question) or question.answer is None):
            await _finish(Actor(acting, slug, Person("", Role.MODERATOR)), [question_id])
        else:
            await acting.store.erasures.let_be(slug, question_id)


async def _erase_asked(actor: Actor, asked: list[str]) -> None:
    def rule(copy: Copy, now: datetime) -> Decision:
        found = [copy.state.questions[q] for q in asked if q in copy.state.questions]
        return _decided(copy, [(q, erase(q, now)) for q in found], {}, now)

    await actor.store.erasures.begin(actor.slug, asked)
    await actor.do(rule)
    await _finish(actor, asked)


async def _finish(actor: Actor, question_ids: list[str]) -> None:
    state = (await actor.copy()).state
    await actor.store.erasures.finish(actor.slug, [state.questions[q] for q in question_ids if q in state.questions])


def _decided(copy: Copy, pairs: list[tuple[Question, Question]], answer: object, now: datetime) -> Decision:
    """Erase these; what was merged into one is other people's and stands on its own again; labels go as well."""
    gone = {after.id for before, after in pairs if is_erased(after) and after is not before}
    freed = [
        (q, questions.unmerge(q, now))
        for q in copy.state.questions.values()
        if q.status == Status.MERGED and q.merged_into in gone and q.id not in gone
    ]
    kept = {after.id for _, after in pairs}
    decision = decided_all(
        answer, [*pairs, *freed], lambda q: "question.erased" if q.id in kept else "question.unmerged", now
    )
    marks = [_unlabelled(mark) for mark in _labelled(copy.state, gone)]
    return msgspec.structs.replace(
        decision,
        put={**decision.put, **{f"mark:{mark.id}": mark for mark in marks}},
        changes=(*decision.changes, *(Change(kind="question.marked", at=now, thing=mark) for mark in marks)),
    )


def _labelled(state: State, questions_gone: set[str]) -> list[Mark]:
    return [mark for mark in state.marks.values() if mark.id in questions_gone and mark.labels]


def _unlabelled(mark: Mark) -> Mark:
    return Mark(id=mark.id, revision=mark.revision + 1)


async def _take_votes_back(actor: Actor) -> int:
    voted = await actor.store.votes.upvoted(actor.slug, actor.person.id)
    for question_id in voted:
        await _until_taken(actor, partial(_take_vote_back, actor, question_id))
    return len(voted)


def _take_vote_back(actor: Actor, question_id: str, copy: Copy) -> Awaitable[int]:
    vote = PendingVote(actor.slug, question_id, actor.person.id, on=False, group=copy.group(question_id))
    return actor.store.votes.set(vote)


async def _take_ballots_back(actor: Actor) -> int:
    polls = (await actor.copy()).state.polls
    given = await actor.store.ballots.of(actor.slug, actor.person.id, list(polls))
    answered = [poll for poll, chosen in given.items() if chosen]
    for poll_id in answered:
        await _until_taken(actor, partial(_take_ballot_back, actor, poll_id))
    return len(answered)


def _take_ballot_back(actor: Actor, poll_id: str, copy: Copy) -> Awaitable[int]:
    revision = copy.state.polls[poll_id].revision
    return actor.store.ballots.set(Ballot(actor.slug, poll_id, revision, actor.person.id, ()))


async def _until_taken(actor: Actor, send: Callable[[Copy], Awaitable[int]]) -> None:
    """Send what is made of the copy, and again of a newer one while it is stale. Refuses `Contended`."""
    for _ in range(TRIES):
        copy = await actor.copy()
        if await send(copy) != STALE:
            return
        await copy.reached(Cursor(copy.cursor.epoch, copy.cursor.n + 1, 0))
    raise Contended
