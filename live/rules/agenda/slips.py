"""Ways out when the programme slips: computed moves of the agenda, shown before anything is done.

Each is an `extend` of the session that runs late to a round time a little ahead, with another choice of what follows;
what a moderator applies is the ordinary move, so it is told, logged and undone like any other.
"""

from datetime import datetime, timedelta

import msgspec

from live.rules.agenda import Agenda, Session, SessionStatus, current, moves, share_lane
from live.rules.agenda.differences import Difference, compared
from live.rules.errors import Refused
from live.rules.event import Advance
from live.rules.wishes.agenda import Rest

DUE = timedelta(minutes=2)  # so far over its end a session runs late; nearer it is still closing
NEAR = timedelta(minutes=1)  # this long before its end the ways out are there already
LINGERS = timedelta(
    minutes=5
)  # so long after the clock ended it, something may still be going that nobody has said anything about
LEAST = timedelta(minutes=2)  # the new end is at least so far ahead: a sentence to finish, a person to thank
FORGOTTEN = timedelta(hours=3)  # what is over for longer was left running, or is a rehearsal on another day
ROUND = timedelta(minutes=5)  # new ends are round times of the clock, as programmes have them
RESTS = (Rest.SHIFT, Rest.ABSORB, Rest.SHORTEN)


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """One way out: extend `session` by `by`, with `rest`; the sessions that would differ, and when the event would then
    end.
    """

    session: str
    by: timedelta
    rest: Rest
    differences: tuple[Difference, ...]
    ends: datetime


class Hole(msgspec.Struct, frozen=True, kw_only=True):
    """Unplanned time to spare before `next`; the event ends at `ends` when all of it comes earlier by `by`."""

    next: Session
    by: timedelta
    ends: datetime


def late(agenda: Agenda, now: datetime, advance: Advance = Advance.CLOCK) -> Session | None:
    """Return the session that is on and over its end, or nearly, or that only the clock says is over; of several the
    one that is over longest.

    What somebody began by hand is known to be still on, and comes before what the clock knows nothing of. A break that
    is over is missed by nobody.
    """
    on = [s for s in current(agenda, now, advance) if s.kind != "break" and s.ends - NEAR <= now < s.ends + FORGOTTEN]
    return min(
        [*on, *_lingering(agenda, now, advance)], key=lambda s: (s.status != SessionStatus.LIVE, s.ends), default=None
    )


def _lingering(agenda: Agenda, now: datetime, advance: Advance) -> list[Session]:
    """What the clock has just ended, unless something has begun by hand in its place, be it over by now."""
    if advance is not Advance.CLOCK:
        return []
    just = [
        s
        for s in agenda.sessions
        if s.status == SessionStatus.SCHEDULED
        and s.kind != "break"
        and s.ends <= now < s.ends + LINGERS
        and s.starts < s.ends
    ]
    return [s for s in just if not any(share_lane(s, other) and _came_after(other, s) for other in agenda.sessions)]


def _came_after(other: Session, session: Session) -> bool:
    return other.status == SessionStatus.LIVE or (other.status == SessionStatus.DONE and other.starts > session.starts)


def is_due(session: Session, now: datetime) -> bool:
    return now >= session.ends + DUE


def slips(agenda: Agenda, session: Session, now: datetime) -> tuple[Slip, ...]:
    """Return the possible ways out, each different from those before it."""
    by = _ahead(now) - session.ends
    found: dict[tuple[object, ...], Slip] = {}
    for rest in RESTS:
        try:
            after = moves.extend(agenda, session.id, by, rest=rest)
        except Refused:
            continue
        differing = tuple(d for d in compared(agenda, after) if d.kinds)
        times = tuple((s.id, s.starts, s.ends) for s in after.sessions)
        assert after.ends is not None
        found.setdefault(times, Slip(session=session.id, by=by, rest=rest, differences=differing, ends=after.ends))
    return tuple(found.values())


def hole(agenda: Agenda, now: datetime) -> Hole | None:
    """Find what an early start or end by hand has left between it and what comes next, for as long as it is fresh."""
    for session in reversed(agenda.sessions):
        if not _just_moved(session, now):
            continue
        following = next(
            (s for s in agenda.sessions if s.stands and s.starts >= session.ends and share_lane(s, session)), None
        )
        if following is None or following.status != SessionStatus.SCHEDULED:
            continue
        by = _free(session, following, now)
        if by >= LEAST:
            after = moves.delay(agenda, following.id, -by)
            assert after.ends is not None
            return Hole(next=following, by=by, ends=after.ends)
    return None


def _just_moved(session: Session, now: datetime) -> bool:
    """Whether somebody has begun or ended it by hand a little while ago."""
    at = session.ended_at or session.started_at
    by_hand = session.status in (SessionStatus.LIVE, SessionStatus.DONE)
    return by_hand and at is not None and at <= now < at + LINGERS


def _free(session: Session, following: Session, now: datetime) -> timedelta:
    """Whole minutes between the two that nobody planned, as far as they lie ahead."""
    planned = max(following.planned_starts - session.planned_ends, timedelta(0))
    over = max(session.ends, now) if session.status == SessionStatus.DONE else session.ends
    return timedelta(minutes=(following.starts - over - planned) // timedelta(minutes=1))


def _ahead(now: datetime) -> datetime:
    """The first round time that is far enough ahead."""
    least = now + LEAST
    past = timedelta(minutes=least.minute % 5, seconds=least.second, microseconds=least.microsecond)
    return least + (ROUND - past) % ROUND
