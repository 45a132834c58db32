"""Which of the times in a text begin a session.

A text is full of times: deadlines, opening hours, "vi starter kl. 9". A programme shows itself by repetition: the same
shape
of line, again and again, in order. So the lines that begin with a time carry the layout, and any other time must fit
between them.
"""

from collections import Counter
from itertools import pairwise

import msgspec

from live.programme.text.clocks import FAINT
from live.programme.text.lines import Line
from live.programme.text.marks import END, FACT, MIDDLE, START, Mark, label_of
from live.programme.words import BLOCK_WORDS, TIME_LABELS

LONGEST_TITLE_LINE = 160  # characters beside a time that ends a line; longer ones are sentences


class Layout(msgspec.Struct, frozen=True):
    """The marks that begin sessions, in order; the others, which are facts or prose; headings with times around
    sessions.
    """

    sessions: tuple[Mark, ...]
    frames: tuple[Mark, ...]  # "09:00–15:00" over the sessions it contains
    blocks: tuple[Mark, ...]  # "Del 1 (09:00–10:30)", a frame over some of them
    others: tuple[Mark, ...]
    title_first: bool  # titles stand above their times


def layout_of(lines: list[Line], marks: list[Mark]) -> Layout:
    """Choose the session marks among all marks."""
    marks = _with_repeated_labels(marks)
    carrying = _carrying(marks)
    chosen = _without_points_inside(_joined_by_those_that_fit(marks, carrying))
    frames = [one for position, one in enumerate(chosen) if _is_frame(one, chosen[position + 1 : position + 4])]
    framing, taken = {one.index for one in frames}, {one.index for one in chosen}
    sessions = [one for one in chosen if one.index not in framing]
    others = [one for one in marks if one.index not in taken]
    blocks = [one for one in others if one.span.ends is not None and one.place != FACT and _says_block(one.beside)]
    whole = tuple(one for one in frames if one.alone or not _says_block(one.beside))
    parts = tuple(sorted([*blocks, *(one for one in frames if one not in whole)], key=lambda one: one.index))
    return Layout(
        tuple(sessions), whole, parts, tuple(one for one in others if one not in blocks), _title_first(lines, sessions)
    )


def _with_repeated_labels(marks: list[Mark]) -> list[Mark]:
    """One "Tid: 09:00–09:45" is a fact about the event; again and again it is how this text writes its sessions."""
    labelled = {one.index for one in marks if one.place == FACT and label_of(one.line.text) in TIME_LABELS}
    if len(labelled) < 2 or any(one.place == START for one in marks):
        return marks
    return [msgspec.structs.replace(one, place=START) if one.index in labelled else one for one in marks]


def _carrying(marks: list[Mark]) -> list[Mark]:
    """The marks of the prevailing shape: times that begin their line; failing that, times that end it or stand within."""
    starting = [one for one in marks if one.place == START]
    ending = [one for one in marks if one.place in (END, MIDDLE) and _could_be_titled(one)]
    ranges = [one for one in ending if one.span.ends is not None and one.span.belief > FAINT]
    believed = [one for one in starting if one.span.belief > FAINT]
    if len(believed) < len(ranges) and len(ranges) >= 2:
        return ranges
    if len(faint := _repeated([one for one in starting if one.span.belief == FAINT])) > max(2, len(believed)):
        return sorted([*believed, *faint], key=lambda one: one.index)
    if believed:
        return believed
    return (
        _repeated(starting)
        or ranges
        or _repeated([one for one in ending if one.place == END and one.line.text[-1:] != "."])
    )


def _repeated(marks: list[Mark]) -> list[Mark]:
    """Faint times are believed when at least two of the same form come one after the other."""
    forms = Counter(one.span.form for one in marks)
    form = max(forms, key=lambda form: forms[form], default="")
    alike = [one for one in marks if one.span.form == form]
    falls = sum(one.span.starts > after.span.starts for one, after in pairwise(alike))
    return alike if len(alike) >= 2 and falls * 3 < len(alike) else []


def _could_be_titled(one: Mark) -> bool:
    return 0 < len(one.beside) <= LONGEST_TITLE_LINE and len(one.line.text) <= LONGEST_TITLE_LINE


def _joined_by_those_that_fit(marks: list[Mark], carrying: list[Mark]) -> list[Mark]:
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
    if one.place == FACT or not (one.place == START or (one.span.ends is not None and _could_be_titled(one))):
        return False
    seamless = one.span.starts == before.span.ends
    if after is None or after.span.starts < before.span.starts:
        return seamless
    within = (before.span.ends or before.span.starts) <= one.span.starts and (
        one.span.ends or one.span.starts
    ) <= after.span.starts
    return within and (seamless or one.span.ends == after.span.starts or one.span.belief > FAINT)


def _without_points_inside(chosen: list[Mark]) -> list[Mark]:
    """A bullet with a moment inside a running session ("- 09:20 demo") is a point of it, not a session."""
    kept: list[Mark] = []
    if sum(not one.line.bullet for one in chosen) < 2:
        return chosen  # a single line over bullets is the hours of the event, and the bullets are its sessions
    for one in chosen:
        outer = next((other for other in reversed(kept) if not other.line.bullet), None) if one.line.bullet else None
        inside = outer and outer.span.ends is not None and outer.span.starts <= one.span.starts < outer.span.ends
        if not (
            inside and (one.span.ends is None or one.span.ends <= (outer.span.ends if outer and outer.span.ends else 0))
        ):
            kept.append(one)
    return kept


def _is_frame(one: Mark, following: list[Mark]) -> bool:
    """ "Tirsdag 8. mars, 09:00–15:00" contains the sessions after it. With a title it must say that it is a block."""
    start, end = one.span.starts, one.span.ends
    if len(following) < 2:
        return False
    if end is None:
        return one.alone and bool(one.dates) and not any(other.alone or other.dates for other in following)
    inside = [
        other for other in following[:2] if start <= other.span.starts and (other.span.ends or other.span.starts) <= end
    ]
    if len(inside) < 2 or following[0].span.starts == following[1].span.starts or following[0].span.ends == end:
        return False
    dated = bool(one.dates) and not any(other.dates for other in following)
    above = 0 < one.line.heading < min(other.line.heading or 9 for other in following)
    return one.alone or dated or above or _says_block(one.beside)


def _says_block(title: str) -> bool:
    words = title.lower().replace(":", " ").split()
    return title.endswith(":") or any(word in BLOCK_WORDS for word in words[:2])


def _title_first(lines: list[Line], sessions: list[Mark]) -> bool:
    """Whether times that stand alone come below their titles, told by which side of a paragraph they keep to."""
    alone = [one for one in sessions if one.alone]
    if len(alone) * 2 < len(sessions) or not alone:
        return False
    taken = {one.index for one in sessions}
    votes = [_vote(lines, one.index, taken) for one in alone]
    if sum(votes):
        return sum(votes) > 0
    return _is_text(lines, alone[0].index - 1) and not _is_text(lines, alone[-1].index + 1)


def _vote(lines: list[Line], index: int, taken: set[int]) -> int:
    """1 when the time comes after words in its paragraph, -1 when words come only after it, 0 when the paragraph
    cannot tell.
    """
    first = last = index
    while _is_text(lines, first - 1) and index - first < 9:
        first -= 1
    while _is_text(lines, last + 1) and last - index < 9:
        last += 1
    if any(other in taken for other in range(first, last + 1) if other != index):
        return 0
    return 1 if first < index else -1 if last > index else 0


def _is_text(lines: list[Line], index: int) -> bool:
    return 0 <= index < len(lines) and not lines[index].blank
