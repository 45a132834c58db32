"""Moving the agenda: every move is one commit of the agenda, the log it can be undone from, and one change that
carries all it moved.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from msgspec.structs import replace

from live.actions.acting import Acting, Decision, Done, check_revision
from live.actions.agenda.sessions import edited, minutes_of, new, starts_of, zoned
from live.rules.agenda import Agenda, Session, head, moves, share_lane
from live.rules.agenda.differences import as_before
from live.rules.agenda.undo import noted, taken_back, undone
from live.rules.changes import Change
from live.rules.errors import NotFound
from live.rules.instants import fixed
from live.rules.people import Person, limits, require_moderator
from live.rules.seen import seen_sessions
from live.rules.text import fitting
from live.store import Copy

LONGEST_REASON = 120

Moved = Callable[[Agenda, str, Mapping[str, Any], datetime], Agenda]


def _rest(wish: Mapping[str, Any], otherwise: str) -> str:
    return str(wish.get("rest") or otherwise)


MOVES: Mapping[str, tuple[str, Moved]] = {
    "delay": ("session.delayed", lambda a, i, w, now: moves.delay(a, i, minutes_of(w), rest=_rest(w, "shift"))),
    "extend": ("session.moved", lambda a, i, w, now: moves.extend(a, i, minutes_of(w), rest=_rest(w, "push"))),
    "move": ("session.moved", lambda a, i, w, now: moves.move(a, i, starts_of(w), rest=_rest(w, "shift"))),
    "swap": ("session.moved", lambda a, i, w, now: moves.swap(a, i, _other(a, i, str(w.get("other"))))),
    "start": ("session.started", lambda a, i, w, now: moves.start(a, i, now, rest=_rest(w, "push"))),
    "end": ("session.ended", lambda a, i, w, now: moves.end(a, i, now, rest=_rest(w, "push"))),
    "cancel": ("session.cancelled", lambda a, i, w, now: moves.cancel(a, i)),
    "restore": ("session.restored", lambda a, i, w, now: moves.restore(a, i)),
    "edit": ("session.edited", lambda a, i, w, now: moves.edit(a, i, edited(a.session(i), w), rest=_rest(w, "push"))),
}


def _other(agenda: Agenda, session_id: str, named: str) -> str:
    """The id of the session to swap with, which may be named `previous` or `next` (of the same lane)."""
    session = agenda.session(session_id)
    lane = [s.id for s in agenda.sessions if s.stands and (s.id == session_id or share_lane(s, session))]
    place = (lane.index(session_id) if session_id in lane else 0) + {"previous": -1, "next": 1}.get(named, 0)
    if named not in ("previous", "next"):
        return named
    return lane[place] if 0 <= place < len(lane) else session_id


async def move(
    acting: Acting, slug: str, by: Person, session_id: str, name: str, wish: Mapping[str, Any], key: str | None
) -> Done:
    """One of `MOVES`.

    `wish` may carry the agenda's `revision`, a `reason` attendees see, and `rest` (see rules/agenda/knock_on.py).
    """
    require_moderator(by)

    def rule(copy: Copy, now: datetime) -> Decision:
        kind, after = moved(copy, session_id, name, wish, now)
        return _decided(copy, after, kind, session_id, now, by.name)

    return await acting.do(slug, by, key, rule, limits.MOVE)


def moved(copy: Copy, session_id: str, name: str, wish: Mapping[str, Any], now: datetime) -> tuple[str, Agenda]:
    """The kind of change and the agenda after a move. Refuses what the move refuses, `no_such_move` and `conflict`."""
    if name not in MOVES:
        raise NotFound("Nothing of that name can be done with a session.", code="no_such_move")
    kind, made = MOVES[name]
    reason = fitting(wish.get("reason") or "", field="reason", longest=LONGEST_REASON)
    before = copy.state.agenda
    session = before.session(session_id)
    check_revision(wish.get("revision"), before.revision, _current(copy, session_id, now))
    after = made(before, session_id, zoned(copy, wish, session), now)
    if after is not before and reason:
        after = moves.explained(before, after, session_id, reason)
    return kind, in_zone(after, copy.state.event.zone)


def in_zone(agenda: Agenda, zone: tzinfo) -> Agenda:
    """The same instants with the offsets the zone has then: what moves over a change of the clock takes its new
    offset.
    """
    times = ("starts", "ends", "planned_starts", "planned_ends")
    sessions = [replace(s, **{name: fixed(getattr(s, name), zone) for name in times}) for s in agenda.sessions]
    return replace(agenda, sessions=tuple(sessions))


async def insert(acting: Acting, slug: str, by: Person, wish: Mapping[str, Any], key: str | None) -> Done:
    """A new session: title, kind, starts, minutes; optionally speakers, track, room, description."""
    require_moderator(by)
    name = key or "\0".join(
        str(wish.get(field)) for field in ("title", "kind", "starts", "minutes")
    )  # a form that is sent twice adds one session
    session_id = "s" + hashlib.sha256(f"{by.id}\0{name}".encode()).hexdigest()[:10]

    def rule(copy: Copy, now: datetime) -> Decision:
        return _decided(copy, inserted(copy, session_id, wish, now), "session.inserted", session_id, now, by.name)

    return await acting.do(slug, by, key, rule, limits.MOVE)


def inserted(copy: Copy, session_id: str, wish: Mapping[str, Any], now: datetime) -> Agenda:
    """The agenda with a new session. Refuses `conflict`, `overlap` and what does not fit."""
    agenda, event = copy.state.agenda, copy.state.event
    check_revision(wish.get("revision"), agenda.revision, {"agenda": head(agenda, now, event.advance)})
    after = moves.insert(agenda, new(session_id, zoned(copy, wish)), rest=_rest(wish, "push"))
    return in_zone(after, event.zone)


async def undo(acting: Acting, slug: str, by: Person, wish: Mapping[str, Any], key: str | None) -> Done:
    """Take the last move back, whoever made it. Refuses `nothing_to_undo`."""
    require_moderator(by)

    def rule(copy: Copy, now: datetime) -> Decision:
        before = copy.state.agenda
        check_revision(wish.get("revision"), before.revision, {"agenda": head(before, now, copy.state.event.advance)})
        log = copy.state.moves
        after = undone(log, before)
        change = told(before, after, "agenda.undone", log.moves[-1].session, now, by.name)
        answer = {
            "undone": log.moves[-1].kind,
            "agenda": head(after, now, copy.state.event.advance),
            "sessions": _seen(copy, after, change.sessions, now),
        }
        return Decision(put={"agenda": after, "moves": taken_back(log)}, changes=(change,), answer=answer)

    return await acting.do(slug, by, key, rule, limits.MOVE)


def _decided(copy: Copy, after: Agenda, kind: str, session_id: str, now: datetime, by: str) -> Decision:
    before = copy.state.agenda
    answer: dict[str, Any] = {
        "session": _seen(copy, after, (after.session(session_id),), now)[0],
        "agenda": head(after, now, copy.state.event.advance),
    }
    if after.revision == before.revision:
        return Decision(answer=answer)
    change = told(before, after, kind, session_id, now, by)
    answer["sessions"] = _seen(copy, after, change.sessions, now)
    kept = noted(copy.state.moves, before, after, kind, session_id, now, by)
    return Decision(put={"agenda": after, "moves": kept}, changes=(change,), answer=answer)


def told(before: Agenda, after: Agenda, kind: str, subject: str, now: datetime, by: str = "") -> Change:
    """What is told of the way from one agenda to another, and by whom; only moderators hear the name."""
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


def _seen(copy: Copy, agenda: Agenda, sessions: tuple[Session, ...], now: datetime) -> list[dict[str, Any]]:
    return seen_sessions(sessions, agenda, now, copy.state.event.advance)


def _current(copy: Copy, session_id: str, now: datetime) -> dict[str, Any]:
    """What a stale mover gets: the session as it is, with the agenda's revision to try again with."""
    agenda = copy.state.agenda
    return _seen(copy, agenda, (agenda.session(session_id),), now)[0] | {
        "agenda": head(agenda, now, copy.state.event.advance)
    }
