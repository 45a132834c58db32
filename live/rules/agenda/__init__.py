"""The agenda: its sessions, which are current and which is next. How it moves is in `moves.py`.

A *lane* is what one attendee can follow: the sessions of one track, together with those that belong to every track.
"""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from live.rules.errors import NotFound
from live.rules.event import Advance
from live.rules.resources import resources
from live.rules.wishes.agenda import SessionKind


class SessionStatus(StrEnum):
    """What somebody has decided of a session, or what the clock says of it."""

    SCHEDULED = "scheduled"
    LIVE = "live"
    DONE = "done"
    CANCELLED = "cancelled"


class Item(msgspec.Struct, frozen=True):
    """A bullet below a session, with a stable id so that questions can be about it."""

    id: str
    text: str


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """One item of the agenda as it is kept.

    `starts` and `ends` are the present times, `planned_*` the ones it was published with. `status` is what somebody
    decided: `scheduled` (the clock speaks), `live`, `done` or `cancelled`; what people see is `shown_status`.
    """

    id: str
    title: str
    kind: SessionKind = SessionKind.TALK
    starts: datetime
    ends: datetime
    planned_starts: datetime
    planned_ends: datetime
    status: SessionStatus = SessionStatus.SCHEDULED
    speakers: tuple[str, ...] = ()
    track: str = ""
    room: str = ""
    description: str = ""
    language: str = ""
    items: tuple[Item, ...] = ()
    reason: str = ""
    stream: str = ""  # where it is shown, when that is not where the event is
    resources: tuple[str, ...] = ()  # as in `rules/resources.py`
    key: str = ""
    place: int = 0  # among sessions that start at the same time: as published
    started_at: datetime | None = None
    ended_at: datetime | None = None
    revision: int = 1

    @property
    def length(self) -> timedelta:
        return self.ends - self.starts

    @property
    def stands(self) -> bool:
        """It takes time on the agenda (it is not cancelled)."""
        return self.status != SessionStatus.CANCELLED

    @property
    def start_moved(self) -> timedelta:
        """How far it starts from when it was published to, in minutes of the clock: who begins by hand is never on the
        second.
        """
        return _minute(self.starts) - _minute(self.planned_starts)

    @property
    def end_moved(self) -> timedelta:
        return _minute(self.ends) - _minute(self.planned_ends)


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """All sessions, in the order they are shown: by start, then as published."""

    revision: int = 1
    sessions: tuple[Session, ...] = ()

    def session(self, session_id: str) -> Session:
        for session in self.sessions:
            if session.id == session_id:
                return session
        raise NotFound("There is no such session on this agenda.", code="no_such_session")

    @property
    def starts(self) -> datetime | None:
        return min((s.starts for s in self.sessions), default=None)

    @property
    def ends(self) -> datetime | None:
        return max((s.ends for s in self.sessions), default=None)

    @property
    def tracks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.track for s in self.sessions if s.track))


def ordered(sessions: tuple[Session, ...] | list[Session]) -> tuple[Session, ...]:
    return tuple(sorted(sessions, key=lambda s: (s.starts, s.place, s.id)))


def share_lane(one: Session, other: Session) -> bool:
    """Return whether one attendee would have to be in both: same track, or one of them belongs to all tracks."""
    return not one.track or not other.track or one.track == other.track


def in_tracks(sessions: tuple[Session, ...], chosen: frozenset[str]) -> tuple[Session, ...]:
    """Return those of the chosen tracks and those of all tracks; none chosen is all."""
    return tuple(s for s in sessions if not chosen or not s.track or s.track in chosen)


def current(agenda: Agenda, now: datetime, advance: Advance = Advance.CLOCK) -> tuple[Session, ...]:
    """Return the sessions that are on at `now`: those a moderator has started, and in each free lane the ones the clock
    says.

    A session started by hand stays current past its end (an honest overrun) until it is ended or the next one starts.
    """
    by_hand = [s for s in agenda.sessions if s.status == SessionStatus.LIVE]
    if advance is Advance.HAND:
        return tuple(by_hand)
    by_clock = [
        s
        for s in agenda.sessions
        if s.status == SessionStatus.SCHEDULED
        and s.starts <= now < s.ends
        and not any(share_lane(s, busy) for busy in by_hand)
    ]
    return ordered(by_hand + by_clock)


def following(
    agenda: Agenda, now: datetime, advance: Advance = Advance.CLOCK, chosen: frozenset[str] = frozenset()
) -> Session | None:
    """Return the next session: the first that stands, is not over and is not on already; of the chosen tracks, when
    there are any.
    """
    on = current(agenda, now, advance)
    waiting = [s for s in in_tracks(agenda.sessions, chosen) if s.status == SessionStatus.SCHEDULED and s not in on]
    if advance is Advance.HAND:
        return next(iter(waiting), None)
    lanes_busy = [s for s in on if s.status == SessionStatus.LIVE]
    return next(
        (s for s in waiting if s.starts > now or (s.ends > now and any(share_lane(s, busy) for busy in lanes_busy))),
        None,
    )


def shown_status(
    session: Session, on: tuple[Session, ...], now: datetime, advance: Advance = Advance.CLOCK
) -> SessionStatus:
    """Return `scheduled`, `live`, `done` or `cancelled` as people see it at `now`; `on` is `current(...)`."""
    if session.status != SessionStatus.SCHEDULED:
        return session.status
    if session in on:
        return SessionStatus.LIVE
    return SessionStatus.DONE if advance is Advance.CLOCK and session.ends <= now else SessionStatus.SCHEDULED


def session_as_json(session: Session, status: SessionStatus) -> dict[str, object]:
    """Return SESSION of docs/protocol.md.

    `by_hand`: somebody decided the status; otherwise it follows the clock, and a reader may follow along.
    """
    return {
        "id": session.id,
        "title": session.title,
        "kind": session.kind,
        "starts": session.starts,
        "ends": session.ends,
        "planned_starts": session.planned_starts,
        "planned_ends": session.planned_ends,
        "status": status,
        "by_hand": session.status != SessionStatus.SCHEDULED,
        "speakers": session.speakers,
        "track": session.track,
        "room": session.room,
        "description": session.description,
        "language": session.language,
        "items": session.items,
        "reason": session.reason,
        "stream": session.stream or None,
        "resources": resources(session.resources),
        "place": session.place,
        "revision": session.revision,
    }


def head(agenda: Agenda, now: datetime, advance: Advance = Advance.CLOCK) -> dict[str, object]:
    """Return what goes with every change to the agenda: its revision, what is on and what is next."""
    on, soon = current(agenda, now, advance), following(agenda, now, advance)
    return {"revision": agenda.revision, "current": [s.id for s in on], "next": soon.id if soon else None}
