"""The days of a table's rows: dates, weekdays, "Day 2" or 2; empty cells mean the day above, sheets can be days too."""

import datetime as dt
import re
from collections.abc import Sequence

from live.programme.shapes import Hints
from live.programme.text.days.dates import dates_in
from live.programme.text.days.years import dated
from live.programme.words.labels import weekday_names

_NUMBERED = re.compile(r"(?:(?:dag|day|tag|jour|dagen)\s?)?([0-9]{1,2})\.?(?:\s?(?:dag|day|tag|jour))?$", re.IGNORECASE)


def days_of(cells: Sequence[str], sheets: Sequence[str], hints: Hints) -> tuple[list[dt.date | None], dt.date | None]:
    """The day of each row, None where nothing says it; and the first day, when it had to be assumed."""
    base = hints.date or hints.today
    counting = _Days(base)
    days = [counting.day(cell) or counting.day(sheet) for cell, sheet in zip(cells, sheets, strict=True)]
    return days, counting.assumed


class _Days:
    """Reads one cell after the other and remembers what came before."""

    def __init__(self, base: dt.date) -> None:
        self._base = base
        self._last: dict[str, dt.date] = {}
        self._first_number: int | None = None
        self._above: dt.date | None = None
        self.assumed: dt.date | None = None

    def day(self, said: str) -> dt.date | None:
        """The day of a cell; of an empty one, the day above it."""
        if not said.strip():
            return self._above
        if said not in self._last:
            found = self._date(said) or self._numbered(said) or self._weekday(said)
            if found is None:
                return self._above
            self._last[said] = found
        self._above = self._last[said]
        return self._above

    def _date(self, said: str) -> dt.date | None:
        found = dates_in(said)
        return dated(found[0], near=self._base, year=None) if found else None

    def _numbered(self, said: str) -> dt.date | None:
        found = _NUMBERED.match(said.strip())
        if not found:
            return None
        number = int(found[1])
        self._first_number = number if self._first_number is None else self._first_number
        self.assumed = self.assumed or self._base
        return self._base + dt.timedelta(days=number - self._first_number)

    def _weekday(self, said: str) -> dt.date | None:
        weekday = weekday_names().get(said.strip().lower().rstrip("."))
        if weekday is None:
            return None
        from_day = self._above or self._base
        found = from_day + dt.timedelta(days=(weekday - from_day.weekday()) % 7)
        self.assumed = self.assumed or found
        return found
