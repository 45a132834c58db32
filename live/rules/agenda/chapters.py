"""Chapters of the recording: when each session was really on, and when each question was answered, counted from where
the recording begins.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import msgspec

from live.rules.agenda import Agenda, Session
from live.rules.agenda.knock_on import NIGHT
from live.rules.questions import Question

SHORTEST = timedelta(seconds=10)  # YouTube takes no shorter chapter
NOTHING = timedelta(0)
Mark = tuple[timedelta, str, int | None]  # when, what, and the number of a question


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """`title` is empty for what comes before the first session. `number` is that of a question."""

    at: timedelta
    until: timedelta
    title: str
    number: int | None = None


def began(session: Session) -> datetime:
    """Return when it really began, as far as anybody has said."""
    return session.started_at or session.starts


def ended(session: Session) -> datetime:
    return session.ended_at or max(session.ends, began(session))


def first(agenda: Agenda) -> datetime | None:
    """Return when the event really began."""
    return min((began(s) for s in agenda.sessions if s.stands), default=None)


def chapters(agenda: Agenda, questions: Mapping[str, Question], recording: datetime) -> tuple[Chapter, ...]:
    """Return the chapters from 0:00, in order, each until the next;

    `recording` is when the recording begins. What was over by then is left out.
    """
    sessions = _recorded(agenda, recording)
    if not sessions:
        return ()
    until = max(map(ended, sessions))
    marks: list[Mark] = [(max(NOTHING, began(s) - recording), s.title, None) for s in sessions]
    kept = _apart(sorted([*marks, *_questions(questions.values(), recording, until)], key=lambda mark: mark[0]))
    ends = [*(mark[0] for mark in kept[1:]), max(until - recording, kept[-1][0] + SHORTEST)]
    return tuple(
        Chapter(at=at, until=until, title=title, number=number)
        for (at, title, number), until in zip(kept, ends, strict=True)
    )


def _recorded(agenda: Agenda, recording: datetime) -> list[Session]:
    """The sessions of this recording: from its beginning to the night, or to the end."""
    seen = sorted((s for s in agenda.sessions if s.stands and ended(s) > recording), key=began)
    busy = recording
    for place, session in enumerate(seen):
        if place and began(session) - busy >= NIGHT:
            return seen[:place]
        busy = max(busy, ended(session))
    return seen


def _questions(questions: Iterable[Question], recording: datetime, until: datetime) -> list[Mark]:
    """A question begins when it was taken up, or, if nobody said so, when it was answered.

    Answers written afterwards are not in the recording.
    """
    answered = [(q.taken_at or q.answered_at, q) for q in questions if q.status == "answered"]
    return [(at - recording, q.text, q.number) for at, q in answered if at is not None and recording <= at <= until]


def _apart(marks: list[Mark]) -> list[Mark]:
    """The first at 0:00, and none within `SHORTEST` of another: there a session stands rather than a question, and the
    later of two sessions.
    """
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark[0] - kept[-1][0] >= SHORTEST:
            kept.append(mark)
        elif mark[2] is None:
            kept[-1] = (kept[-1][0], mark[1], None)
    if kept and kept[0][0] >= SHORTEST:
        kept.insert(0, (NOTHING, "", None))
    elif kept:
        kept[0] = (NOTHING, *kept[0][1:])
    return kept
