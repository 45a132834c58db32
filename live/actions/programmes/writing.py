"""An event as a programme again: what the exports write."""

from live.programme import Entry, Part, Programme
from live.rules.agenda import Session
from live.rules.event import Event
from live.rules.resources import joined
from live.rules.spoken import spoken
from live.rules.state import State
from live.rules.streams import stream_of


def programme_of(state: State) -> Programme:
    """Return the event as a programme again, with its present times: what the exports write."""
    event, agenda = state.event, state.agenda
    language = spoken(event, agenda)
    return Programme(
        title=event.title,
        summary=joined(event.summary, event.resources),
        language=language,
        timezone=event.timezone,
        contact=event.contact,
        stream=event.stream,
        slug=event.slug,
        parts=tuple(Part(heading=s.heading, text=s.text) for s in event.sections),
        entries=tuple(_entry(s, event, s.language or event.language, language) for s in agenda.sessions),
    )


def _entry(session: Session, event: Event, spoken: str, language: str) -> Entry:
    """Times in the event's own zone: a calendar names it, a table shows its clock."""
    zone = event.zone
    return Entry(
        title=session.title,
        kind=session.kind,
        starts=session.starts.astimezone(zone),
        ends=session.ends.astimezone(zone),
        speakers=session.speakers,
        track=session.track,
        room=session.room,
        stream=stream_of(event, session) if (event.track_streams or session.stream) else "",
        description=joined(session.description, session.resources),
        language=spoken if spoken != language else "",
        items=tuple(i.text for i in session.items),
        key=session.key or session.id,
        id=session.id,
        reason=session.reason,
        planned_starts=session.planned_starts.astimezone(zone),
        planned_ends=session.planned_ends.astimezone(zone),
        status=session.status,
        started_at=session.started_at and session.started_at.astimezone(zone),
        ended_at=session.ended_at and session.ended_at.astimezone(zone),
    )
