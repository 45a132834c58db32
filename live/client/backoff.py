"""When to come back: the formula of docs/protocol.md, and what a server advised."""

import random
from collections.abc import Callable

from live.push.frames import client_does

FLOOR_SECONDS, CEILING_SECONDS = 0.5, 20.0
SOON_SECONDS = (0.0, 2.0)
ADVISED_MS = (5000, 15_000)  # when a server asks to wait and says no window
STABLE_SECONDS = 10.0  # after this long a connection counts as good again


class Backoff:
    """`failures` is the k of docs/protocol.md."""

    def __init__(self, uniform: Callable[[float, float], float] = random.uniform) -> None:
        self.failures = 0
        self._uniform = uniform

    def lasted(self, seconds: float) -> None:
        """Note how long the last connection stood after its hello."""
        if seconds >= STABLE_SECONDS:
            self.failures = 0

    def soon(self) -> float:
        """Return a pause that parts those who have to come at once."""
        return self._uniform(*SOON_SECONDS)

    def delay(self, code: int, after: tuple[int, int] | None) -> float:
        """Return the seconds until the next attempt. A window that was advised wins."""
        what = client_does(code)
        if after or what == "advised":
            low, high = after or ADVISED_MS
            return self._uniform(low, high) / 1000
        if what in ("soon", "reload"):
            return self.soon()
        spread = min(CEILING_SECONDS, FLOOR_SECONDS * 2**self.failures)
        self.failures = min(self.failures + 1, 16)
        return FLOOR_SECONDS + self._uniform(0, spread)
