"""iCalendar in: Outlook's zone names, durations, cancelled and repeated events, bullets in descriptions."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import msgspec

from live.programme.breaks import is_break
from live.programme.checking import overlaps
from live.programme.decoding import clean
from live.programme.fields import in_zone, text
from live.programme.languages import guess_language
from live.programme.people import labelled_people
from live.programme.points import split_points
from live.programme.repeating import repeated
from live.programme.shapes import Entry, Hints, Notice, NotUnderstood, Programme
from live.programme.zones import DEFAULT, is_zone

if TYPE_CHECKING:
    from icalendar import Calendar

_MOST_EVENTS = 3_000
_MOST_BYTES = 3_000_000
_OUR_UID = re.compile(r"@[\w-]{0,80}\.live$")  # `calendar_out` adds it to keys that are not unique in the world
_DESCRIBED = re.compile(r"(?:beskrivelse|description)\s?:", re.IGNORECASE)


def read_ics(source: str, hints: Hints) -> Programme:
    """The programme in a calendar. All-day events are no sessions; floating times are the zone's own."""
    calendar = _parsed(source)
    zone = ZoneInfo(hints.timezone or _zone(calendar))
    events = list(calendar.walk("VEVENT"))
    language = hints.language or guess_language(" ".join(_said(event, "SUMMARY") for event in events))
    cancelled = _said(calendar, "METHOD").upper() == "CANCEL"
    found = islice(_entries(events, zone, language), _MOST_EVENTS)
    entries = [_cancelled(entry) if cancelled else entry for entry in found]
    if not entries:
        raise NotUnderstood(
            Notice("No sessions were found: looked for events with a start and an end in the calendar.")
        )
    return Programme(
        title=_said(calendar, "X-WR-CALNAME") or _said(calendar, "NAME") or hints.name or entries[0].title,
        summary=_said(calendar, "X-WR-CALDESC") or _said(calendar, "DESCRIPTION"),
        language=language,
        timezone=zone.key,
        contact=next((said for event in events if "@" in (said := _said(event, "CONTACT"))), ""),
        entries=tuple(entries),
        notices=(*_notices(events), *overlaps(entries)),
    )


def _parsed(source: str) -> "Calendar":
    from icalendar import Calendar

    if len(source) > _MOST_BYTES or source.upper().count("BEGIN:") > _MOST_EVENTS:
        raise NotUnderstood(
            Notice("The calendar has more than {count} events; that is no programme.", {"count": str(_MOST_EVENTS)})
        )
    try:
        found = Calendar.from_ical(source, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise NotUnderstood(Notice("The calendar is broken: {reason}.", {"reason": str(error)[:120]})) from error
    calendars = [one for one in found if one.name == "VCALENDAR"]
    if not calendars:
        raise NotUnderstood(Notice("The calendar is empty."))
    for other in calendars[1:]:
        calendars[0].subcomponents.extend(other.subcomponents)
    return calendars[0]


def _said(component: Any, name: str) -> str:
    """The clean text of a property, the first when there are several."""
    value = component.get(name)
    value = value[0] if isinstance(value, list) and value else value
    if value is None:
        return ""
    return text(_unescaped(str(value)) if name.startswith("X-") else str(value))


def _unescaped(value: str) -> str:
    """Text of a property icalendar does not know and leaves as it was on the line."""
    return re.sub(r"\\([nN,;\\])", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _zone(calendar: "Calendar") -> str:
    named = _said(calendar, "X-WR-TIMEZONE")
    if is_zone(named or "?"):
        return named
    for event in calendar.walk("VEVENT"):
        starts = _moment(event, "DTSTART")
        if isinstance(starts, dt.datetime) and isinstance(starts.tzinfo, ZoneInfo) and starts.tzinfo.key != "UTC":
            return starts.tzinfo.key
    return DEFAULT


def _moment(event: Any, name: str) -> Any:
    value = event.get(name)
    return getattr(value[0] if isinstance(value, list) and value else value, "dt", None)


def _entries(events: list[Any], zone: ZoneInfo, language: str) -> Iterator[Entry]:
    moved = {(_said(event, "UID"), _moment(event, "RECURRENCE-ID")) for event in events if event.get("RECURRENCE-ID")}
    for event in events:
        entry = _entry(event, zone, language)
        if entry is None:
            continue
        if event.get("RRULE") and not event.get("RECURRENCE-ID"):
            without = {instant for uid, instant in moved if uid == _said(event, "UID")} | set(_left_out(event))
            yield from repeated(entry, event["RRULE"], without)
        else:
            yield entry


def _left_out(event: Any) -> Iterator[Any]:
    listed = event.get("EXDATE") or []
    for one in listed if isinstance(listed, list) else [listed]:
        yield from (moment.dt for moment in getattr(one, "dts", ()))


def _entry(event: Any, zone: ZoneInfo, language: str) -> Entry | None:
    starts, ends, title = _time(event, "DTSTART", zone), _time(event, "DTEND", zone), _said(event, "SUMMARY")
    if starts is None or not title:
        return None
    length = _moment(event, "DURATION")
    if ends is None:
        ends = (
            starts + length
            if isinstance(length, dt.timedelta) and dt.timedelta() <= length < dt.timedelta(days=8)
            else starts
        )
    speakers, prose = _people(_said(event, "DESCRIPTION"))
    description, items = split_points(prose)
    categories = _categories(event)
    spoken = str(getattr(event.get("SUMMARY"), "params", {}).get("LANGUAGE", ""))[:35]
    return Entry(
        title=" ".join(title.split()),
        kind="break" if is_break(title) or any(is_break(category) for category in categories) else "talk",
        starts=starts,
        ends=max(starts, ends),
        speakers=speakers,
        track=next((category for category in categories if not is_break(category)), ""),
        room=_said(event, "LOCATION"),
        description=description,
        language=spoken if spoken.split("-")[0] != language else "",
        items=items,
        key=_OUR_UID.sub("", _said(event, "UID")),
        planned_starts=_time(event, "X-LIVE-PLANNED-START", zone),
        planned_ends=_time(event, "X-LIVE-PLANNED-END", zone),
        status="cancelled"
        if _said(event, "STATUS").upper() == "CANCELLED"
        else _said(event, "X-LIVE-STATUS") or "scheduled",
    )


def _time(event: Any, name: str, zone: ZoneInfo) -> dt.datetime | None:
    value = _moment(event, name)
    if value is None and name.startswith("X-"):
        try:
            value = dt.datetime.fromisoformat(_said(event, name))
        except ValueError:
            return None
    try:
        return in_zone(value, zone) if isinstance(value, dt.datetime) else None
    except (ValueError, OverflowError):
        return None


def _categories(event: Any) -> list[str]:
    listed = event.get("CATEGORIES")
    return [
        clean(str(one)).strip()
        for value in (listed if isinstance(listed, list) else [listed])
        for one in getattr(value, "cats", ())
        if str(one).strip()
    ]


def _people(description: str) -> tuple[tuple[str, ...], str]:
    """The people named on lines of their own ("Speakers: …"), and the description without those lines."""
    people: list[str] = []
    left: list[str] = []
    for line in description.split("\n"):
        found = labelled_people(line.strip())
        people.extend(found or ())
        left.extend(() if found else (_DESCRIBED.sub("", line).strip() if _DESCRIBED.match(line) else line,))
    return tuple(people), "\n".join(left).strip()


def _cancelled(entry: Entry) -> Entry:
    return msgspec.structs.replace(entry, status="cancelled")


def _notices(events: list[Any]) -> Iterator[Notice]:
    for event in events[:200]:
        starts = _moment(event, "DTSTART")
        if isinstance(starts, dt.date) and not isinstance(starts, dt.datetime):
            yield Notice("An all-day event was left out: {title}", {"title": _said(event, "SUMMARY")[:120]})
        if event.get("RRULE") and str(next(iter(event["RRULE"].get("FREQ", [""])), "")).upper() not in (
            "DAILY",
            "WEEKLY",
        ):
            yield Notice(
                "Only the first of a repeated event was read: {title}", {"title": _said(event, "SUMMARY")[:120]}
            )
