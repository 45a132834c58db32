"""The half of the day, where a text says am or pm once and then leaves it out."""

import msgspec

from live.programme.text.clocks import Span
from live.programme.text.marks import Mark

_HALF_DAY = 12 * 60
_REACH = 4 * 60  # minutes; a time is moved to the afternoon only when it then follows closely on the one before


def with_halves(marks: list[Mark]) -> list[Mark]:
    """In a text with am and pm, "1:15" below "1:00 PM" is in the afternoon, too."""
    if not any(one.span.half_known for one in marks):
        return marks
    moved: list[Mark] = []
    previous = 0
    for one in marks:
        span = one.span
        if not span.half_known and span.starts < previous <= span.starts + _HALF_DAY <= previous + _REACH:
            span = _in_the_afternoon(span)
        previous = span.starts
        moved.append(msgspec.structs.replace(one, span=span))
    return moved


def _in_the_afternoon(span: Span) -> Span:
    starts = span.starts + _HALF_DAY
    ends = span.ends if span.ends is None or span.ends > starts else span.ends + _HALF_DAY
    return msgspec.structs.replace(span, starts=starts, ends=ends)
