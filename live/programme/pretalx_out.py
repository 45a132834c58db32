"""pretalx-compatible `schedule.json`.

What it has no place for goes under keys named "live", which other readers pass over.
"""

import json
import uuid
from datetime import timedelta
from itertools import groupby

from live.programme.own import as_session
from live.programme.shapes import Entry, Programme

_NAMESPACE = uuid.UUID("6b5f1b7e-0f0d-5d52-8a3e-2f4a8f1c9d20")  # ours, for guids of sessions and people
_NO_ROOM = "Online"  # pretalx sorts talks into rooms; there has to be one
_SLOT_MINUTES = 5


def write_pretalx(programme: Programme) -> bytes:
    """The schedule; all days, rooms and tracks named as pretalx names them."""
    schedule = {
        "version": "1.0",
        "base_url": "",
        "conference": {
            "acronym": programme.slug,
            "title": programme.title,
            "start": _day(programme.entries[0]) if programme.entries else "",
            "end": _day(programme.entries[-1]) if programme.entries else "",
            "daysCount": len({_day(entry) for entry in programme.entries}),
            "timeslot_duration": f"00:{_SLOT_MINUTES:02}",
            "time_zone_name": programme.timezone,
            "rooms": [{"name": name} for name in dict.fromkeys(entry.room or _NO_ROOM for entry in programme.entries)],
            "tracks": [{"name": name} for name in dict.fromkeys(entry.track for entry in programme.entries) if name],
            "days": _days(programme),
            "live": {
                "slug": programme.slug,
                "summary": programme.summary,
                "language": programme.language,
                "contact": programme.contact,
                "settings": programme.settings,
                "sections": [{"heading": part.heading, "text": part.text} for part in programme.parts],
            },
        },
    }
    return json.dumps({"schedule": schedule}, ensure_ascii=False, indent=2).encode() + b"\n"


def _day(entry: Entry) -> str:
    return entry.starts.date().isoformat()


def _days(programme: Programme) -> list[dict[str, object]]:
    return [
        _one_day(number, day, list(entries), programme)
        for number, (day, entries) in enumerate(groupby(programme.entries, key=_day), 1)
    ]


def _one_day(number: int, day: str, entries: list[Entry], programme: Programme) -> dict[str, object]:
    rooms: dict[str, list[dict[str, object]]] = {}
    for place, entry in enumerate(entries):
        rooms.setdefault(entry.room or _NO_ROOM, []).append(_talk(entry, programme, place))
    start, end = min(entry.starts for entry in entries), max(entry.ends for entry in entries)
    return {"index": number, "date": day, "day_start": start.isoformat(), "day_end": end.isoformat(), "rooms": rooms}


def _talk(entry: Entry, programme: Programme, place: int) -> dict[str, object]:
    named = entry.key or f"{programme.slug}|{entry.starts.isoformat()}|{entry.title}"
    points = "\n".join(f"- {item}" for item in entry.items)
    kept = (
        "key",
        "kind",
        "room",
        "items",
        "description",
        "status",
        "planned_starts",
        "planned_ends",
        "reason",
        "started_at",
        "ended_at",
        "id",
    )
    own = as_session(entry)
    return {
        "guid": str(uuid.uuid5(_NAMESPACE, named)),
        "code": entry.key,
        "date": entry.starts.isoformat(),
        "start": f"{entry.starts:%H:%M}",
        "duration": _length(entry.ends - entry.starts),
        "room": entry.room or _NO_ROOM,
        "title": entry.title,
        "subtitle": "",
        "track": entry.track or None,
        "type": "Break" if entry.kind == "break" else "Talk",
        "language": entry.language or programme.language,
        "abstract": "",
        "description": f"{entry.description}\n\n{points}".strip() if points else entry.description,
        "do_not_record": False,
        "persons": [
            {"guid": str(uuid.uuid5(_NAMESPACE, name)), "name": name, "public_name": name} for name in entry.speakers
        ],
        "links": [],
        "attachments": [],
        "live": {name: own[name] for name in kept} | {"place": place},
    }


def _length(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
