"""Who is here: leases that expire by themselves, so that a crashed worker's people are gone half a minute later."""

import secrets
import time
from collections.abc import Iterable, Sequence

from live.rules.people.presence import GRACE_SECONDS, LEASE_SECONDS, RENEW_SECONDS
from live.store.database import Database
from live.store.database.client import Redis
from live.store.keys import Keys

PER_COMMAND = 500


class Here:
    """The people of one event who are connected to this process."""

    def __init__(self) -> None:
        self.connections: dict[str, int] = {}  # person -> how many
        self.joined: set[str] = set()
        self.left: set[str] = set()
        self.total = 0
        self.written = -1
        self.renewed_at = 0.0

    def join(self, person_id: str) -> None:
        self.total += 1
        self.connections[person_id] = self.connections.get(person_id, 0) + 1
        if self.connections[person_id] == 1:
            self.joined.add(person_id)
            self.left.discard(person_id)

    def leave(self, person_id: str) -> None:
        self.total -= 1
        left = self.connections.get(person_id, 1) - 1
        if left:
            self.connections[person_id] = left
        else:
            self.connections.pop(person_id, None)
            self.joined.discard(person_id)
            self.left.add(person_id)


class Presence:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._worker = secrets.token_hex(6)
        self._here: dict[str, Here] = {}

    def join(self, slug: str, person_id: str) -> None:
        self._here.setdefault(slug, Here()).join(person_id)

    def leave(self, slug: str, person_id: str) -> None:
        if here := self._here.get(slug):
            here.leave(person_id)

    def queue(self, pipe: Redis, slug: str, now: float | None = None) -> None:
        """Put what has to be told and asked about one event into a pipeline: joins, leaves, renewals; then people,
        connections.
        """
        now = now or time.time()
        keys, here = Keys(slug), self._here.setdefault(slug, Here())
        lease = int((now + LEASE_SECONDS) * 1000)
        if now - here.renewed_at >= RENEW_SECONDS or here.written != here.total:
            pipe.hset(keys.workers, self._worker, f"{here.total} {lease}")
            pipe.expire(keys.workers, 2 * LEASE_SECONDS)
            here.written = here.total
        renew = now - here.renewed_at >= RENEW_SECONDS
        self._lease(pipe, keys, here.connections if renew else here.joined, lease)
        self._lease(pipe, keys, here.left, int((now + GRACE_SECONDS) * 1000))
        if renew:
            here.renewed_at = now
            pipe.zremrangebyscore(keys.presence, "-inf", int((now - LEASE_SECONDS) * 1000))
            pipe.expire(keys.presence, 2 * LEASE_SECONDS)
        here.joined, here.left = set(), set()
        pipe.zcount(keys.presence, int(now * 1000), "+inf")
        pipe.hgetall(keys.workers)

    def _lease(self, pipe: Redis, keys: Keys, people: Iterable[str], until: int) -> None:
        everyone = list(people)
        for start in range(0, len(everyone), PER_COMMAND):
            pipe.zadd(keys.presence, dict.fromkeys(everyone[start : start + PER_COMMAND], until))

    async def here(self, slug: str, person_ids: Sequence[str]) -> set[str]:
        """Return those of these people who are connected to any process."""
        here = self._here.get(slug)
        found = {person for person in person_ids if here and person in here.connections}
        if others := [person for person in person_ids if person not in found]:
            leases = await self._database.run(lambda r: r.zmscore(Keys(slug).presence, others))
            found |= {
                person
                for person, lease in zip(others, leases, strict=True)
                if lease and float(lease) > time.time() * 1000
            }
        return found

    def lost(self, slug: str) -> None:
        """Write everything again next time: a write did not go through."""
        if here := self._here.get(slug):
            here.renewed_at, here.written = 0.0, -1

    def forget(self, slug: str) -> None:
        self._here.pop(slug, None)


def connections(workers: dict[bytes, bytes], now: float) -> int:
    """Return the connections of all workers whose lease still runs."""
    counts = (value.split(b" ") for value in workers.values())
    return sum(int(count) for count, lease in counts if int(lease) > now * 1000)
