"""The times of a layout fitted together: those that fill a gap, points inside a session, hours that frame others."""

from itertools import pairwise

import msgspec

from live.programme.text.clocks.spans import FAINT, Span
from live.programme.text.days.headings import day_heading
from live.programme.text.lines.headings import is_programme_heading
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import END, FACT, MIDDLE, START, UNTIL, Mark
from live.programme.words.labels import BLOCK_WORDS

_HALF_DAY, _REACH = 12 * 60, 4 * 60  # minutes
_HOUR, _FEWEST_TWICE = 60, 3  # minutes; lines that say two clocks
_DOORS = 90  # minutes; so long before an event begins its doors are open
_LONGEST_BESIDE = 160  # characters


class Frames(msgspec.Struct, frozen=True):
    """The sessions, what frames all or some of them, and the times that are neither."""

    sessions: tuple[Mark, ...]
    whole: tuple[Mark, ...]
    parts: tuple[Mark, ...]
    others: tuple[Mark, ...]


def framed(lines: list[Line], marks: list[Mark], chosen: list[Mark], *, above: bool) -> Frames:
    """Tell "09:00–15:00" over a day and "Del 1 (09:00–10:30)" over a part of it from the sessions."""
    frames = [
        one
        for position, one in enumerate(chosen)
        if _is_frame(one, chosen[position + 1 : position + 4])
        and not (one.alone and not one.dates and not above and _has_a_title_below(lines, one, chosen[position + 1]))
    ]
    frames += [one for one in chosen[-1:] if _says_all_again(one, chosen[:-1])]
    framing, taken = {one.index for one in frames}, {one.index for one in chosen}
    others = [one for one in marks if one.index not in taken]
    blocks = [
        one
        for one in others
        if one.span.ends is not None and one.place not in (FACT, UNTIL) and _says_block(one.beside)
    ]
    whole = tuple(one for one in frames if one.alone or not _says_block(one.beside))
    parts = tuple(sorted([*blocks, *(one for one in frames if one not in whole)], key=lambda one: one.index))
    sessions = tuple(one for one in chosen if one.index not in framing)
    return Frames(sessions, whole, parts, tuple(one for one in others if one not in blocks))


def _has_a_title_below(lines: list[Line], one: Mark, following: Mark) -> bool:
    between = [line for line in lines[one.index + 1 : following.index] if not line.blank]
    return (
        len(between) == 1
        and not between[0].heading
        and not day_heading(0, between[0])
        and not is_programme_heading(between[0].text)
        and not between[0].text.endswith(":")
    )


def joined_by_those_that_fit(marks: list[Mark], carrying: list[Mark]) -> list[Mark]:
    """The carrying marks, and each other mark that fills a gap between two of them or follows the last without one."""
    chosen: list[Mark] = []
    indices = {one.index for one in carrying}
    following = iter([*carrying, None])
    after = next(following)
    for one in marks:
        if one.index in indices:
            chosen.append(one)
            after = next(following)
        elif chosen and _fits(one, chosen[-1], after):
            chosen.append(one)
    return chosen


def _fits(one: Mark, before: Mark, after: Mark | None) -> bool:
    titled = one.place in (END, MIDDLE) and len(one.beside) > 0 and len(one.line.text) <= _LONGEST_BESIDE
    if after is None and one.beside[:1].islower() and one.beside.endswith("."):
        return False
    if one.place in (FACT, UNTIL) or not (one.place == START or (one.span.ends is not None and titled)):
        return False
    seamless = one.span.starts == before.span.ends
    if after is None or after.span.starts < before.span.starts:
        return seamless
    begins, ends = before.span.ends or before.span.starts, one.span.ends or one.span.starts
    within = begins <= one.span.starts and ends <= after.span.starts
    return within and (seamless or one.span.ends == after.span.starts or one.span.belief > FAINT)


def without_points_inside(chosen: list[Mark]) -> list[Mark]:
    """A bullet with a moment inside a running session ("- 09:20 demo") is a point of it, not a session."""
    kept: list[Mark] = []
    if sum(not one.line.bullet for one in chosen) < 2:
        return chosen  # a single line over bullets is the hours of the event, and the bullets are its sessions
    outer: Mark | None = None
    for one in chosen:
        if not (one.line.bullet and outer and _lies_in(one, outer)):
            kept.append(one)
            outer = outer if one.line.bullet else one
    return kept


def _lies_in(one: Mark, outer: Mark) -> bool:
    until = outer.span.ends
    if until is None or not outer.span.starts <= one.span.starts < until:
        return False
    return one.span.ends is None or one.span.ends <= until


def _is_frame(one: Mark, following: list[Mark]) -> bool:
    """ "Tirsdag 8. mars, 09:00–15:00" contains the sessions after it. With a title it must say that it is a block."""
    start, end = one.span.starts, one.span.ends
    if len(following) < 2:
        return False
    if end is None:
        again = following[0].span.starts == start  # "10. November ab 18:30 Uhr, Aula" over "18:30 Uhr: Begrüßung"
        alone = one.alone and not any(other.alone for other in following)
        return (alone or again) and bool(one.dates) and not any(other.dates for other in following)
    dated = bool(one.dates) and not any(other.dates for other in following)
    start -= _DOORS if dated else 0
    inside = [
        other for other in following[:2] if start <= other.span.starts and (other.span.ends or other.span.starts) <= end
    ]
    if len(inside) < 2 or following[0].span.starts == following[1].span.starts or following[0].span.ends == end:
        return False
    above = 0 < one.line.heading < min(other.line.heading or 9 for other in following)
    return one.alone or dated or above or _says_block(one.beside)


def _says_all_again(last: Mark, before: list[Mark]) -> bool:
    """ "6:00 PM to 9:00 PM" below an agenda from six to nine: the event's own hours, as a sidebar has them."""
    whole = last.alone and len(before) > 1 and last.span.starts == before[0].span.starts < before[-1].span.starts
    return whole and (last.span.ends or 0) >= max(one.span.ends or one.span.starts for one in before)


def _says_block(title: str) -> bool:
    words = title.lower().replace(":", " ").split()
    return title.endswith(":") or any(word in BLOCK_WORDS for word in words[:2])


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


def with_one_clock(marks: list[Mark]) -> list[Mark]:
    """Where each "13:00 | 14:00" is whole hours apart and the next begins before, the second is the clock elsewhere."""
    stretched = [one for one in marks if one.place == START and one.span.ends is not None and not one.dates]
    apart = {(one.span.ends or 0) - one.span.starts for one in stretched}
    early = sum(one.span.starts < after.span.starts < (one.span.ends or 0) for one, after in pairwise(stretched))
    same_elsewhere = len(apart) == 1 and apart.pop() % _HOUR == 0 and early * 3 > len(stretched) * 2 - 3
    if len(stretched) < _FEWEST_TWICE or not same_elsewhere:
        return marks
    twice = {one.index for one in stretched}
    return [
        msgspec.structs.replace(one, span=msgspec.structs.replace(one.span, ends=None)) if one.index in twice else one
        for one in marks
    ]


def _in_the_afternoon(span: Span) -> Span:
    starts = span.starts + _HALF_DAY
    ends = span.ends if span.ends is None or span.ends > starts else span.ends + _HALF_DAY
    return msgspec.structs.replace(span, starts=starts, ends=ends)
