"""What an event's page says about one moment: which card it shows, what is on, what is next, how long until then.

`static/js/agenda.js` and `static/js/clock.js` decide the same in the browser; a test compares them.
"""

from datetime import datetime, timedelta

import msgspec

from live.rules.agenda import Session, current, following, in_tracks, shown_status
from live.rules.state import State

PHASES = ("empty", "before", "live", "break", "between", "after")
NEAR = timedelta(minutes=90)  # nearer than this a countdown counts minutes
SOON = timedelta(hours=48)  # nearer than this it counts hours


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """`session` is what is on (a talk before a break, when tracks differ), `also` what is on beside it."""

    now: datetime
    phase: str
    session: Session | None
    also: tuple[Session, ...]
    on: tuple[Session, ...]
    next: Session | None
    starts: datetime | None
    shown: dict[str, str]

    @property
    def left(self) -> timedelta:
        """Until the session that is on should end; negative when it runs over."""
        return self.session.ends - self.now if self.session else timedelta(0)

    @property
    def elapsed(self) -> int:
        """Seconds into the session that is on, within its length."""
        return max(0, min(int((self.now - self.session.starts).total_seconds()), self.length)) if self.session else 0

    @property
    def length(self) -> int:
        return max(1, int(self.session.length.total_seconds())) if self.session else 1

    @property
    def wait(self) -> tuple[str, int]:
        """Until it begins, or until what is next: a unit and how many, as in "in 3 hours"."""
        until = self.next.starts if self.next else self.starts
        return countdown(until - self.now if until else timedelta(0))


def moment_of(state: State, now: datetime, chosen: frozenset[str] = frozenset()) -> Moment:
    """Return what is on and what is next; `chosen` tracks are all that is told about; none chosen is all of them."""
    agenda, advance = state.agenda, state.event.advance
    everything_on = current(agenda, now, advance)
    on = in_tracks(everything_on, chosen)
    soon = following(agenda, now, advance, chosen)
    main = next((s for s in on if s.kind != "break"), on[0] if on else None)
    starts = min((s.starts for s in in_tracks(agenda.sessions, chosen) if s.stands), default=None)
    return Moment(
        now=now,
        phase=_phase(main, soon, starts, now),
        session=main,
        also=tuple(s for s in on if s is not main),
        on=on,
        next=soon,
        starts=starts,
        shown={s.id: shown_status(s, everything_on, now, advance) for s in agenda.sessions},
    )


def _phase(main: Session | None, soon: Session | None, starts: datetime | None, now: datetime) -> str:
    if main:
        return "break" if main.kind == "break" else "live"
    if starts is None:
        return "empty"
    if now < starts:
        return "before"
    return "between" if soon else "after"


def countdown(left: timedelta) -> tuple[str, int]:
    """Return `("minutes", 17)`, `("hours", 3)` or `("days", 2)`: minutes rounded up, the others to the nearest."""
    seconds = max(0, int(left.total_seconds()))
    if left < NEAR:
        return "minutes", -(-seconds // 60)
    if left < SOON:
        return "hours", (seconds + 1800) // 3600
    return "days", (seconds + 43200) // 86400
