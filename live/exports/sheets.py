"""What is taken out as tables, and how a table is written as CSV:

RFC 4180 with a BOM for Excel, and no cell that a program could take for a formula (CWE-1236).
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from live.rules.people import Role
from live.rules.people.attendance import Attendance, moment_of
from live.rules.polls import VOTERS, Tally, Written, results, sets
from live.rules.questions import Question
from live.rules.questions.as_json import question_as_json
from live.rules.report import Report, ReportPart
from live.rules.state import State, listed, polled
from live.rules.wishes.polls import PollKind

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
_INSIDE = re.compile(
    r"(?<=[;\t\r\n])(?=[=+@＝＋＠]|[-－]\S)"
)  # an Excel that separates by semicolons (Norwegian ones do) begins a cell there
QUESTIONS = (
    "number",
    "status",
    "votes",
    "text",
    "name",
    "session",
    "item",
    "answer",
    "reason",
    "merged_into",
    "asked_at",
    "answered_at",
    "labels",
)
FATES = ("answered", "written", "merged", "declined", "withdrawn", "promised", "open")
SESSIONS = (
    "session",
    "kind",
    "track",
    "status",
    "planned_starts",
    "planned_ends",
    "began",
    "ended",
    "people_average",
    "people_peak",
    "asked",
    *FATES,
    "votes",
)

POLLS = ("poll", "session", "kind", "status", "opened_at", "closed_at", "people", "answer", "count", "set")


class Table(msgspec.Struct, frozen=True):
    """What it is of, the names of its columns for programs, and its rows: text, numbers, moments and `None`."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def as_csv(table: Table, zone: ZoneInfo) -> bytes:
    """Write a table; moments are told in the zone, to the minute."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(table.columns)
    for row in table.rows:
        lines.writerow([_cell(value, zone) for value in row])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _cell(value: object, zone: ZoneInfo) -> str:
    """What could be read as a formula is quoted with an apostrophe."""
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="minutes")
    text = "" if value is None else str(value)
    text = _INSIDE.sub("'", text)
    return f"'{text}" if text.startswith(FORMULA) else text


def questions(state: State, votes: Mapping[str, int]) -> Table:
    """Return a row per question, as moderators see them."""
    rows = [_question(state, question, votes) for question in listed(state, Role.MODERATOR)]
    return Table("questions", QUESTIONS, rows)


def _question(state: State, question: Question, votes: Mapping[str, int]) -> list[object]:
    seen = question_as_json(question, votes.get(question.id, 0), Role.MODERATOR)
    titles = {s.id: s.title for s in state.agenda.sessions} | {
        i.id: i.text for s in state.agenda.sessions for i in s.items
    }
    into = state.questions.get(question.merged_into or "")
    named = seen | {
        "session": titles.get(question.session or ""),
        "item": titles.get(question.item or ""),
        "merged_into": into.number if into else None,
        "labels": ", ".join(labels(state, question)),
    }
    return [named[column] for column in QUESTIONS]


def labels(state: State, question: Question) -> tuple[str, ...]:
    """Return what moderators have marked a question with."""
    mark = state.marks.get(question.id)
    return mark.labels if mark else ()


def attendance(counted: Attendance) -> Table:
    """Return a row per minute somebody was here in."""
    rows = [(moment_of(minute), people) for minute, people in counted.items()]
    return Table("attendance", ("time", "people"), rows)


def sessions(told: Report) -> Table:
    """Return a row per session, and one without a name for what was asked about the event as a whole."""
    return Table("sessions", SESSIONS, [_session(part) for part in told.shown])


def _session(part: ReportPart) -> list[object]:
    session, there = part.session, part.presence
    about = (
        (session.title, session.kind, session.track, session.status, session.planned_starts, session.planned_ends)
        if session
        else ("",) * 6
    )
    people = (round(there.average, 1), there.peak) if there else (None, None)
    return [*about, part.began, part.ended, *people, part.asked, *(part.fates[name] for name in FATES), part.votes]


def polls(state: State, tallies: Mapping[str, Tally], written: Written) -> Table:
    """Return a row per answer of each poll, in the order they were opened; hidden words and answers in full too."""
    rows, titles = [], {s.id: s.title for s in state.agenda.sessions}
    for poll in sets.in_turn(polled(state, Role.MODERATOR)):
        tally = tallies.get(poll.id, {})
        about = (
            poll.text,
            titles.get(poll.session or ""),
            poll.kind,
            poll.status,
            poll.opened_at,
            poll.closed_at,
            tally.get(VOTERS, 0),
        )
        told = results(poll, tally, hidden=True)
        rows += [(*about, int(step) if poll.kind == PollKind.SCALE else step, n, poll.set) for _, step, n in told]
        rows += [(*about, words, 1, poll.set) for words in written.get(poll.id, ())]
    return Table("polls", POLLS, rows)
