"""Removing everything one person has asked, and taking that back.

The person is named by one of their questions: nobody learns who it is.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from live.actions.acting import Actor, Decision, Done, check_revision, question_of
from live.actions.questions import decided_all, question_now
from live.rules import questions
from live.rules.people import limits, require_moderator
from live.rules.questions import Question, Status
from live.rules.wishes import Move
from live.rules.wishes.questions import Dismiss, Sweep
from live.store import Copy


async def remove_all(actor: Actor, question_id: str, wish: Dismiss) -> Done:
    """Leave out all that this question's asker has open."""

    def removed(question: Question, now: datetime) -> Question:
        return questions.remove(question, now, wish.reason)

    return await _swept(actor, question_id, wish, removed, lambda _: "question.dismissed")


async def restore_all(actor: Actor, question_id: str, wish: Move) -> Done:
    """Put every one of them back to where it was."""
    return await _swept(actor, question_id, wish, questions.restore, _kind)


class Sweeping(NamedTuple):
    """What a sweep takes, and what does it."""

    wish: type[Move]
    swept: Callable[[Actor, str, Any], Awaitable[Done]]  # Any: the row's own kind of wish


async def _swept(
    actor: Actor,
    question_id: str,
    wish: Move,
    moved: Callable[[Question, datetime], Question],
    kind: Callable[[Question], str],
) -> Done:
    by = actor.person
    require_moderator(by)

    def rule(copy: Copy, now: datetime) -> Decision:
        named = question_of(copy.state, question_id)
        check_revision(wish.revision, named.revision, question_now(copy, named, by.role))
        theirs = [q for q in copy.state.questions.values() if q.by == named.by]
        pairs = [(q, questions.signed(q, moved(q, now), by)) for q in theirs]
        after = {new.id: new for _, new in pairs}
        answer = {
            "question": question_now(copy, after[named.id], by.role),
            "questions": [question_now(copy, new, by.role) for old, new in pairs if new is not old],
        }
        return decided_all(answer, pairs, kind, now)

    return await actor.do(rule, wish.key, limits.MOVE)


def _kind(question: Question) -> str:
    return "question.held" if question.status == Status.PENDING else "question.reopened"


SWEEPS: Mapping[Sweep, Sweeping] = {
    Sweep.REMOVE_ALL: Sweeping(Dismiss, remove_all),
    Sweep.RESTORE_ALL: Sweeping(Move, restore_all),
}
WISHES: dict[str, type[Move]] = {sweep: row.wish for sweep, row in SWEEPS.items()}
