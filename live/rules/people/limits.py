"""How often one person may do a thing. A limit is `burst` at once and then one every `every` seconds (GCRA).

Questions are counted in the store, for all workers; what happens thousands of times a second, or concerns an address,
is counted in the process with `Counted`, and is nowhere written down.
"""

from collections.abc import Callable

import msgspec


class Limit(msgspec.Struct, frozen=True):
    burst: int
    every: float  # seconds

    def allow(self, taken_until: float, now: float) -> tuple[bool, float]:
        """Return whether one more fits at `now` (seconds), and until when the limit is then taken; or when it would
        fit.
        """
        until = max(taken_until, now) + self.every
        fits = until - now <= self.burst * self.every + 1e-9
        return (True, until) if fits else (False, until - self.burst * self.every)


class Counted:
    """One limit over many keys, in memory. `wait(key)` is 0 when one more is fine, else the seconds until it is."""

    def __init__(self, limit: Limit, clock: Callable[[], float]) -> None:
        self.limit, self._clock = limit, clock
        self._taken: dict[str, float] = {}

    def wait(self, key: str) -> float:
        now = self._clock()
        if len(self._taken) > MOST_COUNTED:
            self._taken = {k: until for k, until in self._taken.items() if until > now}
        fits, when = self.limit.allow(self._taken.get(key, 0.0), now)
        if fits:
            self._taken[key] = when
            return 0.0
        return when - now

    def until(self, key: str) -> float:
        """Return the same, and count nothing."""
        now = self._clock()
        fits, when = self.limit.allow(self._taken.get(key, 0.0), now)
        return 0.0 if fits else when - now


MOST_COUNTED = 50_000
ASK = Limit(burst=3, every=20)  # three questions at once, then three a minute
UPVOTE = Limit(burst=30, every=0.5)
BALLOT = Limit(burst=20, every=2)  # answers to polls: making up one's mind, for several polls
SIMILAR = Limit(burst=10, every=1)  # looking for the same question, as one types
MOVE = Limit(burst=300, every=0.05)  # a moderator under pressure, with keys or a program of their own
TOKEN = Limit(burst=10, every=6)  # guesses at a link's token, per address
SIGNAL = Limit(burst=12, every=2)  # of one person: each of the four on and off, and again
SIGNALS = Limit(burst=600, every=0.05)  # of one address, as NEWCOMER: what a whole school says at once
STAGE = Limit(burst=60, every=0.5)  # reports of the big screens of one address
NOTED = Limit(burst=60, every=1)  # lines in the log of who was not let in, of one process: a flood fills no disk
NEWCOMER = Limit(burst=600, every=0.05)  # new people per address: a whole school shares one


def asking(slow_seconds: int) -> Limit:
    """Return how often one person may ask: what the moderators have set, or `ASK`."""
    return Limit(burst=1, every=slow_seconds) if slow_seconds else ASK
