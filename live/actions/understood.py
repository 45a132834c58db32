"""A programme as it was understood: as an agenda, and as the object that `live import --json` prints and `POST /new`
answers. It knows no store, so that a command that only looks loads none.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from live.actions.slugs import wanted_slug
from live.programme import Entry, Programme
from live.rules.agenda import Agenda, Session, SessionStatus, current, ordered, session_as_json, shown_status
from live.rules.agenda.differences import Difference, by_kind, difference_as_json
from live.rules.agenda.making import in_zone, items
from live.rules.errors import Unfit
from live.rules.event import LANGUAGES
from live.rules.ids import lettered
from live.rules.resources import apart
from live.rules.spoken import FALLBACK
from live.rules.text import clean
from live.rules.web import https_address
from live.rules.wishes.agenda import SessionKind

_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
LINKS = ("attendee", "moderator", "stage")


Changes = tuple[Difference, ...] | None


def as_object(
    programme: Programme, slug: str | None, links: Mapping[str, str] | None, changes: Changes = None
) -> dict[str, object]:
    """Return the object of `live import --json`; `links` once it is kept, `changes` where it is to replace an event."""
    agenda, now = agenda_of(programme), datetime.now(UTC)
    on = current(agenda, now)
    return {
        "slug": links["slug"] if links else slug or wanted_slug(programme),
        "title": programme.title,
        "summary": programme.summary,
        "language": programme.language,
        "timezone": programme.timezone,
        "starts": agenda.starts,
        "ends": agenda.ends,
        "contact": programme.contact,
        "sections": [{"heading": part.heading, "text": part.text} for part in programme.parts],
        "sessions": [session_as_json(session, shown_status(session, on, now)) for session in agenda.sessions],
        "warnings": [notice.text() for notice in programme.notices],
        "links": {name: links[name] for name in LINKS} if links else None,
        "difference": {kind: [difference_as_json(d) for d in found] for kind, found in by_kind(changes).items()}
        if changes is not None
        else None,
    }


def agenda_of(programme: Programme) -> Agenda:
    used: dict[str, int] = {}  # how often each id, or what one is made of, has been met
    sessions = [_session(entry, used, programme.language, place) for place, entry in enumerate(programme.entries)]
    return in_zone(Agenda(sessions=ordered(sessions)), ZoneInfo(programme.timezone))


def _session(entry: Entry, used: dict[str, int], language: str, place: int) -> Session:
    session_id, spoken, stream = _id(entry, used), entry.language or language, public_stream(entry.stream)
    description, found = apart(clean(entry.description, lines=True), but=stream)
    return Session(
        id=session_id,
        title=clean(entry.title),
        kind=SessionKind(entry.kind),
        starts=entry.starts,
        ends=entry.ends,
        planned_starts=entry.planned_starts or entry.starts,
        planned_ends=entry.planned_ends or entry.ends,
        status=SessionStatus(entry.status),
        reason=clean(entry.reason),
        started_at=entry.started_at,
        ended_at=entry.ended_at,
        speakers=tuple(map(clean, entry.speakers)),
        track=clean(entry.track),
        room=clean(entry.room),
        stream=stream,
        resources=found,
        description=description,
        language="" if spoken == page_language(language) else spoken,
        items=items(session_id, entry.items),
        key=entry.key,
        place=place,
    )


def public_stream(said: str) -> str:
    """Return the address of a video that a programme gives; none where it is no public one."""
    try:
        return https_address(said, "stream")
    except Unfit:
        return ""


def _id(entry: Entry, used: dict[str, int]) -> str:
    """The id it had when we wrote it ourselves; else one made of what the source calls it, or of what it is."""
    own = _ID.fullmatch(entry.id) and entry.id not in used
    name = entry.id if own else entry.key or f"{entry.title}\0{entry.starts.isoformat()}\0{entry.track}"
    used[name] = used.get(name, 0) + 1
    return name if own else lettered("s", name, str(used[name]))


def page_language(language: str) -> str:
    """Return the language of a programme's pages: English where they do not speak its own. Its sessions say theirs."""
    return language if language in LANGUAGES else FALLBACK
