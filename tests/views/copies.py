"""A copy of an event as the views read it, without a store."""

from datetime import datetime
from typing import Any

from live.rules.desk.cue import Cue
from live.rules.desk.stages import stages_as_json
from live.rules.questions.totals import Totals, totals_of
from live.rules.snapshot import Snapshot
from live.rules.state import State
from tests.builders import a_state


class Cursor:
    epoch = "e1"

    def __str__(self) -> str:
        return "e1.7-ab"


class Pulse:
    def __init__(self, votes: dict[str, int], people: int, totals: Totals) -> None:
        self.totals = totals
        self.votes, self.people, self.connections = votes, people, people
        self.doubted = 0
        self.signals: dict[str, int] = {}
        self.polls: dict[str, dict[str, int]] = {}
        self.cue: Cue | None = None
        self.stages: dict[str, Any] = stages_as_json({}, 0)


class Copy:
    def __init__(
        self, state: State | None = None, votes: dict[str, int] | None = None, people: int = 3, **values: Any
    ) -> None:
        self.slug, self.cursor = "seminar", Cursor()
        self.state = state or a_state(**values)
        self.pulse = Pulse(votes or {}, people, totals_of(self.state.questions.values()))

    def snapshot(self, language: str, now: datetime) -> Snapshot:
        return Snapshot(
            state=self.state,
            epoch=self.cursor.epoch,
            cursor=str(self.cursor),
            pulse=self.pulse,
            language=language,
            now=now,
        )
