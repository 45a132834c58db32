"""A programme as it was understood: the object that `live import --json` prints and `POST /new` answers."""

from collections.abc import Mapping
from datetime import UTC, datetime

from live.actions.programmes import agenda_of
from live.actions.programmes.slugs import wanted_slug
from live.programme import Programme
from live.rules.agenda import current, session_as_json, shown_status
from live.rules.agenda.differences import Difference, by_kind, difference_as_json

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
