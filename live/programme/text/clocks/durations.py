"""Agendas that give no times but how long each point lasts: "1.

Velkommen (10 min)", counted from the start of the event.
"""

import re

import msgspec

from live.programme.text.clocks.spans import Span, duration_in
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import START, Mark, without_duration

_LONGEST = 140  # characters of a line that is a point and not a sentence


def marks_by_duration(lines: list[Line], marks: list[Mark]) -> list[Mark]:
    """A mark for each line that says how long it lasts, one after the other; none unless two lines do and a start is
    given.
    """
    start = next((one.span.starts for one in marks if one.span.belief > 1), None)
    if start is None:
        return []
    taken = {one.index for one in marks}
    found: list[Mark] = []
    for index, line in enumerate(lines):
        if index in taken or len(line.text) > _LONGEST or duration_in(line.text) is None:
            continue
        beside, minutes = without_duration(line.text)
        if minutes and re.search(r"[^\W\d_]", beside):
            found.append(_mark(index, line, beside, start, minutes))
            start += minutes
    return found if len(found) >= 2 else []


def _mark(index: int, line: Line, beside: str, start: int, minutes: int) -> Mark:
    span = Span(at=0, to=0, starts=start, ends=start + minutes, belief=1, form="duration")
    upright = msgspec.structs.replace(line, bullet=False)
    return Mark(index=index, line=upright, dates=[], span=span, place=START, beside=beside, minutes=minutes)
