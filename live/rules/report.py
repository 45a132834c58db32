"""What an event came to, so far or as a whole: times, people, and what became of the questions, session by session."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from live.rules.agenda import Session
from live.rules.announcements import Announcement
from live.rules.people import attendance
from live.rules.people.attendance import Attendance, Headcount
from live.rules.questions import PUBLIC, Question, ledger
from live.rules.state import State

ANSWERED = ("answered", "written")
MOST_TOP = 10  # questions shown in full


class ReportPart(msgspec.Struct, frozen=True):
    """One session (None: what was asked about the event as a whole).

    `fates` as in `ledger.counts`; `votes` of its questions together.
    """

    session: Session | None
    began: datetime | None
    ended: datetime | None
    presence: Headcount | None
    fates: Mapping[str, int]
    votes: int

    @property
    def asked(self) -> int:
        return sum(self.fates.values())

    @property
    def answered(self) -> int:
        return sum(self.fates[name] for name in ANSWERED)


class Report(msgspec.Struct, frozen=True):
    """`over`: nothing more is to come, and `open` in the fates means not reached."""

    over: bool
    parts: tuple[ReportPart, ...]
    total: ReportPart
    peak: int
    peak_at: datetime | None
    top: tuple[Question, ...]
    announcements: tuple[Announcement, ...]

    @property
    def shown(self) -> tuple[ReportPart, ...]:
        """The sessions, and the event as a whole if something was asked about it."""
        return tuple(part for part in self.parts if part.session or part.asked)


def report(state: State, votes: Mapping[str, int], counted: Attendance, now: datetime) -> Report:
    """Return the event at `now`. Sessions stand in the order of the programme, what is about none of them last."""
    questions = list(state.questions.values())
    known = {s.id for s in state.agenda.sessions}
    parts = [_part(s, [q for q in questions if q.session == s.id], votes, counted, now) for s in state.agenda.sessions]
    parts.append(_part(None, [q for q in questions if q.session not in known], votes, counted, now))
    most, at = attendance.peak(counted)
    return Report(
        over=ledger.is_over(state, now),
        parts=tuple(parts),
        total=_total(state, questions, votes, counted, now),
        peak=most,
        peak_at=at,
        top=_top(questions, votes),
        announcements=tuple(sorted((a for a in state.announcements.values() if a.due_at is None), key=lambda a: a.at)),
    )


def _part(
    session: Session | None, questions: Sequence[Question], votes: Mapping[str, int], counted: Attendance, now: datetime
) -> ReportPart:
    span = attendance.span(session, now) if session else None
    ended = span[1] if session and span and (session.ended_at or session.ends) <= now else None
    return ReportPart(
        session,
        span[0] if span else None,
        ended,
        attendance.presence(counted, *span) if span else None,
        _fates(questions),
        _votes(questions, votes),
    )


def _total(
    state: State, questions: Sequence[Question], votes: Mapping[str, int], counted: Attendance, now: datetime
) -> ReportPart:
    spans = [span for session in state.agenda.sessions if (span := attendance.span(session, now))]
    starts, ends = min((s for s, _ in spans), default=None), max((e for _, e in spans), default=None)
    there = attendance.presence(counted, starts, ends) if starts and ends else None
    return ReportPart(None, starts, ends, there, _fates(questions), _votes(questions, votes))


def _fates(questions: Sequence[Question]) -> dict[str, int]:
    return ledger.counts({q.id: q for q in questions})


def _votes(questions: Sequence[Question], votes: Mapping[str, int]) -> int:
    """Of those that stand for themselves: the votes for a merged one count with the other."""
    return sum(votes.get(q.id, 0) for q in questions if q.status != "merged")


def _top(questions: Sequence[Question], votes: Mapping[str, int]) -> tuple[Question, ...]:
    """The public questions most people wanted answered."""
    told = [q for q in questions if q.status in PUBLIC]
    return tuple(sorted(told, key=lambda q: (-votes.get(q.id, 0), q.number))[:MOST_TOP])
