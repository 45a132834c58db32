"""`schedule.json` as pretalx writes it, valid by the C3VOC's schema (https://c3voc.de/schedule/schema.json).

What that has no place for stands beside the conference under "live", which other readers pass over.
"""

import json
import re
import unicodedata
import uuid
from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from live.programme.schedules.own import as_session
from live.programme.shapes import Edition, Entry, Programme

SCHEMA = "https://c3voc.de/schedule/schema.json"
_NAMESPACE = uuid.UUID("6b5f1b7e-0f0d-5d52-8a3e-2f4a8f1c9d20")  # ours, for guids of sessions, rooms and people
_NO_ROOM = "Online"  # pretalx sorts talks into rooms; there has to be one
_SLOT_MINUTES = 5
_SHORTEST_ACRONYM = 4
_LARGEST_ID = 2**31 - 1
_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+|UTC$")  # what the schema takes; the others are told under "live" only
_OURS = ("key", "kind", "room", "track", "language", "items", "description", "status", "planned_starts")
_KEPT = (*_OURS, "planned_ends", "reason", "stream", "started_at", "ended_at", "id")


def write_pretalx(programme: Programme, edition: Edition) -> bytes:
    """The schedule; all days, rooms and tracks named as pretalx names them."""
    schedule = {"$schema": SCHEMA, "generator": {"name": "Live"}, "schedule": schedule_of(programme, edition)}
    return json.dumps(schedule, ensure_ascii=False, indent=2).encode() + b"\n"


def schedule_of(programme: Programme, edition: Edition) -> dict[str, object]:
    """The schedule as `schedule.json` and `schedule.xml` have it; the version grows with every move."""
    talks = list(_talks(programme, edition))
    days = _days(programme, talks)
    base = {"base_url": edition.base} if edition.base else {}
    return {
        "version": str(edition.number + 1),
        **base,
        "conference": {
            "acronym": acronym(programme.slug),
            "title": programme.title,
            **({"description": programme.summary} if programme.summary else {}),
            "start": days[0]["date"] if days else "",
            "end": days[-1]["date"] if days else "",
            "daysCount": len(days),
            "timeslot_duration": f"00:{_SLOT_MINUTES:02}",
            **({"time_zone_name": programme.timezone} if _ZONE.match(programme.timezone) else {}),
            **({"url": edition.base} if edition.base else {}),
            "rooms": [
                {"name": name, "guid": _guid("room", name)} for name in _named(e.room for e in programme.entries)
            ],
            "tracks": [{"name": name} for name in dict.fromkeys(e.track for e in programme.entries) if name],
            "days": days,
        },
        "live": _ours(programme, talks),
    }


def _ours(programme: Programme, talks: list[dict[str, object]]) -> dict[str, object]:
    sessions = {}
    for place, (entry, talk) in enumerate(zip(programme.entries, talks, strict=True)):
        own = as_session(entry)
        sessions[str(talk["guid"])] = {name: own[name] for name in _KEPT} | {"place": place}
    return {
        "slug": programme.slug,
        "summary": programme.summary,
        "language": programme.language,
        "timezone": programme.timezone,
        "contact": programme.contact,
        "stream": programme.stream or None,
        "settings": programme.settings,
        "sections": [{"heading": part.heading, "text": part.text} for part in programme.parts],
        "sessions": sessions,
    }


def acronym(slug: str) -> str:
    """The event's address as an acronym: small letters, digits and underscores, at least four."""
    plain = re.sub(r"[^a-z0-9]+", "_", slug.lower()).strip("_")
    return (plain or "live").ljust(_SHORTEST_ACRONYM, "_")


def _named(rooms: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(room or _NO_ROOM for room in rooms))


def _guid(*parts: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, "|".join(parts)))


def _days(programme: Programme, talks: list[dict[str, object]]) -> list[dict[str, object]]:
    together = zip(programme.entries, talks, strict=True)
    days = groupby(together, key=lambda pair: pair[0].starts.date().isoformat())
    return [_one_day(number, day, list(pairs)) for number, (day, pairs) in enumerate(days, 1)]


def _one_day(number: int, day: str, pairs: list[tuple[Entry, dict[str, object]]]) -> dict[str, object]:
    rooms: dict[str, list[dict[str, object]]] = {}
    for entry, talk in pairs:
        rooms.setdefault(entry.room or _NO_ROOM, []).append(talk)
    start, end = min(entry.starts for entry, _ in pairs), max(entry.ends for entry, _ in pairs)
    return {"index": number, "date": day, "day_start": start.isoformat(), "day_end": end.isoformat(), "rooms": rooms}


def _talks(programme: Programme, edition: Edition) -> Iterator[dict[str, object]]:
    """Each entry as a talk; guids and ids are made of its key, so that they stay, and no two are the same."""
    guids, numbers = set[str](), set[int]()
    for entry in programme.entries:
        named = entry.key or f"{programme.slug}|{entry.starts.isoformat()}|{entry.title}"
        guid = str(uuid.uuid5(_NAMESPACE, named))
        while guid in guids:
            guid = _guid(guid, named)
        number = uuid.UUID(guid).int % _LARGEST_ID + 1
        while number in numbers:
            number = number % _LARGEST_ID + 1
        guids.add(guid)
        numbers.add(number)
        yield _talk(entry, programme, edition, guid, number)


def _talk(entry: Entry, programme: Programme, edition: Edition, guid: str, number: int) -> dict[str, object]:
    points = "\n".join(f"- {item}" for item in entry.items)
    return {
        "guid": guid,
        "id": number,
        "date": entry.starts.isoformat(),
        "start": f"{entry.starts:%H:%M}",
        "duration": _length(entry.ends - entry.starts),
        "room": entry.room or _NO_ROOM,
        "slug": f"{acronym(programme.slug)}-{number}-{_plain(entry.title)}",
        "url": _address(entry, edition, guid),
        "title": entry.title,
        "subtitle": "",
        "track": entry.track or None,
        "type": "break" if entry.kind == "break" else "talk",
        "language": entry.language or programme.language,
        "abstract": "",
        "description": f"{entry.description}\n\n{points}".strip() if points else entry.description,
        "do_not_record": False,
        "persons": [{"guid": _guid(name), "name": name, "public_name": name} for name in entry.speakers],
        "links": [],
        "attachments": [],
    }


def _address(entry: Entry, edition: Edition, guid: str) -> str:
    """Where the session stands on the event's page; a name of its own where that is not known."""
    place = f"#session-{entry.id}" if entry.id else ""
    return f"{edition.base}{place}" if edition.base else f"urn:uuid:{guid}"


def _plain(title: str) -> str:
    """A title in the letters of an address."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:40].strip("-").ljust(_SHORTEST_ACRONYM, "0")


def _length(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
