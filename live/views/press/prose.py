"""Plain text as people paste it, made into paragraphs, lists and links. What it returns as markup is escaped here."""

import re

import msgspec
from markupsafe import Markup, escape

BULLET = re.compile(r"^\s*(?:[-*•–·]|\d{1,2}[.)])\s+")
LINK = re.compile(r"(https?://[^\s<>\"]+[^\s<>\".,;:!?)\]])|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")


class Block(msgspec.Struct, frozen=True):
    """A paragraph, or a list when it has items."""

    text: str = ""
    items: tuple[str, ...] = ()


def blocks(text: str) -> list[Block]:
    """Lines that begin with a bullet make lists; every other line is a paragraph."""
    made: list[Block] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        item = BULLET.sub("", line)
        if item == line:
            made.append(Block(text=line))
        elif made and made[-1].items:
            made[-1] = Block(items=(*made[-1].items, item))
        else:
            made.append(Block(items=(item,)))
    return made


def linked(text: str) -> Markup:
    """The text with its web and mail addresses as links.

    Only for what organisers and moderators write: an attendee's link could be spam.
    """
    made, at = Markup(), 0
    for found in LINK.finditer(text):
        made += escape(text[at : found.start()]) + _anchor(found)
        at = found.end()
    return made + escape(text[at:])


def _anchor(found: re.Match[str]) -> Markup:
    address = found[0]
    if found[2]:
        return Markup('<a href="mailto:{0}">{0}</a>').format(address)
    return Markup('<a href="{0}" rel="noopener noreferrer" target="_blank">{1}</a>').format(
        address, address.removeprefix("https://")
    )
