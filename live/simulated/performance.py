"""A whole rehearsal's audience, from the first who comes to the end, and how it went."""

import asyncio
import random
import time
from collections.abc import Callable, Coroutine

from live.client import Client, Ended
from live.rules.rehearsal import Cast
from live.rules.wishes.rehearsals import Reached
from live.simulated.moderator import help_out
from live.simulated.people import People
from live.simulated.reach import Reach
from live.simulated.seats import Hall, SimulatedPerson

ARRIVAL_SECONDS = 12.0  # within which everybody comes, at the usual pace
MOST_ARRIVALS = 150  # a second: more is no audience, and the service has others to serve
TELL_SECONDS = 2.0
Doing = Coroutine[object, object, None]


class Performance:
    """Runs until the rehearsal is over, or it is cancelled. `reached` says how it goes at any time."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._reach = Reach()
        self._hall = Hall(cast, self._reach)
        self._state = Client(cast.base, cast.slug, bearer=cast.moderator, shown=cast.shown)
        self._people = People(cast, self._hall, self._state)

    async def run(self, told: Callable[[Reached], None] = lambda reached: None) -> None:
        """Have everybody come, act and stay. `told` hears how it goes every other second, as the service does."""
        try:
            async with self._state, asyncio.TaskGroup() as tasks:
                steps: list[Doing] = [self._follow(), self._tell(told), *self._all_do(), *self._all_come()]
                running = [tasks.create_task(step) for step in steps]
                await self._hall.gone.wait()
                for task in running:
                    task.cancel()
        finally:
            await self._people.close()

    def _all_come(self) -> list[Doing]:
        within = max(ARRIVAL_SECONDS / self._cast.pace, self._cast.people / MOST_ARRIVALS)
        people = [SimulatedPerson(self._hall, number) for number in range(self._cast.people)]
        return [self._hall.attend(person, random.uniform(0, within)) for person in people]

    def _all_do(self) -> list[Doing]:
        people = self._people
        doing: list[Doing] = [people.ask(), people.vote(), people.answer(), people.signal()]
        return [*doing, help_out(self._state, self._cast.pace)] if self._cast.helped else doing

    async def _follow(self) -> None:
        """Follow the state; when the event is gone, it is over."""
        try:
            async for _ in self._state.frames():
                pass
        except Ended:
            self._hall.gone.set()

    async def _tell(self, told: Callable[[Reached], None]) -> None:
        while True:
            await asyncio.sleep(TELL_SECONDS)
            self._reach.given_up(time.time())
            told(self.reached)
            await self._people.tell(self.reached)

    @property
    def reached(self) -> Reached:
        reach = self._reach
        kind, last = reach.last or ("", None)
        did = self._people.did
        return Reached(
            people=len(self._hall.here),
            wanted=self._cast.people,
            asked=did["asked"],
            voted=did["voted"],
            answered=did["answered"],
            signalled=did["signalled"],
            refused=did["refused"],
            failed=did["failed"],
            changes=reach.changes,
            kind=kind,
            last=_ms(last),
            median=_ms(reach.median),
            worst=_ms(reach.worst) if reach.changes else None,
            missed=reach.missed,
        )


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 1)
