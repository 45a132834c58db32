"""Which layout a text is in: it is read in each that could be, and the reading that explains most is kept.

A text is full of times: deadlines, opening hours, "vi starter kl. 9". Which of them begin sessions, and on which side
of them the titles stand, is a guess; so each layout that could be is tried on the whole text, and each reading is
scored by what it explains and what it leaves over. Everything else follows from the best.
"""

from itertools import pairwise

import msgspec

from live.programme.text.clocks.durations import marks_by_duration
from live.programme.text.clocks.spans import FAINT
from live.programme.text.days.dates import dates_in
from live.programme.text.days.headings import day_heading
from live.programme.text.layouts.fitting import (
    Frames,
    framed,
    joined_by_those_that_fit,
    with_halves,
    with_one_clock,
    without_points_inside,
)
from live.programme.text.layouts.table import LAYOUTS, LONGEST_TITLE_LINE, Layout
from live.programme.text.lines.headings import is_programme_heading
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import END, START, Mark, says_the_end
from live.programme.words.breaks import is_break
from live.programme.words.columns import role_of
from live.programme.words.people import is_person_line

_LONGEST_TITLE = 5  # words before a full stop; more are a sentence
_NIGHT_AFTER, _MORNING_BEFORE = 16 * 60, 14 * 60  # minutes; a clock that falls from one to the other has slept


class Reading(msgspec.Struct, frozen=True):
    """A text read in a layout."""

    layout: Layout
    sessions: tuple[Mark, ...]
    frames: tuple[Mark, ...] = ()  # "09:00–15:00" over the sessions it contains
    blocks: tuple[Mark, ...] = ()  # "Del 1 (09:00–10:30)", a frame over some of them
    others: tuple[Mark, ...] = ()  # facts and prose
    score: float = 0.0

    @property
    def title_first(self) -> bool:
        """Titles stand above their times."""
        return self.layout.above


def readings(lines: list[Line], marks: list[Mark]) -> list[Reading]:
    """The text in every layout that could be, the best first."""
    marks = with_one_clock(with_halves(marks))
    found = [
        reading
        for layout in LAYOUTS
        if (carrying := layout.carrying(marks)) and (reading := _read(lines, marks, layout, carrying))
    ]
    if all(len(reading.sessions) < 2 for reading in found) and (lengths := marks_by_duration(lines, marks)):
        found = [Reading(Layout("only lengths", lambda _: lengths), tuple(lengths), others=tuple(marks), score=1.0)]
    return sorted(found, key=lambda reading: -reading.score)


def _read(lines: list[Line], marks: list[Mark], layout: Layout, carrying: list[Mark]) -> Reading | None:
    changed = {one.index: one for one in carrying}
    marks = [changed.get(one.index, one) for one in marks]
    chosen = without_points_inside(joined_by_those_that_fit(marks, carrying))
    frames: Frames = framed(lines, marks, chosen, above=layout.above)
    if not frames.sessions:
        return None
    reading = Reading(layout, frames.sessions, frames.whole, frames.parts, frames.others)
    return msgspec.structs.replace(reading, score=_score(lines, reading))


def _score(lines: list[Line], reading: Reading) -> float:
    """What a reading explains, less what it leaves: titles, clocks that run forward, and no time left in between."""
    taken = {one.index for one in reading.sessions}
    titles = [title_of(lines, one, reading, taken) for one in reading.sessions]
    explained = sum(worth(title) for title in titles) - _points_above(reading, titles)
    backwards = sum(_falls(lines, one, after) for one, after in pairwise(reading.sessions))
    left = sum(_is_left(one, reading) for one in reading.others)
    sides = _sides(lines, reading, taken)
    return explained - 2.0 * backwards - 1.0 * left + sides


def _points_above(reading: Reading, titles: list[Line | str]) -> int:
    """A bullet above a time is more likely the last point of the session before than a title."""
    return sum(isinstance(title, Line) and title.bullet for title in titles) if reading.title_first else 0


def title_of(lines: list[Line], one: Mark, reading: Reading, taken: set[int]) -> Line | str:
    """The line or the words that would be a session's title."""
    if one.beside:
        return one.beside
    step = -1 if reading.layout.above else 1
    at = one.index + step
    while 0 <= at < len(lines) and lines[at].blank and at not in taken and abs(at - one.index) < 8:
        at += step
    return lines[at] if 0 <= at < len(lines) and at not in taken and not lines[at].blank else ""


def worth(title: Line | str) -> float:
    """How much like a title this is: a break is certain, a person or a label is what belongs to a title."""
    text = title if isinstance(title, str) else title.text
    if not any(map(str.isalpha, text)):
        return -3.0
    if is_break(text) or says_the_end(text):
        return 3.0
    if isinstance(title, Line) and _heads_something(title):
        return 0.0
    if is_person_line(text):
        return float(text.isupper() and "," not in text)  # in capitals, two words look like a name
    sentence = text.endswith(".") and len(text.split()) > _LONGEST_TITLE
    return 1.0 if len(text) > LONGEST_TITLE_LINE or text[0].islower() or sentence else 2.0


def _heads_something(line: Line) -> bool:
    """A day, a label or a column stands over what follows it and is no session's title."""
    heading = day_heading(0, line) or dates_in(line.text) or role_of(line.text) or is_programme_heading(line.text)
    return bool(heading) or line.text.endswith(":")


def _falls(lines: list[Line], one: Mark, after: Mark) -> float:
    if after.span.starts >= one.span.starts or after.dates:
        return 0.0
    slept = one.span.starts >= _NIGHT_AFTER and after.span.starts < _MORNING_BEFORE
    between = range(one.index + 1, after.index)
    return 0.2 if slept or any(lines[at].blank or day_heading(at, lines[at]) for at in between) else 1.0


def _is_left(one: Mark, reading: Reading) -> float:
    """A believed time between the first and the last session that is part of none."""
    inside = reading.sessions[0].index < one.index < reading.sessions[-1].index
    return float(inside and one.place in (START, END) and one.span.belief > FAINT)


def _sides(lines: list[Line], reading: Reading, taken: set[int]) -> float:
    """On which side of a paragraph the times that stand alone keep, where paragraphs tell."""
    alone = [one for one in reading.sessions if one.alone]
    if not alone:
        return 0.0
    votes = sum(_vote(lines, one.index, taken) for one in alone)
    if not votes:  # every line a paragraph: words above the first time and none below the last, or the other way round
        first, last = alone[0].index, alone[-1].index
        votes = 1 if _is_text(lines, first - 1) and not _is_text(lines, last + 1) else 0
    return 2.0 * votes if reading.layout.above else -2.0 * votes + 0.5


def _vote(lines: list[Line], index: int, taken: set[int]) -> int:
    """1 when the time comes after words in its paragraph, -1 when words come only after it, 0 when it cannot tell."""
    first = last = index
    while _is_text(lines, first - 1) and not lines[first - 1].bullet and index - first < 9:
        first -= 1
    while _is_text(lines, last + 1) and last - index < 9:
        last += 1
    if any(other in taken for other in range(first, last + 1) if other != index):
        return 0
    return 1 if first < index else -1 if last > index else 0


def _is_text(lines: list[Line], index: int) -> bool:
    return 0 <= index < len(lines) and not lines[index].blank
