"""On which day is each session?

Day headings, dates beside times, a sidebar's "Fra:", a date near the top, or a guess that is told.
"""

import datetime as dt
import re

import msgspec

from live.programme.shapes import Hints, Notice
from live.programme.text.days.dates import Found, dates_in
from live.programme.text.days.headings import DayHeading, day_heading, weekday_before
from live.programme.text.days.years import dated, enriched, stated, year_named, year_that_fits
from live.programme.text.layouts.readings import Reading
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import label_of
from live.programme.words.labels import DAY_LABELS, DEADLINE_WORDS, TIME_LABELS
from live.programme.words.places import is_place

_LONGEST = 600  # characters of a line in which dates are looked for
_NIGHT_AFTER, _MORNING_BEFORE, _SMALL_HOURS = 16 * 60, 14 * 60, 5 * 60 + 30  # minutes after midnight
_NEAR = 40  # lines; a heading farther above the first session than this is not its own
_HEAD = 12  # lines; a date this close to the top is most likely the event's
_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[0-9]{4}))[.!?]\s+(?=[^\W\d_a-zæøåäöü])")
_ONE_DAY = dt.timedelta(days=1)


class Calendar(msgspec.Struct, frozen=True):
    """The date of each session, by the index of its line, and what had to be guessed."""

    dates: dict[int, dt.date]
    headings: frozenset[int]
    notices: tuple[Notice, ...]


class _Candidate(msgspec.Struct, frozen=True):
    weight: int
    index: int
    date: Found


def calendar(lines: list[Line], layout: Reading, hints: Hints) -> Calendar:
    """Give every session of the layout its date."""
    return _Reader(lines, layout, hints).read()


class _Reader:
    """Walks the agenda from top to bottom with the day it has come to."""

    def __init__(self, lines: list[Line], layout: Reading, hints: Hints) -> None:
        self._lines, self._layout, self._hints = lines, layout, hints
        self._sessions = {mark.index: mark for mark in layout.sessions}
        self._first, self._last = min(self._sessions), max(self._sessions)
        self._headings = self._all_headings()
        self._near = hints.date or hints.today
        self._year: int | None = None
        self._told_year = False  # the text says the year
        self._month_first = any(mark.span.half_known for mark in (*layout.sessions, *layout.frames, *layout.others))
        self._notices: list[Notice] = []
        self._dates = [
            date for index, line in enumerate(lines) if not line.blank for date in dates_in(line.text[:_LONGEST])
        ]
        self._stated = stated(self._dates)

    def read(self) -> Calendar:
        base = day = self._first_day()
        dates: dict[int, dt.date] = {}
        latest, headed = 0, False
        for index in sorted(self._sessions.keys() | {i for i in self._headings if i > self._first}):
            day, before = self._moved(index, day, base), day
            if index in self._sessions:
                starts = self._sessions[index].span.starts
                if day == before and not headed and self._slept(index, latest, starts):
                    day += _ONE_DAY
                    self._assumed(index, day)
                latest = starts if day != before else max(latest, starts)
                headed = False
                dates[index] = day
            else:
                latest, headed = (0, True) if day != before else (latest, headed)
        return Calendar(dates, frozenset(self._headings), tuple(self._notices))

    def _slept(self, index: int, latest: int, starts: int) -> bool:
        """Whether a clock that falls back has slept: from an evening to a morning, and not into another track."""
        if self._in_parallel(index) or self._sessions[index].dates:
            return False
        return latest >= _NIGHT_AFTER and _SMALL_HOURS <= starts < _MORNING_BEFORE

    def _in_parallel(self, index: int) -> bool:
        """A heading of a track or a room stands above: the same day begins again there."""
        above = [line for line in self._lines[max(0, index - 4) : index] if not line.blank]
        return bool(above) and is_place(above[-1].text)

    def _assumed(self, index: int, day: dt.date) -> None:
        values = {"date": day.isoformat()}
        self._notices.append(
            Notice("The clock goes back here; a new day is assumed, {date}.", values, self._lines[index].number)
        )

    def _all_headings(self) -> dict[int, DayHeading]:
        lines = self._lines[: self._last]
        headings = (day_heading(index, line) for index, line in enumerate(lines) if index not in self._sessions)
        return {heading.index: heading for heading in headings if heading}

    def _first_day(self) -> dt.date:
        candidates = self._candidates()
        self._year = self._named_year(candidates) or self._fitting_year()
        for candidate in candidates:
            if day := self._resolved(candidate.date, candidate.index):
                return self._counted_back(day, candidate.index)
        return self._undated_day()

    def _counted_back(self, day: dt.date, index: int) -> dt.date:
        """When the first date in the text belongs to "Dag 2", the first day is the one before."""
        heading = self._headings.get(index)
        back = heading.number - 1 if heading and heading.number and index > self._first else 0
        return day - back * _ONE_DAY if day.toordinal() > back else day

    def _named_year(self, candidates: list[_Candidate]) -> int | None:
        if candidates and (year := enriched(candidates[0].date, self._stated).year):
            self._told_year = True
            return year
        year = year_named([line.text for line in self._lines[: self._first] if line.text][:_HEAD])
        self._told_year = year is not None
        return year

    def _fitting_year(self) -> int | None:
        """The year the weekdays tell, or a year that other dates name, when nothing nearer says it."""
        if year := year_that_fits(self._dates, self._near):
            return year
        return None

    def _candidates(self) -> list[_Candidate]:
        """Dates that could be the first day's, the most likely first."""
        found = [
            _Candidate(weight, index, date)
            for index, line in enumerate(self._lines)
            if (date := self._first_date(index, line)) and (weight := self._weight(index, line))
        ]
        return sorted(found, key=lambda candidate: (-candidate.weight, candidate.index))

    def _weight(self, index: int, line: Line) -> int:
        if index in self._sessions:
            return 7 if index == self._first else 0
        if index in self._headings:
            return 6 if self._leads_to_the_first(index) else 4 if index < self._first else 0
        if label_of(line.text) in DAY_LABELS | TIME_LABELS:
            return 5
        if index < self._first:
            return 3 if index < _HEAD else 2
        return 1 if index > self._last else 0

    def _first_date(self, index: int, line: Line) -> Found | None:
        """The first date of a line that is no deadline; a deadline is told by its own sentence or the label above."""
        above = self._lines[index - 1].text.lower() if index else ""
        if index not in self._sessions and above.endswith(":") and any(word in above for word in DEADLINE_WORDS):
            return None
        apart = index in self._sessions
        return next((date for date in dates_in(line.text) if apart or not _is_deadline(line.text, date)), None)

    def _leads_to_the_first(self, index: int) -> bool:
        """Whether nothing but headings stands between this line and the first session."""
        if not 0 < self._first - index < _NEAR:
            return False
        between = (line for line in self._lines[index + 1 : self._first] if not line.blank)
        return all(len(line.text) < 30 for line in between)

    def _undated_day(self) -> dt.date:
        if self._hints.date:
            return self._hints.date
        weekday = next(
            (h.weekday for i, h in self._headings.items() if h.weekday is not None and i < self._first), None
        )
        day = self._hints.today if weekday is None else _next(weekday, self._hints.today)
        self._notices.append(Notice("The text gives no date; {date} is assumed.", {"date": day.isoformat()}))
        return day

    def _moved(self, index: int, day: dt.date, base: dt.date) -> dt.date:
        """The day after reading this line: its own date, its number, its weekday, else the same day."""
        if index in self._sessions:
            own, weekday = self._sessions[index].dates, weekday_before(self._sessions[index])
            if not own and weekday is not None:
                return _next(weekday, day)
            return (self._resolved(own[0], index, told=index != self._first) if own else None) or day
        heading = self._headings[index]
        if heading.date:
            return self._resolved(heading.date, index) or day
        if heading.number is not None:
            return base + (heading.number - 1) * _ONE_DAY
        return _next(heading.weekday, day) if heading.weekday is not None else day

    def _resolved(self, found: Found, index: int, *, told: bool = False) -> dt.date | None:
        if found.either_way and self._month_first:  # where clocks have am and pm, 3/8 is the eighth of March
            found = msgspec.structs.replace(found, day=found.month, month=found.day)
        found = enriched(found, self._stated)
        day = dated(found, near=self._near, year=self._year)
        if day is None or told:
            return day
        line = self._lines[index].number
        if not (found.year or self._told_year or self._hints.date):
            self._notices.append(Notice("The date has no year; {date} is assumed.", {"date": day.isoformat()}, line))
        if found.weekday is not None and found.weekday != day.weekday():
            self._notices.append(
                Notice("The weekday named here is not that of {date}.", {"date": day.isoformat()}, line)
            )
        if found.either_way and found.weekday is None:
            self._notices.append(Notice("A date of two meanings was read as {date}.", {"date": day.isoformat()}, line))
        self._year, self._told_year = self._year or day.year, True
        return day


def _is_deadline(text: str, date: Found) -> bool:
    begins = max((found.end() for found in _SENTENCE_END.finditer(text, 0, date.at)), default=0)
    ends = _SENTENCE_END.search(text, date.to)
    sentence = text[begins : ends.start() if ends else len(text)].lower()
    return any(word in sentence for word in DEADLINE_WORDS)


def _next(weekday: int, day: dt.date) -> dt.date:
    return day + ((weekday - day.weekday()) % 7) * _ONE_DAY
