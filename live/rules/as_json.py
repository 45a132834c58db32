"""EVENT, SESSION and the agenda as docs/protocol.md describes them: what depends on the clock and on both of them."""

from datetime import datetime

from live.rules.agenda import Agenda, Session, current, head, session_as_json, shown_status
from live.rules.event import Advance, Event, status
from live.rules.resources import resources
from live.rules.streams import by_track
from live.rules.viewer import Viewer


def outline(event: Event, agenda: Agenda) -> dict[str, object]:
    """Return what an event is called, where its address is, and when it is: as it stands in EVENT and in the export."""
    return {
        "slug": event.slug,
        "title": event.title,
        "summary": event.summary,
        "language": event.language,
        "timezone": event.timezone,
        "starts": agenda.starts,
        "ends": agenda.ends,
    }


def event_as_json(event: Event, agenda: Agenda, now: datetime) -> dict[str, object]:
    """Return EVENT of docs/protocol.md."""
    return {
        **outline(event, agenda),
        "status": status(agenda.starts, agenda.ends, now),
        "contact": event.contact,
        "sections": event.sections,
        "moderated": event.moderated,
        "questions_open": event.questions_open,
        "advance": event.advance,
        "stage": event.stage,
        "slow_seconds": event.slow_seconds,
        "archived": event.archived,
        "rehearsal": {"of": event.rehearsal.of, "ends": event.rehearsal.ends} if event.rehearsal else None,
        "stream": event.stream or None,
        "other_stream": {"name": event.other_stream_name, "url": event.other_stream} if event.other_stream else None,
        "track_streams": by_track(event),
        "stream_delay": event.stream_delay,
        "resources": resources(event.resources),
        "answers_public": event.answers_public,
        "accent": event.accent or None,
        "logo": logo_as_json(event),
        "accessibility_statement": event.accessibility_statement,
        "privacy_notice": event.privacy_notice,
        "revision": event.revision,
    }


def logo_as_json(event: Event) -> dict[str, object] | None:
    """Return the organiser's logo: where it is, its size in pixels, what it says, and the ground it needs."""
    logo = event.logo
    if logo is None:
        return None
    return {
        "url": f"/{event.slug}/logo/{logo.name}.png",
        "width": logo.width,
        "height": logo.height,
        "ground": logo.ground,
        "text": event.logo_text,
    }


def sessions_as_json(
    sessions: tuple[Session, ...], agenda: Agenda, now: datetime, advance: Advance
) -> list[dict[str, object]]:
    on = current(agenda, now, advance)
    return [session_as_json(s, shown_status(s, on, now, advance)) for s in sessions]


def agenda_for(agenda: Agenda, viewer: Viewer) -> dict[str, object]:
    """Return all sessions, which are on and which is next."""
    now, advance = viewer.now, viewer.event.advance
    return {**head(agenda, now, advance), "sessions": sessions_as_json(agenda.sessions, agenda, now, advance)}
