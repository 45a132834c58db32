"""frab's and pretalx's `schedule.xml`, read with the standard library and without what makes XML dangerous."""

import re
from xml.etree import ElementTree

from live.programme.schedules.pretalx import read_pretalx
from live.programme.shapes import Hints, Notice, NotUnderstood, Programme

_DEEPEST = 30  # elements within elements; schedules have eight
_MOST_ELEMENTS = 200_000
_CHUNK = 65_536  # characters fed at a time, so that a limit stops a bomb early


def read_xml(text: str, hints: Hints) -> Programme:
    """The programme in a schedule.xml.

    A document type or entities are refused: no schedule has them, every XML bomb does.
    """
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise NotUnderstood(
            Notice("The XML has a document type declaration, which no programme needs; it was not read.")
        )
    root = _parsed(text)
    if root.tag != "schedule":
        raise NotUnderstood(
            Notice("The XML is no programme: looked for <schedule> and found <{tag}>.", {"tag": str(root.tag)[:60]})
        )
    return read_pretalx(_as_json(root), hints)


def _parsed(text: str) -> ElementTree.Element:
    """The tree, built by a builder that counts, fed bit by bit so that a limit stops a bomb early."""
    parser = ElementTree.XMLParser(target=_Counting())  # noqa: S314 - entities are refused above, depth and size below
    try:
        for at in range(0, len(text), _CHUNK):
            parser.feed(text[at : at + _CHUNK])
        root: ElementTree.Element = parser.close()
    except (ElementTree.ParseError, AssertionError) as error:
        raise NotUnderstood(Notice("The XML is broken: {reason}.", {"reason": str(error)[:120]})) from error
    return root


class _Counting(ElementTree.TreeBuilder):
    """Refuses what no schedule is."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        self._depth, self._count = self._depth + 1, self._count + 1
        if self._depth > _DEEPEST or self._count > _MOST_ELEMENTS:
            raise NotUnderstood(Notice("The XML is nested too deeply or too large to be a programme."))
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)


def _as_json(root: ElementTree.Element) -> dict[str, object]:
    """The same schedule in the shape of schedule.json."""
    conference: dict[str, object] = {element.tag: element.text for element in root.find("conference") or ()}
    conference["days"] = [
        {
            **day.attrib,
            "rooms": {
                room.get("name") or "": [_talk(event) for event in room.iter("event")]
                for room in day.iter("room")
                if len(room)
            },
        }
        for day in root.iter("day")
    ]
    return {"schedule": {"conference": conference}}


def _talk(event: ElementTree.Element) -> dict[str, object]:
    talk: dict[str, object] = {**event.attrib, **{element.tag: element.text for element in event if not len(element)}}
    talk["persons"] = [{"name": "".join(person.itertext())} for person in event.iter("person")]
    talk["recording"] = {"optout": event.findtext("recording/optout") or ""}
    return talk
