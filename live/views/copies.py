"""What the pages need of a process's own copy of an event, as `store/replica.py` keeps it."""

from typing import Any, Protocol

from live.rules.state import State


class Pulse(Protocol):
    """The latest counts of an event."""

    @property
    def votes(self) -> dict[str, int]: ...
    @property
    def people(self) -> int: ...


class Copy(Protocol):
    """One event at its cursor."""

    @property
    def state(self) -> State: ...
    @property
    def cursor(self) -> Any: ...
    @property
    def pulse(self) -> Pulse: ...
