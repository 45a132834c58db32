"""Whether the store takes what is written: it can be there to read and refuse every write (a full disk, full memory, a
replica, a missing permission). Said in the log once when that begins, and once when it ends.
"""

import logging
import time
from typing import Protocol

from live.rules.errors import Unavailable

log = logging.getLogger("live.store")

LOOK_SECONDS = 0.01  # in which no disk loses what the floor keeps free


class LogRoom(Protocol):
    """Where the store's log lies."""

    def free(self) -> int: ...
    def short(self, *, rewriting: bool = False) -> bool: ...


class Writes:
    """`refused` is why the store takes nothing just now, "" while it does."""

    def __init__(self, room: LogRoom | None = None) -> None:
        self.refused = ""
        self._room = room
        self._roomy_until = float("-inf")

    def is_short(self, *, rewriting: bool = False) -> bool:
        """Return whether the log has no room to grow, or to be written anew."""
        if self._room is None or (not rewriting and time.monotonic() < self._roomy_until):
            return False
        if short := self._room.short(rewriting=rewriting):
            return short
        self._roomy_until = time.monotonic() + LOOK_SECONDS
        return False

    def no_room(self) -> Unavailable:
        """Note that there is none; the refusal."""
        free = self._room.free() // 1024**2 if self._room else 0
        return self.refuse(f"the disk has {free} MB left, less than LIVE_DISK_FLOOR")

    def refuse(self, why: str) -> Unavailable:
        """Note that a write was refused; the refusal."""
        if not self.refused:
            log.error("the store takes no writes: %s", why)
        self.refused = why
        return Unavailable(
            "This cannot be saved just now. Nothing you wrote is lost; try again in a moment.",
            code="unwritable",
            retry_after=5,
            reason=why,
        )

    def taken(self) -> None:
        """Note that the store has taken a write, of a kind it refuses when it refuses any."""
        if self.refused:
            log.warning("the store takes writes again")
        self.refused = ""
