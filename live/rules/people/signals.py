"""What the audience can say with one tap while something is on: one of each kind per person, and it fades by itself.

Nobody is told what a few say: a count is shown from so many people up that it points at no one. Moderators see all of
it.
"""

from collections.abc import Mapping
from enum import StrEnum

from live.rules.errors import Conflict, NotFound
from live.rules.people import Role


class Signal(StrEnum):
    SOUND = "sound"
    FAST = "fast"
    LOST = "lost"
    APPLAUSE = "applause"


LIFETIMES: Mapping[Signal, int] = {
    Signal.SOUND: 90,
    Signal.FAST: 90,
    Signal.LOST: 90,
    Signal.APPLAUSE: 15,
}  # seconds, unless it is said again
SHOWN_FROM = 5  # people
ALARM_SHARE = 0.1  # of the people here; never fewer than SHOWN_FROM


def signal_of(name: str) -> Signal:
    """Refuses `no_such_signal`."""
    if name not in list(Signal):
        raise NotFound("There is no such signal.", code="no_such_signal")
    return Signal(name)


def check_on(phase: str) -> None:
    """Refuses `nothing_on` when nothing is on that somebody could fail to hear."""
    if phase != "live":
        raise Conflict("Nothing is on right now.", code="nothing_on")


def signals_for(counts: Mapping[str, int], role: Role) -> dict[str, int]:
    """Return the counts this role is told."""
    least = 1 if role is Role.MODERATOR else SHOWN_FROM
    return {kind: n for kind, n in counts.items() if n >= least}


def unheard(counts: Mapping[str, int], people: int) -> bool:
    """Return whether so many cannot hear that the desk is alarmed."""
    return counts.get(Signal.SOUND, 0) >= max(SHOWN_FROM, people * ALARM_SHARE)
