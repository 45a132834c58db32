"""Guessing join codes. Only codes that lead nowhere are counted, so that a class which types the right one waits for
nobody; a place that has guessed too often waits before it may try any other than those that were right from there
before (`pages/home.py`).
"""

from collections.abc import Callable

from live.rules.people.crowding import shared
from live.rules.people.limits import Counted, Limit

WRONG = Limit(burst=60, every=6)  # of a place: a whole school that mistypes, then ten a minute
WRONG_IN_ALL = Limit(burst=600, every=1)  # beyond this somebody guesses from many places, and each has only few
FEW = Limit(burst=5, every=60)
ALL = ""


class Guessing:
    """Of one process, which has its part of the limits."""

    def __init__(self, clock: Callable[[], float], workers: int = 1) -> None:
        self._of_place = Counted(shared(WRONG, workers), clock)
        self._few = Counted(FEW, clock)
        self._in_all = Counted(shared(WRONG_IN_ALL, workers), clock)

    def wait(self, place: str) -> float:
        """Return the seconds until this place may try a code; 0 when it may now."""
        return max(self._of_place.until(place), self._few.until(place) if self._in_all.until(ALL) else 0.0)

    def wrong(self, place: str) -> None:
        """Count a code that led nowhere."""
        for counted, whose in ((self._of_place, place), (self._few, place), (self._in_all, ALL)):
            counted.wait(whose)
