"""What a line says of days that the agenda does not: told, unless it is certainly of something else."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from live.programme.shapes import Notice
from live.programme.text.days.dates import Found, blanked, dates_in
from live.programme.text.days.headings import day_heading
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import label_of
from live.programme.text.lines.noise import is_stamp
from live.programme.text.lines.open_hours import is_hours_of_a_place
from live.programme.words.labels import DAY_LABELS, DEADLINE_WORDS, TIME_LABELS, alternatives, weekday_names

_SHOWN = 100  # characters of a line that is named
_LONGEST = 600  # characters of a line in which is looked
_FAR = 400  # days; a date farther from the event is of something else, unless it stands as a heading or a fact
_AHEAD = 60  # days; a title that names a day so soon after the event could mean its own
_DUE = re.compile(
    r"\b(?:bis|til|till|innen|innan|senest|seinast|senast|spätestens|by|before|until|no later than|tot|vóór|"
    r"uiterlijk|avant|jusqu.au|før|före|fram til)"
    r"(?:\s(?:zum|den|the|le|d\.|noon|midnight|kl\.?\s?[0-9.:]+|[0-9.:]+(?:\s?[ap]m)?),?(?:\s(?:on|am|den))?)?\s*$",
    re.IGNORECASE,
)
_BARE_DATE = re.compile(
    r"(?:\(|(?<![^\W_])(?:den|d\.|the|am|le|on|dato|date|datum|dag)\s)(?P<day>[0-3]?[0-9])[/.](?P<month>[01]?[0-9])\.?(?=[),;\s]|$)",
    re.IGNORECASE,
)


def is_due(text: str, date: Found) -> bool:
    """ "bis 5. März", "by noon on 26 February", "ligger ute til 1. april": until when something can be done."""
    return _DUE.search(text[: date.at]) is not None and not dates_in(text[: date.at])


def dates_left(line: Line, days: frozenset[dt.date], *, in_agenda: bool) -> Iterator[Notice]:
    """The dates of a line on which nothing is planned; `in_agenda`: a session begins there."""
    text = line.text[:_LONGEST]
    apart = [date for date in dates_in(text) if not (_is_known(date, days) or is_due(line.text, date))]
    if in_agenda:
        ahead = min(days) + dt.timedelta(days=_AHEAD)
        apart = [date for date in apart if min(days) < (date.on(min(days).year) or min(days)) < ahead]
    elif not _is_of_the_event(line):
        apart = [date for date in apart if date.year is None or abs(_days_off(date, days)) < _FAR]
    if (
        (apart or _says_a_bare_date(text, days))
        and not is_stamp(line.text)
        and not any(word in line.text.lower() for word in DEADLINE_WORDS)
    ):
        yield Notice("A date on which there are no sessions: {lines}", named(line), line.number)


def _says_a_bare_date(text: str, days: frozenset[dt.date]) -> bool:
    """ "(10/3)", "den 10/3": too little to be read as a date, enough to be told as one."""
    known = {pair for day in days for pair in ((day.day, day.month), (day.month, day.day))}
    said = ((int(found["day"]), int(found["month"])) for found in _BARE_DATE.finditer(blanked(text, dates_in(text))))
    return any(pair not in known and 0 < pair[0] <= 31 and 0 < pair[1] <= 12 for pair in said)


def _is_of_the_event(line: Line) -> bool:
    return label_of(line.text) in DAY_LABELS | TIME_LABELS or day_heading(0, line) is not None


def _days_off(date: Found, days: frozenset[dt.date]) -> int:
    day = date.on(min(days).year)
    return (day - min(days)).days if day else 0


def _is_known(date: Found, days: frozenset[dt.date]) -> bool:
    first, last = min(days), max(days)
    day = date.on(first.year)
    return day is None or day in days or (date.year in (None, first.year) and first <= day <= last)


@cache
def _weekday() -> re.Pattern[str]:
    wide = [name for name in weekday_names() if len(name) > 4]
    return re.compile(rf"(?<![^\W_])(?P<weekday>{alternatives(wide)})(?:s|en)?(?![^\W_])", re.IGNORECASE)


def weekdays_left(line: Line, days: frozenset[dt.date]) -> Iterator[Notice]:
    """The weekdays of a line on which nothing is planned."""
    text = line.text[:_LONGEST]
    text = blanked(text, dates_in(text))
    weekdays = {weekday_names()[found["weekday"].lower()] for found in _weekday().finditer(text)}
    if not weekdays - {day.weekday() for day in days} or is_stamp(line.text) or is_hours_of_a_place(line.text):
        return
    if not any(word in line.text.lower() for word in DEADLINE_WORDS):
        yield Notice("A day on which there are no sessions: {lines}", named(line), line.number)


def named(line: Line) -> dict[str, str]:
    """The line, as notices show it."""
    return {"lines": line.text[:_SHOWN]}
