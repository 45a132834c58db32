"""Which year, when a date does not say: the year the text itself names, else the nearest sensible one seen from today."""

import datetime as dt
import re
from collections.abc import Iterable

from live.programme.text.dates import Found

_LOOK_BACK = dt.timedelta(days=90)  # a date without a year lies at most this far back, else it is next year's
_YEAR = re.compile(r"(?<![0-9.,/–-])20[0-9]{2}(?![0-9.,/–-])")


def year_named(texts: Iterable[str]) -> int | None:
    """The year a title names ("Nettverksdagen 2026"), when it names exactly one."""
    years = {int(year) for text in texts for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


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
