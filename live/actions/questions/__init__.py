"""Asking, voting, taking back; and what moderators make of questions."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from msgspec.structs import replace

from live.actions.acting import TRIES, Actor, Decision, Done, check_revision, question_of
from live.rules import questions
from live.rules.agenda import current
from live.rules.changes import Change
from live.rules.errors import Conflict, Contended, Unfit
from live.rules.ids import derived
from live.rules.people import Person, Role, limits, require_moderator
from live.rules.questions import About, Question, Status
from live.rules.questions.as_json import question_as_json
from live.rules.questions.merging import target
from live.rules.state import State
from live.rules.text import is_number
from live.rules.wishes import Move
from live.rules.wishes.agenda import SessionKind
from live.rules.wishes.questions import (
    Answer,
    Ask,
    Dismiss,
    Edit,
    Merge,
    Pin,
    Promise,
    QuestionMove,
    Reword,
    Upvote,
    Withdraw,
)
from live.store import Copy, Cursor
from live.store.votes import LATE, STALE, PendingVote


async def ask(actor: Actor, wish: Ask) -> Done:
    """Ask a question. Without a key, the same words about the same thing by the same person are the same question."""
    by = actor.person

    def rule(copy: Copy, now: datetime) -> Decision:
        about = _about(copy.state, wish, now)
        question_id = _new_id(copy.state, by, wish, about)
        question = questions.ask(copy.state.event, by, question_id, wish, about, now)
        if question.id in copy.state.questions:
            return Decision(answer=_answer(copy, copy.state.questions[question.id], by.role))
        change = Change(kind="question.asked", at=now, thing=question)
        return Decision(
            put={f"question:{question.id}": question},
            changes=(change,),
            numbered=True,
            answer=_answer(copy, question, by.role),
        )

    event = (await actor.copy()).state.event
    return await actor.do(rule, wish.key, limits.asking(event.slow_seconds) if by.role is Role.ATTENDEE else None)


async def upvote(actor: Actor, question_id: str, wish: Upvote) -> dict[str, object]:
    """Vote, absolutely: on or off. Answers `{"id", "votes", "on"}`.

    Refuses what `check_votable` refuses; but a vote that stands already is no refusal once the question has been
    answered: its sender may have missed ours.
    """
    for _ in range(TRIES):
        copy = await actor.copy()
        question = target(copy.state.questions, question_of(copy.state, question_id))
        try:
            questions.check_votable(question)
        except Conflict:
            if wish.on != await _voted(actor, copy, question):
                raise
            return {"id": question.id, "votes": copy.pulse.votes.get(question.id, 0), "on": wish.on}
        votes = await actor.store.votes.set(
            PendingVote(actor.slug, question.id, actor.person.id, wish.on, copy.group(question.id), wish.key or "")
        )
        if votes <= LATE:
            return {"id": question.id, "votes": LATE - votes, "on": await _voted(actor, copy, question)}
        if votes != STALE:
            return {"id": question.id, "votes": votes, "on": wish.on}
        await copy.reached(Cursor(copy.cursor.epoch, copy.cursor.n + 1, 0))
    raise Contended


async def _voted(actor: Actor, copy: Copy, question: Question) -> bool:
    """Whether this person's vote on the question, or on what is merged into it, is kept."""
    voted = await actor.store.votes.upvoted(copy.slug, actor.person.id)
    return any(link.question in voted for link in copy.group(question.id))


async def withdraw(actor: Actor, question_id: str, wish: Withdraw) -> Done:
    """Take back one's own. What was merged into it is other people's and stands on its own again."""
    by = actor.person

    def rule(copy: Copy, now: datetime) -> Decision:
        question = question_of(copy.state, question_id)
        decision = _decided(copy, question, questions.withdraw(question, by, now), "question.withdrawn", now, by)
        freed = (
            [q for q in copy.state.questions.values() if q.status == Status.MERGED and q.merged_into == question.id]
            if decision.put
            else []
        )
        return _also(decision, [(q, questions.unmerge(q, now)) for q in freed], lambda _: "question.unmerged", now)

    return await actor.do(rule, wish.key)


async def reword(actor: Actor, question_id: str, wish: Reword) -> Done:
    """Correct one's own question while it waits."""
    by = actor.person

    def rule(copy: Copy, now: datetime) -> Decision:
        question = question_of(copy.state, question_id)
        after = questions.reword(question, by, now, wish.text)
        return _decided(copy, question, after, "question.edited", now, by)

    return await actor.do(rule, wish.key)


def _named(state: State, name: str) -> Question:
    """The question with this id, or with the number people call it by: `12`, `№12`."""
    number = name.strip().lstrip("№#")
    return next(
        (q for q in state.questions.values() if is_number(number) and q.number == int(number)), None
    ) or question_of(state, name)


class _Row(NamedTuple):
    """What a move of a question takes, the change it makes, and how the question then is."""

    wish: type[Move]
    kind: str
    moved: Callable[[State, Question, Any, datetime], Question]  # Any: the row's own kind of wish


MOVES: Mapping[QuestionMove, _Row] = {
    QuestionMove.APPROVE: _Row(Move, "question.approved", lambda s, q, w, now: questions.approve(q, now)),
    QuestionMove.DISMISS: _Row(Dismiss, "question.dismissed", lambda s, q, w, now: questions.dismiss(q, now, w.reason)),
    QuestionMove.TAKE: _Row(Move, "question.taken", lambda s, q, w, now: questions.take(q, now)),
    QuestionMove.ANSWER: _Row(Answer, "question.answered", lambda s, q, w, now: questions.answer(q, now, w.text)),
    QuestionMove.REOPEN: _Row(Move, "question.reopened", lambda s, q, w, now: questions.reopen(q, now)),
    QuestionMove.HOLD: _Row(Move, "question.held", lambda s, q, w, now: questions.hold(q, now)),
    QuestionMove.EDIT: _Row(Edit, "question.edited", lambda s, q, w, now: questions.edit(q, now, w.text)),
    QuestionMove.PIN: _Row(Pin, "question.pinned", lambda s, q, w, now: questions.pin(q, now, on=w.on)),
    QuestionMove.PROMISE: _Row(Promise, "question.promised", lambda s, q, w, now: questions.promise(q, now, on=w.on)),
    QuestionMove.MERGE: _Row(Merge, "question.merged", lambda s, q, w, now: questions.merge(q, _named(s, w.into), now)),
    QuestionMove.UNMERGE: _Row(Move, "question.unmerged", lambda s, q, w, now: questions.unmerge(q, now)),
}
WISHES: dict[str, type[Move]] = {move: rule.wish for move, rule in MOVES.items()}


async def moderate(actor: Actor, question_id: str, move: QuestionMove, wish: Move) -> Done:
    """Carry out one of `MOVES` on a question, with the wish of its row."""
    by = actor.person
    require_moderator(by)
    _, kind, moved = MOVES[move]

    def rule(copy: Copy, now: datetime) -> Decision:
        question = question_of(copy.state, question_id)
        check_revision(wish.revision, question.revision, question_now(copy, question, by.role))
        try:
            after = moved(copy.state, question, wish, now)
        except Conflict as conflict:
            conflict.current = question_now(copy, question, by.role)
            raise
        return _decided(copy, question, after, kind, now, by)

    return await actor.do(rule, wish.key, limits.MOVE)


def _decided(copy: Copy, before: Question, after: Question, kind: str, now: datetime, by: Person) -> Decision:
    after = questions.signed(before, after, by)
    answer = _answer(copy, after, by.role)
    if after is before:
        return Decision(answer=answer)
    return decided_all(answer, [(before, after)], lambda _: kind, now)


def decided_all(
    answer: object, moved: Iterable[tuple[Question, Question]], kind: Callable[[Question], str], now: datetime
) -> Decision:
    """Move several questions at once: each as it was and as it is to be; `kind` names each one's change."""
    return _also(Decision(answer=answer), moved, kind, now)


def _also(
    decision: Decision, moved: Iterable[tuple[Question, Question]], kind: Callable[[Question], str], now: datetime
) -> Decision:
    """The decision with more questions moved by it, told one by one."""
    pairs = [(before, after) for before, after in moved if after is not before]
    into = {after.id: after.merged_into or "" for before, after in pairs if before.merged_into != after.merged_into}
    return replace(
        decision,
        put={**decision.put, **{f"question:{after.id}": after for _, after in pairs}},
        changes=(
            *decision.changes,
            *(Change(kind=kind(after), at=now, thing=after, was=before.status) for before, after in pairs),
        ),
        unchanged=(*decision.unchanged, *(f"question:{q}" for q in into.values() if q)),
        regroup={**decision.regroup, **into},
    )


def _answer(copy: Copy, question: Question, role: Role) -> dict[str, object]:
    return {"question": question_now(copy, question, role)}


def question_now(copy: Copy, question: Question, role: Role) -> dict[str, object]:
    """Return QUESTION with the latest count this process knows."""
    return question_as_json(question, copy.pulse.votes.get(question.id, 0), role)


def _about(state: State, wish: Ask, now: datetime) -> About:
    """What the question is about: an item, a session, by default what is on now; an empty `session` is the event as a
    whole.
    """
    if wish.item:
        owner = next((s for s in state.agenda.sessions if any(i.id == wish.item for i in s.items)), None)
        if owner is None:
            raise Unfit(
                "This is no longer on the agenda. Choose what your question is about.",
                code="no_such_item",
                field="item",
            )
        return About(owner.id, wish.item)
    if wish.session is None:
        on = [s for s in current(state.agenda, now, state.event.advance) if s.kind != SessionKind.BREAK]
        return About(on[0].id if len(on) == 1 else None)
    if wish.session and all(s.id != wish.session for s in state.agenda.sessions):
        raise Unfit(
            "This session is no longer on the agenda. Choose what your question is about.",
            code="no_such_session",
            field="session",
        )
    return About(wish.session or None)


def _new_id(state: State, by: Person, wish: Ask, about: About) -> str:
    if wish.key:
        return derived(by.id, "key", wish.key)
    words = wish.text.split()
    over = sum(
        1
        for q in state.questions.values()
        if q.by == by.id and q.status in (Status.WITHDRAWN, Status.DISMISSED) and q.text.split() == words
    )
    return derived(by.id, "words", " ".join(words), str(about.session), str(about.item), str(over))
