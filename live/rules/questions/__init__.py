"""Questions: who may ask, what becomes of them, and what each audience sees of one."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from live.rules.errors import Conflict, NotAllowed, NotFound, Unfit
from live.rules.event import Event
from live.rules.people import Person, Role
from live.rules.wishes.questions import Ask


class Status(StrEnum):
    """Where a question stands."""

    PENDING = "pending"  # a moderator is to look at it first
    APPROVED = "approved"
    LIVE = "live"  # being answered now
    ANSWERED = "answered"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"  # by its asker
    MERGED = "merged"


OPEN = frozenset({Status.PENDING, Status.APPROVED, Status.LIVE})
PUBLIC = frozenset({Status.APPROVED, Status.LIVE, Status.ANSWERED})
VOTABLE = frozenset({Status.APPROVED, Status.LIVE})
MAY_BECOME: Mapping[Status, frozenset[Status]] = {
    Status.PENDING: frozenset(Status) - {Status.PENDING},
    Status.APPROVED: frozenset(Status) - {Status.APPROVED},
    Status.LIVE: frozenset(Status) - {Status.LIVE},
    Status.ANSWERED: frozenset({Status.PENDING, Status.APPROVED, Status.LIVE, Status.DISMISSED}),
    Status.DISMISSED: frozenset({Status.PENDING, Status.APPROVED, Status.LIVE, Status.ANSWERED}),
    Status.WITHDRAWN: frozenset(),
    Status.MERGED: frozenset({Status.PENDING, Status.APPROVED, Status.LIVE}),
}


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it is kept. `by` is the asker's pseudonym and leaves the store for nobody; votes are counted apart.

    `promised`: it will be answered later, perhaps after the event. `merged_from`: the status it had, to which it comes
    back; `removed_from`: likewise, when all of its asker's were removed at once.
    """

    id: str
    number: int
    text: str
    name: str | None = None
    session: str | None = None
    item: str | None = None
    status: Status = Status.PENDING
    pinned: bool = False
    promised: bool = False
    answer: str | None = None
    reason: str | None = None
    merged_into: str | None = None
    merged_from: Status | None = None
    removed_from: Status | None = None
    asked_at: datetime
    changed_at: datetime
    taken_at: datetime | None = None  # when it was being answered last; the recording is linked there
    answered_at: datetime | None = None
    original: str | None = None
    by: str
    moved_by: str = ""  # the moderator who changed it last, by the name they gave; for moderators' eyes only
    revision: int = 1


class About(msgspec.Struct, frozen=True):
    """What a question is about: a point of a session, a session, or the event as a whole."""

    session: str | None = None
    item: str | None = None


def ask(event: Event, by: Person, question_id: str, wish: Ask, about: About, now: datetime) -> Question:
    """Make a question. Refuses `questions_closed`. Its number is given by the store."""
    if not event.questions_open:
        raise NotAllowed(
            "Questions are closed. Thank you for asking; the ones already here are still being answered.",
            code="questions_closed",
        )
    status = Status.APPROVED if not event.moderated or by.role is Role.MODERATOR else Status.PENDING
    return Question(
        id=question_id,
        number=0,
        text=wish.text,
        name=wish.name or None,
        session=about.session,
        item=about.item,
        status=status,
        asked_at=now,
        changed_at=now,
        by=by.id,
    )


def withdraw(question: Question, by: Person, now: datetime) -> Question:
    """Take back one's own question."""
    if question.by != by.id:
        raise NotFound("There is no such question of yours.", code="no_such_question")
    return _become(question, Status.WITHDRAWN, now)


def reword(question: Question, by: Person, now: datetime, text: str) -> Question:
    """Give one's own question other words, while it waits for the moderators. Refuses `too_late` after that."""
    if question.by != by.id:
        raise NotFound("There is no such question of yours.", code="no_such_question")
    if question.status != Status.PENDING:
        raise Conflict("The moderators have read this question. It stays as it is.", code="too_late")
    return question if text == question.text else _touched(question, now, text=text, original=None)


def approve(question: Question, now: datetime) -> Question:
    return _become(question, Status.APPROVED, now, reason=None)


def dismiss(question: Question, now: datetime, reason: str = "") -> Question:
    return _become(question, Status.DISMISSED, now, reason=reason or None)


def take(question: Question, now: datetime) -> Question:
    """Say that it is being answered now."""
    return (
        _become(question, Status.LIVE, now, reason=None, taken_at=now) if question.status != Status.LIVE else question
    )


def answer(question: Question, now: datetime, text: str = "") -> Question:
    """Answered: in writing with `text`, live without. Answering again replaces the words."""
    words = text or None
    if question.status == Status.ANSWERED:
        return _touched(question, now, answer=words or question.answer)
    return _become(question, Status.ANSWERED, now, answer=words or question.answer, reason=None, answered_at=now)


def reopen(question: Question, now: datetime) -> Question:
    """Back among the open ones; what was answered in writing stays readable there."""
    return _become(question, Status.APPROVED, now, reason=None, merged_into=None, merged_from=None)


def hold(question: Question, now: datetime) -> Question:
    """Back among those that wait for the moderators, seen by nobody else: a slip of the hand undone must not publish
    anything.
    """
    return _become(question, Status.PENDING, now, reason=None, merged_into=None, merged_from=None)


def edit(question: Question, now: datetime, text: str) -> Question:
    """Clearer words; the asker's own are kept beside them."""
    if text == question.text:
        return question
    return _touched(question, now, text=text, original=question.original or question.text)


def pin(question: Question, now: datetime, *, on: bool) -> Question:
    return question if question.pinned == on else _touched(question, now, pinned=on)


def promise(question: Question, now: datetime, *, on: bool) -> Question:
    """Promise that it will be answered later, after the event if need be; or not after all. Only what is open can be
    promised.
    """
    if question.promised == on:
        return question
    if on and question.status not in OPEN:
        raise _not_possible(question)
    return _touched(question, now, promised=on)


def remove(question: Question, now: datetime, reason: str = "") -> Question:
    """Left out together with everything its asker has open."""
    return (
        replace(dismiss(question, now, reason), removed_from=question.status) if question.status in OPEN else question
    )


def restore(question: Question, now: datetime) -> Question:
    """Exactly what it was before `remove`, unless somebody has decided otherwise since."""
    if question.removed_from is None or question.status != Status.DISMISSED:
        return question
    return _become(question, question.removed_from, now, reason=None, removed_from=None)


def merge(question: Question, into: Question, now: datetime) -> Question:
    """Join it to another one that asks the same."""
    if question.id == into.id or into.status not in PUBLIC | {Status.PENDING}:
        raise Unfit("Choose another open question to merge this one into.", code="not_mergeable", field="into")
    if question.status == Status.MERGED and question.merged_into == into.id:
        return question
    was = question.merged_from if question.status == Status.MERGED else question.status
    return _become(question, Status.MERGED, now, merged_into=into.id, merged_from=was)


def unmerge(question: Question, now: datetime) -> Question:
    """Exactly what it was before: what nobody else had seen stays unseen."""
    return (
        question
        if question.status != Status.MERGED
        else _become(question, question.merged_from or Status.PENDING, now, merged_into=None, merged_from=None)
    )


def signed(before: Question, after: Question, by: Person) -> Question:
    """Sign with the name of whoever changed it, if a moderator has said one."""
    return after if after is before or after.moved_by == by.name else replace(after, moved_by=by.name)


def check_votable(question: Question) -> None:
    """Refuses a vote on what is not open to votes (`not_votable`); what the audience cannot see does not exist for
    it.
    """
    if question.status not in PUBLIC:
        raise NotFound("There is no such question here.", code="no_such_question")
    if question.status not in VOTABLE:
        raise Conflict("This question has been answered; it takes no more votes.", code="not_votable")


def _become(question: Question, status: Status, now: datetime, **values: object) -> Question:
    if question.status == status:
        return (
            question if all(getattr(question, k) == v for k, v in values.items()) else _touched(question, now, **values)
        )
    if status not in MAY_BECOME[question.status]:
        raise _not_possible(question)
    for back in ("removed_from", "merged_into", "merged_from"):  # whatever leads away from there ends the way back
        if getattr(question, back):
            values.setdefault(back, None)
    return _touched(question, now, status=status, **values)


def _not_possible(question: Question) -> Conflict:
    return Conflict(
        "This question is {status} and cannot become that.",
        code="not_possible",
        status=question.status,
        current=question,
    )


def _touched(question: Question, now: datetime, **values: object) -> Question:
    if not question.text:  # erased: an undo that was pressed later must not bring the words back
        raise _not_possible(question)
    return replace(question, **values, changed_at=now, revision=question.revision + 1)
