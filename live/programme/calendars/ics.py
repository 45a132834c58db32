"""iCalendar in: Outlook's zone names, durations, cancelled and repeated events, bullets in descriptions."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from live.programme.calendars.invitation import agenda_within
from live.programme.calendars.properties import (
    categories,
    is_pause,
    left_out,
    moment_of,
    part_of,
    rule_of,
    said,
    spoken,
    stream_of,
    time_of,
    track_of,
    unescaped_line,
)
from live.programme.calendars.repeating import repeated, repeating_notice
from live.programme.checking import overlaps
from live.programme.shapes import Entry, Hints, Notice, NotUnderstood, Part, Programme
from live.programme.values.fields import Foreign, text
from live.programme.values.markup import split_points, unescaped, unmarked
from live.programme.values.offsets import zone_of_times
from live.programme.values.streams import together
from live.programme.values.zones import DEFAULT, is_zone
from live.programme.words.languages import guess_language, language_at
from live.programme.words.people import labelled_people

if TYPE_CHECKING:
    from icalendar import Calendar

_MOST_EVENTS = 3_000
_MOST_BYTES = 3_000_000
_OUR_UID = re.compile(r"@[\w-]{0,80}\.live$")  # `calendar_out` adds it to keys that are not unique in the world
_PROPERTY = re.compile(r"[A-Za-z0-9-]{1,100}[;:]")
_DESCRIBED = re.compile(r"(?:beskrivelse|description)\s?:", re.IGNORECASE)


def read_ics(source: str, hints: Hints) -> Programme:
    """The programme in a calendar. All-day events are no sessions; floating times are the zone's own."""
    calendar = _parsed(source)
    events = list(calendar.walk("VEVENT"))
    zone, told = _zone(calendar, events, hints)
    language = hints.language or _language(events, zone.key)
    cancelled = said(calendar, "METHOD").upper() == "CANCEL"
    ours = said(calendar, "PRODID").startswith("-//Live//")
    found = islice(_entries(events, zone, language, ours=ours), _MOST_EVENTS)
    entries = [msgspec.structs.replace(entry, status="cancelled") if cancelled else entry for entry in found]
    if not entries:
        raise NotUnderstood(
            Notice("No sessions were found: looked for events with a start and an end in the calendar.")
        )
    programme = Programme(
        title=said(calendar, "X-WR-CALNAME") or said(calendar, "NAME") or _title(entries, hints),
        summary=said(calendar, "X-WR-CALDESC") or said(calendar, "DESCRIPTION"),
        language=language,
        timezone=zone.key,
        contact=next((about for event in events if "@" in (about := said(event, "CONTACT"))), ""),
        entries=tuple(entries),
        parts=tuple(_parts(calendar)),
        notices=(*told, *_notices(events), *overlaps(entries)),
    )
    programme = together(programme)
    if len(entries) > 1 or ours:
        return programme
    return _unfolded(programme, "\n".join(unmarked(said(event, "DESCRIPTION")) for event in events), hints)


def _title(entries: list[Entry], hints: Hints) -> str:
    """An invitation is called what its one event is called; a calendar of many, what its file is called."""
    return entries[0].title if len(entries) == 1 else hints.name or entries[0].title


def _unfolded(programme: Programme, described: str, hints: Hints) -> Programme:
    """The agenda in the description of a calendar's only event, when there is one; else the calendar as it is."""
    only = programme.entries[0]
    inside = agenda_within(only, programme.title, described, hints)
    if inside is None:
        return programme
    entries = tuple(
        msgspec.structs.replace(one, key=f"{only.key}#{number}" if only.key else "", status=only.status)
        for number, one in enumerate(inside.entries)
    )
    return msgspec.structs.replace(
        programme,
        summary=inside.summary,
        language=inside.language,
        contact=programme.contact or inside.contact,
        entries=entries,
        parts=inside.parts,
        notices=(*programme.notices, *inside.notices),
    )


def _language(events: list[Foreign], zone: str) -> str:
    """What most titles are said to be in; else what they look like."""
    tongues = Counter(spoken(event) for event in events)
    del tongues[""]
    return (
        tongues.most_common(1)[0][0]
        if tongues
        else guess_language(" ".join(said(event, "SUMMARY") for event in events), language_at(zone))
    )


def _parts(calendar: "Calendar") -> Iterator[Part]:
    """The sections that `calendar_out` has written."""
    listed = calendar.get("X-LIVE-SECTION") or []
    for one in (listed if isinstance(listed, list) else [listed])[:50]:
        heading = text(str((part_of(one, "params") or {}).get("HEADING", "")))
        yield Part(heading, text(unescaped_line(str(one))))


def _parsed(source: str) -> "Calendar":
    from icalendar import Calendar

    if len(source) > _MOST_BYTES or source.upper().count("BEGIN:") > _MOST_EVENTS:
        raise NotUnderstood(
            Notice("The calendar has more than {count} events; that is no programme.", {"count": str(_MOST_EVENTS)})
        )
    begins = source.upper().find("BEGIN:VCALENDAR")
    try:
        found = Calendar.from_ical(_without_junk(source[max(0, begins) :]), multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise NotUnderstood(Notice("The calendar is broken: {reason}.", {"reason": str(error)[:120]})) from error
    calendars = [one for one in found if one.name == "VCALENDAR"]
    if not calendars:
        raise NotUnderstood(Notice("The calendar is empty."))
    for other in calendars[1:]:
        calendars[0].subcomponents.extend(other.subcomponents)
    return calendars[0]


def _without_junk(source: str) -> str:
    """The lines that are properties or go on with one; what a web page or a mail has left between them is none."""
    return "\n".join(line for line in source.split("\n") if line[:1] in (" ", "\t") or _PROPERTY.match(line))


def _zone(calendar: "Calendar", events: list[Foreign], hints: Hints) -> tuple[ZoneInfo, tuple[Notice, ...]]:
    """The zone asked for, or the calendar's, or the first one that an event names; else as the times are written."""
    starts = [moment for event in events if isinstance(moment := moment_of(event, "DTSTART"), dt.datetime)]
    of_events = (start.tzinfo.key for start in starts if isinstance(start.tzinfo, ZoneInfo))
    listed = (said(zone, "TZID") for zone in calendar.walk("VTIMEZONE"))
    named = (hints.timezone or "", said(calendar, "X-WR-TIMEZONE"), *of_events, *listed)
    found = next((name for name in named if name and name != "UTC" and is_zone(name)), None)
    if found:
        return ZoneInfo(found), ()
    if all(start.tzinfo is None for start in starts):  # floating: at these hours wherever one is
        return ZoneInfo(DEFAULT), ()
    zone, notice = zone_of_times(starts)
    return ZoneInfo(zone), (notice,) if notice else ()


def _entries(events: list[Foreign], zone: ZoneInfo, language: str, *, ours: bool) -> Iterator[Entry]:
    moved = {(said(event, "UID"), moment_of(event, "RECURRENCE-ID")) for event in events if event.get("RECURRENCE-ID")}
    for event in events:
        entry = _entry(event, zone, language, ours=ours)
        if entry is None:
            continue
        rule = rule_of(event)
        if rule and not event.get("RECURRENCE-ID"):
            without = {instant for uid, instant in moved if uid == said(event, "UID")} | set(left_out(event))
            yield from repeated(entry, rule, without)
        else:
            yield entry


def _entry(event: Foreign, zone: ZoneInfo, language: str, *, ours: bool) -> Entry | None:
    starts, ends, title = time_of(event, "DTSTART", zone), time_of(event, "DTEND", zone), said(event, "SUMMARY")
    if starts is None or not title:
        return None
    length = moment_of(event, "DURATION")
    if ends is None:
        ends = (
            starts + length
            if isinstance(length, dt.timedelta) and dt.timedelta() <= length < dt.timedelta(days=8)
            else starts
        )
    described = said(event, "DESCRIPTION")
    speakers, prose = _people(described if ours else unmarked(described))
    description, items = split_points(prose)
    kinds = categories(event)
    tongue = spoken(event)
    pause = is_pause(event, title, kinds, ours=ours)
    return Entry(
        title=" ".join((title if ours else unescaped(title)).split()),
        kind="break" if pause else "talk",
        starts=starts,
        ends=max(starts, ends),
        speakers=speakers,
        track=track_of(kinds, title, pause=pause, ours=ours),
        room=room if (room := said(event, "LOCATION")) != stream_of(event) else "",
        description=description,
        language=tongue if tongue != language.split("-")[0] else "",
        items=items,
        key=_OUR_UID.sub("", said(event, "UID")),
        planned_starts=time_of(event, "X-LIVE-PLANNED-START", zone),
        planned_ends=time_of(event, "X-LIVE-PLANNED-END", zone),
        status="cancelled"
        if said(event, "STATUS").upper() == "CANCELLED"
        else said(event, "X-LIVE-STATUS") or "scheduled",
        reason=said(event, "X-LIVE-REASON"),
        stream=stream_of(event),
    )


def _people(description: str) -> tuple[tuple[str, ...], str]:
    """The people named on lines of their own ("Speakers: …"), and the description without those lines."""
    people: list[str] = []
    left: list[str] = []
    for line in description.split("\n"):
        found = labelled_people(line.strip())
        people.extend(found or ())
        left.extend(() if found else (_DESCRIBED.sub("", line).strip() if _DESCRIBED.match(line) else line,))
    return tuple(people), "\n".join(left).strip()


def _notices(events: list[Foreign]) -> Iterator[Notice]:
    """All-day events, events that are broken, and repetitions of which not all is read."""
    broken = sum(not said(event, "SUMMARY") or moment_of(event, "DTSTART") is None for event in events)
    if broken:
        yield Notice("{count} sessions without a title or times were left out.", {"count": str(broken)})
    for event in events[:200]:
        starts = moment_of(event, "DTSTART")
        if isinstance(starts, dt.date) and not isinstance(starts, dt.datetime):
            yield Notice("An all-day event was left out: {title}", {"title": said(event, "SUMMARY")[:120]})
        if (rule := rule_of(event)) and (notice := repeating_notice(rule, said(event, "SUMMARY")[:120])):
            yield notice
