"""Atom feeds (RFC 4287): what has changed, and the answers.

Ids are made of cursors and question ids, so they stay whatever address people use.
"""

import re
import uuid
from datetime import datetime
from xml.etree import ElementTree as Xml

import msgspec

ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMESPACE = uuid.UUID("6ed1a0c3-6d8e-5f57-8f0e-3f9a7c5f2b1d")  # ours, for the ids of feeds and their entries
MOST_ENTRIES = 50
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 has no way to write

Xml.register_namespace("", ATOM)


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry; `name` is what its id is made of, `words_language` that of its title and content."""

    name: str
    title: str
    content: str
    link: str
    published: datetime
    updated: datetime
    words_language: str


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed; `itself` is its own address and `page` the page it follows."""

    name: str
    title: str
    subtitle: str
    author: str
    itself: str
    page: str
    language: str
    updated: datetime
    entries: tuple[FeedEntry, ...]


def atom(feed: Feed) -> bytes:
    """Return the feed as XML."""
    root = Xml.Element(f"{{{ATOM}}}feed", {LANG: feed.language})
    _words(root, "id", _id(feed.name))
    _words(root, "title", feed.title)
    _words(root, "subtitle", feed.subtitle)
    _words(root, "updated", _moment(feed.updated))
    _words(_part(root, "author"), "name", feed.author)
    _part(root, "link", rel="self", type="application/atom+xml", href=feed.itself)
    _part(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in feed.entries[:MOST_ENTRIES]:
        _entry(root, entry)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: Xml.Element, entry: FeedEntry) -> None:
    part = _part(root, "entry")
    part.set(LANG, entry.words_language)
    _words(part, "id", _id(entry.name))
    _words(part, "title", entry.title)
    _words(part, "published", _moment(entry.published))
    _words(part, "updated", _moment(entry.updated))
    _part(part, "link", rel="alternate", type="text/html", href=entry.link)
    _words(part, "content", entry.content).set("type", "text")


def _part(under: Xml.Element, name: str, **attributes: str) -> Xml.Element:
    return Xml.SubElement(under, f"{{{ATOM}}}{name}", attributes)


def _words(under: Xml.Element, name: str, text: str) -> Xml.Element:
    part = _part(under, name)
    part.text = _NO_XML.sub("", text)
    return part


def _id(name: str) -> str:
    return uuid.uuid5(_NAMESPACE, name).urn


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
