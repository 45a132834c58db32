"""Tables in a PDF by how they were written: programs write cell after cell, whatever stands where on the page."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from live.programme.files.rows import joined
from live.programme.values.fields import Foreign

_WIDTH = 0.5  # of the letter's size: how wide a letter is, roughly
_GAP = 1.2  # letter sizes between two pieces that are not of one line
_NEAR = 6  # points by which starts of a column may differ
_LEAST = 3  # cells that make a column


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text that was written at one place."""

    x: float
    y: float
    size: float
    text: str

    @property
    def until(self) -> float:
        """Where it ends, roughly."""
        return self.x + len(self.text) * self.size * _WIDTH


def pieces_of(page: Foreign) -> list[Piece]:
    """The lines of a page as they were written, each with its place."""
    found: list[Piece] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: Foreign, size: float) -> None:
        said = text.strip("\n")
        if not said.strip():
            return
        x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
        piece = Piece(x, y, max(1.0, abs(size * tm[3])), said)
        if found and _goes_on(found[-1], piece):
            above = found.pop()
            piece = Piece(above.x, above.y, above.size, above.text + said)
        found.append(piece)

    page.extract_text(visitor_text=visit)
    return [Piece(one.x, one.y, one.size, " ".join(one.text.split())) for one in found]


def _goes_on(before: Piece, piece: Piece) -> bool:
    same_line = abs(before.y - piece.y) < before.size / 3
    return same_line and piece.x >= before.x and piece.x - before.until < _GAP * before.size


def by_cell(pieces: list[Piece]) -> str:
    """The text with what stands in columns as rows of cells."""
    columns = _columns(pieces)
    if len(columns) < 2:
        return "\n".join(piece.text for piece in pieces)
    lines: list[str] = []
    for group in _rows(pieces, columns):
        lines.extend(_said(group, columns))
    return "\n".join(lines)


def _columns(pieces: list[Piece]) -> list[float]:
    """Where columns begin: places at which several pieces begin, the leftmost included."""
    counted = Counter(round(piece.x / _NEAR) for piece in pieces)
    starts = sorted(place for place, count in counted.items() if count >= _LEAST)
    apart = [place for number, place in enumerate(starts) if not number or place - starts[number - 1] > 1]
    return [place * _NEAR for place in apart]


def _column(piece: Piece, columns: list[float]) -> int:
    return max((number for number, start in enumerate(columns) if start <= piece.x + _NEAR), default=0)


def _rows(pieces: list[Piece], columns: list[float]) -> Iterator[list[Piece]]:
    """Pieces until one stands further left than the one before it, or far below it."""
    row: list[Piece] = []
    for piece in pieces:
        left = row and _column(piece, columns) < _column(row[-1], columns)
        alone = row and len({_column(one, columns) for one in row}) == 1 == 1 + _column(row[0], columns)
        apart = alone and _column(piece, columns) == 0 and not _wraps(row[-1], piece)
        if row and (left or apart):
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _wraps(above: Piece, piece: Piece) -> bool:
    """A first cell goes on only behind an open range: "09.00–" above "09.15"."""
    return above.text.endswith(("-", "–", "—")) and 0 < above.y - piece.y < 2 * above.size


def _said(row: list[Piece], columns: list[float]) -> Iterator[str]:
    cells = [""] * len(columns)
    for piece in row:
        number = _column(piece, columns)
        following = [start for start in columns if start > columns[number]]
        room = (following[0] if following else piece.until) - columns[number]
        wrapped = bool(cells[number]) and piece.size * _WIDTH * len(cells[number].rsplit("<br>", 1)[-1]) > 0.6 * room
        cells[number] = joined(cells[number], piece.text, wrapped=wrapped)
    yield (
        f"| {' | '.join(cells)} |"
        if sum(map(bool, cells)) > 1
        else cells[_column(row[0], columns)].replace("<br>", "\n")
    )
