"""Who has had which change: each of the people stands at a place in the stream, and a change has reached everyone when
nobody stands before it. Pure: times are given.
"""

import statistics
from collections import deque
from typing import NamedTuple

GIVEN_UP_SECONDS = 10.0  # somebody who is there and has not had a change after so long has missed it
REMEMBERED = 2000  # changes whose times the median is made of


class Way(NamedTuple):
    """One change on its way: what it is, when it was made, and how many have not had it."""

    kind: str
    made: float
    seen: float
    missing: int


class Reach:
    """Counts for people as they come, get changes and go. `standing` is where each is, as a number of the stream."""

    def __init__(self) -> None:
        self.standing: dict[int, int] = {}
        self.changes = 0
        self.missed = 0
        self.last: tuple[str, float] | None = None
        self.worst = 0.0
        self._highest = 0
        self._on_the_way: dict[int, Way] = {}
        self._took: deque[float] = deque(maxlen=REMEMBERED)

    @property
    def median(self) -> float | None:
        """The seconds to the last of the people, of the middle one of the latest changes."""
        return statistics.median(self._took) if self._took else None

    def came(self, person: int, at: int) -> None:
        self.standing[person] = at

    def left(self, person: int, now: float) -> None:
        """Expect nothing more of somebody; what only they were still missing has reached everyone else."""
        at = self.standing.pop(person, None)
        if at is not None:
            self._counted([n for n in self._on_the_way if n > at], now)

    def got(self, person: int, number: int, what: tuple[str, float] | None, now: float) -> None:
        """Note that somebody has everything up to a place in the stream. `what`: the kind of the change there and when
        it was made; None where there is nothing for them to see.
        """
        at = self.standing.get(person)
        if at is None or number <= at:
            return
        if number > self._highest:
            self._highest = number
            if what:
                missing = sum(where < number for where in self.standing.values())
                self._on_the_way[number] = Way(*what, now, missing)
        self.standing[person] = number
        self._counted([n for n in self._on_the_way if at < n <= number], now)

    def given_up(self, now: float) -> None:
        """Count as missed what somebody has waited for too long."""
        for number, way in list(self._on_the_way.items()):
            if now - way.seen > GIVEN_UP_SECONDS:
                del self._on_the_way[number]
                self.missed += way.missing

    def _counted(self, numbers: list[int], now: float) -> None:
        for number in numbers:
            way = self._on_the_way[number]
            if way.missing > 1:
                self._on_the_way[number] = way._replace(missing=way.missing - 1)
                continue
            del self._on_the_way[number]
            self.changes += 1
            took = max(0.0, now - way.made)
            self.last, self.worst = (way.kind, took), max(self.worst, took)
            self._took.append(took)
