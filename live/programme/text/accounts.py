"""Every clock, weekday and date in a text is accounted for: part of what was understood, or named here with its line.

One walk over all lines asks of each what it says of when, and what explains it: the agenda's own times and days, what
only repeats them ("vi starter kl. 9" over an agenda that starts at nine), or what is certainly none of the event's
(deadlines, opening hours, when a page was published). What is left is told.
"""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

import msgspec

from live.programme.shapes import Notice
from live.programme.text.clocks.spans import CERTAIN, DAY, LIKELY, Span, spans_in
from live.programme.text.clocks.spoken import says_a_clock
from live.programme.text.days.dates import Found, blanked, dates_in
from live.programme.text.days.headings import day_heading
from live.programme.text.layouts.readings import Reading
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import FACT, START, UNTIL, Mark, label_of, says_the_end
from live.programme.text.lines.noise import is_hours_of_a_place, is_mail_header, is_stamp, subject_of
from live.programme.text.sessions.draft import Draft
from live.programme.words.labels import (
    CHANGE_LABELS,
    DAY_LABELS,
    DEADLINE_WORDS,
    DESCRIPTION_LABELS,
    POINT_LABELS,
    TIME_LABELS,
    alternatives,
    weekday_names,
)

_IN_WORDS = DESCRIPTION_LABELS | CHANGE_LABELS | POINT_LABELS  # said of a session, as `prose` writes it
_MOST = 12  # notices of a kind; nobody reads more
_SHOWN = 100  # characters of a line that is named
_LONGEST = 600  # characters of a line in which is looked
_FAR = 400  # days; a date farther from the event is of something else, unless it stands as a heading or a fact
_AHEAD = 60  # days; a title that names a day so soon after the event could mean its own
_BY_DAY = range(6 * 60, DAY)  # minutes after midnight; a "10.30" outside is a chapter or a sum
_NO_CLOCK = re.compile(
    r"(?<![^\W_])(?:kap\w*|pkt|punkt|nr|no|vers\w*|v|avsn\w*|artikkel|art|ch|chapter|section|abschnitt|figur|"
    r"tab\w*|kr|nok|eur|usd|[€$£§#])\.?\s?$",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:bis|til|till|innen|innan|senest|seinast|senast|spätestens|by|before|until|no later than|tot|vóór|"
    r"uiterlijk|avant|jusqu.au|før|före|fram til)"
    r"(?:\s(?:zum|den|the|le|d\.|noon|midnight|kl\.?\s?[0-9.:]+|[0-9.:]+(?:\s?[ap]m)?),?(?:\s(?:on|am|den))?)?\s*$",
    re.IGNORECASE,
)
_NUMBER_GOES_ON = re.compile(
    r"\s?(?:prosent|percent|mill\w*|mrd|km|m2|m²|kg|kroner|euro|poeng|points?)\b", re.IGNORECASE
)


class _Known(msgspec.Struct, frozen=True):
    """What the agenda explains: its days, and the clocks that the text itself says of it."""

    days: frozenset[dt.date]
    clocks: frozenset[int]

    @property
    def first(self) -> dt.date:
        return min(self.days)


def unaccounted(lines: list[Line], reading: Reading, drafts: list[Draft]) -> list[Notice]:
    """What the text says of when and the reading does not."""
    known = _known(reading, drafts)
    blocks = [block for block in reading.blocks if _holds_any(block, reading.sessions)]
    own = {one.index: one for one in (*reading.sessions, *reading.frames, *blocks)}
    lines = [Line(line.number, "") if label_of(line.text) in _IN_WORDS else line for line in lines]
    others = {one.index: one for one in (*reading.others, *reading.blocks)}
    kinds = (
        (notice for at, line in enumerate(lines) if at not in own for notice in _times(line, others.get(at), known)),
        _times_in_titles(drafts),
        (notice for at, line in enumerate(lines) for notice in _dates(line, own.get(at), known)),
        (notice for at, line in enumerate(lines) if at not in own for notice in _weekdays(line, known)),
    )
    return [notice for kind in kinds for notice in islice(kind, _MOST)]


def _known(reading: Reading, drafts: list[Draft]) -> _Known:
    days = {day for draft in drafts for day in (draft.day, draft.day + dt.timedelta(days=(draft.ends or 0) // DAY))}
    facts = [one for one in reading.others if one.place in (FACT, UNTIL)]
    blocks = [block for block in reading.blocks if _holds_any(block, reading.sessions)]
    said = [one.span for one in (*reading.sessions, *reading.frames, *blocks, *facts)]
    clocks = {moment % DAY for span in said for moment in (span.starts, span.ends) if moment is not None}
    return _Known(frozenset(days), frozenset(clocks | {draft.starts % DAY for draft in drafts}))


def _holds_any(block: Mark, sessions: tuple[Mark, ...]) -> bool:
    """Whether a part of the day has sessions in it; "Poster session: 8-9pm" at the end of a morning has none."""
    ends = block.span.ends if block.span.ends is not None else block.span.starts
    return any(block.span.starts <= one.span.starts <= ends for one in sessions)


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


def _times(line: Line, one: Mark | None, known: _Known) -> Iterator[Notice]:
    text = line.text[:_LONGEST]
    dates = dates_in(text)
    hidden = blanked(text, dates)
    left = [span for span in spans_in(hidden) if _is_clock(hidden, span) and not _repeats(span, known)]
    repeated = bool(dates) and not left  # "Onsdag 17. mars kl. 17:00 i Folkets Hus": when all begins
    begins = not repeated and one is not None and one.place == START and one.span.belief >= LIKELY and bool(one.beside)
    if (left or begins or says_a_clock(hidden)) and not _is_other(line, one, known):
        yield Notice("A time that was not made a session: {lines}", _named(line), line.number)


def _is_clock(text: str, span: Span) -> bool:
    """Whether this is a time of day for certain, or looks as one does that is spoken of: "Dørene åpnes 17.30"."""
    if span.belief >= CERTAIN:
        return True
    plain = span.belief == LIKELY and span.starts in _BY_DAY and span.starts % 5 == 0
    early = span.form == "packed" and text[span.at : span.at + 1] == "0" and span.starts in _BY_DAY  # "0900"
    return early or (plain and not _NO_CLOCK.search(text[: span.at]) and not _NUMBER_GOES_ON.match(text, span.to))


def _repeats(span: Span, known: _Known) -> bool:
    return {moment % DAY for moment in (span.starts, span.ends) if moment is not None} <= known.clocks


def _is_other(line: Line, one: Mark | None, known: _Known) -> bool:
    """Whether the line is read already, or certainly speaks of something else than what happens."""
    if (one is not None and one.place in (FACT, UNTIL)) or is_mail_header(line.text) or subject_of(line.text):
        return True
    return is_stamp(line.text) or is_hours_of_a_place(line.text) or _is_deadline(line, known)


def _is_deadline(line: Line, known: _Known) -> bool:
    """A deadline on a day before the event; "Registration opens at 8:30" is none."""
    dates = [date for date in dates_in(line.text[:_LONGEST]) if date.on(known.first.year) not in known.days]
    said = any(word in line.text.lower() for word in DEADLINE_WORDS)
    return bool(dates) and (said or all(_is_due(line.text, date) for date in dates))


def _is_due(text: str, date: Found) -> bool:
    """ "bis 5. März", "by noon on 26 February", "ligger ute til 1. april": until when something can be done."""
    return _DUE.search(text[: date.at]) is not None and not dates_in(text[: date.at])


def _times_in_titles(drafts: list[Draft]) -> Iterator[Notice]:
    for draft in drafts:
        if any(span.belief >= CERTAIN for span in spans_in(blanked(draft.title, dates_in(draft.title)))):
            yield Notice("A time was left in the title “{title}”.", {"title": draft.title[:_SHOWN]}, draft.line)


def _dates(line: Line, own: Mark | None, known: _Known) -> Iterator[Notice]:
    apart = [
        date for date in dates_in(line.text[:_LONGEST]) if not (_is_known(date, known) or _is_due(line.text, date))
    ]
    if own is not None:
        ahead = known.first + dt.timedelta(days=_AHEAD)
        apart = [date for date in apart if known.first < (date.on(known.first.year) or known.first) < ahead]
    elif not _is_of_the_event(line):
        apart = [date for date in apart if date.year is None or abs(_days_off(date, known)) < _FAR]
    if apart and not is_stamp(line.text) and not any(word in line.text.lower() for word in DEADLINE_WORDS):
        yield Notice("A date on which there are no sessions: {lines}", _named(line), line.number)


def _is_of_the_event(line: Line) -> bool:
    return label_of(line.text) in DAY_LABELS | TIME_LABELS or day_heading(0, line) is not None


def _days_off(date: Found, known: _Known) -> int:
    day = date.on(known.first.year)
    return (day - known.first).days if day else 0


def _is_known(date: Found, known: _Known) -> bool:
    day, first, last = date.on(known.first.year), known.first, max(known.days)
    return day is None or day in known.days or (date.year in (None, first.year) and first <= day <= last)


@cache
def _weekday() -> re.Pattern[str]:
    wide = [name for name in weekday_names() if len(name) > 4]
    return re.compile(rf"(?<![^\W_])(?P<weekday>{alternatives(wide)})(?:s|en)?(?![^\W_])", re.IGNORECASE)


def _weekdays(line: Line, known: _Known) -> Iterator[Notice]:
    text = line.text[:_LONGEST]
    text = blanked(text, dates_in(text))
    named = {weekday_names()[found["weekday"].lower()] for found in _weekday().finditer(text)}
    if not named - {day.weekday() for day in known.days} or is_stamp(line.text) or is_hours_of_a_place(line.text):
        return
    if not any(word in line.text.lower() for word in DEADLINE_WORDS):
        yield Notice("A day on which there are no sessions: {lines}", _named(line), line.number)


def _named(line: Line) -> dict[str, str]:
    return {"lines": line.text[:_SHOWN]}
