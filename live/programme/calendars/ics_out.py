"""iCalendar out: stable UIDs, zones described within the dates, cancelled sessions said to be cancelled."""

import datetime as dt
import re
import uuid
from typing import TYPE_CHECKING

from live.programme.shapes import Edition, Entry, Programme
from live.programme.words.breaks import is_break

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_NAMESPACE = uuid.UUID("0f6cf9a6-6a4c-5b8b-9d33-0b1d7a3f6c11")  # ours, for sessions that came without an identity

_RESOURCE = re.compile(r"^\S.*: (https://\S+)$", re.MULTILINE)  # a line of a description: a title and an address
AGAIN = dt.timedelta(minutes=15)  # how soon a calendar that asks may ask again; most take hours all the same
_CALLED = {
    "nb": ("Foredragsholdere", "Pause"),
    "nn": ("Foredragshaldarar", "Pause"),
    "en": ("Speakers", "Break"),
    "de": ("Referenten", "Pause"),
    "sv": ("Talare", "Paus"),
    "da": ("Talere", "Pause"),
}  # speakers and breaks, in the languages that programmes are read in


def write_ics(programme: Programme, edition: Edition) -> bytes:
    """A calendar with one event per session. Without a stamp, it was made at the first start."""
    calendar = _empty(programme, edition)
    starts = [entry.starts for entry in programme.entries]
    for number, entry in enumerate(programme.entries):
        calendar.add_component(_event(programme, entry, number, edition, edition.stamp or min(starts)))
    if starts:
        # Without the dates icalendar writes every change of the clock from 1970 to 2038.
        first, last = min(starts).date(), max(entry.ends for entry in programme.entries).date()
        calendar.add_missing_timezones(first, last + dt.timedelta(days=1))
    return bytes(calendar.to_ical())


def _empty(programme: Programme, edition: Edition) -> "Calendar":
    from icalendar import Calendar, vDuration, vText, vUri

    calendar = Calendar()
    calendar.add("prodid", "-//Live//Programme//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(programme.title))
    calendar.add("x-wr-timezone", programme.timezone)
    calendar.add("name", vText(programme.title), parameters={"LANGUAGE": programme.language})  # RFC 7986
    calendar.add("refresh-interval", vDuration(AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(AGAIN))
    if edition.base:
        calendar.add("url", vUri(edition.base))
        calendar.add("source", vUri(f"{edition.base}/agenda.ics"), parameters={"VALUE": "URI"})
    if edition.stamp:
        calendar.add("last-modified", edition.stamp.astimezone(dt.UTC))
    if programme.summary:
        calendar.add("x-wr-caldesc", vText(programme.summary))
    for part in programme.parts:
        calendar.add("x-live-section", vText(part.text), parameters={"HEADING": part.heading})
    return calendar


def _event(programme: Programme, entry: Entry, number: int, edition: Edition, stamp: dt.datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid(programme, entry, number))
    event.add("dtstamp", stamp.astimezone(dt.UTC))
    event.add("last-modified", stamp.astimezone(dt.UTC))
    event.add("sequence", edition.number)
    event.add("summary", entry.title, parameters={"LANGUAGE": entry.language or programme.language})
    event.add("dtstart", entry.starts)
    event.add("dtend", entry.ends)
    event.add("status", "CANCELLED" if entry.status == "cancelled" else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.kind == "break" else "OPAQUE")
    if programme.contact:
        event.add("contact", programme.contact)
    _add_words(event, entry, entry.language or programme.language)
    page = f"{edition.base}#session-{entry.id}" if edition.base and entry.id else edition.base
    _add_place(event, entry, entry.stream or programme.stream, page)
    _add_plan(event, entry)
    return event


def uid(programme: Programme, entry: Entry, number: int) -> str:
    """The key when it is unique in the world, else with our suffix; without a key, derived from the place in the
    programme.
    """
    if "@" in entry.key or len(entry.key) >= 32:
        return entry.key
    if entry.key:
        return f"{entry.key}@{programme.slug or 'programme'}.live"
    return str(uuid.uuid5(_NAMESPACE, f"{programme.slug}|{programme.title}|{number}"))


def _add_words(event: "Event", entry: Entry, language: str) -> None:
    from icalendar import vUri

    called, pause = _CALLED.get(language, _CALLED["en"])
    speakers = [f"{called}: {'; '.join(entry.speakers)}"] if entry.speakers else []
    points = ["\n".join(f"- {item}" for item in entry.items)] if entry.items else []
    said = "\n\n".join([*speakers, *([entry.description] if entry.description else []), *points])
    if said:
        event.add("description", said)
    for url in _RESOURCE.findall(entry.description):
        event.add("attach", vUri(url))
    categories = [entry.track] if entry.track else []
    if entry.kind == "break" and not is_break(entry.title):
        categories.append(pause)
    if categories:
        event.add("categories", categories)


def _add_place(event: "Event", entry: Entry, stream: str, page: str) -> None:
    """Where it is, as calendar programs offer to join it: RFC 7986 CONFERENCE, URL, and the place of what has none.

    `URL` is the way to the video; the page where there is none.
    """
    from icalendar import vUri

    watched = stream if entry.kind != "break" else ""
    if entry.room or watched:
        event.add("location", entry.room or watched)
    if watched or page:
        event.add("url", vUri(watched or page))
    if watched:
        event.add("conference", vUri(watched), parameters={"VALUE": "URI", "FEATURE": "VIDEO"})


def _add_plan(event: "Event", entry: Entry) -> None:
    from icalendar import vText

    if entry.planned_starts:
        event.add("x-live-planned-start", entry.planned_starts.isoformat())
    if entry.planned_ends:
        event.add("x-live-planned-end", entry.planned_ends.isoformat())
    if entry.reason:
        event.add("x-live-reason", vText(entry.reason))
    if entry.status not in ("scheduled", "cancelled"):
        event.add("x-live-status", entry.status)
