"""What the pages need of a process's own copy of an event, as `store/copies/replica.py` keeps it."""

from collections.abc import Mapping
from typing import Any, Protocol

from live.rules.desk.cue import Cue
from live.rules.state import State


class Pulse(Protocol):
    """The latest counts of an event."""

    @property
    def votes(self) -> dict[str, int]: ...
    @property
    def people(self) -> int: ...
    @property
    def polls(self) -> dict[str, dict[str, int]]: ...
    @property
    def signals(self) -> Mapping[str, int]: ...
    @property
    def cue(self) -> Cue | None: ...
    @property
    def stages(self) -> dict[str, Any]: ...


class Copy(Protocol):
    """One event at its cursor."""

    @property
    def state(self) -> State: ...
    @property
    def cursor(self) -> Any: ...
    @property
    def pulse(self) -> Pulse: ...
