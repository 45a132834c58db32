"""A question as a viewer sees it."""

from live.rules.people import Role
from live.rules.questions import PUBLIC, Question
from live.rules.viewer import Viewer


def question_as_json(question: Question, votes: int, role: Role) -> dict[str, object]:
    """Return QUESTION of docs/protocol.md, whole: for moderators, for its own asker, and for everyone while it is
    public.
    """
    seen = {
        "id": question.id,
        "number": question.number,
        "text": question.text,
        "name": question.name,
        "session": question.session,
        "item": question.item,
        "status": question.status,
        "votes": votes,
        "pinned": question.pinned,
        "promised": question.promised,
        "answer": question.answer,
        "reason": question.reason,
        "merged_into": question.merged_into,
        "asked_at": question.asked_at,
        "changed_at": question.changed_at,
        "answered_at": question.answered_at,
        "revision": question.revision,
    }
    return seen | {"original": question.original, "moved_by": question.moved_by} if role is Role.MODERATOR else seen


def question_for(question: Question, viewer: Viewer) -> dict[str, object] | None:
    """Return a question as it stands in this viewer's list: moderators have all of them, others what is public."""
    if not viewer.moderates and question.status not in PUBLIC:
        return None
    return question_as_json(question, viewer.votes.get(question.id, 0), viewer.role)
