"""Which part of an agenda a page has at once. A small agenda is there whole; of a large one the days that matter now,
or those somebody asks for, and of each session only what a list needs.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import msgspec

from live.rules.agenda import Agenda, Session, SessionStatus, in_tracks, ordered
from live.rules.agenda.moment import Moment

MOST_WHOLE = 100  # sessions of which a page has everything
MOST_WORDS = 60_000  # characters of descriptions and items that a page has
MOST_OF_A_DAY = 300  # sessions of one day of a large agenda that a page has at first; about 90 bytes each, compressed

PASSED = frozenset({SessionStatus.DONE, SessionStatus.CANCELLED})


class Choice(msgspec.Struct, frozen=True, cache_hash=True):
    """What somebody wants to see of an agenda: these days, only these tracks, one session with all that is said of it.

    `whole` is everything, to print or to search in; `after` is where a long day goes on. Without days it is what
    matters now.
    """

    days: tuple[date, ...] = ()
    tracks: frozenset[str] = frozenset()
    session: str = ""
    after: datetime | None = None
    whole: bool = False


EVERYTHING_NOW = Choice()


class DayWindow(msgspec.Struct, frozen=True):
    """One day of an agenda: the sessions a page has of it. It has none that starts at `before` or later."""

    date: date
    sessions: tuple[Session, ...]
    is_over: bool
    is_open: bool
    before: datetime | None


def is_large(agenda: Agenda) -> bool:
    """Return whether the agenda is too long to be sent whole with every page."""
    if len(agenda.sessions) > MOST_WHOLE:
        return True
    words = (len(s.description) + sum(len(item.text) for item in s.items) for s in agenda.sessions)
    return sum(words) > MOST_WORDS


def days_shown(agenda: Agenda, moment: Moment, zone: ZoneInfo, choice: Choice = EVERYTHING_NOW) -> list[DayWindow]:
    """Return all days of the agenda, each with the sessions that a page has of it."""
    whole = choice.whole or not is_large(agenda)
    shown = agenda.sessions if whole else in_tracks(agenda.sessions, choice.tracks)
    days = by_day(shown, zone)
    wanted = choice.days or days_of(_mattering(moment), zone)
    return [
        _day(day, sessions, moment, choice, zone, whole=whole, wanted=day in wanted) for day, sessions in days.items()
    ]


def by_day(sessions: Iterable[Session], zone: ZoneInfo) -> Mapping[date, list[Session]]:
    """Return the sessions in their order, by day in the zone."""
    days: dict[date, list[Session]] = {}
    for session in ordered(list(sessions)):
        days.setdefault(session.starts.astimezone(zone).date(), []).append(session)
    return days


def days_of(sessions: Iterable[Session], zone: ZoneInfo) -> tuple[date, ...]:
    """Return the days these sessions are on, each once, in order."""
    return tuple(sorted({session.starts.astimezone(zone).date() for session in sessions}))


def _mattering(moment: Moment) -> tuple[Session, ...]:
    return (*moment.on, *([moment.next] if moment.next else []))


def _day(
    day: date, sessions: list[Session], moment: Moment, choice: Choice, zone: ZoneInfo, *, whole: bool, wanted: bool
) -> DayWindow:
    over = all(s.ends <= moment.now and moment.shown[s.id] in PASSED for s in sessions)
    if whole:
        return DayWindow(day, tuple(sessions), over, wanted or not over or choice.whole, None)
    if not wanted:
        return DayWindow(day, (), over, False, datetime.combine(day, time(), zone))
    asked = [s for s in sessions if choice.after is None or s.starts >= choice.after or s.id == choice.session]
    if len(asked) > MOST_OF_A_DAY and not choice.after:
        asked = [s for s in asked if s.ends > moment.now or s in moment.on or s.id == choice.session] or asked
    before = asked[MOST_OF_A_DAY].starts if len(asked) > MOST_OF_A_DAY else None
    had = [s for s in asked if before is None or s.starts < before or s.id == choice.session]
    return DayWindow(day, tuple(had or asked), over, True, before if had else None)
