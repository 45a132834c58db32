"""What follows when a session moves. The rest is walked in order, and each of it is placed after what its lane has
before it.

shift    everything after it moves by as much, up to the night      (the default of a delay)
push     only what it would now run into moves, gaps take the rest  (the default of start, end and extend)
absorb   breaks give up to all but `SHORTEST_BREAK`, then it shifts
shorten  what comes next gives up to all but `SHORTEST_TALK`, then it shifts
"""

from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace

from live.rules.agenda import Agenda, Session, SessionStatus, share_lane
from live.rules.wishes.agenda import Rest, SessionKind

SHORTEST_BREAK = timedelta(minutes=5)
SHORTEST_TALK = timedelta(minutes=5)
NIGHT = timedelta(hours=4)  # a gap this long is a night, or an afternoon off: what comes after it moves only if it must
NOTHING = timedelta(0)


def follow(rest: Rest, after: list[Session], was: Session, now: Session) -> list[Session]:
    """Return the rest as it then is, `was` having become `now`."""
    return _FOLLOW[rest](after, was, now)


def after_it(agenda: Agenda, was: Session) -> list[Session]:
    """Return what follows in the lane of a session; once that includes a session of every track, the rest of every
    track follows it.
    """
    later = [
        s
        for s in agenda.sessions
        if s.id != was.id and s.starts >= was.starts and s.status not in (SessionStatus.DONE, SessionStatus.LIVE)
    ]
    joint = next((s for s in later if not s.track), None)
    return [s for s in later if share_lane(s, was) or (joint is not None and s.starts >= joint.starts)]


def _shift(after: list[Session], was: Session, now: Session) -> list[Session]:
    by, night = now.ends - was.ends, _until_night(after, was)
    moved = [replace(s, starts=s.starts + by, ends=s.ends + by) for s in after[:night]]
    return [*moved, *_carry(after[night:], [now, *moved], _gives_nothing)]


def _until_night(after: list[Session], was: Session) -> int:
    """How many of them come before the first gap that is a `NIGHT`."""
    busy = was.ends
    for place, session in enumerate(after):
        if session.starts - busy >= NIGHT:
            return place
        busy = max(busy, session.ends)
    return len(after)


def _gives_nothing(session: Session, by: timedelta) -> timedelta:
    return NOTHING


def _push(after: list[Session], was: Session, now: Session) -> list[Session]:
    return _carry(after, [now], _gives_nothing)


def _absorb(after: list[Session], was: Session, now: Session) -> list[Session]:
    return _carry(
        after,
        [now],
        lambda s, by: min(by, max(NOTHING, s.length - SHORTEST_BREAK)) if s.kind == SessionKind.BREAK else NOTHING,
    )


def _shorten(after: list[Session], was: Session, now: Session) -> list[Session]:
    return _carry(
        after,
        [now],
        lambda s, by: min(
            by, max(NOTHING, s.length - (SHORTEST_BREAK if s.kind == SessionKind.BREAK else SHORTEST_TALK))
        ),
    )


def _carry(
    after: list[Session], ahead: list[Session], gives: Callable[[Session, timedelta], timedelta]
) -> list[Session]:
    """Walk the rest in order; each starts no earlier than the busy time of its lane, and may give some of its length.
    `ahead` is placed already.
    """
    placed = list(ahead)
    for session in after:
        free = max((p.ends for p in placed if p.stands and share_lane(p, session)), default=session.starts)
        by = max(NOTHING, free - session.starts) if session.stands else NOTHING
        placed.append(replace(session, starts=session.starts + by, ends=session.ends + by - gives(session, by)))
    return placed[len(ahead) :]


_FOLLOW = {Rest.SHIFT: _shift, Rest.PUSH: _push, Rest.ABSORB: _absorb, Rest.SHORTEN: _shorten}
