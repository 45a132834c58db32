"""Taking moves of the agenda back, exactly: what the touched sessions were before, for the last moves of anybody."""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from live.rules.agenda import Agenda, Session, ordered
from live.rules.agenda.moves import changed, removed
from live.rules.errors import Conflict
from live.rules.event import Event

KEPT = 50


class LoggedMove(msgspec.Struct, frozen=True, kw_only=True):
    """One move as it can be undone: the sessions it touched as they were, and the ids of those it added.

    When a programme was put over the event, also the event as it was, and as it became.
    """

    kind: str
    at: datetime
    session: str
    title: str
    before: tuple[Session, ...] = ()
    added: tuple[str, ...] = ()
    moved_by: str = ""  # the moderator, by the name they gave
    events: tuple[Event, ...] = ()


class Moves(msgspec.Struct, frozen=True):
    """The last moves, newest last."""

    moves: tuple[LoggedMove, ...] = ()
    revision: int = 0


def noted(
    moves: Moves,
    before: Agenda,
    after: Agenda,
    kind: str,
    session_id: str,
    now: datetime,
    by: str = "",
    events: tuple[Event, ...] = (),
) -> Moves:
    """Return the log with one more move."""
    was = {s.id: s for s in before.sessions}
    touched = [s.id for s in changed(before, after)] + list(removed(before, after))
    subject = next((s for s in (*after.sessions, *before.sessions) if s.id == session_id), None)
    move = LoggedMove(
        kind=kind,
        at=now,
        session=session_id,
        title=subject.title if subject else "",
        before=tuple(was[i] for i in touched if i in was),
        added=tuple(i for i in touched if i not in was),
        moved_by=by,
        events=events,
    )
    return Moves(moves=(*moves.moves, move)[-KEPT:], revision=moves.revision + 1)


def taken_back(moves: Moves) -> Moves:
    """Return the log without its last move."""
    return Moves(moves=moves.moves[:-1], revision=moves.revision + 1)


def undone(moves: Moves, agenda: Agenda) -> Agenda:
    """Return the agenda before the last move. Refuses `nothing_to_undo`."""
    if not moves.moves:
        raise Conflict("There is nothing left to undo.", code="nothing_to_undo")
    last = moves.moves[-1]
    now = {s.id: s for s in agenda.sessions if s.id not in last.added}
    back = {s.id: replace(s, revision=now[s.id].revision + 1 if s.id in now else s.revision + 1) for s in last.before}
    sessions = ordered([*(back.pop(s.id, s) for s in agenda.sessions if s.id in now), *back.values()])
    return Agenda(revision=agenda.revision + 1, sessions=sessions)


def event_before(moves: Moves, event: Event) -> Event | None:
    """Return the event before the last move, when that has changed it; what was set since then stays as it is."""
    if not moves.moves or len(moves.moves[-1].events) < 2:
        return None
    was, became = moves.moves[-1].events
    back = {
        name: getattr(was, name)
        for name in Event.__struct_fields__
        if name != "revision" and getattr(event, name) == getattr(became, name)
    }
    return replace(event, **back, revision=event.revision + 1)
