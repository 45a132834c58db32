"""Word documents as text: headings, points and tables kept as the marks the text reader knows."""

import io
from collections.abc import Iterator

from live.programme.files.apart import Opened
from live.programme.files.unpack import refuse_bomb
from live.programme.values.fields import Foreign

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAK = "<br>"  # a line break inside a cell
_DEEPEST = 40  # tables and wrappings within each other


def unpack(source: bytes, name: str) -> list[Opened]:
    """The document, tables row by row."""
    import docx

    refuse_bomb(source)
    document = docx.Document(io.BytesIO(source))
    lines = list(_Writer(document).lines(document.element.body))
    return [Opened("\n".join(lines), f"{name.rpartition('.')[0] or name}.txt")]


class _Writer:
    """Says a document line by line."""

    def __init__(self, document: Foreign) -> None:
        self._styles = {style.style_id: (style.name or "").lower() for style in document.styles if style.type == 1}

    def lines(self, parent: Foreign, depth: int = 0) -> Iterator[str]:
        """The lines of a body, a cell or a text box."""
        for child in parent.iterchildren():
            if child.tag == f"{_W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl" and depth < _DEEPEST:
                yield from self._table(child, depth + 1)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins") and depth < _DEEPEST:
                yield from self.lines(child, depth + 1)

    def _paragraph(self, paragraph: Foreign, depth: int) -> Iterator[str]:
        said, boxes = _text(paragraph)
        style, level = self._style(paragraph), _list_level(paragraph)
        if said.strip():
            mark = _heading(style) or ("  " * level + "- " if level >= 0 or style.startswith("list bullet") else "")
            yield f"{mark}{said.strip() if mark else said.rstrip()}"
        else:
            yield ""
        for box in boxes if depth < _DEEPEST else ():
            yield from ["", *self.lines(box, depth + 1), ""]
        if _heading(style):
            yield ""

    def _style(self, paragraph: Foreign) -> str:
        found = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self._styles.get(found.get(f"{_W}val"), "") if found is not None else ""

    def _table(self, table: Foreign, depth: int) -> Iterator[str]:
        """Rows; a table of one column is there for its frame only."""
        rows = [_cells(row) for row in table.iter(f"{_W}tr") if _owner(row, f"{_W}tbl") is table]
        yield ""
        if max(map(len, rows), default=0) <= 1:
            for row in rows:
                for cell in row:
                    yield from self.lines(cell, depth)
        else:
            for row in rows:
                yield f"| {' | '.join(self._cell(cell, depth) for cell in row)} |"
        yield ""

    def _cell(self, cell: Foreign, depth: int) -> str:
        if (
            cell.find(f"{_W}tcPr/{_W}vMerge") is not None
            and cell.find(f"{_W}tcPr/{_W}vMerge").get(f"{_W}val") != "restart"
        ):
            return ""
        lines = (
            line.replace("|", "/").strip().lstrip("# ") for part in self.lines(cell, depth) for line in part.split("\n")
        )
        return _BREAK.join(filter(None, lines))


def _cells(row: Foreign) -> list[Foreign]:
    return [cell for cell in row.iter(f"{_W}tc") if _owner(cell, f"{_W}tr") is row]


def _owner(element: Foreign, tag: str) -> Foreign:
    return next(element.iterancestors(tag), None)


def _text(paragraph: Foreign) -> tuple[str, list[Foreign]]:
    """What a paragraph says, without what was deleted; and the text boxes that hang on it."""
    pieces: list[str] = []
    boxes: list[Foreign] = []
    waiting = list(reversed(list(paragraph.iterchildren())))
    while waiting:
        one = waiting.pop()
        if one.tag == f"{_W}t":
            pieces.append(one.text or "")
        elif one.tag == f"{_W}tab":
            pieces.append("\t" if _owner(one, f"{_W}r") is not None else "")
        elif one.tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n")
        elif one.tag in (f"{_W}noBreakHyphen", f"{_W}softHyphen"):
            pieces.append("-" if one.tag.endswith("noBreakHyphen") else "")
        elif one.tag == f"{_W}txbxContent":
            boxes.append(one)
        elif one.tag not in (f"{_W}del", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", _FALLBACK):
            waiting.extend(reversed(list(one.iterchildren())))
    return "".join(pieces), boxes


def _heading(style: str) -> str:
    if style == "title":
        return "# "
    level = style.removeprefix("heading ")
    return f"{'#' * min(6, int(level))} " if style.startswith("heading ") and level.isdecimal() else ""


def _list_level(paragraph: Foreign) -> int:
    """How deep in a list of points; -1 outside of one."""
    numbered = paragraph.find(f"{_W}pPr/{_W}numPr")
    if numbered is None:
        return -1
    level = numbered.find(f"{_W}ilvl")
    said = level.get(f"{_W}val", "0") if level is not None else "0"
    return min(8, int(said)) if said.isdecimal() else 0
