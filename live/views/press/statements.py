"""What the law wants told of a service: accessibility statement, privacy notice, when what is kept is deleted."""

from datetime import timedelta

import msgspec

from live.rules.event import Event
from live.rules.state import State
from live.views.press import times


class Statements(msgspec.Struct, frozen=True):
    """Addresses; "" where there is none."""

    accessibility: str = ""
    privacy: str = ""

    def of(self, event: Event) -> "Statements":
        """Return an event's own, and for what it lacks these, of the installation."""
        return Statements(event.accessibility_statement or self.accessibility, event.privacy_notice or self.privacy)


NO_STATEMENTS = Statements()


def deleted_on(state: State, language: str, days: int | None) -> str | None:
    """Return the day on which questions and votes are deleted, `days` after the end or the import; None: never."""
    if days is None:
        return None
    last = max(filter(None, (state.agenda.ends, state.event.imported_at)))
    return times.long_date(times.day_of(last + timedelta(days=days), state.event.zone), language)
