"""Who is here: leases that expire by themselves, so that a crashed worker's people are gone half a minute later."""

import math
import secrets
import time
from collections.abc import Iterable, Sequence

from live.rules.people import is_program
from live.rules.people.presence import GRACE_SECONDS, LEASE_SECONDS, RENEW_SECONDS
from live.store.database import Database
from live.store.database.client import Redis
from live.store.database.clock import StoreClock
from live.store.keys import Keys

PER_COMMAND = 500
KEPT_SECONDS = 7200  # nobody is left in them by then; shorter would be gone at once when the store's clock is set on


class Connected:
    """The people of one event who are connected to this process."""

    def __init__(self) -> None:
        self.connections: dict[str, int] = {}  # person -> how many
        self.joined: set[str] = set()
        self.left: set[str] = set()
        self.gone: set[str] = set()  # and nobody will come back as them
        self.total = 0
        self.written = -1
        self.renewed_at = float("-inf")
        self.steps = -1  # of the clock, as the leases know it

    def join(self, person_id: str) -> None:
        self.total += 1
        if is_program(person_id):
            return
        self.connections[person_id] = self.connections.get(person_id, 0) + 1
        if self.connections[person_id] == 1:
            self.joined.add(person_id)
            self.left.discard(person_id)
            self.gone.discard(person_id)

    def leave(self, person_id: str, *, for_good: bool) -> None:
        self.total -= 1
        if is_program(person_id):
            return
        left = self.connections.get(person_id, 1) - 1
        if left:
            self.connections[person_id] = left
        else:
            self.connections.pop(person_id, None)
            self.joined.discard(person_id)
            (self.gone if for_good else self.left).add(person_id)


class Presence:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._worker = secrets.token_hex(6)
        self._here: dict[str, Connected] = {}

    def join(self, slug: str, person_id: str) -> None:
        self._here.setdefault(slug, Connected()).join(person_id)

    def leave(self, slug: str, person_id: str, *, for_good: bool = False) -> None:
        """Away after a grace; at once when it is `for_good`."""
        if here := self._here.get(slug):
            here.leave(person_id, for_good=for_good)

    def queue(self, pipe: Redis, slug: str) -> None:
        """Put what has to be told and asked about one event into a pipeline: joins, leaves, renewals; then people,
        connections.
        """
        clock, now = self._database.clocks[slug], self._database.clocks[slug].now()
        keys, here = Keys(slug), self._here.setdefault(slug, Connected())
        lease = int((now + LEASE_SECONDS) * 1000)
        renew = time.monotonic() - here.renewed_at >= RENEW_SECONDS or here.steps != clock.steps
        if renew or here.written != here.total:
            pipe.hset(keys.workers, self._worker, f"{here.total} {lease}")
            pipe.expire(keys.workers, KEPT_SECONDS)
            here.written = here.total
        self._lease(pipe, keys, here.connections if renew else here.joined, lease)
        self._lease(pipe, keys, here.left, int((now + GRACE_SECONDS) * 1000))
        self._lease(pipe, keys, here.gone, 0)
        if renew:
            here.renewed_at, here.steps = time.monotonic(), clock.steps
            self._clear(pipe, keys, clock)
        here.joined, here.left, here.gone = set(), set(), set()
        pipe.zcount(keys.presence, int(clock.settled() * 1000), "+inf")
        pipe.hgetall(keys.workers)

    def _clear(self, pipe: Redis, keys: Keys, clock: StoreClock) -> None:
        """Leases that ran out some time ago, and those that a clock which was set back has left in the future."""
        pipe.zremrangebyscore(keys.presence, "-inf", int((clock.settled() - LEASE_SECONDS) * 1000))
        if (longest := _longest(clock)) < math.inf:
            pipe.zremrangebyscore(keys.presence, int(longest), "+inf")
        pipe.expire(keys.presence, KEPT_SECONDS)

    def _lease(self, pipe: Redis, keys: Keys, people: Iterable[str], until: int) -> None:
        everyone = list(people)
        for start in range(0, len(everyone), PER_COMMAND):
            pipe.zadd(keys.presence, dict.fromkeys(everyone[start : start + PER_COMMAND], until))

    async def here(self, slug: str, person_ids: Sequence[str], *, grace: float = 0) -> set[str]:
        """Return those of these people who are connected to any process, or were until `GRACE_SECONDS` ago; with that
        as `grace`, only those who are connected: whoever is has a lease that is never as short.
        """
        here = self._here.get(slug)
        found = {person for person in person_ids if here and person in here.connections}
        if others := [person for person in person_ids if person not in found]:
            leases = await self._database.run(lambda r: r.zmscore(Keys(slug).presence, others))
            found |= {
                person
                for person, lease in zip(others, leases, strict=True)
                if lease and float(lease) > (self._database.clocks[slug].settled() + grace) * 1000
            }
        return found

    def lost(self, slug: str) -> None:
        """Write everything again next time: a write did not go through."""
        if here := self._here.get(slug):
            here.renewed_at, here.written = float("-inf"), -1

    def forget(self, slug: str) -> None:
        self._here.pop(slug, None)
        self._database.clocks.pop(slug, None)


def connections(workers: dict[bytes, bytes], clock: StoreClock) -> int:
    """Return the connections of all workers whose lease still runs."""
    from_now, most = clock.settled() * 1000, _longest(clock)
    counts = (value.split(b" ") for value in workers.values())
    return sum(int(count) for count, lease in counts if from_now < int(lease) <= most)


def _longest(clock: StoreClock) -> float:
    """When (ms) a lease of somebody who lives can end at most; a dead worker's may end later by a clock that was set
    back.
    """
    return math.inf if clock.settling else (clock.now() + 2 * LEASE_SECONDS) * 1000
