"""Asking, voting, taking back; and what moderators make of questions."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from live.actions.acting import TRIES, Acting, Decision, Done, check_revision, question_of
from live.rules import questions
from live.rules.agenda import current
from live.rules.changes import Change
from live.rules.errors import Conflict, NotFound, Unavailable, Unfit
from live.rules.people import Person, Role, limits, require_moderator
from live.rules.questions import Question, seen_question
from live.rules.questions.merging import group, target
from live.rules.state import State
from live.rules.text import is_number
from live.store import Copy, Cursor
from live.store.votes import STALE, Wish

ID_BYTES = 10


async def ask(acting: Acting, slug: str, by: Person, wish: Mapping[str, Any], key: str | None) -> Done:
    """A new question. Without a key, the same words about the same thing by the same person are the same question."""

    def rule(copy: Copy, now: datetime) -> Decision:
        about = _about(copy.state, wish, now)
        question = questions.ask(
            copy.state.event, by, _new_id(copy.state, by, {**wish, **about}, key), {**wish, **about}, now
        )
        if question.id in copy.state.questions:
            return Decision(answer=_answer(copy, copy.state.questions[question.id], by.role))
        change = Change(kind="question.asked", at=now, thing=question)
        return Decision(
            put={f"question:{question.id}": question},
            changes=(change,),
            numbered=True,
            answer=_answer(copy, question, by.role),
        )

    event = (await acting.store.replica.copy(slug)).state.event
    return await acting.do(slug, by, key, rule, limits.asking(event.slow_seconds) if by.role is Role.ATTENDEE else None)


async def upvote(acting: Acting, slug: str, by: Person, question_id: str, *, on: bool) -> dict[str, Any]:
    """An absolute vote: on or off. Answers `{"id", "votes", "on"}`.

    Refuses what `check_votable` refuses; but a vote that stands already is no refusal once the question has been
    answered: its sender may have missed ours.
    """
    for _ in range(TRIES):
        copy = await acting.store.replica.copy(slug)
        question = target(copy.state.questions, question_of(copy.state, question_id))
        try:
            questions.check_votable(question)
        except Conflict:
            if on != await _voted(acting, copy, by, question):
                raise
            return {"id": question.id, "votes": copy.pulse.votes.get(question.id, 0), "on": on}
        votes = await acting.store.votes.set(
            Wish(slug, question.id, by.id, on, group(copy.state.questions, question.id))
        )
        if votes != STALE:
            return {"id": question.id, "votes": votes, "on": on}
        await copy.reached(Cursor(copy.cursor.epoch, copy.cursor.n + 1, 0))
    raise Unavailable("Many people are changing this at once. Try again in a moment.", retry_after=1)


async def _voted(acting: Acting, copy: Copy, by: Person, question: Question) -> bool:
    """Whether this person's vote on the question, or on what is merged into it, is kept."""
    voted = await acting.store.votes.upvoted(copy.slug, by.id)
    return any(link.question in voted for link in group(copy.state.questions, question.id))


async def withdraw(acting: Acting, slug: str, by: Person, question_id: str, key: str | None) -> Done:
    """Take back one's own. What was merged into it is other people's and stands on its own again."""

    def rule(copy: Copy, now: datetime) -> Decision:
        question = question_of(copy.state, question_id)
        decision = _decided(copy, question, questions.withdraw(question, by, now), "question.withdrawn", now, by)
        freed = (
            [q for q in copy.state.questions.values() if q.status == "merged" and q.merged_into == question.id]
            if decision.put
            else []
        )
        return _also(decision, [(q, questions.unmerge(q, now)) for q in freed], lambda _: "question.unmerged", now)

    return await acting.do(slug, by, key, rule)


def _named(state: State, name: str) -> Question:
    """The question with this id, or with the number people call it by: `12`, `№12`."""
    number = name.strip().lstrip("№#")
    return next(
        (q for q in state.questions.values() if is_number(number) and q.number == int(number)), None
    ) or question_of(state, name)


Moved = Callable[[State, Question, Mapping[str, Any], datetime], Question]
MOVES: Mapping[str, tuple[str, Moved]] = {
    "approve": ("question.approved", lambda s, q, w, now: questions.approve(q, now)),
    "dismiss": ("question.dismissed", lambda s, q, w, now: questions.dismiss(q, now, w.get("reason") or "")),
    "take": ("question.taken", lambda s, q, w, now: questions.take(q, now)),
    "answer": ("question.answered", lambda s, q, w, now: questions.answer(q, now, w.get("text") or "")),
    "reopen": ("question.reopened", lambda s, q, w, now: questions.reopen(q, now)),
    "hold": ("question.held", lambda s, q, w, now: questions.hold(q, now)),
    "edit": ("question.edited", lambda s, q, w, now: questions.edit(q, now, w.get("text") or "")),
    "pin": ("question.pinned", lambda s, q, w, now: questions.pin(q, now, on=w.get("on", True))),
    "promise": ("question.promised", lambda s, q, w, now: questions.promise(q, now, on=w.get("on", True))),
    "merge": ("question.merged", lambda s, q, w, now: questions.merge(q, _named(s, str(w.get("into") or "")), now)),
    "unmerge": ("question.unmerged", lambda s, q, w, now: questions.unmerge(q, now)),
}


async def moderate(
    acting: Acting, slug: str, by: Person, question_id: str, move: str, wish: Mapping[str, Any], key: str | None
) -> Done:
    """One of `MOVES` on a question; `wish` may carry the `revision` the moderator saw."""
    require_moderator(by)
    if move not in MOVES:
        raise NotFound("Nothing of that name can be done with a question.", code="no_such_move")
    kind, moved = MOVES[move]

    def rule(copy: Copy, now: datetime) -> Decision:
        question = question_of(copy.state, question_id)
        check_revision(wish.get("revision"), question.revision, seen(copy, question, by.role))
        try:
            after = moved(copy.state, question, wish, now)
        except Conflict as conflict:
            conflict.current = seen(copy, question, by.role)
            raise
        return _decided(copy, question, after, kind, now, by)

    return await acting.do(slug, by, key, rule, limits.MOVE)


def _decided(copy: Copy, before: Question, after: Question, kind: str, now: datetime, by: Person) -> Decision:
    after = questions.signed(before, after, by)
    answer = _answer(copy, after, by.role)
    if after is before:
        return Decision(answer=answer)
    return decided_all(answer, [(before, after)], lambda _: kind, now)


def decided_all(
    answer: Any, moved: Iterable[tuple[Question, Question]], kind: Callable[[Question], str], now: datetime
) -> Decision:
    """Several questions moved at once: each as it was and as it is to be; `kind` names each one's change."""
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


def _answer(copy: Copy, question: Question, role: Role) -> dict[str, Any]:
    return {"question": seen(copy, question, role)}


def seen(copy: Copy, question: Question, role: Role) -> dict[str, Any]:
    """QUESTION with the latest count this process knows."""
    return seen_question(question, copy.pulse.votes.get(question.id, 0), role)


def _about(state: State, wish: Mapping[str, Any], now: datetime) -> dict[str, str | None]:
    """What the question is about: an item, a session, by default what is on now; an empty `session` is the event as a
    whole.
    """
    item, session = wish.get("item") or None, wish.get("session")
    if item:
        owner = next((s for s in state.agenda.sessions if any(i.id == item for i in s.items)), None)
        if owner is None:
            raise Unfit(
                "This is no longer on the agenda. Choose what your question is about.",
                code="no_such_item",
                field="item",
            )
        return {"session": owner.id, "item": item}
    if session is None:
        on = [s for s in current(state.agenda, now, state.event.advance) if s.kind != "break"]
        return {"session": on[0].id if len(on) == 1 else None, "item": None}
    if session and all(s.id != session for s in state.agenda.sessions):
        raise Unfit(
            "This session is no longer on the agenda. Choose what your question is about.",
            code="no_such_session",
            field="session",
        )
    return {"session": session or None, "item": None}


def _new_id(state: State, by: Person, wish: Mapping[str, Any], key: str | None) -> str:
    if key:
        return _digest(by.id, "key", key)
    words = str(wish.get("text") or "").split()
    over = sum(
        1
        for q in state.questions.values()
        if q.by == by.id and q.status in ("withdrawn", "dismissed") and q.text.split() == words
    )
    return _digest(by.id, "words", " ".join(words), str(wish.get("session")), str(wish.get("item")), str(over))


def _digest(*parts: str) -> str:
    return base64.b32encode(hashlib.sha256("\0".join(parts).encode()).digest()[:ID_BYTES]).decode().lower()
