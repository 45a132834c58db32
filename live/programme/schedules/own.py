"""Our own JSON: what `live import --json` prints, what `live export --format json` keeps, and what `write(…, "json")`
makes. Lossless.
"""

import base64
import binascii
import json
from datetime import datetime
from zoneinfo import ZoneInfo

from live.programme.checking import overlaps
from live.programme.shapes import Entry, Hints, Notice, NotUnderstood, Part, Programme
from live.programme.values.fields import Foreign, address, moment, objects, text, texts, zone_named
from live.programme.words.languages import guess_language, language_at

MOST_SESSIONS = 5_000
STATUSES = ("scheduled", "live", "done", "cancelled")


def is_own(data: object) -> bool:
    """An object with sessions in our own words, directly or as the state of an event."""
    if not isinstance(data, dict) or "schedule" in data:
        return False
    agenda = data["agenda"] if isinstance(data.get("agenda"), dict) else data
    return any("starts" in session and "title" in session for session in objects(agenda.get("sessions")))


def read_own(data: dict[str, Foreign], hints: Hints) -> Programme:
    """The programme in our own JSON or in the STATE of an event."""
    event = data["event"] if isinstance(data.get("event"), dict) else data
    agenda = data["agenda"] if isinstance(data.get("agenda"), dict) else data
    sessions = objects(agenda.get("sessions"))
    if len(sessions) > MOST_SESSIONS:
        raise NotUnderstood(
            Notice("There are more than {count} sessions; that is no programme.", {"count": str(MOST_SESSIONS)})
        )
    zone = ZoneInfo(hints.timezone or zone_named(text(event.get("timezone"))))
    entries = [entry for session in sessions if (entry := _entry(session, zone))]
    if not entries:
        raise NotUnderstood(Notice("No sessions were found: looked for “sessions” with “title”, “starts” and “ends”."))
    language = (
        hints.language
        or text(event.get("language"))
        or guess_language(" ".join(entry.title for entry in entries), language_at(zone.key))
    )
    return Programme(
        title=text(event.get("title")) or hints.name or entries[0].title,
        summary=text(event.get("summary")),
        language=language[:35],
        timezone=zone.key,
        contact=text(event.get("contact")),
        stream=address(event.get("stream")),
        entries=tuple(entries),
        parts=tuple(_part(part) for part in objects(event.get("sections"))),
        notices=(*_left_out(len(sessions) - len(entries)), *overlaps(entries)),
        slug=text(event.get("slug")),
        settings=settings_of(data.get("settings")),
        logo=_picture(data.get("logo")),
    )


def _picture(given: Foreign) -> bytes:
    """The bytes of a logo, whatever they are; what is no base64 goes on as it stands, so that it is told."""
    said = given if isinstance(given, str) else ""
    try:
        return base64.b64decode(said, validate=True)
    except (binascii.Error, ValueError):
        return said.encode()[:100]


def _left_out(count: int) -> tuple[Notice, ...]:
    return (Notice("{count} sessions without a title or times were left out.", {"count": str(count)}),) if count else ()


def _part(part: dict[str, Foreign]) -> Part:
    return Part(text(part.get("heading")), text(part.get("text")))


def settings_of(given: Foreign) -> dict[str, Foreign]:
    """Switches, numbers, words and lists of words; which of them there are is not this room's to know."""
    found = given.items() if isinstance(given, dict) else ()
    return {
        text(name): texts(value) if isinstance(value, list) else value
        for name, value in found
        if isinstance(value, bool | int | str | list)
    }


def _entry(session: dict[str, Foreign], zone: ZoneInfo) -> Entry | None:
    starts, ends, title = (
        moment(session.get("starts"), zone),
        moment(session.get("ends"), zone),
        text(session.get("title")),
    )
    if not (starts and ends and title) or ends < starts:
        return None
    return Entry(
        title=title,
        kind="break" if session.get("kind") == "break" else "talk",
        starts=starts,
        ends=ends,
        speakers=texts(session.get("speakers")),
        track=text(session.get("track")),
        room=text(session.get("room")),
        stream=address(session.get("stream")),
        description=_described(session),
        language=text(session.get("language")),
        items=texts(session.get("items")),
        key=text(session.get("key", session.get("id"))),
        planned_starts=moment(session.get("planned_starts"), zone),
        planned_ends=moment(session.get("planned_ends"), zone),
        status=_status(session),
        reason=text(session.get("reason")),
        started_at=moment(session.get("started_at"), zone),
        ended_at=moment(session.get("ended_at"), zone),
        id=text(session.get("id")),
        lines=_lines(session.get("lines")),
    )


def _described(session: dict[str, Foreign]) -> str:
    """The description, with the resources below it as lines "Title: https://…"."""
    said = session.get("resources")
    given = said if isinstance(said, list) else []
    named = (f"{text(one.get('title'))}: {address(one.get('url'))}" if isinstance(one, dict) else one for one in given)
    return "\n".join(filter(None, (text(session.get("description")), *map(text, named))))


def _lines(said: Foreign) -> tuple[int, int] | None:
    """Where a session stands in the text it was read from: [first, last]."""
    match said:
        case [int(first), int(last)] if 0 < first <= last:
            return first, last
    return None


def _status(session: dict[str, Foreign]) -> str:
    """What somebody decided; what only the clock said (`by_hand` is false) is not kept."""
    said = text(session.get("status"))
    return said if said in STATUSES and session.get("by_hand") is not False else "scheduled"


def as_own(programme: Programme) -> dict[str, Foreign]:
    """The JSON object of a programme."""
    return {
        "slug": programme.slug,
        "title": programme.title,
        "summary": programme.summary,
        "language": programme.language,
        "timezone": programme.timezone,
        "starts": _said(min((entry.starts for entry in programme.entries), default=None)),
        "ends": _said(max((entry.ends for entry in programme.entries), default=None)),
        "contact": programme.contact,
        "stream": programme.stream or None,
        "sections": [{"heading": part.heading, "text": part.text} for part in programme.parts],
        "settings": programme.settings,
        **({"logo": base64.b64encode(programme.logo).decode()} if programme.logo else {}),
        "sessions": [as_session(entry) for entry in programme.entries],
        "warnings": [notice.text() for notice in programme.notices],
    }


def as_session(entry: Entry) -> dict[str, Foreign]:
    """One session, in the words of docs/protocol.md; `key` is the source's own identity."""
    return {
        "id": entry.id,
        "key": entry.key,
        "title": entry.title,
        "kind": entry.kind,
        "starts": _said(entry.starts),
        "ends": _said(entry.ends),
        "planned_starts": _said(entry.planned_starts),
        "planned_ends": _said(entry.planned_ends),
        "status": entry.status,
        "reason": entry.reason,
        "started_at": _said(entry.started_at),
        "ended_at": _said(entry.ended_at),
        "speakers": list(entry.speakers),
        "track": entry.track,
        "room": entry.room,
        "stream": entry.stream or None,
        "description": entry.description,
        "language": entry.language,
        "items": list(entry.items),
        **({"lines": list(entry.lines)} if entry.lines else {}),
    }


def _said(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def write_own(programme: Programme) -> bytes:
    """JSON for people and programs: indented, UTF-8."""
    return json.dumps(as_own(programme), ensure_ascii=False, indent=2).encode() + b"\n"
