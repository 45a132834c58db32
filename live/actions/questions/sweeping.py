"""Removing everything one person has asked, and taking that back.

The person is named by one of their questions: nobody learns who it is.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from live.actions.acting import Acting, Decision, Done, check_revision, question_of
from live.actions.questions import decided_all, seen
from live.rules import questions
from live.rules.people import Person, limits, require_moderator
from live.rules.questions import Question
from live.store import Copy

SWEEPS = ("remove_all", "restore_all")


async def sweep(
    acting: Acting, slug: str, by: Person, question_id: str, move: str, wish: Mapping[str, Any], key: str | None
) -> Done:
    """`remove_all`: leave out all that this question's asker has open.

    `restore_all`: every one of them back to where it was.
    """
    require_moderator(by)
    back = move == "restore_all"

    def rule(copy: Copy, now: datetime) -> Decision:
        named = question_of(copy.state, question_id)
        check_revision(wish.get("revision"), named.revision, seen(copy, named, by.role))
        theirs = [q for q in copy.state.questions.values() if q.by == named.by]
        moved = [
            (
                q,
                questions.signed(
                    q, questions.restore(q, now) if back else questions.remove(q, now, wish.get("reason") or ""), by
                ),
            )
            for q in theirs
        ]
        after = {new.id: new for _, new in moved}
        answer = {
            "question": seen(copy, after[named.id], by.role),
            "questions": [seen(copy, new, by.role) for old, new in moved if new is not old],
        }
        return decided_all(answer, moved, _told if back else lambda _: "question.dismissed", now)

    return await acting.do(slug, by, key, rule, limits.MOVE)


def _told(question: Question) -> str:
    return "question.held" if question.status == "pending" else "question.reopened"
