"""Erasing a question's words or its answer for good. Its number stays, so that nobody wonders where it went."""

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from live.rules.changes import Change
from live.rules.questions import Question, Status
from live.rules.questions.marks import Mark


def is_erased(question: Question) -> bool:
    return not question.text


def erase(question: Question, now: datetime) -> Question:
    """Leave nothing of it but its number: no words, no name, no answer, nobody whose it is."""
    if is_erased(question):
        return question
    return Question(
        id=question.id,
        number=question.number,
        text="",
        by="",
        status=Status.WITHDRAWN,
        session=question.session,
        asked_at=question.asked_at,
        changed_at=now,
        revision=question.revision + 1,
    )


def erase_answer(question: Question, now: datetime) -> Question:
    """Leave the question as it is, without the words of its answer."""
    return (
        question
        if question.answer is None
        else replace(question, answer=None, changed_at=now, revision=question.revision + 1)
    )


def is_trace(change: Change, erased: Mapping[str, Question]) -> bool:
    """Return whether a change of earlier still tells of words that these questions do not have any more."""
    thing = change.thing
    if isinstance(thing, Mark):
        return bool(thing.labels) and thing.id in erased and is_erased(erased[thing.id])
    if not isinstance(thing, Question) or thing.id not in erased:
        return False
    now = erased[thing.id]
    return thing.answer not in (None, now.answer) or (is_erased(now) and not is_erased(thing))
