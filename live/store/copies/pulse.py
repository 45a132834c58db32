"""The latest values that are not worth a change each: vote counts and presence.

Read a few times a second per event, conflated.
"""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from live.loops import Loops
from live.rules.desk.cue import KEPT_SECONDS, Cue, standing
from live.rules.people.signals import Signal
from live.rules.questions import ledger
from live.store import desk
from live.store.ballots import tallies
from live.store.copies.copy import Copy
from live.store.database import Database
from live.store.database.client import Redis, Reply
from live.store.desk import cue, stages
from live.store.keys import Keys
from live.store.people import signals
from live.store.people.attendance import Attendances
from live.store.people.presence import Presence, connections

TELL_TIME = "local t = redis.call('TIME') return t[1] * 1000 + math.floor(t[2] / 1000)"
TICK_SECONDS = 0.3  # at most three pulses a second for any load
PER_EVENT = (
    8 + len(Signal)
    # replies read per event: people, workers, the store's time, versions of the counts, people in doubt, seats at the
    # desk, cue, big screens; signals
)


class PulseReader:
    def __init__(
        self,
        database: Database,
        presence: Presence,
        copies: Mapping[str, Copy],
        tell: Callable[[Copy, dict[str, int]], None],
        loops: Loops,
    ) -> None:
        self._database, self._presence, self._copies, self._tell = database, presence, copies, tell
        self._loops = loops
        self._attendances = Attendances(database)

    async def read_all(self) -> None:
        """Read the counts of every event somebody is at. One that cannot be read keeps no other from being told."""
        for copy in [c for c in self._copies.values() if c.holders or c.used_at > time.monotonic() - 60]:
            try:
                await self.read(copy)
            except Exception as error:  # noqa: BLE001 - logged and counted as a failure of the loop
                self._lost(copy.slug)
                self._loops.failed("counts", error)

    def _lost(self, slug: str) -> None:
        self._presence.lost(slug)
        self._attendances.lost(slug)

    async def read(self, copy: Copy) -> None:
        """Tell and ask about one event now."""
        clock, asked_at = self._database.clocks[copy.slug], time.monotonic()
        (
            people,
            workers,
            said,
            (version, answers),
            doubted,
            seats,
            given,
            screens,
            *signalled,
        ) = await self._database.run(lambda redis: self._ask(redis, copy))
        now = clock.settled()
        clock.heard(int(said) / 1000, asked_at)
        voted = await self._votes(copy, int(version or 0))
        polled = await self._tallies(copy, int(answers or 0))
        # From here on nothing waits: counts that were taken in and not told would stay untold until the next vote.
        votes, answered = self._changed(copy, voted, int(version or 0)), polled is not copy.pulse.polls
        copy.pulse.polls, copy.pulse.polls_version = polled, int(answers or 0)
        counts = (
            int(people),
            connections(workers, clock),
            int(doubted),
            ledger.counts_of(copy.pulse.totals.fates),
            desk.decoded(copy.slug, seats, now),
        )
        asides = signals.decoded(signalled), _given(copy, given, now), stages.decoded(screens, now)
        before = copy.pulse.people, copy.pulse.connections, copy.pulse.doubted, copy.pulse.ledger, copy.pulse.desk
        if votes or answered or counts != before or asides != (copy.pulse.signals, copy.pulse.cue, copy.pulse.stages):
            copy.pulse.people, copy.pulse.connections, copy.pulse.doubted, copy.pulse.ledger, copy.pulse.desk = counts
            copy.pulse.signals, copy.pulse.cue, copy.pulse.stages = asides
            copy.pulse.seq += 1
            self._tell(copy, votes)

    async def _ask(self, redis: Redis, copy: Copy) -> list[Reply]:
        pipe, keys = redis.pipeline(transaction=False), Keys(copy.slug)
        self._attendances.queue(pipe, copy.slug, copy.state.agenda, copy.pulse.people)
        self._presence.queue(pipe, copy.slug)
        pipe.eval(TELL_TIME, 1, keys.presence)
        pipe.hmget(keys.meta, "votes", "polls")
        pipe.scard(keys.doubted)
        pipe.hgetall(keys.desk)
        cue.queue(pipe, keys)
        stages.queue(pipe, keys)
        signals.queue(pipe, keys, self._database.clocks[copy.slug].settled())
        replies: list[Reply] = await pipe.execute()
        return replies[-PER_EVENT:]

    async def _votes(self, copy: Copy, version: int) -> dict[str, int]:
        """The votes as the store has them; those of the copy when nobody has voted since."""
        if version == copy.pulse.version:
            return copy.pulse.votes
        found = await self._database.run(lambda redis: redis.hgetall(Keys(copy.slug).votes))
        return {question.decode(): int(count) for question, count in found.items()}

    async def _tallies(self, copy: Copy, version: int) -> dict[str, dict[str, int]]:
        """The tallies of the polls, read if somebody has answered one; most events have none."""
        if version == copy.pulse.polls_version:
            return copy.pulse.polls
        polls = list(copy.state.polls)
        return await self._database.run(lambda redis: tallies(redis, copy.slug, polls))

    def _changed(self, copy: Copy, votes: dict[str, int], version: int) -> dict[str, int]:
        """Take in the votes; those that differ from before."""
        changed = {q: n for q, n in votes.items() if copy.pulse.votes.get(q, 0) != n}
        copy.pulse.votes, copy.pulse.version = votes, version
        return changed


def _given(copy: Copy, given: Mapping[bytes, bytes], now: float) -> Cue | None:
    """The cue, for as long as what was on when it was given; after `KEPT_SECONDS` the store has forgotten it anyway."""
    if (latest := cue.decoded(given)) is None:
        return None
    moment = datetime.fromtimestamp(min(now, latest.given_at / 1000 + KEPT_SECONDS), UTC)
    return standing(latest, copy.state.agenda, moment, copy.state.event.advance)
