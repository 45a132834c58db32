"""Moving the agenda: every move is one commit of the agenda, the log it can be undone from, and one change that carries all it moved."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from msgspec.structs import replace

from live.actions.acting import Acting, Decision, Done, check_revision
from live.rules import limits, moves
from live.rules.agenda import Agenda, Item, Session, head, share_lane
from live.rules.changes import Change, seen_sessions
from live.rules.errors import NotFound, Unfit
from live.rules.people import Person, require_moderator
from live.rules.text import fitting
from live.rules.undo import noted, taken_back, undone
from live.store import Copy

LONGEST_TITLE, LONGEST_TEXT, LONGEST_NAME, MOST_SPEAKERS = 200, 4000, 120, 20
LONGEST_REASON = 120

Moved = Callable[[Agenda, str, Mapping[str, Any], datetime], Agenda]


def _rest(wish: Mapping[str, Any], otherwise: str) -> str:
    return str(wish.get("rest") or otherwise)


MOVES: Mapping[str, tuple[str, Moved]] = {
    "delay": ("session.delayed", lambda a, i, w, now: moves.delay(a, i, _minutes(w), rest=_rest(w, "shift"))),
    "extend": ("session.moved", lambda a, i, w, now: moves.extend(a, i, _minutes(w), rest=_rest(w, "push"))),
    "move": ("session.moved", lambda a, i, w, now: moves.move(a, i, _starts(w), rest=_rest(w, "shift"))),
    "swap": ("session.moved", lambda a, i, w, now: moves.swap(a, i, _other(a, i, str(w.get("other"))))),
    "start": ("session.started", lambda a, i, w, now: moves.start(a, i, now, rest=_rest(w, "push"))),
    "end": ("session.ended", lambda a, i, w, now: moves.end(a, i, now, rest=_rest(w, "push"))),
    "cancel": ("session.cancelled", lambda a, i, w, now: moves.cancel(a, i)),
    "restore": ("session.restored", lambda a, i, w, now: moves.restore(a, i)),
    "edit": ("session.edited", lambda a, i, w, now: moves.edit(a, i, _edited(a.session(i), w), rest=_rest(w, "push"))),
}


def _other(agenda: Agenda, session_id: str, named: str) -> str:
    """The id of the session to swap with, which may be named `previous` or `next` (of the same lane)."""
    session = agenda.session(session_id)
    lane = [s.id for s in agenda.sessions if s.stands and (s.id == session_id or share_lane(s, session))]
    place = (lane.index(session_id) if session_id in lane else 0) + {"previous": -1, "next": 1}.get(named, 0)
    if named not in ("previous", "next"):
        return named
    return lane[place] if 0 <= place < len(lane) else session_id


async def move(acting: Acting, slug: str, by: Person, session_id: str, name: str, wish: Mapping[str, Any], key: str | None) -> Done:
    """One of `MOVES`. `wish` may carry the agenda's `revision`, a `reason` attendees see, and `rest` (see rules/moves.py)."""
    require_moderator(by)
    if name not in MOVES:
        raise NotFound("Nothing of that name can be done with a session.", code="no_such_move")
    kind, moved = MOVES[name]
    reason = fitting(wish.get("reason") or "", field="reason", longest=LONGEST_REASON)

    def rule(copy: Copy, now: datetime) -> Decision:
        before = copy.state.agenda
        session = before.session(session_id)
        check_revision(wish.get("revision"), before.revision, _current(copy, session_id, now))
        after = moved(before, session_id, _zoned(copy, wish, session), now)
        if after is not before and reason:
            after = moves.explained(before, after, session_id, reason)
        return _decided(copy, after, kind, session_id, now)

    return await acting.do(slug, by, key, rule, limits.MOVE)


async def insert(acting: Acting, slug: str, by: Person, wish: Mapping[str, Any], key: str | None) -> Done:
    """A new session: title, kind, starts, minutes; optionally speakers, track, room, description."""
    require_moderator(by)
    name = key or "\0".join(str(wish.get(field)) for field in ("title", "kind", "starts", "minutes"))  # a form that is sent twice adds one session
    session_id = "s" + hashlib.sha256(f"{by.id}\0{name}".encode()).hexdigest()[:10]

    def rule(copy: Copy, now: datetime) -> Decision:
        agenda = copy.state.agenda
        if any(s.id == session_id for s in agenda.sessions):
            return _decided(copy, agenda, "session.inserted", session_id, now)
        check_revision(wish.get("revision"), agenda.revision, {"agenda": head(agenda, now, copy.state.event.advance)})
        session = _new(session_id, _zoned(copy, wish))
        return _decided(copy, moves.insert(agenda, session, rest=_rest(wish, "push")), "session.inserted", session_id, now)

    return await acting.do(slug, by, key, rule, limits.MOVE)


async def undo(acting: Acting, slug: str, by: Person, wish: Mapping[str, Any], key: str | None) -> Done:
    """Take the last move back, whoever made it. Refuses `nothing_to_undo`."""
    require_moderator(by)

    def rule(copy: Copy, now: datetime) -> Decision:
        before = copy.state.agenda
        check_revision(wish.get("revision"), before.revision, {"agenda": head(before, now, copy.state.event.advance)})
        log = copy.state.moves
        after = undone(log, before)
        change = _told(before, after, "agenda.undone", log.moves[-1].session, now)
        answer = {"undone": log.moves[-1].kind, "agenda": head(after, now, copy.state.event.advance), "sessions": _seen(copy, after, change.sessions, now)}
        return Decision(put={"agenda": after, "moves": taken_back(log)}, changes=(change,), answer=answer)

    return await acting.do(slug, by, key, rule, limits.MOVE)


def _decided(copy: Copy, after: Agenda, kind: str, session_id: str, now: datetime) -> Decision:
    before = copy.state.agenda
    answer: dict[str, Any] = {"session": _seen(copy, after, (after.session(session_id),), now)[0], "agenda": head(after, now, copy.state.event.advance)}
    if after is before:
        return Decision(answer=answer)
    change = _told(before, after, kind, session_id, now)
    answer["sessions"] = _seen(copy, after, change.sessions, now)
    kept = noted(copy.state.moves, before, after, kind, session_id, now)
    return Decision(put={"agenda": after, "moves": kept}, changes=(change,), answer=answer)


def _told(before: Agenda, after: Agenda, kind: str, subject: str, now: datetime) -> Change:
    changed, removed = moves.changed(before, after), moves.removed(before, after)
    spans = (before.starts, before.ends) != (after.starts, after.ends)
    return Change(kind=kind, at=now, sessions=changed, removed=removed, subject=subject, agenda_revision=after.revision, spans=spans)


def _seen(copy: Copy, agenda: Agenda, sessions: tuple[Session, ...], now: datetime) -> list[dict[str, Any]]:
    return seen_sessions(sessions, agenda, now, copy.state.event.advance)


def _current(copy: Copy, session_id: str, now: datetime) -> dict[str, Any]:
    """What a stale mover gets: the session as it is, with the agenda's revision to try again with."""
    agenda = copy.state.agenda
    return _seen(copy, agenda, (agenda.session(session_id),), now)[0] | {"agenda": head(agenda, now, copy.state.event.advance)}


def _starts(wish: Mapping[str, Any]) -> datetime:
    if wish.get("starts") is None:
        raise Unfit("When does it start?", code="empty", field="starts")
    starts: datetime = wish["starts"]
    return starts


def _minutes(wish: Mapping[str, Any]) -> timedelta:
    minutes = wish.get("minutes")
    if minutes is None:
        raise Unfit("By how many minutes?", code="empty", field="minutes")
    if not abs(minutes) <= 366 * 24 * 60:
        raise Unfit("That is too far to move a session.", code="too_far", field="minutes")
    return timedelta(minutes=minutes)


def _zoned(copy: Copy, wish: Mapping[str, Any], session: Session | None = None) -> dict[str, Any]:
    """Times without an offset are the event's own; a bare time of day is on the day of the session, or the day the agenda starts."""
    zone = copy.state.event.zone
    day = (session.starts if session else copy.state.agenda.starts or copy.state.event.imported_at).astimezone(zone).date()

    def zoned(name: str, value: Any) -> Any:
        if isinstance(value, time):
            was = getattr(session, name, None)
            same = was is not None and was.astimezone(zone).strftime("%H:%M") == value.strftime("%H:%M")
            return was if same else datetime.combine(day, value, zone)  # a form repeats what it does not change, without the seconds
        if isinstance(value, datetime):
            return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(zone)
        return value

    return {name: zoned(name, value) for name, value in wish.items()}


def _edited(session: Session, wish: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a session this wish names, cleaned."""
    values: dict[str, Any] = {}
    for field, longest in (("title", LONGEST_TITLE), ("track", LONGEST_NAME), ("room", LONGEST_NAME), ("description", LONGEST_TEXT)):
        if wish.get(field) is not None:
            values[field] = fitting(wish[field], field=field, longest=longest, shortest=int(field == "title"), lines=field == "description")
    if wish.get("speakers") is not None:
        names = wish["speakers"] if isinstance(wish["speakers"], list) else str(wish["speakers"]).split(",")
        values["speakers"] = tuple(filter(None, (fitting(n, field="speakers", longest=LONGEST_NAME) for n in names[:MOST_SPEAKERS])))
    if wish.get("kind") is not None:
        if wish["kind"] not in ("talk", "break"):
            raise Unfit("A session is a talk or a break.", code="unknown_kind", field="kind")
        values["kind"] = wish["kind"]
    if wish.get("items") is not None:
        values["items"] = items(session.id, [str(text) for text in wish["items"]])
    return values | _edited_times(session, wish)


def _edited_times(session: Session, wish: Mapping[str, Any]) -> dict[str, Any]:
    starts = wish.get("starts") or session.starts
    length = timedelta(minutes=wish["minutes"]) if wish.get("minutes") else session.length
    ends = wish.get("ends") or starts + length
    if ends <= starts:
        raise Unfit("A session cannot end before it starts.", code="ends_first", field="ends")
    return {"starts": starts, "ends": ends} if (starts, ends) != (session.starts, session.ends) else {}


def _new(session_id: str, wish: Mapping[str, Any]) -> Session:
    if wish.get("starts") is None:
        raise Unfit("When does it start?", code="empty", field="starts")
    starts = wish["starts"]
    blank = Session(id=session_id, title="", starts=starts, ends=starts + timedelta(minutes=30), planned_starts=starts, planned_ends=starts)
    fields = _edited(blank, {"title": "", **wish})
    return replace(blank, **fields, planned_ends=fields.get("ends", blank.ends))


def items(session_id: str, texts: list[str]) -> tuple[Item, ...]:
    """Bullets with ids that follow their words, so that a reordered list keeps its questions."""
    seen: dict[str, int] = {}
    made = []
    for text in texts:
        words = fitting(text, field="items", longest=500)
        seen[words] = seen.get(words, 0) + 1
        made.append(Item(id="i" + hashlib.sha256(f"{session_id}\0{words}\0{seen[words]}".encode()).hexdigest()[:10], text=words))
    return tuple(made)
