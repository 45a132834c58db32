"""The time that leases are kept in: the store's own, carried on between looks by this process's monotonic clock.

All workers share it, on whatever machine. When somebody sets the store's clock every worker finds out at its next look,
renews what is its own, and until all have done so nobody's lease is said to have run out.
"""

import time
from collections import defaultdict
from collections.abc import Callable

STEP_SECONDS = 1.0  # what differs by more was set; less is a network that is slow
SETTLING_SECONDS = 3.0  # ten looks: by then every worker has renewed its leases


class StoreClock:
    """`steps` counts how often it was set."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time) -> None:
        self._monotonic = monotonic
        self._offset = self._before = wall() - monotonic()
        self._settled_at = float("-inf")
        self.steps = 0

    def now(self) -> float:
        """Return the time, in seconds since 1970, to which leases are made out."""
        return self._monotonic() + self._offset

    @property
    def settling(self) -> bool:
        """Whether it was set so lately that some worker may not have renewed what is its own."""
        return self._monotonic() < self._settled_at

    def settled(self) -> float:
        """Return the time by which leases have run out: the earlier one, for a while after the clock was set."""
        return self._monotonic() + (min(self._offset, self._before) if self.settling else self._offset)

    def heard(self, seconds: float, asked_at: float) -> None:
        """Take in what the store says; `asked_at` is when it was asked, on the monotonic clock."""
        now = self._monotonic()
        least, most = seconds - now, seconds - asked_at
        if least - STEP_SECONDS <= self._offset <= most + STEP_SECONDS:
            self._offset = max(least, min(self._offset, most))
            return
        self._before = min(self._offset, self._before) if self.settling else self._offset
        self._settled_at = now + SETTLING_SECONDS
        self._offset = (least + most) / 2
        self.steps += 1


class Clocks(defaultdict[str, StoreClock]):
    """By event: the nodes of a Cluster have clocks of their own."""

    def __init__(self) -> None:
        super().__init__(StoreClock)
