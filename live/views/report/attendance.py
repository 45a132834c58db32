"""The number of people over a day as a drawing: geometry only. The template draws it, the style sheet colours it.

Drawn twice, for wide and for narrow screens, so that its words are never scaled.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

import msgspec

from live.rules.agenda import Agenda
from live.rules.people.attendance import Attendance, minute_of, moment_of
from live.rules.report import Report
from live.views.press.times import clock, day_of

WIDTHS: Mapping[str, int] = {"wide": 720, "narrow": 300}  # in CSS pixels
LEFT, RIGHT, TOP, PLOT, AXIS = 40, 12, 10, 150, 26
LANE = 24  # a row of sessions
STEPS = (15, 30, 60, 120, 180, 240, 360)  # minutes between two times on the axis
APART = 54  # pixels between two times at least
NUMBERED = 20  # pixels a session must be wide to carry its number


class Bar(msgspec.Struct, frozen=True):
    """A session under the line; `number` is its row in the table."""

    x: float
    y: float
    width: float
    number: int
    title: str
    numbered: bool


class Chart(msgspec.Struct, frozen=True):
    """One day in one width. `line` and `area` are SVG paths; marks are (position, words)."""

    name: str
    width: int
    height: float
    line: str
    area: str
    across: list[tuple[float, str]]
    up: list[tuple[float, str]]
    bars: list[Bar]


class Day(msgspec.Struct, frozen=True):
    """A day's drawings, and the same as numbers: (time, people), every quarter of an hour."""

    day: date
    charts: tuple[Chart, ...]
    rows: list[tuple[datetime, int]]


class _Scale(msgspec.Struct, frozen=True):
    """Where a minute and a number of people lie; `wide` is a minute's pixels, `highest` the top of the axis."""

    first: int
    wide: float
    highest: int

    def x(self, minute: int) -> float:
        return round(LEFT + (minute - self.first) * self.wide, 1)

    def y(self, people: int) -> float:
        return round(TOP + PLOT * (1 - people / self.highest), 1)


class _Span(msgspec.Struct, frozen=True):
    first: int
    last: int
    number: int
    title: str


def charts(agenda: Agenda, report: Report, attendance: Attendance, zone: ZoneInfo) -> list[Day]:
    """Return one for each day somebody was counted on."""
    top, counted, spans = _top(report.peak), dict[date, dict[int, int]](), _spans(agenda, zone)
    for minute, people in attendance.items():
        counted.setdefault(day_of(moment_of(minute), zone), {})[minute] = people
    return [
        Day(
            day,
            tuple(_chart(name, width, found, spans.get(day, []), top, zone) for name, width in WIDTHS.items()),
            _rows(found, zone),
        )
        for day, found in sorted(counted.items())
    ]


def _spans(agenda: Agenda, zone: ZoneInfo) -> dict[date, list[_Span]]:
    found: dict[date, list[_Span]] = {}
    for number, session in enumerate(agenda.sessions, 1):
        starts, ends = session.started_at or session.starts, session.ended_at or session.ends
        if session.stands and starts < ends:
            found.setdefault(day_of(starts, zone), []).append(
                _Span(minute_of(starts), minute_of(ends), number, session.title)
            )
    return found


def _top(peak: int) -> tuple[int, int]:
    """The step between two numbers on the axis, and the highest: 1, 2 or 5 times a power of ten."""
    rough = max(1, peak / 4)
    power = 10 ** (len(str(int(rough))) - 1)
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    return step, step * max(1, ceil(peak / step))


def _chart(
    name: str, width: int, counted: Mapping[int, int], spans: list[_Span], top: tuple[int, int], zone: ZoneInfo
) -> Chart:
    first = min([min(counted), *(s.first for s in spans)])
    last = max([max(counted) + 1, *(s.last for s in spans)])
    step, highest = top
    scale = _Scale(first, (width - LEFT - RIGHT) / (last - first), highest)
    lanes, line = list(_lanes(spans)), _line(counted, scale)
    return Chart(
        name=name,
        width=width,
        height=TOP + PLOT + AXIS + LANE * (1 + max((lane for _, lane in lanes), default=-1)),
        line=line,
        area=f"{line}V{scale.y(0)}H{scale.x(min(counted))}Z",
        across=[(scale.x(m), clock(moment_of(m), zone)) for m in _times(first, last, scale.wide, zone)],
        up=[(scale.y(people), str(people)) for people in range(0, highest + 1, step)],
        bars=[_bar(span, lane, scale) for span, lane in lanes],
    )


def _line(counted: Mapping[int, int], scale: _Scale) -> str:
    """The SVG path in steps: along to each minute in which the number changes, then up or down to it."""
    (start, people), *steps = _points(counted)
    along = "".join(f"H{scale.x(minute)}V{scale.y(people)}" for minute, people in steps)
    return f"M{scale.x(start)} {scale.y(people)}{along}H{scale.x(max(counted) + 1)}"


def _bar(span: _Span, lane: int, scale: _Scale) -> Bar:
    width = (span.last - span.first) * scale.wide
    return Bar(
        x=scale.x(span.first),
        y=TOP + PLOT + AXIS + lane * LANE,
        width=round(width, 1),
        number=span.number,
        title=span.title,
        numbered=width >= NUMBERED,
    )


def _points(counted: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Where the number changes; nobody was here in the minutes between that are not counted."""
    before = -1
    for minute in range(min(counted), max(counted) + 1):
        people = counted.get(minute, 0)
        if people != before:
            yield minute, people
        before = people


def _lanes(spans: list[_Span]) -> Iterator[tuple[_Span, int]]:
    """Each session with the first row it does not overlap anything in."""
    ends: list[int] = []
    for span in spans:
        lane = next((n for n, end in enumerate(ends) if end <= span.first), len(ends))
        ends[lane : lane + 1] = [span.last]
        yield span, lane


def _times(first: int, last: int, wide: float, zone: ZoneInfo) -> range:
    """The minutes to name: whole quarters, hours or more by the clock of the place."""
    step = next((s for s in STEPS if s * wide >= APART), STEPS[-1] * 2)
    offset = moment_of(first).astimezone(zone).utcoffset() or timedelta(0)
    shift = int(offset.total_seconds()) // 60
    return range(-(-(first + shift) // step) * step - shift, last + 1, step)


def _rows(counted: Mapping[int, int], zone: ZoneInfo) -> list[tuple[datetime, int]]:
    """The most people in each quarter of an hour."""
    found: dict[int, int] = {}
    for minute in range(min(counted), max(counted) + 1):
        quarter = minute // 15 * 15
        found[quarter] = max(found.get(quarter, 0), counted.get(minute, 0))
    return [(moment_of(quarter).astimezone(zone), people) for quarter, people in found.items()]
