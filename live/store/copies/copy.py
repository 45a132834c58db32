"""One event as this process knows it: its state, where that stands in the store's history, the last changes, the latest
counts.
"""

import asyncio
import time
from collections import deque
from collections.abc import Mapping
from copy import copy
from datetime import datetime

import msgspec
from msgspec.structs import replace

from live.rules.changes import Change
from live.rules.desk.cue import Cue
from live.rules.questions import Question, ledger
from live.rules.questions.erasing import is_trace
from live.rules.questions.lookup import Index
from live.rules.questions.merging import Merging, group
from live.rules.questions.totals import Counting, Totals
from live.rules.snapshot import Snapshot
from live.rules.state import State, apply
from live.store.copies.cursor import Cursor
from live.store.desk import stages
from live.store.events import RING, Loaded


class StreamEntry(msgspec.Struct, frozen=True):
    """One change at its place in the stream; `prev` is where one must stand to apply it."""

    prev: Cursor
    cursor: Cursor
    change: Change


class Pulse:
    """The latest counts of one event as this process knows them. `doubted`: people whose votes wait for a moderator."""

    def __init__(self) -> None:
        self.votes: dict[str, int] = {}
        self.version = 0
        self.polls: dict[str, dict[str, int]] = {}  # poll -> choice -> people
        self.polls_version = 0
        self.people = 0
        self.connections = 0
        self.seq = 0
        self.doubted = 0
        self.desk: tuple[dict[str, object], ...] = ()  # for moderators: who is there and writes on what
        self.totals = Totals()  # as the state is, at every moment
        self.ledger: dict[str, int] = {}  # of them, as last told
        self.signals: Mapping[str, int] = {}
        self.cue: Cue | None = None  # for moderators and who is speaking
        self.stages: dict[str, object] = stages.decoded((), 0)  # for moderators


class Copy:
    """One event as this process knows it."""

    def __init__(self, slug: str, loaded: Loaded) -> None:
        self.slug = slug
        self.holders = 0
        self.used_at = time.monotonic()
        self.pulse = Pulse()
        self.similar = Index()  # brought up to date by who asks it
        self.code, self.code_until = (
            "",
            0.0,
        )  # the short join code, looked up by who prints it, and until when that holds
        self._moved = asyncio.Event()
        self.put(loaded)

    def put(self, loaded: Loaded) -> None:
        self.state: State = loaded.state
        self.cursor = loaded.cursor
        self.secrets = loaded.secrets
        self._counting = Counting(loaded.state.questions)
        self.pulse.votes, self.pulse.version = loaded.votes, loaded.votes_version
        self.pulse.totals = self._counting.totals
        self.pulse.ledger = ledger.counts_of(self.pulse.totals.fates)
        self.pulse.polls_version = 0  # read again with the next pulse
        self.ring: deque[StreamEntry] = deque(maxlen=RING)
        before = Cursor(loaded.cursor.epoch, 0, 0)
        for cursor, change in loaded.entries:
            if cursor.n != before.n + 1:
                self.ring.clear()  # something between was erased: nobody can go on from before it
            else:
                self.ring.append(StreamEntry(before, cursor, change))
            before = cursor
        self._wake()

    def group(self, question_id: str) -> tuple[Merging, ...]:
        """Return a question and all that is merged into it."""
        return group(self.state.questions, self.pulse.totals.followers, question_id)

    def snapshot(self, language: str, now: datetime) -> Snapshot:
        """Return what pages and pieces of this moment are printed from; `language` is "" for JSON."""
        return Snapshot(
            state=self.state,
            epoch=self.cursor.epoch,
            cursor=str(self.cursor),
            pulse=copy(self.pulse),
            language=language,
            now=now.astimezone(self.state.event.zone),
            code=self.code,
        )

    def advance(self, cursor: Cursor, change: Change) -> StreamEntry:
        entry = StreamEntry(self.cursor, cursor, change)
        before = self.state.questions
        self.state = apply(self.state, change)
        if change.kind == "question.erased" and isinstance(change.thing, Question):
            self._forget(change.thing)
        if isinstance(change.thing, Question):
            self._counting.take(before.get(change.thing.id), change.thing, self.state.questions)
            self.pulse.totals = self._counting.totals
        self.cursor = cursor
        self.ring.append(entry)
        self._wake()
        return entry

    def _forget(self, erased: Question) -> None:
        """Put what is left of a question wherever its words still are in memory."""
        for at, entry in enumerate(self.ring):
            if is_trace(entry.change, {erased.id: erased}) and isinstance(entry.change.thing, Question):
                self.ring[at] = replace(entry, change=replace(entry.change, thing=erased))

    def since(self, cursor: str | None) -> list[StreamEntry] | str:
        """Return the entries after a cursor, if exactly that entry is known; else why they cannot be given: epoch,
        unknown or far.
        """
        if cursor == str(self.cursor):
            return []
        asked = Cursor.parse(cursor)
        if asked is None:
            return "unknown"
        if asked.epoch != self.cursor.epoch:
            return "epoch"
        place = asked.n + 1 - self.ring[0].cursor.n if self.ring else -1
        if place < 0:
            return "far" if asked.n < self.cursor.n else "unknown"
        if place >= len(self.ring) or self.ring[place].prev != asked:
            return "unknown"
        return [self.ring[i] for i in range(place, len(self.ring))]

    def _wake(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()

    async def reached(self, cursor: Cursor, seconds: float = 1.0) -> bool:
        """Wait until this copy includes a write; False when that takes too long (the reader is behind or down)."""
        try:
            async with asyncio.timeout(seconds):
                while self.cursor.epoch == cursor.epoch and self.cursor.n < cursor.n:
                    await self._moved.wait()
        except TimeoutError:
            return False
        return True
