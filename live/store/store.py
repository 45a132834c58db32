"""The shelves of the store in one bundle, and the one way in: `async with Store(url).open()`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from live.loops import Loops
from live.store.backups import Backups
from live.store.ballots import Ballots
from live.store.codes import Codes
from live.store.copies.history import Histories
from live.store.copies.replica import Replica
from live.store.database import Database
from live.store.database.writes import LogRoom
from live.store.deletions import Deletions
from live.store.desk import Seats
from live.store.desk.cue import Cues
from live.store.desk.stages import Stages
from live.store.erasures import Erasures
from live.store.events import Events
from live.store.logos import Logos
from live.store.people.attendance import Attendances
from live.store.people.presence import Presence
from live.store.people.receipts import Receipts
from live.store.people.signals import Signals
from live.store.queue import ScriptQueue
from live.store.rehearsals import Rehearsals
from live.store.votes import Votes


class Store:
    """Everything kept in Redis. Nothing outside this room knows Redis."""

    def __init__(self, url: str, loops: Loops | None = None, room: LogRoom | None = None) -> None:
        self.loops = loops or Loops()
        self.database = Database(url, room)
        self.events = Events(self.database)
        self.codes = Codes(self.database)
        self.deletions = Deletions(self.database, self.codes)
        self.backups = Backups(self.database)
        self.rehearsals = Rehearsals(self.database)
        self.erasures = Erasures(self.database, self.deletions)
        queue = ScriptQueue(self.database)
        self.votes = Votes(self.database, queue)
        self.ballots = Ballots(self.database, queue)
        self.presence = Presence(self.database)
        self.desk = Seats(self.database)
        self.replica = Replica(self.database, self.events, self.presence, self.loops)
        self.histories = Histories(self.database)
        self.attendances = Attendances(self.database)
        self.receipts = Receipts(self.database)
        self.signals = Signals(self.database)
        self.logos = Logos(self.database)
        self.cues = Cues(self.database)
        self.stages = Stages(self.database)

    def now(self, slug: str) -> float:
        """Return the time to which leases of an event are made out: the store's, whatever becomes of clocks here."""
        return self.database.clocks[slug].now()

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Store"]:
        """Connected and following; what is open is closed at the end."""
        try:
            async with self.replica.running():
                yield self
        finally:
            await self.database.close()
