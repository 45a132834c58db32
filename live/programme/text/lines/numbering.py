"""Order numbers, which say nothing that the order does not: "1. 09:00 Åpning", "Punkt 3: 18:40 …", "10:00 2) Pause".

One number is part of a title ("3 barn forteller"); numbers that count through the lines are an order, and taken out.
"""

import re

import msgspec

from live.programme.text.clocks.spans import LIKELY, spans_in
from live.programme.text.days.dates import blanked, dates_in
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import leads

_FEWEST = 3  # lines that are counted
_WORDS = (
    r"punkt|pkt|punto|point|programpunkt|programpost|programmpunkt|agendapunkt|tagesordnungspunkt|top|nr|no|item|post|"
    r"sak|sak\s?nr|ärende"
)
_ORDER = re.compile(
    rf"(?:(?P<word>(?:{_WORDS})(?![^\W\d_])\.?|[#§])\s?)?(?P<number>[0-9]{{1,2}})(?P<end>\s?[.):–-]|(?=\s))[:–-]?\s+(?=\S)",
    re.IGNORECASE,
)
_NAMED = frozenset("sak ärende §".split())  # a case is called by its number also elsewhere
_OPENERS = re.compile(r"[\s:.–—|-]*")


class _Numbered(msgspec.Struct, frozen=True):
    """A number that may be an order's: on which line, which, and from where to where it stands in which cell."""

    index: int
    number: int
    at: int
    to: int
    cell: int = -1


def without_order_numbers(lines: list[Line]) -> list[Line]:
    """The lines without the numbers that count through them, in front of their times or behind."""
    kept = list(lines)
    for find in (_in_front, _behind_the_time, _in_a_cell):
        found = (one for at, line in enumerate(kept) if (one := find(at, line)))
        for one in _counting(list(found)):
            kept[one.index] = _cut(kept[one.index], one)
    return kept


def _counting(found: list[_Numbered]) -> list[_Numbered]:
    """Those of them that count: each one more than the one before, at least three in a row."""
    runs: list[list[_Numbered]] = []
    for one in found:
        if runs and runs[-1][-1].number + 1 == one.number:
            runs[-1].append(one)
        else:
            runs.append([one])
    long_enough = [
        run for run in runs if len(run) >= _FEWEST or (len(run) > 1 and len(runs) > 1 and run[0].number == 1)
    ]
    return [one for run in long_enough for one in run] if any(len(run) >= _FEWEST for run in long_enough) else []


def _order_at(text: str, at: int) -> re.Match[str] | None:
    """A number as an order would have it; "12. Mai" is a date."""
    found = _ORDER.match(text, at)
    return None if found is None or any(at <= date.at < found.end() for date in dates_in(text)) else found


def _in_front(index: int, line: Line) -> _Numbered | None:
    found = _order_at(line.text, 0) if not line.cells else None
    if found is None:
        return None
    plain = found["word"] is not None and found["word"].lower() not in _NAMED
    return _Numbered(index, int(found["number"]), 0, found.end()) if plain or _is_led_by(line.text, found) else None


def _is_led_by(text: str, found: re.Match[str]) -> bool:
    """Whether a time follows right behind the number."""
    rest = text[found.end() :]
    return any(leads(rest[: span.at]) for span in spans_in(rest)[:1] if span.belief >= LIKELY or found["word"])


def _behind_the_time(index: int, line: Line) -> _Numbered | None:
    hidden = blanked(line.text, dates_in(line.text)) if not line.cells else ""
    span = next(iter(spans_in(hidden)), None)
    if span is None or not leads(hidden[: span.at]):
        return None
    begins = there.end() if (there := _OPENERS.match(line.text, span.to)) else span.to
    found = _order_at(line.text, begins)
    return _Numbered(index, int(found["number"]), begins, found.end()) if found and _says_order(found) else None


def _in_a_cell(index: int, line: Line) -> _Numbered | None:
    for at, cell in enumerate(line.cells):
        if (found := _order_at(cell, 0)) and (_says_order(found) or _is_led_by(cell, found)):
            return _Numbered(index, int(found["number"]), 0, found.end(), at)
    return None


def _says_order(found: re.Match[str]) -> bool:
    return bool(found["word"] or found["end"].strip(" –-"))


def _cut(line: Line, one: _Numbered) -> Line:
    if one.cell < 0:
        return msgspec.structs.replace(line, text=line.text[: one.at] + line.text[one.to :])
    cells = tuple(cell[one.to :] if at == one.cell else cell for at, cell in enumerate(line.cells))
    return msgspec.structs.replace(line, text=" | ".join(filter(None, cells)), cells=cells)
