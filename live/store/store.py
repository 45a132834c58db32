"""The shelves of the store in one bundle, and the one way in: `async with Store(url).open()`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from live.loops import Loops
from live.store.ballots import Ballots
from live.store.copies.history import Histories
from live.store.copies.replica import Replica
from live.store.deletions import Deletions
from live.store.desk import Desk
from live.store.desk.cue import Cues
from live.store.desk.stages import Stages
from live.store.events import Events
from live.store.link import Link
from live.store.link.writes import Room
from live.store.people.attendance import Attendances
from live.store.people.presence import Presence
from live.store.people.receipts import Receipts
from live.store.people.signals import Signals
from live.store.votes import Votes


class Store:
    """Everything kept in Redis. Nothing outside this room knows Redis."""

    def __init__(self, url: str, loops: Loops | None = None, room: Room | None = None) -> None:
        self.loops = loops or Loops()
        self.link = Link(url, room)
        self.events = Events(self.link)
        self.deletions = Deletions(self.link)
        self.votes = Votes(self.link)
        self.ballots = Ballots(self.link)
        self.presence = Presence(self.link)
        self.desk = Desk(self.link)
        self.replica = Replica(self.link, self.events, self.presence, self.loops)
        self.histories = Histories(self.link)
        self.attendances = Attendances(self.link)
        self.receipts = Receipts(self.link)
        self.signals = Signals(self.link)
        self.cues = Cues(self.link)
        self.stages = Stages(self.link)

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Store"]:
        """Connected and following; what is open is closed at the end."""
        try:
            async with self.replica.running():
                yield self
        finally:
            await self.link.close()
