"""HTML in a field of an export becomes text: paragraphs, points and the addresses behind links; never a tag.

Bullets in a text become points of a session.
"""

import html
import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

from live.programme.values.decoding import clean

_TAG = re.compile(
    r"</?(?:p|br|b|i|u|s|em|strong|a|ul|ol|li|div|span|h[1-6]|table|tr|td|th|tbody|thead|html|body|pre|code"
    r"|blockquote|img|hr|font|small|sup|sub|section|article|figure|iframe|script|style|html-blob"
    r"|details|summary|dl|dt|dd|o:p)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,6}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,12});", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\(<?((?:https?://|mailto:)[^()\s<>]{1,500})>?(?:\s\"[^\"]{0,200}\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,300})(?<=\S)\1")
_ITALIC = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,300})(?<=\S)\*(?![\w*])")
_HEADING = re.compile(r"^#{1,6}[ \t]+", re.MULTILINE)
_POINT = re.compile(r"\s{0,12}(?:[-*•–◦▪‣+]|[0-9]{1,2}[.)])\s+(?P<said>\S.*)$")
_SILENT = frozenset(("script", "style", "head", "title", "iframe", "template"))
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre section article figure dl details".split())
_LINES = frozenset("div tr br hr dt dd summary".split())
_MOST_TAGS = 600  # "<" in one field; where there are more, they are only taken out
_MOST_OPEN = 400  # elements within elements; deeper is no description
_WRAPPED = re.compile(
    r"https?://(?:www\.google\.com/url|[a-z0-9.]{0,60}\.?safelinks\.protection\.outlook\.com/)\?", re.IGNORECASE
)  # addresses that Google Calendar and Outlook put in front of the real one


def unmarked(said: str, *, markdown: bool = False) -> str:
    """The text of a field that may be HTML, and with `markdown` Markdown. What is neither comes back as it is."""
    text = _text_of(said) if "<" in said and _TAG.search(said) else unescaped(said)
    return _without_markdown(text) if markdown else text


def _without_markdown(said: str) -> str:
    """Links as words and address, emphasis and headings as plain words; lists stay."""
    if "](" in said:
        said = _LINK.sub(lambda link: link[1] if link[2] in link[1] else f"{link[1]} ({link[2]})".strip(), said)
    said = _STRONG.sub(r"\2", said) if "**" in said or "__" in said else said
    said = _ITALIC.sub(r"\1", said) if "*" in said else said
    return _HEADING.sub("", said) if "#" in said else said


def unescaped(said: str) -> str:
    """The text with `&amp;` and its like read; for titles and names, where exports leave them behind."""
    return clean(html.unescape(said)) if "&" in said and _ENTITY.search(said) else said


def unwrapped(address: str) -> str:
    """The address behind the one that Google Calendar or Outlook has made of it."""
    if not _WRAPPED.match(address):
        return address
    query = parse_qs(urlsplit(address).query)
    return next((query[name][0] for name in ("q", "url") if query.get(name)), address)


def _text_of(said: str) -> str:
    if said.count("<") > _MOST_TAGS:
        return clean(html.unescape(re.sub(r"<[^<>]*>", " ", said)))
    writer = _Writer()
    writer.feed(said)
    writer.close()
    lines = (" ".join(line.split()) for line in "".join(writer.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", clean("\n".join(lines))).strip()


def split_points(prose: str) -> tuple[str, tuple[str, ...]]:
    """The text without its bullets, and the bullets; a lone "1." is no list."""
    lines = prose.split("\n")
    points = [match["said"].strip() for line in lines if (match := _POINT.match(line))]
    if not points or (len(points) == 1 and re.search(r"^\s*[0-9]{1,2}[.)]\s", prose, re.MULTILINE)):
        return prose.strip(), ()
    left = "\n".join(line.rstrip() for line in lines if not _POINT.match(line))
    return re.sub(r"\n{3,}", "\n\n", left).strip(), tuple(points)


class _Writer(HTMLParser):
    """Says each piece of text, and where lines end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0
        self._links: list[tuple[str, int]] = []  # the address, and where the words of the link begin

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT and self._silent < _MOST_OPEN
        if tag == "li":
            self.pieces.append("\n- ")
        elif tag in ("td", "th"):
            self.pieces.append(" ")
        else:
            self._break(tag)
        if tag == "a" and len(self._links) < _MOST_OPEN:
            self._links.append((dict(attrs).get("href") or "", len(self.pieces)))

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        self._break(tag)
        if tag == "a" and self._links:
            self._address(*self._links.pop())

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.pieces.append("\n\n")
        elif tag in _LINES:
            self.pieces.append("\n")

    def _address(self, href: str, begun: int) -> None:
        """The address behind the words, where the words do not say it themselves."""
        words, address = " ".join("".join(self.pieces[begun:]).split()), unwrapped("".join(clean(href).split()))
        shown = address.removeprefix("mailto:")
        plain = re.sub(r"^https?://|/$", "", shown)
        if address.startswith(("http://", "https://", "mailto:")) and plain and plain not in words:
            self.pieces.append(f" ({shown})" if words else shown)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(re.sub(r"\s+", " ", data))
