"""Plain text as people paste it, made into paragraphs, lists and links. What it returns as markup is escaped here."""

import re

import msgspec
from markupsafe import Markup, escape

BULLET = re.compile(r"^\s*(?:[-*•–·]|\d{1,2}[.)])\s+")
LINK = re.compile(r"(https?://[^\s<>\"«»“”„]+)|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
ENDS = ".,;:!?…*'’‘"  # the sentence's, not the address's
BRACKETS = {")": "(", "]": "[", "}": "{"}


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
    """Return the text with its web and mail addresses as links.

    Only for what organisers and moderators write: an attendee's link could be spam.
    """
    made, at = Markup(), 0
    for found in LINK.finditer(text):
        address = found[2] or _ended(found[1])
        made += escape(text[at : found.start()])
        made += _anchor(address, mail=found[2] is not None) if address else ""
        at = found.start() + len(address)
    return made + escape(text[at:])


def _ended(address: str) -> str:
    """Return the address without what belongs to the sentence around it: full stops, quotes, brackets it did not
    open.
    """
    while address:
        last = address[-1]
        closes = last in BRACKETS and address.count(last) > address.count(BRACKETS[last])
        if last not in ENDS and not closes:
            break
        address = address[:-1]
    return address if address.partition("://")[2] else ""


def _anchor(address: str, *, mail: bool) -> Markup:
    if mail:
        return Markup('<a href="mailto:{0}">{0}</a>').format(address)
    return Markup('<a href="{0}" rel="noopener noreferrer" target="_blank">{1}</a>').format(
        address, address.removeprefix("https://")
    )
