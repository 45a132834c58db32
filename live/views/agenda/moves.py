"""What became of a session's times, in words: "delayed 10 min", "moved from 13:15", "until 13:25 now"."""

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from live.rules.agenda import Session
from live.views.press.times import clock, day_of, minutes, short_date
from live.views.press.words import Words

IN_MINUTES = timedelta(minutes=100)  # a longer move is told by its old time
NOTHING = timedelta(0)


def moves(session: Session, words: Words, language: str, zone: ZoneInfo) -> list[str]:
    """Return the differences worth telling, none for what is over or cancelled."""
    if session.status in ("cancelled", "done"):
        return []
    said = _tell(words, language)
    by = session.start_moved
    if NOTHING < by <= IN_MINUTES:
        return [said("delayed {n} min", n=minutes(by))]
    if -IN_MINUTES <= by < NOTHING:
        return [said("{n} min earlier", n=minutes(-by))]
    if by:
        return [said("moved from {time}", time=_when(session, language, zone))]
    longer = session.end_moved
    if longer:
        return [
            said("{n} min longer", n=minutes(longer))
            if longer > NOTHING
            else said("{n} min shorter", n=minutes(-longer))
        ]
    return []


def _tell(words: Words, language: str) -> Callable[..., str]:
    return lambda message, **values: words.translate(message, language, **values)


def _when(session: Session, language: str, zone: ZoneInfo) -> str:
    same_day = day_of(session.starts, zone) == day_of(session.planned_starts, zone)
    time = clock(session.planned_starts, zone)
    return time if same_day else f"{short_date(day_of(session.planned_starts, zone), language)} {time}"
