"""Every clock, weekday and date in a text is accounted for: part of what was understood, or named here with its line.

What only repeats what was understood ("vi starter kl. 9" over an agenda that starts at nine) is not worth a word.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from live.programme.shapes import Notice
from live.programme.text.clocks import CERTAIN, DAY, FAINT, spans_in
from live.programme.text.dates import Found, blanked, dates_in
from live.programme.text.draft import Draft
from live.programme.text.layouts import Reading
from live.programme.text.lines import Line
from live.programme.text.marks import FACT, START, UNTIL, Mark, says_the_end
from live.programme.text.noise import is_mail_header, subject_of
from live.programme.words import DEADLINE_WORDS, alternatives, weekday_names

_MOST = 12  # notices of a kind; nobody reads more
_SHOWN = 100  # characters of a line that is named
_LONGEST = 600  # characters of a line in which is looked


def unaccounted(lines: list[Line], reading: Reading, drafts: list[Draft]) -> list[Notice]:
    """What the text says of when and the reading does not."""
    days = {day for draft in drafts for day in (draft.day, draft.day + dt.timedelta(days=(draft.ends or 0) // DAY))}
    clocks = {moment % DAY for draft in drafts for moment in (draft.starts, draft.ends or draft.starts)}
    used = {one.index for one in (*reading.sessions, *reading.frames, *reading.blocks)}
    rest = [line for at, line in enumerate(lines) if at not in used and not line.blank]
    return [
        *islice(_times_left(reading.others, clocks), _MOST),
        *islice(_times_in_titles(drafts), _MOST),
        *islice(_dates_left(rest, days), _MOST),
        *islice(_weekdays_left(rest, days), _MOST),
    ]


def ends_said_apart(reading: Reading, drafts: list[Draft]) -> list[Notice]:
    """ "Ende gegen 21.30 Uhr" ends the session above it; "Til 13:45 Fruktpause" says no start, and is told."""
    told: list[Notice] = []
    for one in reading.others:
        if one.place != UNTIL:
            continue
        above = [draft for draft in drafts if draft.line < one.line.number]
        until = one.span.ends or one.span.starts
        if says_the_end(one.beside) and above and above[-1].ends is None and above[-1].starts < until:
            above[-1].ends = until
        elif one.beside and not says_the_end(one.beside):
            told.append(
                Notice(
                    "This says only when it ends; it was made no session: {lines}", _named(one.line), one.line.number
                )
            )
    return told


def _times_left(others: Iterable[Mark], clocks: set[int]) -> Iterator[Notice]:
    for one in others:
        believed = one.span.belief >= CERTAIN or (one.place == START and one.span.belief > FAINT)
        said = {moment % DAY for moment in (one.span.starts, one.span.ends) if moment is not None}
        if believed and not _is_told(one) and not said <= clocks:
            yield Notice("A time that was not made a session: {lines}", _named(one.line), one.line.number)


def _is_told(one: Mark) -> bool:
    return one.place in (FACT, UNTIL) or is_mail_header(one.line.text) or bool(subject_of(one.line.text))


def _times_in_titles(drafts: list[Draft]) -> Iterator[Notice]:
    for draft in drafts:
        if any(span.belief >= CERTAIN for span in spans_in(blanked(draft.title, dates_in(draft.title)))):
            yield Notice("A time was left in the title “{title}”.", {"title": draft.title[:_SHOWN]}, draft.line)


def _dates_left(lines: list[Line], days: set[dt.date]) -> Iterator[Notice]:
    first, last = min(days), max(days)
    for line in lines:
        apart = [date for date in dates_in(line.text[:_LONGEST]) if not _is_known(date, days, first, last)]
        if apart and not any(word in line.text.lower() for word in DEADLINE_WORDS):
            yield Notice("A date on which there are no sessions: {lines}", _named(line), line.number)


def _is_known(date: Found, days: set[dt.date], first: dt.date, last: dt.date) -> bool:
    day = date.on(first.year)
    return day is None or day in days or (date.year in (None, first.year) and first <= day <= last)


@cache
def _weekday() -> re.Pattern[str]:
    wide = [name for name in weekday_names() if len(name) > 5]
    return re.compile(rf"(?<![^\W_])(?P<weekday>{alternatives(wide)})(?:s|en)?(?![^\W_])", re.IGNORECASE)


def _weekdays_left(lines: list[Line], days: set[dt.date]) -> Iterator[Notice]:
    known = {day.weekday() for day in days}
    for line in lines:
        text = blanked(line.text[:_LONGEST], dates_in(line.text[:_LONGEST]))
        named = {weekday_names()[found["weekday"].lower()] for found in _weekday().finditer(text)}
        if named - known and not any(word in line.text.lower() for word in DEADLINE_WORDS):
            yield Notice("A day on which there are no sessions: {lines}", _named(line), line.number)


def _named(line: Line) -> dict[str, str]:
    return {"lines": line.text[:_SHOWN]}
