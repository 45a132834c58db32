"""Every clock, weekday and date in a text is accounted for: part of what was understood, or named here with its line.

One walk over all lines asks of each what it says of when, and what explains it: the agenda's own times and days, what
only repeats them ("vi starter kl. 9" over an agenda that starts at nine), or what is certainly none of the event's
(deadlines, opening hours, when a page was published). What is left is told.
"""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import islice

import msgspec

from live.programme.shapes import Notice
from live.programme.text.clocks.spans import CERTAIN, DAY, LIKELY, Span, spans_in
from live.programme.text.clocks.spoken import says_a_clock
from live.programme.text.days.dates import blanked, dates_in
from live.programme.text.days.told import dates_left, is_due, named, weekdays_left
from live.programme.text.layouts.readings import Reading
from live.programme.text.lines.letters import is_mail_header, subject_of
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import FACT, START, UNTIL, Mark, label_of, says_the_end
from live.programme.text.lines.noise import is_stamp
from live.programme.text.lines.open_hours import is_hours_of_a_place
from live.programme.text.sessions.draft import Draft, Hours
from live.programme.words.labels import (
    CHANGE_LABELS,
    DEADLINE_WORDS,
    DESCRIPTION_LABELS,
    POINT_LABELS,
)

_IN_WORDS = DESCRIPTION_LABELS | CHANGE_LABELS | POINT_LABELS  # said of a session, as `prose` writes it
_MOST = 12  # notices of a kind; nobody reads more
_SHOWN = 100  # characters of a title that is named
_LONGEST = 600  # characters of a line in which is looked
_BY_DAY = range(6 * 60, DAY)  # minutes after midnight; a "10.30" outside is a chapter or a sum
_NO_CLOCK = re.compile(
    r"(?<![^\W_])(?:kap\w*|pkt|punkt|nr|no|vers\w*|v|avsn\w*|artikkel|art|ch|chapter|section|abschnitt|figur|"
    r"tab\w*|kr|nok|eur|usd|[€$£§#])\.?\s?$",
    re.IGNORECASE,
)
_NUMBER_GOES_ON = re.compile(
    r"\s?(?:prosent|percent|mill\w*|mrd|km|m2|m²|kg|kroner|euro|poeng|points?)\b", re.IGNORECASE
)


_WORD = re.compile(r"[^\W\d_]+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")  # what tells a session from another


class _Known(msgspec.Struct, frozen=True):
    """What the agenda explains: its days, and the clocks that the text itself says of it."""

    days: frozenset[dt.date]
    clocks: frozenset[int]  # when the event as a whole, a day or a part of it begins and ends
    sessions: tuple[tuple[int, int, str], ...]  # when each begins and ends, and its title in lower case

    @property
    def first(self) -> dt.date:
        return min(self.days)


def unaccounted(lines: list[Line], reading: Reading, drafts: list[Draft], hours: Hours | None) -> list[Notice]:
    """What the text says of when and the reading does not; `hours` are the event's own."""
    known = _known(reading, drafts, hours)
    blocks = [block for block in reading.blocks if _holds_any(block, reading.sessions)]
    own = {one.index: one for one in (*reading.sessions, *reading.frames, *blocks)}
    lines = [Line(line.number, "") if label_of(line.text) in _IN_WORDS else line for line in lines]
    others = {one.index: one for one in (*reading.others, *reading.blocks)}
    kinds = (
        (notice for at, line in enumerate(lines) if at not in own for notice in _times(line, others.get(at), known)),
        _times_in_titles(drafts),
        (notice for at, line in enumerate(lines) for notice in dates_left(line, known.days, in_agenda=at in own)),
        (notice for at, line in enumerate(lines) if at not in own for notice in weekdays_left(line, known.days)),
    )
    return [notice for kind in kinds for notice in islice(kind, _MOST)]


def _known(reading: Reading, drafts: list[Draft], hours: Hours | None) -> _Known:
    days = {day for draft in drafts for day in (draft.day, draft.day + dt.timedelta(days=(draft.ends or 0) // DAY))}
    facts = [one for one in reading.others if one.place in (FACT, UNTIL)]
    blocks = [block for block in reading.blocks if _holds_any(block, reading.sessions)]
    said = [one.span for one in (*reading.frames, *blocks, *facts)]
    moments = [moment for span in said for moment in (span.starts, span.ends)]
    moments += [hours.starts, hours.ends] if hours else []
    clocks = {moment % DAY for moment in moments if moment is not None}
    said_ends = {one.span.ends % DAY for one in reading.sessions if one.span.ends is not None}
    for day in days:
        of_day = [draft for draft in drafts if draft.day == day]
        clocks |= {min(draft.starts for draft in of_day) % DAY} if of_day else set()
        clocks |= {max(_last_said(draft, said_ends) for draft in of_day) % DAY} if of_day else set()
    sessions = ((draft.starts % DAY, (draft.ends or 0) % DAY, draft.title.lower()) for draft in drafts)
    return _Known(frozenset(days), frozenset(clocks), tuple(sessions))


def _last_said(draft: Draft, said: set[int]) -> int:
    """When a session ends, as far as the text says so itself; else when it begins."""
    ends = draft.ends if draft.ends is not None and draft.ends % DAY in said else draft.starts
    return max(draft.starts, ends)


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
        if (
            (not one.beside or says_the_end(one.beside))
            and above
            and above[-1].ends is None
            and above[-1].starts < until
        ):
            above[-1].ends = until
        elif one.beside and not says_the_end(one.beside):
            told.append(
                Notice("This says only when it ends; it was made no session: {lines}", named(one.line), one.line.number)
            )
    return told


def _times(line: Line, one: Mark | None, known: _Known) -> Iterator[Notice]:
    text = line.text[:_LONGEST]
    dates = dates_in(text)
    hidden = blanked(text, dates)
    left = [span for span in spans_in(hidden) if _is_clock(hidden, span) and not _repeats(text, span, known)]
    repeated = bool(dates) and not left  # "Onsdag 17. mars kl. 17:00 i Folkets Hus": when all begins
    begins = not repeated and one is not None and one.place == START and one.span.belief >= LIKELY and bool(one.beside)
    if (left or begins or says_a_clock(hidden)) and not _is_other(line, one, known):
        yield Notice("A time that was not made a session: {lines}", named(line), line.number)


def _is_clock(text: str, span: Span) -> bool:
    """Whether this is a time of day for certain, or looks as one does that is spoken of: "Dørene åpnes 17.30"."""
    if span.belief >= CERTAIN:
        return True
    plain = span.belief == LIKELY and span.starts in _BY_DAY and span.starts % 5 == 0
    early = span.form == "packed" and text[span.at : span.at + 1] == "0" and span.starts in _BY_DAY  # "0900"
    return early or (plain and not _NO_CLOCK.search(text[: span.at]) and not _NUMBER_GOES_ON.match(text, span.to))


def _repeats(text: str, span: Span, known: _Known) -> bool:
    """Whether the agenda says the same: its own hours, or a session that the line names or that lasts as long."""
    moments = {moment % DAY for moment in (span.starts, span.ends) if moment is not None}
    if moments <= known.clocks or (span.starts % DAY, (span.ends or 0) % DAY) in ((s, e) for s, e, _ in known.sessions):
        return True
    words = set(_WORD.findall(text.lower()))
    named = {moment for starts, ends, title in known.sessions for moment in (starts, ends) if _names(words, title)}
    return moments <= named | known.clocks


def _names(words: set[str], title: str) -> bool:
    return not words.isdisjoint([*_LONG_WORD.findall(title), *title.split()[:1]])


def _is_other(line: Line, one: Mark | None, known: _Known) -> bool:
    """Whether the line is read already, or certainly speaks of something else than what happens."""
    if (one is not None and one.place in (FACT, UNTIL)) or is_mail_header(line.text) or subject_of(line.text):
        return True
    return is_stamp(line.text) or is_hours_of_a_place(line.text) or _is_deadline(line, known)


def _is_deadline(line: Line, known: _Known) -> bool:
    """A deadline on a day before the event; "Registration opens at 8:30" is none."""
    dates = [date for date in dates_in(line.text[:_LONGEST]) if date.on(known.first.year) not in known.days]
    said = any(word in line.text.lower() for word in DEADLINE_WORDS)
    return bool(dates) and (said or all(is_due(line.text, date) for date in dates))


def _times_in_titles(drafts: list[Draft]) -> Iterator[Notice]:
    for draft in drafts:
        hidden = blanked(draft.title, dates_in(draft.title))
        if any(_is_clock(hidden, span) for span in spans_in(hidden)):
            yield Notice("A time was left in the title “{title}”.", {"title": draft.title[:_SHOWN]}, draft.line)
