"""Who is connected to this process, by event, and the way in and out for every transport.

Joining and catching up happen in one step without an await: what was published before is in the first frames, what
comes after goes through the channel, and nothing can fall in between.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from live.loops import Loops
from live.measures import Deliveries
from live.push.audience import Audience
from live.push.channel import Channel
from live.push.connection import Connection
from live.push.crowd import Clock, Crowd, utc_now
from live.push.drain import farewells
from live.push.frames import Frame
from live.push.rendering import Templates
from live.push.sweep import EVERY_SECONDS, sweep
from live.rules.people import Person, Role
from live.store.copies.copy import Copy
from live.store.copies.replica import Replica
from live.store.people.presence import Presence

MOST_PER_PERSON = 20  # tabs and devices of one badge; a shared badge or a runaway script has more

Opening = Callable[[Channel, Templates], list[Frame]]  # what a newcomer gets first


class Closed(Exception):
    """A connection cannot join; it is closed with `code`."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Hub:
    """`lagging` and `leaving` hold the loop's time since when; the sweep looks at them, and at nothing else, once a
    second.
    """

    def __init__(self, replica: Replica, presence: Presence, views: Templates, clock: Clock = utc_now) -> None:
        self.replica = replica
        self.crowds: dict[str, Crowd] = {}
        self.lagging: dict[Connection, float] = {}
        self.leaving: dict[Connection, float] = {}
        self.deliveries = Deliveries()
        self.draining = False
        self.views = views
        self._presence = presence
        self._clock = clock

    def running(self, loops: Loops) -> AbstractAsyncContextManager[None]:
        """Look once a second after those who are silent, slow or on their way out."""
        return loops.running("sweep", self._sweep, every=EVERY_SECONDS)

    async def _sweep(self) -> None:
        sweep(self, asyncio.get_running_loop().time())

    async def drain(self, seconds: float) -> None:
        """Let nobody in and everybody go, spread over this time. Ends when all are gone."""
        self.draining = True
        await farewells(self, seconds)

    # In and out

    def join(self, copy: Copy, connection: Connection, audience: Audience, person: Person, opening: Opening) -> None:
        """Give the connection its first frames and its place. Raises `Closed` (4100, 4303)."""
        channel = self._channel(copy, audience, person)
        first = opening(channel, self.views)
        self._admit(connection, channel, person)
        connection.start(first)

    def wait(self, copy: Copy, connection: Connection, audience: Audience, person: Person) -> Channel:
        """Give the connection a place without any frames, and return where that is. Raises `Closed` (4100, 4303)."""
        channel = self._channel(copy, audience, person)
        channel.bridge(str(copy.cursor))
        self._admit(connection, channel, person)
        connection.start(())
        return channel

    def _channel(self, copy: Copy, audience: Audience, person: Person) -> Channel:
        if self.draining:
            raise Closed(4100)
        crowd = self._crowd(copy)
        if person.role is Role.ATTENDEE and len(crowd.of(person.id)) >= MOST_PER_PERSON:
            raise Closed(4303)
        return crowd.channel(audience)

    def _admit(self, connection: Connection, channel: Channel, person: Person) -> None:
        connection.person = person.id
        self.crowds[channel.slug].add(connection, channel)
        self._presence.join(channel.slug, person.id)

    def _crowd(self, copy: Copy) -> Crowd:
        crowd = self.crowds.get(copy.slug)
        if crowd is None:
            crowd = self.crowds[copy.slug] = Crowd(copy, self._clock, self.deliveries)
            self.replica.hold(copy.slug)
        return crowd

    def leave(self, connection: Connection, *, for_good: bool = False) -> None:
        """Give up its place. Leaving twice is harmless. `for_good`: nobody will come back as this person."""
        self.lagging.pop(connection, None)
        if connection.channel is None:
            return
        slug = connection.channel.slug
        crowd = self.crowds[slug]
        crowd.discard(connection)
        self._presence.leave(slug, connection.person, for_good=for_good)
        if not crowd.total:
            crowd.pulses.stop()
            del self.crowds[slug]
            self.replica.release(slug)

    def dismiss(self, connection: Connection, code: int, after: tuple[int, int] | None = None) -> None:
        """End a connection with a reason. The peer has a moment to answer before the sweep cuts it."""
        self.leave(connection)
        self.leaving[connection] = asyncio.get_running_loop().time()
        connection.farewell(code, after)

    def kick(self, slug: str, role: Role | None, code: int) -> None:
        """End all connections of a role at an event, or of everyone there."""
        if crowd := self.crowds.get(slug):
            for connection in list(crowd.everyone()):
                if connection.channel and role in (None, connection.channel.audience.badge):
                    self.dismiss(connection, code)

    def expel(self, slug: str, person_id: str, code: int) -> None:
        """End all connections of one person or program at an event."""
        if crowd := self.crowds.get(slug):
            for connection in crowd.of(person_id):
                self.dismiss(connection, code)

    # Who is here

    def people(self, slug: str) -> set[str]:
        return set(self.crowds[slug].people) if slug in self.crowds else set()

    def connections(self, slug: str) -> int:
        return self.crowds[slug].total if slug in self.crowds else 0

    @property
    def total(self) -> int:
        """All connections of this process."""
        return sum(crowd.total for crowd in self.crowds.values())
