"""An exchange without a store: a real copy of a hand-made event, a real hub, and listeners that keep what they are
given.
"""

import asyncio
import itertools
from collections.abc import Sequence
from typing import Any

import msgspec

from live.push.audience import Audience
from live.push.connection import Connection
from live.push.frames import Frame
from live.push.hub import Hub
from live.push.opening import opening
from live.push.relay import Relay
from live.rules.changes import Change
from live.rules.people import Person, Role
from live.rules.questions import Question
from live.rules.snapshot import Snapshot
from live.store.copies.copy import Copy
from live.store.copies.cursor import Cursor
from live.store.events import Loaded
from tests.builders import NOON, a_question, a_state, an_announcement

EPOCH = "epoch-one"
ATTENDEES = Audience(Role.ATTENDEE, html=False, language="")
MODERATORS = Audience(Role.MODERATOR, html=False, language="")
IN_HTML = Audience(Role.ATTENDEE, html=True, language="nb")
_numbers = itertools.count(1)


def a_copy(slug: str = "seminar", **values: Any) -> Copy:
    return Copy(
        slug,
        Loaded(state=a_state(**values), cursor=Cursor(EPOCH, 0, 0), secrets={}, votes={}, votes_version=0, entries=[]),
    )


def announced(text: str = "Lenken er byttet") -> Change:
    number = next(_numbers)
    return Change(kind="announcement.made", at=NOON, thing=an_announcement(f"a{number}", text=text))


def asked(
    question_id: str = "q1", status: str = "pending", was: str = "", kind: str = "question.asked", **values: Any
) -> Change:
    return Change(kind=kind, at=NOON, thing=a_question(question_id, status=status, **values), was=was)


class Views:
    """Templates in miniature."""

    def change(self, snapshot: Snapshot, change: Change, role: Role) -> dict[str, Any] | None:
        if isinstance(change.thing, Question) and change.thing.status == "pending":
            return None
        return {"put": [{"id": change.kind, "list": None, "html": f"<p>{snapshot.language}</p>"}], "drop": []}

    def own(self, snapshot: Snapshot, question: Question) -> dict[str, Any]:
        return {"id": f"mine-{question.id}", "list": "mine", "html": f"<p>{question.text}</p>"}


class Presence:
    def __init__(self) -> None:
        self.here: list[str] = []
        self.gone: list[str] = []

    def join(self, slug: str, person_id: str) -> None:
        self.here.append(person_id)

    def leave(self, slug: str, person_id: str, *, for_good: bool = False) -> None:
        self.here.remove(person_id)
        if for_good:
            self.gone.append(person_id)


class Replica:
    def __init__(self) -> None:
        self.held: dict[str, int] = {}

    def hold(self, slug: str) -> None:
        self.held[slug] = self.held.get(slug, 0) + 1

    def release(self, slug: str) -> None:
        self.held[slug] -= 1


class Exchange:
    """One event, its hub, and what a store would say."""

    def __init__(self, copy: Copy | None = None) -> None:
        self.copy = copy or a_copy()
        self.presence, self.replica = Presence(), Replica()
        self.hub = Hub(self.replica, self.presence, Views(), clock=lambda: NOON)  # type: ignore[arg-type]  # stand-ins
        self.relay = Relay(self.hub)

    def publish(self, *changes: Change) -> str:
        """What one read of the stream brings; the cursor after it."""
        entries = []
        for change in changes:
            cursor = self.copy.cursor
            entries.append(self.copy.advance(Cursor(cursor.epoch, cursor.n + 1, next(_numbers)), change))
        self.relay.entries(self.copy, entries)
        return str(self.copy.cursor)

    def pulse(self, **votes: int) -> None:
        self.copy.pulse.votes = self.copy.pulse.votes | votes
        self.copy.pulse.version += 1
        self.copy.pulse.seq += 1
        self.relay.pulsed(self.copy, votes)

    def join(
        self, reader: "Reader", person_id: str = "", audience: Audience = ATTENDEES, cursor: str | None = None
    ) -> "Reader":
        person = Person(person_id or f"p{next(_numbers)}", audience.role)
        self.hub.join(
            self.copy, reader, audience, person, lambda channel, views: opening(channel, cursor, person, [], views)
        )
        return reader


class Reader(Connection):
    """A listener whose line can be `stopped`; what is written meanwhile stays on the way."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: list[dict[str, Any]] = []
        self.writes = 0
        self.stopped = False
        self.code: int | None = None
        self.dropped = False
        self._way = b""

    @property
    def alive(self) -> bool:
        return not self.dropped

    def start(self, frames: Sequence[Frame]) -> None:
        self.write(b"".join(frame.message for frame in frames))

    def write(self, data: bytes) -> None:
        assert not self.paused, "nothing is written to somebody who does not read"
        self.writes += 1
        self._way += data
        if self.stopped:
            self.paused = True
        else:
            self._arrive()

    def _arrive(self) -> None:
        self.frames += [msgspec.json.decode(text) for opcode, text in unframed(self._way) if opcode == 1]
        self._way = b""

    def read_on(self) -> None:
        """The line is free again."""
        self.stopped = self.paused = False
        self._arrive()
        while self.channel is not None and (found := self.channel.fetch(self)):
            self.write(b"".join(frame.message for frame in found))

    def farewell(self, code: int, after: tuple[int, int] | None = None) -> None:
        self.code = code

    def drop(self) -> None:
        self.dropped = True

    def take(self) -> list[dict[str, Any]]:
        """The frames since last asked."""
        taken, self.frames = self.frames, []
        return taken


def unframed(data: bytes) -> list[tuple[int, bytes]]:
    """(opcode, payload) of whole unmasked frames."""
    found, at = [], 0
    while at < len(data):
        size, at = data[at + 1], at + 2
        opcode = data[at - 2] & 15
        assert not size & 128, "a server masks nothing"
        wide = {126: 2, 127: 8}.get(size, 0)
        if wide:
            size, at = int.from_bytes(data[at : at + wide], "big"), at + wide
        found.append((opcode, data[at : at + size]))
        at += size
    return found


async def flushed(*exchanges: Exchange) -> None:
    """Until every flush that was begun has ended."""
    channels = [c for e in exchanges for crowd in e.hub.crowds.values() for c in crowd.channels.values()]
    async with asyncio.timeout(5):
        while any(channel._flushing for channel in channels):
            await asyncio.sleep(0.001)


def of_type(kind: str, frames: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [frame for frame in frames if frame["type"] == kind]
