"""`schedule.xml`, which schedule apps follow (Giggity, EventFahrplan, info-beamer): valid by the C3VOC's XSD."""

import re
from xml.etree import ElementTree

from live.programme.schedules.pretalx_out import schedule_of
from live.programme.shapes import Edition, Programme
from live.programme.values.fields import Foreign

DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONFERENCE = ("acronym", "title", "start", "end", "timeslot_duration", "time_zone_name")
_EVENT = ("date", "start", "duration", "room", "title", "subtitle", "track", "type", "language", "slug", "abstract")
_LONGEST_HOURS = 99  # what a duration of the XSD can say


def write_xml(programme: Programme, edition: Edition) -> bytes:
    """The schedule as XML; what we keep beside it has no place there."""
    schedule: Foreign = schedule_of(programme, edition)
    root = ElementTree.Element("schedule")
    ElementTree.SubElement(root, "generator", name="Live")
    _add(root, "version", schedule["version"])
    _conference(root, schedule["conference"], edition)
    for day in schedule["conference"]["days"]:
        _day(root, day)
    ElementTree.indent(root)
    written: str = ElementTree.tostring(root, encoding="unicode")
    return DECLARATION + written.encode() + b"\n"


def _add(parent: ElementTree.Element, name: str, text: Foreign, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = _NOT_XML.sub("", str(text if text is not None else ""))
    return element


def _conference(root: ElementTree.Element, said: Foreign, edition: Edition) -> None:
    conference = ElementTree.SubElement(root, "conference")
    for name in (name for name in _CONFERENCE if name in said):
        _add(conference, name, said[name])
    _add(conference, "days", said["daysCount"])
    if edition.base:
        _add(conference, "base_url", edition.base)
        _add(conference, "url", edition.base)


def _day(root: ElementTree.Element, said: Foreign) -> None:
    times = {"start": said["day_start"], "end": said["day_end"]}
    day = ElementTree.SubElement(root, "day", date=said["date"], index=str(said["index"]), **times)
    for name, talks in said["rooms"].items():
        room = ElementTree.SubElement(day, "room", name=_NOT_XML.sub("", name))
        for talk in talks:
            _event(room, talk)


def _event(room: ElementTree.Element, talk: Foreign) -> None:
    event = ElementTree.SubElement(room, "event", guid=talk["guid"], id=str(talk["id"]))
    for name in _EVENT:
        _add(event, name, _clipped(talk[name]) if name == "duration" else talk[name])
    _add(event, "description", talk["description"])
    persons = ElementTree.SubElement(event, "persons")
    for person in talk["persons"]:
        _add(persons, "person", person["name"], guid=person["guid"])
    ElementTree.SubElement(event, "links")
    ElementTree.SubElement(event, "attachments")
    if talk["url"].startswith("http"):
        _add(event, "url", talk["url"])


def _clipped(duration: str) -> str:
    hours, minutes = duration.split(":")
    return f"{min(int(hours), _LONGEST_HOURS):02}:{minutes}"
