"""Which year, when a date does not say: a year the text names beside the same date, one in which its weekdays fit, else
the nearest sensible one seen from today.
"""

import datetime as dt
import re
from collections.abc import Iterable

import msgspec

from live.programme.text.days.dates import Found

_LOOK_BACK = dt.timedelta(days=90)  # a date without a year lies at most this far back, else it is next year's
_MOST_NAMED = 50  # dates with weekdays that are asked for the year
_YEAR = re.compile(r"(?<![0-9.,/–-])20[0-9]{2}(?![0-9.,/–-])")


def year_named(texts: Iterable[str]) -> int | None:
    """The year a title names ("Nettverksdagen 2026"), when it names exactly one."""
    years = {int(year) for text in texts for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def stated(dates: Iterable[Found]) -> dict[tuple[int, int], Found]:
    """Each day and month of a text with the year and the weekday that it is given anywhere."""
    known: dict[tuple[int, int], Found] = {}
    for date in dates:
        key = date.day, date.month
        known[key] = _with(known[key], date) if key in known else date
    return known


def enriched(found: Found, known: dict[tuple[int, int], Found]) -> Found:
    """The date with the year and the weekday that the text gives it elsewhere."""
    other = known.get((found.day, found.month))
    return _with(found, other) if other else found


def _with(found: Found, other: Found) -> Found:
    weekday = other.weekday if found.weekday is None else found.weekday
    return msgspec.structs.replace(found, year=found.year or other.year, weekday=weekday)


def year_that_fits(found: Iterable[Found], near: dt.date) -> int | None:
    """The year in which the weekdays named in a text fall on their dates: one the text names, else the next one."""
    dates = list(found)
    named = [date for date in dates if date.weekday is not None and not date.year]
    if not named:
        return None
    said = {date.year for date in dates if date.year}
    named = named[:_MOST_NAMED]
    likely = sorted(
        range(near.year - 6, near.year + 7), key=lambda year: (year not in said, _away(named[0], year, near))
    )
    return (
        max(likely, key=lambda year: sum(_falls_on(date, year) for date in named))
        if any(_falls_on(date, year) for date in named for year in likely)
        else None
    )


def _falls_on(date: Found, year: int) -> bool:
    day = date.on(year) if dt.MINYEAR < year < dt.MAXYEAR else None
    return day is not None and day.weekday() == date.weekday


def _away(date: Found, year: int, near: dt.date) -> dt.timedelta:
    day = date.on(year) if dt.MINYEAR < year < dt.MAXYEAR else None
    return _distance(day, near) if day else dt.timedelta.max


def dated(found: Found, *, near: dt.date, year: int | None) -> dt.date | None:
    """The date found; without a year, in `year`, else the one whose weekday agrees, else the next one that has not
    long passed.
    """
    if found.year or year:
        return found.on(found.year or year or near.year)
    candidates = [
        date
        for offset in (0, 1, -1, 2, -2)
        if dt.MINYEAR < near.year + offset < dt.MAXYEAR
        if (date := found.on(near.year + offset))
    ]
    agreeing = [date for date in candidates if found.weekday == date.weekday()]
    return min(agreeing or candidates, key=lambda date: _distance(date, near), default=None)


def _distance(date: dt.date, near: dt.date) -> dt.timedelta:
    """Dates ahead are nearer than dates long past."""
    if date >= near:
        return date - near
    return near - date if near - date <= _LOOK_BACK else 4 * (near - date)
