"""Moving the agenda: every move is one commit of the agenda, the log it can be undone from, and one change that carries
all it moved.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from live.actions.acting import Actor, Decision, Done, check_revision
from live.actions.agenda.sessions import Times, edited, new, placed, times_of
from live.rules.agenda import Agenda, Session, head, moves, share_lane
from live.rules.agenda.differences import as_before
from live.rules.agenda.making import in_zone
from live.rules.agenda.undo import event_before, noted, taken_back, undone
from live.rules.as_json import sessions_as_json
from live.rules.changes import Change
from live.rules.ids import lettered
from live.rules.nouns import Thing
from live.rules.people import limits, require_moderator
from live.rules.wishes.agenda import (
    Delay,
    EditSession,
    Extend,
    InsertSession,
    MoveTo,
    Rest,
    SessionAction,
    SessionMove,
    Swap,
    Undo,
)
from live.store import Copy


class Placed(NamedTuple):
    """When a move is made, and the times it wishes for in the event's zone."""

    now: datetime
    times: Times

    def starts(self) -> datetime:
        assert self.times.starts is not None, "the wish says it"
        return self.times.starts


class _Row(NamedTuple):
    """What a move of a session takes, the change it makes, and how the agenda then is."""

    wish: type[SessionMove]
    kind: str
    moved: Callable[[Agenda, Session, Any, Placed], Agenda]  # Any: the row's own kind of wish


def _minutes(wish: Delay) -> timedelta:
    return timedelta(minutes=wish.minutes)


A = SessionAction
MOVES: Mapping[SessionAction, _Row] = {
    A.DELAY: _Row(
        Delay, "session.delayed", lambda a, s, w, p: moves.delay(a, s.id, _minutes(w), rest=w.rest or Rest.SHIFT)
    ),
    A.EXTEND: _Row(
        Extend, "session.moved", lambda a, s, w, p: moves.extend(a, s.id, _minutes(w), rest=w.rest or Rest.PUSH)
    ),
    A.MOVE: _Row(
        MoveTo, "session.moved", lambda a, s, w, p: moves.move(a, s.id, p.starts(), rest=w.rest or Rest.SHIFT)
    ),
    A.SWAP: _Row(Swap, "session.moved", lambda a, s, w, p: moves.swap(a, s.id, _other(a, s, w.other))),
    A.START: _Row(
        SessionMove, "session.started", lambda a, s, w, p: moves.start(a, s.id, p.now, rest=w.rest or Rest.PUSH)
    ),
    A.END: _Row(SessionMove, "session.ended", lambda a, s, w, p: moves.end(a, s.id, p.now, rest=w.rest or Rest.PUSH)),
    A.CANCEL: _Row(SessionMove, "session.cancelled", lambda a, s, w, p: moves.cancel(a, s.id)),
    A.RESTORE: _Row(SessionMove, "session.restored", lambda a, s, w, p: moves.restore(a, s.id)),
    A.EDIT: _Row(
        EditSession,
        "session.edited",
        lambda a, s, w, p: moves.edit(a, s.id, edited(s, w, p.times), rest=w.rest or Rest.PUSH),
    ),
}
WISHES: dict[str, type[SessionMove]] = {move: rule.wish for move, rule in MOVES.items()}


def _other(agenda: Agenda, session: Session, named: str) -> str:
    """The id of the session to swap with, which may be named `previous` or `next` (of the same lane)."""
    lane = [s.id for s in agenda.sessions if s.stands and (s.id == session.id or share_lane(s, session))]
    place = (lane.index(session.id) if session.id in lane else 0) + {"previous": -1, "next": 1}.get(named, 0)
    if named not in ("previous", "next"):
        return named
    return lane[place] if 0 <= place < len(lane) else session.id


async def move(actor: Actor, session_id: str, name: SessionAction, wish: SessionMove) -> Done:
    """Carry out one of `MOVES`, with the wish of its row."""
    require_moderator(actor.person)

    def rule(copy: Copy, now: datetime) -> Decision:
        after = moved(copy, session_id, name, wish, now)
        return _decided(copy, after, MOVES[name].kind, session_id, now, actor.person.name)

    return await actor.do(rule, wish.key, limits.MOVE)


def moved(copy: Copy, session_id: str, name: SessionAction, wish: SessionMove, now: datetime) -> Agenda:
    """Return the agenda after a move. Refuses what the move refuses, and `conflict`."""
    before = copy.state.agenda
    session = before.session(session_id)
    check_revision(wish.revision, before.revision, _current(copy, session_id, now))
    after = MOVES[name].moved(before, session, wish, Placed(now, _times(copy, wish, session)))
    if after is not before and wish.reason:
        after = moves.explained(before, after, session_id, wish.reason)
    return in_zone(after, copy.state.event.zone)


def _times(copy: Copy, wish: SessionMove, session: Session) -> Times:
    if isinstance(wish, MoveTo):
        return Times(placed(copy, wish.starts, session.starts), None)
    return times_of(copy, wish, session) if isinstance(wish, EditSession) else Times(None, None)


async def insert(actor: Actor, wish: InsertSession) -> Done:
    """Add a session. A form that is sent twice adds one."""
    require_moderator(actor.person)
    said = (wish.title, "" if wish.kind is UNSET else wish.kind, str(wish.starts), str(wish.minutes))
    session_id = lettered("s", actor.person.id, *((wish.key,) if wish.key else said))

    def rule(copy: Copy, now: datetime) -> Decision:
        after = inserted(copy, session_id, wish, now)
        return _decided(copy, after, "session.inserted", session_id, now, actor.person.name)

    return await actor.do(rule, wish.key, limits.MOVE)


def inserted(copy: Copy, session_id: str, wish: InsertSession, now: datetime) -> Agenda:
    """Return the agenda with a new session. Refuses `conflict`, `overlap` and what does not fit."""
    agenda, event = copy.state.agenda, copy.state.event
    check_revision(wish.revision, agenda.revision, {"agenda": head(agenda, now, event.advance)})
    session = new(session_id, wish, times_of(copy, wish))
    after = moves.insert(agenda, replace(session, reason=wish.reason), rest=wish.rest or Rest.PUSH)
    return in_zone(after, event.zone)


async def undo(actor: Actor, wish: Undo) -> Done:
    """Take the last move back, whoever made it. Refuses `nothing_to_undo`."""
    require_moderator(actor.person)

    def rule(copy: Copy, now: datetime) -> Decision:
        before = copy.state.agenda
        check_revision(wish.revision, before.revision, {"agenda": head(before, now, copy.state.event.advance)})
        log = copy.state.moves
        after = undone(log, before)
        event = event_before(log, copy.state.event)
        change = change_of(before, after, "agenda.undone", log.moves[-1].session, now, actor.person.name)
        answer = {
            "undone": log.moves[-1].kind,
            "agenda": head(after, now, copy.state.event.advance),
            "sessions": _sessions_as_json(copy, after, change.sessions, now),
        }
        put: dict[str, Thing] = {"agenda": after, "moves": taken_back(log)}
        if event is None:
            return Decision(put=put, changes=(change,), answer=answer)
        also = Change(kind="event.changed", at=now, thing=event)
        return Decision(put={**put, "event": event}, changes=(also, change), answer=answer)

    return await actor.do(rule, wish.key, limits.MOVE)


def _decided(copy: Copy, after: Agenda, kind: str, session_id: str, now: datetime, by: str) -> Decision:
    before = copy.state.agenda
    answer: dict[str, object] = {
        "session": _sessions_as_json(copy, after, (after.session(session_id),), now)[0],
        "agenda": head(after, now, copy.state.event.advance),
    }
    if after.revision == before.revision:
        return Decision(answer=answer)
    change = change_of(before, after, kind, session_id, now, by)
    answer["sessions"] = _sessions_as_json(copy, after, change.sessions, now)
    kept = noted(copy.state.moves, before, after, kind, session_id, now, by)
    return Decision(put={"agenda": after, "moves": kept}, changes=(change,), answer=answer)


def change_of(before: Agenda, after: Agenda, kind: str, subject: str, now: datetime, by: str = "") -> Change:
    """Return what is change_of of the way from one agenda to another, and by whom; only moderators hear the name."""
    changed, removed = moves.changed(before, after), moves.removed(before, after)
    spans = (before.starts, before.ends) != (after.starts, after.ends)
    touched = {s.id for s in changed} | set(removed)
    return Change(
        kind=kind,
        at=now,
        sessions=changed,
        removed=removed,
        before=tuple(as_before(s) for s in before.sessions if s.id in touched),
        subject=subject,
        agenda_revision=after.revision,
        spans=spans,
        moved_by=by,
    )


def _sessions_as_json(
    copy: Copy, agenda: Agenda, sessions: tuple[Session, ...], now: datetime
) -> list[dict[str, object]]:
    return sessions_as_json(sessions, agenda, now, copy.state.event.advance)


def _current(copy: Copy, session_id: str, now: datetime) -> dict[str, object]:
    """What a stale mover gets: the session as it is, with the agenda's revision to try again with."""
    agenda = copy.state.agenda
    return _sessions_as_json(copy, agenda, (agenda.session(session_id),), now)[0] | {
        "agenda": head(agenda, now, copy.state.event.advance)
    }
