"""How an agenda moves. Every move takes an agenda and gives the agenda it becomes; nothing here knows the time or the
store.

What follows a move is chosen with `rest` (see `knock_on.py`). Sessions of one lane never come to overlap by a move; a
move that would is refused with `overlap`.
"""

from datetime import datetime, timedelta

from msgspec.structs import replace

from live.rules.agenda import Agenda, Session, SessionStatus, ordered, share_lane
from live.rules.agenda.knock_on import SHORTEST_TALK, after_it, follow
from live.rules.errors import Conflict, Unfit
from live.rules.wishes.agenda import Rest

FARTHEST = timedelta(days=366)
NEAR = timedelta(hours=12)  # start and end write the clock's time only this near the plan; else it is a rehearsal


def delay(agenda: Agenda, session_id: str, by: timedelta, *, rest: Rest = Rest.SHIFT) -> Agenda:
    """Start later, or earlier with a negative `by`; the session keeps its length."""
    session = agenda.session(session_id)
    return _moved(agenda, session, replace(session, starts=session.starts + _bounded(by), ends=session.ends + by), rest)


def move(agenda: Agenda, session_id: str, starts: datetime, *, rest: Rest = Rest.SHIFT) -> Agenda:
    """Start at a given time."""
    return delay(agenda, session_id, starts - agenda.session(session_id).starts, rest=rest)


def extend(agenda: Agenda, session_id: str, by: timedelta, *, rest: Rest = Rest.PUSH) -> Agenda:
    """End later, or earlier with a negative `by`; a session keeps at least `SHORTEST_TALK`."""
    session = agenda.session(session_id)
    ends = max(session.ends + _bounded(by), session.starts + min(SHORTEST_TALK, session.length))
    return _moved(agenda, session, replace(session, ends=ends), rest)


def start(agenda: Agenda, session_id: str, now: datetime, *, rest: Rest = Rest.PUSH) -> Agenda:
    """Begin now.

    What was on in the same lane ends now; what was to come before it and is passed over comes after it.
    """
    session = agenda.session(session_id)
    for busy in agenda.sessions:
        if busy.status == SessionStatus.LIVE and busy.id != session_id and share_lane(busy, session):
            agenda = end(agenda, busy.id, now, rest=Rest.PUSH)
    session = agenda.session(session_id)
    begun = replace(session, status=SessionStatus.LIVE, started_at=now, ended_at=None)
    if not _near(session, now):
        return _put(agenda, [begun])
    agenda = _cut_short(agenda, session, now)
    begun = replace(begun, starts=now, ends=now + session.length)
    if now >= session.starts or rest == Rest.SHIFT:
        return _moved(agenda, agenda.session(session_id), begun, rest)
    skipped = [
        s
        for s in agenda.sessions
        if s.status == SessionStatus.SCHEDULED and share_lane(s, session) and now <= s.starts < session.starts
    ]
    return _put(agenda, [begun, *follow(rest, [*skipped, *after_it(agenda, session)], session, begun)])


def end(agenda: Agenda, session_id: str, now: datetime, *, rest: Rest = Rest.PUSH) -> Agenda:
    """Be done now. Ending late pushes what follows; ending early leaves the rest where it is."""
    session = agenda.session(session_id)
    over = replace(session, status=SessionStatus.DONE, ended_at=now)
    if session.starts < now and _near(session, now):
        over = replace(over, ends=now)
    return _moved(agenda, session, over, rest)


def cancel(agenda: Agenda, session_id: str) -> Agenda:
    """Say that it will not happen. The others keep their times; the gap is honest."""
    return _put(agenda, [replace(agenda.session(session_id), status=SessionStatus.CANCELLED)])


def restore(agenda: Agenda, session_id: str) -> Agenda:
    """Say that it happens after all, or was ended by mistake. What it would now run into is pushed on."""
    session = agenda.session(session_id)
    return _moved(
        agenda,
        replace(session, status=SessionStatus.CANCELLED),
        replace(session, status=SessionStatus.SCHEDULED, started_at=None, ended_at=None),
        Rest.PUSH,
    )


def swap(agenda: Agenda, session_id: str, other_id: str) -> Agenda:
    """Let the two change places. What lies between moves by the difference of their lengths, so nothing overlaps."""
    first, second = ordered([agenda.session(session_id), agenda.session(other_id)])
    if first.id == second.id or not share_lane(first, second):
        raise Unfit("Choose two different sessions of the same track to swap.", code="not_swappable", field="other")
    shift = second.length - first.length
    between = [
        replace(s, starts=s.starts + shift, ends=s.ends + shift)
        for s in agenda.sessions
        if s.id not in (first.id, second.id) and share_lane(s, first) and first.starts <= s.starts < second.starts
    ]
    earlier = replace(second, starts=first.starts, ends=first.starts + second.length)
    later = replace(first, starts=second.ends - first.length, ends=second.ends)
    return _put(agenda, [earlier, *between, later])


def insert(agenda: Agenda, session: Session, *, rest: Rest = Rest.PUSH) -> Agenda:
    """Put in a new session; what it runs into is moved on as `rest` says."""
    if any(s.id == session.id for s in agenda.sessions):
        raise Conflict("This session is on the agenda already.", code="exists", current=agenda.session(session.id))
    inside = next(
        (s for s in agenda.sessions if s.stands and share_lane(s, session) and s.starts < session.starts < s.ends), None
    )
    if inside:
        raise _overlap(inside)
    grown = Agenda(
        revision=agenda.revision, sessions=ordered([*agenda.sessions, replace(session, ends=session.starts)])
    )
    moved = _moved(grown, grown.session(session.id), session, rest)
    return replace(moved, revision=agenda.revision + 1)


def edit(agenda: Agenda, session_id: str, values: dict[str, object], *, rest: Rest = Rest.SHIFT) -> Agenda:
    """New words or times; `values` are fields of `Session`, already cleaned."""
    session = agenda.session(session_id)
    return _moved(agenda, session, replace(session, **values), rest)


def explained(before: Agenda, after: Agenda, session_id: str, reason: str) -> Agenda:
    """Return the same move, with the reason attendees see beside the session that was moved."""
    session = after.session(session_id)
    if session.reason == reason:
        return after
    return _put(
        replace(after, revision=before.revision),
        [replace(session, reason=reason, revision=before.session(session_id).revision)],
    )


def changed(before: Agenda, after: Agenda) -> tuple[Session, ...]:
    """Return the sessions that differ, as they are now."""
    was = {s.id: s for s in before.sessions}
    return tuple(s for s in after.sessions if was.get(s.id) != s)


def removed(before: Agenda, after: Agenda) -> tuple[str, ...]:
    stays = {s.id for s in after.sessions}
    return tuple(s.id for s in before.sessions if s.id not in stays)


def _bounded(by: timedelta) -> timedelta:
    if abs(by) > FARTHEST:
        raise Unfit("That is too far to move a session.", code="too_far", field="minutes")
    return by


def _near(session: Session, now: datetime) -> bool:
    return abs(now - session.starts) <= NEAR


def _cut_short(agenda: Agenda, session: Session, now: datetime) -> Agenda:
    """What the clock has on in this lane is over when something else begins by hand."""
    cut = [
        replace(s, ends=now, status=SessionStatus.DONE, ended_at=now)
        for s in agenda.sessions
        if s.id != session.id
        and s.status == SessionStatus.SCHEDULED
        and share_lane(s, session)
        and s.starts < now < s.ends
    ]
    return _put(agenda, cut)


def _moved(agenda: Agenda, was: Session, now: Session, rest: Rest) -> Agenda:
    """Put `now` in place of `was` and let the rest of its lane follow."""
    if now.ends < now.starts:
        raise Unfit("A session cannot end before it starts.", code="ends_first", field="ends")
    _refuse_overlap_before(agenda, was, now)
    return _put(agenda, [now, *follow(rest, after_it(agenda, was), was, now)])


def _refuse_overlap_before(agenda: Agenda, was: Session, now: Session) -> None:
    """Moving earlier must not run into what comes before it (unless it lay over it already)."""
    for other in agenda.sessions:
        if (
            other.id != was.id
            and other.stands
            and share_lane(other, was)
            and other.starts < was.starts
            and now.starts < other.ends <= was.starts
        ):
            raise _overlap(other)


def _overlap(other: Session) -> Unfit:
    return Unfit(
        "“{title}” lasts until {ends}. Choose a later time, or shorten it first.",
        code="overlap",
        title=other.title,
        ends=other.ends.strftime("%H:%M"),
    )


def _put(agenda: Agenda, sessions: list[Session]) -> Agenda:
    """The agenda with these sessions as they now are; revisions grow where something differs."""
    was = {s.id: s for s in agenda.sessions}
    new = {s.id: replace(s, revision=was[s.id].revision + 1) for s in sessions if was[s.id] != s}
    if not new:
        return agenda
    _refuse_new_overlaps(was, {**was, **new}, list(new.values()))
    return Agenda(revision=agenda.revision + 1, sessions=ordered([new.get(s.id, s) for s in agenda.sessions]))


def _refuse_new_overlaps(was: dict[str, Session], now: dict[str, Session], moved: list[Session]) -> None:
    """What lay apart in a lane must not come to lie over each other; what overlapped in the programme already may go on
    to.
    """
    for one in moved:
        for other in now.values():
            if _overlaps(one, other) and not (one.id in was and _overlaps(was[one.id], was[other.id])):
                raise _overlap(min(one, other, key=lambda s: s.starts))


def _overlaps(one: Session, other: Session) -> bool:
    return (
        one.id != other.id
        and _takes_time(one)
        and _takes_time(other)
        and share_lane(one, other)
        and one.starts < other.ends
        and other.starts < one.ends
    )


def _takes_time(session: Session) -> bool:
    return session.status in (SessionStatus.SCHEDULED, SessionStatus.LIVE) and session.ends > session.starts
