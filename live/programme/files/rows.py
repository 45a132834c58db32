"""Tables in the text of a PDF page as it looks: lines that wrap within a cell are put together again, row by row."""

import re
from collections.abc import Iterator

_GAP = re.compile(r"\S+(?: {1,2}\S+)*")  # three spaces lie between columns
_CLOCK = re.compile(r"(?:kl\.?\s?)?[0-2]?[0-9][.:][0-5][0-9]", re.IGNORECASE)
_OPEN = ("-", "–", "—", ",", "/", "&", " og", " and", " und", " til", " to", " bis")
_NEAR = 3  # characters by which starts of a column may differ
_WRAPPED = 0.7  # of a column's width: a line at least that long has wrapped

_Segment = tuple[int, str]


def across(page: str) -> str:
    """The page with its tables as rows of cells; lines that are no rows stay as they are."""
    lines = page.split("\n")
    columns = _columns(lines)
    if len(columns) < 2:
        return page
    widths = _widths(lines, columns)
    return "\n".join(line for block in _blocks(lines) for line in _said(block, columns, widths))


def _segments(line: str) -> list[_Segment]:
    return [(found.start(), found[0]) for found in _GAP.finditer(line)]


def _columns(lines: list[str]) -> list[int]:
    """Where columns begin: places at which parts of several lines begin, in lines that have more than one part."""
    starts = sorted(at for line in lines if len(parts := _segments(line)) > 1 for at, _ in parts)
    groups: list[list[int]] = []
    for at in starts:
        if groups and at - groups[-1][-1] <= _NEAR:
            groups[-1].append(at)
        else:
            groups.append([at])
    return [group[0] for group in groups if len(group) > 2]


def _column(at: int, columns: list[int]) -> int:
    return max((number for number, start in enumerate(columns) if start <= at + _NEAR), default=0)


def _widths(lines: list[str], columns: list[int]) -> list[int]:
    widths = [1] * len(columns)
    for line in lines:
        for at, said in _segments(line):
            number = _column(at, columns)
            widths[number] = max(widths[number], len(said)) if len(_segments(line)) > 1 else widths[number]
    return widths


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Lines between blank ones; a line that begins with a clock begins a row of its own."""
    block: list[str] = []
    for line in lines:
        open_range = bool(block) and _first(block[-1]).endswith(_OPEN[:3])
        begins = bool(_CLOCK.match(line.strip())) and not open_range
        if block and (not line.strip() or begins):
            yield block
            block = []
        if line.strip():
            block.append(line)
        else:
            yield [""]
    if block:
        yield block


def _first(line: str) -> str:
    return next((said for _, said in _segments(line)), "")


def _said(block: list[str], columns: list[int], widths: list[int]) -> Iterator[str]:
    """One row when the block has parts in several columns; else its lines."""
    parts = [_segments(line) for line in block]
    if not any(len(line) > 1 for line in parts):
        yield from block
        return
    cells = [""] * len(columns)
    longest = [0] * len(columns)
    for line in parts:
        for at, said in line:
            number = _column(at, columns)
            cells[number] = joined(cells[number], said, wrapped=longest[number] >= _WRAPPED * widths[number])
            longest[number] = len(said)
    yield f"| {' | '.join(cells)} |"


def joined(above: str, said: str, *, wrapped: bool) -> str:
    """Two lines of a cell: one sentence that wrapped, or two things."""
    said = said.replace("|", "/")
    if not above:
        return said
    if above.endswith("-") and said[:1].islower():
        return above[:-1] + said
    goes_on = wrapped or said[:1].islower() or above.endswith(_OPEN)
    return f"{above} {said}" if goes_on else f"{above}<br>{said}"
