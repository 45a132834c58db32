"""Tables for spreadsheets:

RFC 4180 with a BOM for Excel, and no cell that a program could take for a formula (CWE-1236).
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from live.rules.people import Role
from live.rules.people.attendance import Attendance, moment_of
from live.rules.polls import VOTERS, Tally, results
from live.rules.report import Report, ReportPart
from live.rules.state import State, polled

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
_INSIDE = re.compile(
    r"(?<=[;\t\r\n])(?=[=+@＝＋＠]|[-－]\S)"
)  # an Excel that separates by semicolons (Norwegian ones do) begins a cell there
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

POLLS = ("poll", "session", "kind", "status", "opened_at", "closed_at", "people", "answer", "count")


def sheet(columns: Sequence[str], rows: Iterable[Sequence[object]], zone: ZoneInfo) -> bytes:
    """Return a table; moments are told in the zone, to the minute."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(columns)
    for row in rows:
        table.writerow([_cell(value, zone) for value in row])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _cell(value: object, zone: ZoneInfo) -> str:
    """What could be read as a formula is quoted with an apostrophe."""
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="minutes")
    text = "" if value is None else str(value)
    text = _INSIDE.sub("'", text)
    return f"'{text}" if text.startswith(FORMULA) else text


def attendance(state: State, counted: Attendance) -> bytes:
    """Return a row per minute somebody was here in."""
    return sheet(
        ("time", "people"), [(moment_of(minute), people) for minute, people in counted.items()], state.event.zone
    )


def sessions(state: State, told: Report) -> bytes:
    """Return a row per session, and one without a name for what was asked about the event as a whole."""
    return sheet(SESSIONS, [_session(part) for part in told.shown], state.event.zone)


def _session(part: ReportPart) -> list[object]:
    session, there = part.session, part.presence
    about = (
        (session.title, session.kind, session.track, session.status, session.planned_starts, session.planned_ends)
        if session
        else ("",) * 6
    )
    people = (round(there.average, 1), there.peak) if there else (None, None)
    return [*about, part.began, part.ended, *people, part.asked, *(part.fates[name] for name in FATES), part.votes]


def polls(state: State, tallies: Mapping[str, Tally]) -> bytes:
    """Return a row per answer of each poll, in the order they were opened; words that were hidden are there too."""
    rows, titles = [], {s.id: s.title for s in state.agenda.sessions}
    for poll in polled(state, Role.MODERATOR)[::-1]:
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
        rows += [(*about, words, n) for _, words, n in results(poll, tally, hidden=True)]
    return sheet(POLLS, rows, state.event.zone)
