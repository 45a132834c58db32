"""How many people were here, minute by minute: which minutes are kept, and what is said about a stretch of time.

Only numbers are kept, no pseudonyms. A minute nobody was counted in is a minute nobody was here.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import msgspec

from live.rules.agenda import Agenda, Session

MINUTE = timedelta(minutes=1)
AROUND = timedelta(hours=1)  # before the first session and after the last
LONGEST = timedelta(days=14)  # 20 160 minutes at most
Attendance = Mapping[int, int]  # minute since 1970 -> the most people here in it


class Headcount(msgspec.Struct, frozen=True):
    """Over some minutes: people on average, and the most at once, first reached at `peak_at`."""

    average: float
    peak: int
    peak_at: datetime | None


def minute_of(moment: datetime) -> int:
    return int(moment.timestamp()) // 60


def moment_of(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)


def is_kept(agenda: Agenda, now: datetime) -> bool:
    """Return whether this minute belongs to the event: people who look at the programme a week ahead are not there."""
    if agenda.starts is None or agenda.ends is None:
        return False
    return agenda.starts - AROUND <= now <= min(agenda.ends + AROUND, agenda.starts + LONGEST)


def presence(attendance: Attendance, starts: datetime, ends: datetime) -> Headcount | None:
    """Between two moments; None when not a minute lies between them."""
    first, last = minute_of(starts), minute_of(ends)
    if last <= first:
        return None
    counted = {minute: people for minute, people in attendance.items() if first <= minute < last}
    peak = max(counted.values(), default=0)
    at = min((minute for minute, people in counted.items() if people == peak), default=None)
    return Headcount(sum(counted.values()) / (last - first), peak, moment_of(at) if at is not None else None)


def peak(attendance: Attendance) -> tuple[int, datetime | None]:
    """Return the most people at once, and when first."""
    most = max(attendance.values(), default=0)
    return most, moment_of(min(minute for minute, people in attendance.items() if people == most)) if most else None


def span(session: Session, now: datetime) -> tuple[datetime, datetime] | None:
    """Return when a session really was, up to `now`; None when it has not begun or was cancelled."""
    starts = session.started_at or session.starts
    if not session.stands or starts >= now:
        return None
    return starts, min(session.ended_at or session.ends, now)
