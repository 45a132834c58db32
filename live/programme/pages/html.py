"""A saved web page as text: headings, lists, tables and paragraphs kept as marks the text parser knows, wrappings
dropped.

selectolax has a history of crashes on hostile pages; `safely` runs this in a process of its own.
"""

import contextlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from live.programme.shapes import Hints, Notice, NotUnderstood, Programme, without_lines
from live.programme.text.lines.line import IN_CELL
from live.programme.text.reading import read_text
from live.programme.values.decoding import clean
from live.programme.words.people import is_person_line, labelled_people

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SKIPPED = frozenset(
    "script style nav footer noscript template svg button select iframe object form head option dialog audio video "
    "canvas "
    "math".split()
)
_BLOCKS = frozenset(
    "p div section article main header aside figure figcaption blockquote address ul ol dl dt dd pre table tbody "
    "thead tr hr "
    "details summary "
    "h1 h2 h3 h4 h5 h6 li body html fieldset center".split()
)
_WRAPPING = re.compile(
    r"cookie|consent|gdpr|breadcrumb|(?:^|[ _-])(?:share|social|menu|navbar|sidebar-nav|skip-link)(?:$|[ _-])"
    r"|sr-only|visually-hidden",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"speaker|presenter|performer|foredragsholder|referent|talare", re.IGNORECASE)
_PLACED = re.compile(r"(?:^|[ _-])(?:room|venue|location|rom|sal|raum|lokal|stage)(?:$|[ _-])", re.IGNORECASE)
_SPEAKER, _ROOM = "Speaker: ", "Room: "  # as `words.labels` knows them
_LONGEST_ROOM = 40  # characters
_EMPTY = re.compile(r"[:0-9]{4}|:")  # a label of its own, or a clock
_MOST_TAGS = 150_000  # "<" in the page; a saved page has a few thousand
_NO_NAME = frozenset(
    "program programme programm agenda schedule tidsplan timeplan dagsorden møteprogram konferanseprogram home "
    "hjem".split()
)  # a heading that names no event
_STATED = re.compile(r"<script[^<>]{0,200}ld\+json[^<>]{0,100}>(?P<said>[^<]*subEvent[^<]*)</script", re.IGNORECASE)
_EDGE = "\x1d"  # where a block begins or ends; `clean` has removed it from what people wrote
_EDGES = re.compile(f" *(?:{_EDGE} *)+")
_WIDEST = 50  # rows or columns a cell may fill
_DEEPEST = 2_000  # elements within elements; browsers stop at 512


def read_html(text: str, hints: Hints) -> Programme:
    """The programme in a web page. Line numbers would be those of the converted text, so notices carry none."""
    if text.count("<") > _MOST_TAGS:
        raise NotUnderstood(Notice("The page has too many tags to be a programme."))
    _refuse_depth(text)
    stated = _stated(text, hints)
    try:
        said = without_lines(read_text(text_of_page(text), hints))
    except NotUnderstood:
        if stated is None:
            raise
        return stated
    return stated if stated and len(stated.entries) > len(said.entries) else said


def _stated(page: str, hints: Hints) -> Programme | None:
    """What a page states of its event for search engines, where that names sessions below it."""
    for found in _STATED.finditer(page) if "subEvent" in page else ():
        from live.programme.schedules.jsons import read_json

        with contextlib.suppress(NotUnderstood):
            return without_lines(read_json(found["said"], hints))
    return None


def _refuse_depth(text: str) -> None:
    """Nested beyond what any page is, parsers turn slow: 100 kB of nested <div> takes the best of them 0.7 s."""
    depth = 0
    for tag in re.finditer(
        r"<(/?)(?:div|span|b|i|font|section|table|ul|ol|li|blockquote|a|em|strong|p|td|tr|dl|dd)\b", text, re.IGNORECASE
    ):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > _DEEPEST:
            raise NotUnderstood(Notice("The page is nested too deeply to be a programme."))


def text_of_page(page: str) -> str:
    """The page as lines: "# " for headings, "- " for points, "| … |" for rows."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    body = tree.css_first("main, [role=main]") or tree.body or tree.root
    if body is None:
        return ""
    lines = _EDGES.sub(_line_ends, "".join(_Writer(body).pieces())).split("\n")
    text = "\n".join(line.rstrip() for line in lines)
    heading, title = _said(tree.css_first("h1")), _said(tree.css_first("title"))
    named = heading if heading.lower() not in _NO_NAME else ""
    if (heading and not named) or "\n# " not in f"\n{text}":
        named = named or _without_site(title)
        text = f"# {named}\n\n{text}" if named else text
    return text


def _line_ends(edges: re.Match[str]) -> str:
    """One line end between neighbours; a blank line where more than the two of them end or begin."""
    return "\n" if edges[0].count(_EDGE) < 3 else "\n\n"


def _number(said: str | None) -> int:
    return min(int(said), _WIDEST) if said and said.isdigit() and len(said) < 4 and int(said) else 1


def _said(element: "LexborNode | None") -> str:
    return clean(" ".join(element.text().split())) if element is not None else ""


def _without_site(title: str) -> str:
    """The name without the site behind it or the word before it.

    As in "Fagdag om lesing | Utdanningsdirektoratet" and "Program – Fagdag om lesing".
    """
    parts = re.split(r"\s[|–—·•-]\s", title, maxsplit=2)
    return next((part for part in parts if part.lower() not in _NO_NAME), "")


def _marked(node: "LexborNode", tag: str) -> str:
    """The label of what a page marks as who speaks, or where, and says nothing else in it."""
    named = (node.attributes.get("class") or "")[:200] if tag in ("p", "div", "li") else ""
    speaks, placed = _SPEAKS.search(named), _PLACED.search(named)
    said = _said(node) if speaks or placed else ""
    if not said or _EMPTY.search(said):
        return ""
    if speaks and is_person_line(said) and labelled_people(said) is None:
        return _SPEAKER
    return _ROOM if placed and len(said) <= _LONGEST_ROOM and not is_person_line(said) else ""


class _Writer:
    """Walks a page without recursion (pages nest deeper than Python's stack) and says each node in turn."""

    def __init__(self, root: "LexborNode") -> None:
        self._root = root
        self._lists: list[str] = []
        self._in_cell = 0
        self._column = 0
        self._spans: dict[int, int] = {}  # how many rows below a column's cell still fills

    def pieces(self) -> Iterator[str]:
        stack: list[tuple[LexborNode, bool]] = [(self._root, False)]
        while stack:
            node, leaving = stack.pop()
            tag = node.tag or ""
            if leaving:
                yield self._after(tag)
            elif tag == "-text":
                yield self._words(node.text_content or "")
            elif tag == "br":
                yield IN_CELL if self._in_cell else "\n"
            elif not self._skipped(node, tag):
                yield (self._filled_from_above(node) if tag in ("td", "th") and not self._in_cell else "")
                yield self._before(tag) + _marked(node, tag)
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))

    def _skipped(self, node: "LexborNode", tag: str) -> bool:
        if tag in _SKIPPED or tag.startswith(("!", "_", "-comment")):
            return True
        attributes = node.attributes
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        return (
            "hidden" in attributes
            or attributes.get("role") in ("navigation", "banner", "contentinfo")
            or bool(_WRAPPING.search(named[:500]))
        )

    def _words(self, said: str) -> str:
        words = re.sub(r"\s+", " ", clean(said))
        return words.replace("|", "/") if self._in_cell else words

    def _filled_from_above(self, node: "LexborNode") -> str:
        """Empty cells for those of the rows above that reach into this one; notes how far this one reaches."""
        empty = 0
        while self._spans.get(self._column, 0) > 0:
            self._spans[self._column] -= 1
            self._column, empty = self._column + 1, empty + 1
        rows, columns = (_number(node.attributes.get(name)) for name in ("rowspan", "colspan"))
        for column in range(self._column, self._column + columns):
            self._spans[column] = rows - 1
        self._column += columns
        return "| " * empty

    def _before(self, tag: str) -> str:
        if tag in ("td", "th"):
            self._in_cell += 1
            return "| " if self._in_cell == 1 else " "
        if self._in_cell:
            return f"{IN_CELL}- " if tag == "li" else IN_CELL if tag in _BLOCKS and tag != "tr" else ""
        if tag in ("ul", "ol"):
            self._lists.append(tag)
            return "\n" if len(self._lists) == 1 else ""
        return self._opening(tag)

    def _opening(self, tag: str) -> str:
        if tag == "li":
            return "\n" + "  " * min(8, max(0, len(self._lists) - 1)) + "- "
        if re.fullmatch("h[1-6]", tag):
            return "\n\n" + "#" * int(tag[1]) + " "
        if tag in ("p", "table", "section", "article", "blockquote", "dl", "hr"):
            return "\n\n"
        return _EDGE if tag in _BLOCKS else ""

    def _after(self, tag: str) -> str:
        if tag in ("td", "th"):
            self._in_cell = max(0, self._in_cell - 1)
            return " "
        if self._in_cell:
            return IN_CELL if tag in _BLOCKS and tag != "tr" else ""
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            return "" if self._lists else "\n\n"
        if tag == "tr":
            self._column = 0
            return "|\n"
        if tag in ("p", "table", "section", "article", "blockquote") or re.fullmatch("h[1-6]", tag):
            return "\n\n"
        return _EDGE if tag in _BLOCKS and tag != "li" else ""
