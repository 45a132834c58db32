"""What pages and pieces are printed from: an event as it stands at a moment, for readers of one language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

import msgspec

from live.rules.desk.cue import Cue
from live.rules.people import Role
from live.rules.polls import Tally
from live.rules.questions.totals import Totals
from live.rules.state import State, viewer_of
from live.rules.viewer import Viewer


class Counts(Protocol):
    """The latest values that are kept apart from the state. `votes`: question → people; `polls`: poll → its tally."""

    @property
    def votes(self) -> Mapping[str, int]: ...
    @property
    def totals(self) -> Totals: ...
    @property
    def polls(self) -> Mapping[str, Tally]: ...
    @property
    def people(self) -> int: ...
    @property
    def connections(self) -> int: ...
    @property
    def doubted(self) -> int: ...
    @property
    def signals(self) -> Mapping[str, int]: ...
    @property
    def cue(self) -> Cue | None: ...
    @property
    def stages(self) -> Mapping[str, Any]: ...


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """An event at its cursor. It stays as it is while the process's copy goes on."""

    state: State
    epoch: str
    cursor: str
    pulse: Counts
    language: str
    now: datetime
    code: str = ""  # the short join code, where it is known

    def viewer(self, role: Role) -> Viewer:
        """Return somebody of this role who looks at it."""
        return viewer_of(self.state, role, self.now, self.pulse.votes, self.pulse.polls)
