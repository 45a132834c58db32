"""Lines as written: what number, how deep, whether a bullet, a heading or a table row.

Nothing here knows about programmes.
"""

import re

import msgspec

from live.programme.text.clocks.spans import repaired
from live.programme.text.days.dates import dates_in

IN_CELL = "\u2028"  # a line break inside a table cell; `clean` has removed it from anything that came from outside
MAX_LINE = 20_000  # characters; what follows on a longer line is not programme text

_INDENT = re.compile(r"[ \t]*")
_QUOTE = re.compile(r"(?:> ?)+")
_BULLET = re.compile(
    r"(?:[-*+•‣◦▪▫●○■□►▸·‐]|[–—](?= ?\D)|o(?=[ \t])|\(?[0-9]{1,2}\)|[A-Za-z]\)|"
    r"[0-9]{1,2}\.(?=[ \t]+[^\W\d]))[ \t]+|[•‣◦▪●►▸]"
)
_HEADING = re.compile(r"(#{1,6}|={1,6})[ \t]+(\S.*?)[ \t]*[#=]*$")  # Markdown; AsciiDoc, wikis, Typst
_RULE = re.compile(r"[-=_*~^–—•·#\s]{3,}$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,300})(?<=\S)\1")
_PICTOGRAM = re.compile(r"(?<!\S):[a-z][a-z0-9_+-]+:(?!\S)")  # ":tada:"
_ITALIC = re.compile(r"(?<![\w*])[*_](?=[^\s*_])([^*_]{1,300})(?<=\S)[*_](?![\w*])")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\((?:[^()\s]{0,500})\)")
_CELL_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_MARKUP = re.compile(
    r"\{\{[<%].{0,200}?[%>]\}\}|</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,300})?/?>|\\$"
)  # shortcodes, tags, a line's end
_WIDE = re.compile(r"(?<=\S) {3,}(?=\S)")
_NTH_DAY = re.compile(
    r"[0-9]{1,2}\.\s(?:dag|dagen|day|tag|kveld|kväll|aften|abend|avond|samling|møte|økt|termin|gang|runde)(?![^\W_])",
    re.IGNORECASE,
)
_ALONE = frozenset("-–—•·*►▸●◦")
_TABLE_RULE = re.compile(r"[|:+\-=\s]+$")


class Line(msgspec.Struct, frozen=True):
    """One line. `text` is what it says, without bullet, quote and heading marks; `cells` when it is a row."""

    number: int
    text: str
    indent: int = 0
    bullet: bool = False
    heading: int = 0  # 1–6 when marked as one, 0 otherwise
    rule: bool = False  # a horizontal rule
    cells: tuple[str, ...] = ()
    strong: bool = False  # the whole line is set in bold
    aside: bool = False  # above a picture's credit or a menu: what the picture shows, or whose page it is

    @property
    def blank(self) -> bool:
        """Nothing to read on it."""
        return not self.text


def lines_of(text: str) -> list[Line]:
    """All lines of a text, numbered from 1. Underlined headings (===, ---) become headings."""
    lines: list[Line] = []
    raws = text.split("\n")
    for number, raw in enumerate(raws, 1):
        if raw.strip() in _ALONE and not _is_between_numbers(raws, number - 1):
            continue  # a bullet whose text stands on the next line, or nowhere
        line = _line(number, repaired(raw[:MAX_LINE]))
        if line.rule and _underlines(raw, lines):
            lines[-1] = msgspec.structs.replace(lines[-1], heading=1 if "=" in raw else 2)
            line = Line(number, "")
        lines.append(line)
    return lines


def _is_between_numbers(raws: list[str], at: int) -> bool:
    """The dash of "09:00", "–", "09:45" on three lines."""
    above = next((raw.strip() for raw in reversed(raws[max(0, at - 2) : at]) if raw.strip()), "")
    below = next((raw.strip() for raw in raws[at + 1 : at + 3] if raw.strip()), "")
    return above[:1].isdigit() and len(above) < 12 and below[:1].isdigit()


def _underlines(raw: str, lines: list[Line]) -> bool:
    drawn = raw.strip()
    above = lines[-1] if lines else None
    return bool(
        above
        and above.text
        and not above.bullet
        and not above.cells
        and set(drawn) in ({"="}, {"-"})
        and len(above.text) < 100
    )


def _line(number: int, raw: str) -> Line:
    quoted = _QUOTE.match(raw)
    body = raw[quoted.end() :] if quoted else raw
    said = body.strip()
    if not said:
        return Line(number, "")
    if _RULE.match(said) or ("|" in said and _TABLE_RULE.match(said)):
        return Line(number, "", rule="|" not in said and "+" not in said)
    if heading := _HEADING.match(said):
        return Line(number, plain(heading[2]), heading=len(heading[1]))
    return _row_or_line(number, body, said)


def _row_or_line(number: int, body: str, said: str) -> Line:
    indent = _indent(body)
    bullet = _BULLET.match(said)
    if (
        bullet
        and bullet[0].strip().endswith(".")
        and (_NTH_DAY.match(said) or any(date.at == 0 for date in dates_in(said)))
    ):
        bullet = None  # "8. mars" is a date, not the eighth point
    text = said[bullet.end() :].strip() if bullet else said
    cells = (*[""] * _leading_tabs(body), *_cells(text)) if "\t" in text else _cells(text)
    plainly = " | ".join(filter(None, cells)) if "|" in text else plain(text)
    strong = text.startswith(("**", "__")) and text.endswith(("**", "__")) and len(text) > 4
    return Line(number, plainly, indent, bool(bullet), 0, False, cells, strong)


def _leading_tabs(body: str) -> int:
    """How many cells at the front of a pasted row are empty."""
    return len(body) - len(body.lstrip("\t"))


def _indent(body: str) -> int:
    margin = _INDENT.match(body)
    return len(margin[0].expandtabs(4)) if margin else 0


def _cells(said: str) -> tuple[str, ...]:
    """The cells of a row: by pipes, by tabs, or by wide gaps as a PDF leaves them."""
    if "|" in said:
        return tuple(_cell(cell) for cell in said.replace("\\|", "/").removeprefix("|").removesuffix("|").split("|"))
    if "\t" in said:
        return tuple(_cell(cell) for cell in said.split("\t"))
    if "   " in said:
        return tuple(_cell(cell) for cell in _WIDE.split(said))
    return ()


def _cell(raw: str) -> str:
    broken = _CELL_BREAK.sub(IN_CELL, raw) if "<" in raw else raw
    said = IN_CELL.join(plain(part) for part in broken.split(IN_CELL)).strip()
    return said if any(map(str.isalnum, said)) else ""  # a lone ":" or "–" fills a cell and says nothing


def plain(text: str) -> str:
    """Without Markdown's emphasis and links, with single spaces."""
    if "{{" in text or "<" in text or text.endswith("\\"):
        text = _MARKUP.sub(" ", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "**" in text or "__" in text:
        text = _EMPHASIS.sub(r"\2", text)
    if ":" in text:
        text = _PICTOGRAM.sub("", text)
    if "*" in text or "_" in text:
        text = _ITALIC.sub(r"\1", text)
    return " ".join(text.split())
