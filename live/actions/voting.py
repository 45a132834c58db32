"""Whose votes count: newcomers in a crowd when they have shown to be here, whole bursts when a moderator says so."""

import asyncio
import heapq
import logging
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from live.actions.acting import TRIES, Acting
from live.rules.crowding import Origin, began, doubtful, proven_at
from live.rules.errors import NotFound, Unavailable
from live.rules.merging import group, merged_into, target
from live.rules.people import Person, require_moderator
from live.rules.state import State
from live.store import Cursor
from live.store.votes import Burst, Weighing

LOOK_SECONDS = 1.0
AGAIN_SECONDS = 15.0  # somebody whose phone slept when it was their turn is looked for again
LOOKS = 4
MOST_WAITING = 20_000
log = logging.getLogger("live.voting")


class Doubts:
    """Newcomers this process has doubted, by when to look whether they are still here. What it forgets when it stops waits for a moderator."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting
        self._due: list[tuple[float, str, str, str, int]] = []  # a heap: when, slug, person, burst, looks left

    async def burst(self, slug: str, person_id: str, origin: Origin | None) -> str:
        """The burst this person's vote belongs to, "" when there is no doubt about them. Costs nothing for who came in no crowd."""
        if origin is None or not origin.crowded:
            return ""
        now = time.time()
        here = await self._acting.store.presence.here(slug, person_id)
        if not doubtful(origin, now, here=here):
            if await self._acting.store.votes.is_doubted(slug, person_id):
                await self._trust(slug, person_id, origin.burst)
            return ""
        if len(self._due) < MOST_WAITING:
            heapq.heappush(self._due, (max(proven_at(origin), now), slug, person_id, origin.burst, LOOKS))
        return origin.burst

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Look once a second while the process runs."""
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self.look(time.time())
            except Unavailable:
                log.warning("the store is away; newcomers are looked at later")

    async def look(self, now: float) -> None:
        """Trust those whose time has come and who are still here."""
        while self._due and self._due[0][0] <= now:
            _, slug, person_id, burst, left = heapq.heappop(self._due)
            try:
                await self._look_at(slug, person_id, burst, left, now)
            except NotFound:  # the event is gone
                continue
            except Unavailable:
                heapq.heappush(self._due, (now + AGAIN_SECONDS, slug, person_id, burst, left))
                raise

    async def _look_at(self, slug: str, person_id: str, burst: str, left: int, now: float) -> None:
        if await self._acting.store.presence.here(slug, person_id):
            if await self._acting.store.votes.is_doubted(slug, person_id):
                await self._trust(slug, person_id, burst)
        elif left > 1:
            heapq.heappush(self._due, (now + AGAIN_SECONDS, slug, person_id, burst, left - 1))

    async def _trust(self, slug: str, person_id: str, burst: str) -> None:
        voted = await self._acting.store.votes.upvoted(slug, person_id)
        await _weigh(self._acting, slug, "trusted", burst, voted, person_id)


async def bursts(acting: Acting, slug: str, by: Person) -> list[dict[str, Any]]:
    """The bursts of an event for its moderators: how many people, since when, whether counted, and what they voted for."""
    require_moderator(by)
    state = (await acting.store.replica.copy(slug)).state
    found = await acting.store.votes.bursts(slug, list(state.questions))
    return [_seen(state, burst) for burst in sorted(found, key=lambda b: -began(b.id))]


async def judge(acting: Acting, slug: str, by: Person, burst: str, *, on: bool) -> dict[str, Any]:
    """Count a whole burst, or leave it out again: absolute, so it can be taken back and repeated. Refuses `no_such_burst`."""
    require_moderator(by)
    state = (await acting.store.replica.copy(slug)).state
    await _weigh(acting, slug, "counted" if on else "left", burst, state.questions)
    found = next((b for b in await acting.store.votes.bursts(slug, list(state.questions)) if b.id == burst), None)
    if found is None:
        raise NotFound("There is no such crowd of newcomers.", code="no_such_burst")
    return {"burst": _seen(state, found)}


def _seen(state: State, burst: Burst) -> dict[str, Any]:
    voted = sorted(burst.votes.items(), key=lambda pair: -pair[1])
    questions = [{"id": q, "number": state.questions[q].number, "votes": n} for q, n in voted if q in state.questions]
    return {"id": burst.id, "people": burst.people, "counted": burst.counted, "since": began(burst.id), "questions": questions}


async def _weigh(acting: Acting, slug: str, how: str, burst: str, voted: Iterable[str], person_id: str = "") -> None:
    for _ in range(TRIES):
        copy = await acting.store.replica.copy(slug)
        questions = copy.state.questions
        tops = sorted({target(questions, questions[q]).id for q in voted if q in questions})
        links = {link.question: link for top in tops for link in group(questions, top)}
        if await acting.store.votes.weigh(slug, Weighing(how, burst, person_id, tuple(links.values()), {top: merged_into(questions, top) for top in tops})):
            return
        await copy.reached(Cursor(copy.cursor.epoch, copy.cursor.n + 1, 0))
    raise Unavailable("Many people are changing this at once. Try again in a moment.", retry_after=1)

