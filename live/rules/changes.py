"""Facts worth telling. A change carries the whole thing as it now is, so that applying it twice is harmless.

`KINDS` is the table of all of them. What each audience sees of a change is `seen_by`; no other place decides that.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from live.rules.agenda import Agenda, Session, current, head, seen_session, shown_status
from live.rules.agenda.differences import Before
from live.rules.announcements import Announcement, seen_announcement
from live.rules.event import Advance, Event, status
from live.rules.people import Role
from live.rules.polls import Poll, as_told
from live.rules.questions import PUBLIC, Question, seen_question
from live.rules.questions.marks import Mark, Order, seen_mark, seen_order

KINDS: Mapping[str, str] = {
    "session.delayed": "moved by minutes, with what follows",
    "session.moved": "moved to a time, swapped or extended, with what follows",
    "session.started": "begun by hand",
    "session.ended": "ended by hand",
    "session.cancelled": "will not happen",
    "session.restored": "happens after all",
    "session.edited": "other words or times",
    "session.inserted": "new on the agenda",
    "agenda.undone": "the last move was taken back",
    "agenda.replaced": "a programme was imported over this one",
    "question.asked": "new, pending or open at once",
    "question.approved": "on everyone's list",
    "question.dismissed": "left out, perhaps with a reason",
    "question.taken": "being answered now",
    "question.answered": "answered, in writing or live",
    "question.reopened": "open again",
    "question.held": "waits for the moderators again",
    "question.edited": "clearer words",
    "question.pinned": "pinned or unpinned",
    "question.promised": "will be answered later, or not after all",
    "question.merged": "the same as another",
    "question.unmerged": "not the same after all",
    "question.withdrawn": "taken back by its asker",
    "question.marked": "other labels; for moderators only",
    "queue.arranged": "the queue in an order by hand, or by votes again; for moderators only",
    "announcement.made": "the moderator's word to everyone",
    "announcement.scheduled": "set for a time or changed before it came; for moderators only",
    "announcement.corrected": "other words for what was told",
    "announcement.retracted": "taken back",
    "poll.made": "a draft of a poll, or a removed one that is back; for moderators only unless it is public",
    "poll.edited": "other words for a draft, or a word hidden from the results",
    "poll.opened": "everyone may answer",
    "poll.closed": "no more answers",
    "poll.shown": "everyone sees the results, or not any more",
    "poll.removed": "gone for everybody",
    "event.changed": "a setting or a fact about the event",
    "links.renewed": "old links and badges of a role stop working",
}

NO_TALLIES: Mapping[str, Mapping[str, int]] = {}


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is kept in the stream. `was` is a question's status before, or "public" for a poll that was on everyone's
    page, `before` the sessions that differ as they were.

    With both versions in it the log of changes can be told without knowing what the agenda was at any earlier time.
    """

    kind: str
    at: datetime
    sessions: tuple[Session, ...] = ()
    removed: tuple[str, ...] = ()
    before: tuple[Before, ...] = ()
    subject: str = ""  # the session that was moved; the others followed
    agenda_revision: int = 0
    spans: bool = False  # the event now begins or ends at another time
    question: Question | None = None
    was: str = ""
    announcement: Announcement | None = None
    poll: Poll | None = None
    mark: Mark | None = None
    order: Order | None = None
    moved_by: str = ""  # the moderator who moved the agenda, by the name they gave; for moderators' eyes only
    event: Event | None = None
    role: str = ""
    secret: str = ""  # the digest of a role's new token; never leaves the process


def seen_event(event: Event, agenda: Agenda, now: datetime) -> dict[str, Any]:
    """EVENT of the contract."""
    return {
        "slug": event.slug,
        "title": event.title,
        "summary": event.summary,
        "language": event.language,
        "timezone": event.timezone,
        "starts": agenda.starts,
        "ends": agenda.ends,
        "status": status(agenda.starts, agenda.ends, now),
        "contact": event.contact,
        "sections": event.sections,
        "moderated": event.moderated,
        "questions_open": event.questions_open,
        "advance": event.advance,
        "stage": event.stage,
        "slow_seconds": event.slow_seconds,
        "revision": event.revision,
    }


def seen_sessions(
    sessions: tuple[Session, ...], agenda: Agenda, now: datetime, advance: Advance
) -> list[dict[str, Any]]:
    on = current(agenda, now, advance)
    return [seen_session(s, shown_status(s, on, now, advance)) for s in sessions]


def seen_by(
    change: Change,
    role: Role,
    agenda: Agenda,
    event: Event,
    votes: Mapping[str, int],
    now: datetime,
    tallies: Mapping[str, Mapping[str, int]] = NO_TALLIES,
) -> dict[str, Any] | None:
    """The change as this audience sees it, or None when it is not theirs to see.

    `agenda` and `event` are as after it.
    """
    seen: dict[str, Any] = {"kind": change.kind, "at": change.at}
    if change.question:
        question = as_listed(change.question, change.was, votes.get(change.question.id, 0), role)
        return seen | {"question": question} if question else None
    if change.announcement:
        hidden = change.announcement.due_at and role is not Role.MODERATOR
        return None if hidden else seen | {"announcement": seen_announcement(change.announcement)}
    if change.poll:
        poll = as_told(change.poll, change.was, tallies.get(change.poll.id, {}), role)
        return seen | {"poll": poll} if poll else None
    if change.mark or change.order:
        return seen | as_marked(change) if role is Role.MODERATOR else None
    if change.kind == "links.renewed":
        return None
    if change.event or change.spans:
        seen["event"] = seen_event(event, agenda, now)
    if change.sessions or change.removed or change.agenda_revision:
        seen |= {
            "sessions": seen_sessions(change.sessions, agenda, now, event.advance),
            "agenda": head(agenda, now, event.advance),
        }
        if change.removed:
            seen["removed"] = change.removed
        if change.moved_by and role is Role.MODERATOR:
            seen["moved_by"] = change.moved_by
    return seen


def as_marked(change: Change) -> dict[str, Any]:
    """What moderators note for themselves."""
    return ({"mark": seen_mark(change.mark)} if change.mark else {}) | (
        {"order": seen_order(change.order)} if change.order else {}
    )


def as_listed(question: Question, was: str, votes: int, role: Role) -> dict[str, Any] | None:
    """For moderators everything; for attendees what is public, and of what leaves their list only id and status."""
    if role is Role.MODERATOR or question.status in PUBLIC:
        return seen_question(question, votes, role)
    return {"id": question.id, "status": question.status} if was in PUBLIC else None
