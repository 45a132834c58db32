"""The agenda for programs that fetch it again and again: calendars and schedule apps."""

import msgspec

from live.actions.programmes.writing import programme_of
from live.programme import Edition, write
from live.rules.state import State


def calendar(state: State, session_id: str | None = None, *, base: str = "") -> bytes:
    """Return all sessions, or one of them. SEQUENCE grows with every move of the agenda (RFC 5546)."""
    agenda = state.agenda
    if session_id:
        agenda = msgspec.structs.replace(agenda, sessions=(agenda.session(session_id),))
    return write(programme_of(msgspec.structs.replace(state, agenda=agenda)), "ics", edition_of(state, base))


def edition_of(state: State, base: str) -> Edition:
    """Return which edition of the programme this is: its number grows with every move. `base`: of the service."""
    stamp = state.moves.moves[-1].at if state.moves.moves else state.event.imported_at
    return Edition(number=state.agenda.revision - 1, stamp=stamp, base=f"{base}/{state.event.slug}" if base else "")


def schedule(state: State, form: str, base: str) -> bytes:
    """Return the schedule for the apps that follow one: `pretalx` (JSON) or `xml`."""
    return write(programme_of(state), form, edition_of(state, base))
