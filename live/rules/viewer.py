"""Who looks at an event: what decides which things they see, and as what."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from live.rules.agenda import Agenda
from live.rules.event import Event
from live.rules.people import Role

NO_COUNTS: Mapping[str, int] = {}
NO_TALLIES: Mapping[str, Mapping[str, int]] = {}


class Viewer(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of a role at a moment, with the counts that are kept apart from the state.

    `event` and `agenda` are as they are at that moment; `votes`: question → people; `tallies`: poll → choice → people.
    """

    role: Role
    now: datetime
    event: Event
    agenda: Agenda
    votes: Mapping[str, int] = NO_COUNTS
    tallies: Mapping[str, Mapping[str, int]] = NO_TALLIES

    @property
    def moderates(self) -> bool:
        return self.role is Role.MODERATOR
