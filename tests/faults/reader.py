"""Reads the store's own stream, past every proxy and every line of the product's reading: what the store says happened,
and in which state it left things.
"""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import msgspec
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from live.rules.errors import Unavailable
from live.rules.people import Role
from live.rules.state import State, apply, state_for, viewer_of
from live.store import Store, codec
from live.store.ballots import tallies
from live.store.copies.cursor import Cursor
from live.store.keys import Keys
from tests.faults.history import History
from tests.faults.world import World

WHO = "store"
ASKED = 30  # times, for the whole truth


class Reader:
    def __init__(self, world: World, history: History) -> None:
        self._world, self._history = world, history
        self._keys = Keys(history.slug)

    async def run(self) -> None:
        while True:
            try:
                await self._follow()
            except (RedisError, OSError, TimeoutError):
                await asyncio.sleep(0.05)

    async def _follow(self) -> None:
        url = self._world.store.url
        state, cursor = await self._load(url)
        once = Retry(NoBackoff(), 0)  # a retry would go on in another history
        async with Redis.from_url(url, socket_timeout=3, retry=once) as redis:
            while self._world.store.url == url:
                found: Any = await redis.xread({self._keys.stream: cursor.entry_id}, block=200)
                for entry_id, fields in self._entries(found):
                    cursor = Cursor.at(cursor.epoch, entry_id)
                    change = codec.load_change(fields[b"c"])
                    state = apply(state, change)
                    self._history.entries[str(cursor)] = change
                    self.stands(cursor, state)

    def _entries(self, found: Any) -> list[Any]:
        streams = list(found.values()) if isinstance(found, dict) else [entries for _, entries in found or ()]
        return streams[0][0] if streams and isinstance(found, dict) else streams[0] if streams else []

    async def _load(self, url: str) -> tuple[State, Cursor]:
        store = Store(url)
        try:
            loaded = await store.events.load(self._history.slug)
        except Exception as error:
            raise TimeoutError from error
        finally:
            await store.database.close()
        self._history.entries.update((str(cursor), change) for cursor, change in loaded.entries)
        self.stands(loaded.cursor, loaded.state)
        return loaded.state, loaded.cursor

    def stands(self, cursor: Cursor, state: State) -> None:
        for role in (Role.ATTENDEE, Role.MODERATOR):
            self._history.stands(WHO, str(role), str(cursor), shown_to(state, role))

    async def final(self) -> None:
        """The whole truth, once nobody writes any more; on a very busy machine the store may need to be asked again."""
        for _ in range(ASKED - 1):
            with suppress(Unavailable):
                await self._final()
                return
            await asyncio.sleep(1)
        await self._final()

    async def _final(self) -> None:
        ending, store = self._history.ending, Store(self._world.store.url)
        try:
            loaded = await store.events.load(self._history.slug)
            epoch, redis = loaded.cursor.epoch, store.database.commands
            ending.cursor = str(loaded.cursor)
            ending.entries = [str(Cursor.at(epoch, entry_id)) for entry_id, _ in await redis.xrange(self._keys.stream)]
            ending.votes = loaded.votes
            for question in loaded.state.questions.values():
                ending.questions[question.id] = question.text
                ending.voters[question.id] = {
                    person.decode() for person in await redis.smembers(self._keys.voters(question.id))
                }
            for poll in loaded.state.polls:
                ballots = await redis.hgetall(self._keys.ballots(poll))
                ending.ballots[poll] = {
                    person.decode(): choices.decode().split("\n") for person, choices in ballots.items()
                }
            counted = await tallies(redis, self._history.slug, list(loaded.state.polls))
            ending.tallies = {poll: {choice: n for choice, n in tally.items() if n} for poll, tally in counted.items()}
            ending.agenda_revision = loaded.state.agenda.revision
        finally:
            await store.database.close()
        for role in (Role.ATTENDEE, Role.MODERATOR):
            ending.digests[str(role)] = self._history.stands(
                WHO, str(role), ending.cursor, shown_to(loaded.state, role)
            )


def shown_to(state: State, role: Role) -> Any:
    """The state as this role's JSON."""
    return msgspec.json.decode(msgspec.json.encode(state_for(state, viewer_of(state, role, datetime.now(UTC)))))
