"""What happened, as it happens, and what it came to: the readable account of a rehearsal."""

import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from tests.rehearsal import rules
from tests.rehearsal.people import Person
from tests.rehearsal.reach import Reached, Sight, reached
from tests.rehearsal.rules import Cast


class Account:
    """Prints while it goes on; `wrong` is everything that was not as it must be."""

    def __init__(self, shots: Path | None) -> None:
        self._began = time.monotonic()
        self._shots = shots
        self.wrong: list[str] = []
        self.reaches: list[Reached] = []

    def tell(self, line: str) -> None:
        seconds = int(time.monotonic() - self._began)
        print(f"{seconds // 60}:{seconds % 60:02d}  {line}", flush=True)

    async def reached(
        self, what: str, people: Sequence[Person], sight: Sight, act: Callable[[], Awaitable[object]]
    ) -> None:
        """Do it, and measure when each of these people saw it."""
        found = await reached(what, people, sight, act)
        self.reaches.append(found)
        self.tell(f"  {found.told()}")
        self.wrong += [f"{name} never saw: {what}" for name in found.missed]

    async def check(self, cast: Cast, when: str) -> None:
        """Every rule, on every page."""
        began = time.monotonic()
        broken = await rules.broken(cast)
        self.wrong += [f"{when}: {line}" for line in broken]
        self.tell(
            f"  checked {when}: {'all rules hold' if not broken else f'{len(broken)} broken'} "
            f"({time.monotonic() - began:.1f} s)"
        )
        for line in broken:
            self.tell(f"  ✗ {line}")

    async def shoot(self, person: Person, name: str, *, full: bool = False) -> None:
        """A picture of a page, when pictures are wanted."""
        if self._shots:
            await person.page.screenshot(path=self._shots / f"{name}.png", full_page=full)

    def close(self, people: int) -> int:
        """The sum of it; the exit code."""
        quiet = [found for found in self.reaches if found.seconds]
        worst = max(quiet, key=lambda found: max(found.seconds))
        every = sorted(seconds for found in quiet for seconds in found.seconds)
        print(
            f"\n{len(quiet)} things from a desk or a page to all of {people} attendees: a page shows it after "
            f"{every[len(every) // 2] * 1000:.0f} ms (median); ",
            end="",
        )
        print(f"the last page of the slowest after {max(worst.seconds) * 1000:.0f} ms ({worst.what})")
        print(f"{len(self.wrong)} rules broken" if self.wrong else "Every rule held.")
        for line in self.wrong:
            print(f"  ✗ {line}")
        return min(len(self.wrong), 1)
