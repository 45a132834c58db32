"""Whose wishes count: newcomers in a crowd when they have stayed, whole bursts when a moderator says so."""

import asyncio
import heapq
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial

import msgspec

from live.actions.acting import TRIES, Acting, Actor
from live.rules.errors import Contended, NotFound
from live.rules.people import crowding, require_moderator
from live.rules.people.crowding import ASKED, ASKED_UNSEEN, LOOKS, UNSEEN, Arrival, Weight, began, shared
from live.rules.people.limits import Counted
from live.rules.people.presence import GRACE_SECONDS
from live.rules.questions.merging import merged_into, target
from live.rules.state import State
from live.rules.wishes.people import Judge
from live.store import Cursor
from live.store.votes import Burst, Meeting, Weighing

LOOK_SECONDS = 0.5  # who stays connected is counted within five seconds: `PROVEN_SECONDS`, and half a one for each look
AGAIN_SECONDS = 5.0  # somebody whose phone sleeps is looked for again, twice as long after each time
MOST_MISSED = 9  # times, within about an hour
TOGETHER = 500  # people whose votes begin to count in one step
MOST_KNOWN = MOST_WATCHED = 50_000
Who = tuple[str, str]  # slug, person


class Watched(msgspec.Struct, frozen=True, order=True):
    """Somebody in doubt: when to look whether they are there, at how many looks they were, and how often they were
    missed.
    """

    at: float
    who: Who
    burst: str
    stayed: int = 0
    missed: int = 0


class VoteGuard:
    """Whom this process takes at their word, and the newcomers it has doubted.

    What it forgets when it stops waits for their next vote, or a moderator.
    """

    def __init__(self, acting: Acting, workers: int = 1) -> None:
        self._acting = acting
        self._unseen = Counted(shared(UNSEEN, workers), time.monotonic)
        self._asked = {
            here: Counted(shared(limit, workers), time.monotonic)
            for here, limit in ((True, ASKED), (False, ASKED_UNSEEN))
        }
        self._known: dict[Who, None] = {}
        self._due: list[Watched] = []  # a heap
        self._watched: set[Who] = set()

    def meet(self, slug: str, person_id: str, arrival: Arrival | None) -> None:
        """Meet somebody who is about to vote or answer. What is kept in the store decides whether that counts yet, and
        is asked in the round trip of the vote itself.
        """
        who = slug, person_id
        if arrival is None or not self._acting.limits or who in self._known or who in self._watched:
            return
        met = self._acting.store.votes.meet(Meeting(slug, person_id, arrival.burst))
        met.add_done_callback(partial(self._met, who, arrival.burst))

    def _met(self, who: Who, burst: str, met: asyncio.Future[int]) -> None:
        if met.cancelled() or met.exception():  # as their vote, which they will send again
            return
        if met.result():
            self._watch(who, burst)
        else:
            self._know(who)

    async def unheard(self, slug: str, person_id: str, arrival: Arrival | None) -> bool:
        """Return whether a signal is not to count: of somebody who is not connected, and in doubt or one of more of
        their place than are believed.
        """
        if arrival is None or not self._acting.limits or await self._acting.store.presence.here(slug, [person_id]):
            return False
        return (
            await self._acting.store.votes.is_doubted(slug, person_id)
            or self._unseen.wait(f"{slug} {arrival.place.hex()}") > 0
        )

    async def ask_wait(self, slug: str, person_id: str, arrival: Arrival | None) -> float:
        """Return the seconds until their place may ask one more question; 0 when it may now."""
        if arrival is None or not self._acting.limits:
            return 0.0
        here = bool(await self._acting.store.presence.here(slug, [person_id]))
        return self._asked[here].wait(f"{slug} {arrival.place.hex()}")

    def running(self) -> AbstractAsyncContextManager[None]:
        """Look twice a second while the process runs."""
        return self._acting.store.loops.running("doubts", lambda: self.look(time.monotonic()), every=LOOK_SECONDS)

    async def look(self, now: float) -> None:
        """Count those who have been there at every look, and look again for the others."""
        due = list[Watched]()
        while self._due and self._due[0].at <= now:
            due.append(heapq.heappop(self._due))
        failed = list[Exception]()
        for slug in {one.who[0] for one in due}:
            those = [one for one in due if one.who[0] == slug]
            try:
                await self._look_at(slug, those, now)
            except Exception as error:  # noqa: BLE001 - raised when the other events have been looked at
                failed.append(error)
                for one in those:
                    self._later(one, now + AGAIN_SECONDS)
        if failed:
            raise failed[0]

    async def _look_at(self, slug: str, due: list[Watched], now: float) -> None:
        """Who has left a moment ago is not there, though for others they are."""
        here = await self._acting.store.presence.here(slug, [one.who[1] for one in due], grace=GRACE_SECONDS)
        proven = defaultdict[str, list[Watched]](list)
        for one in due:
            if one.who[1] in here and one.stayed + 1 == LOOKS:
                proven[one.burst].append(one)
        for burst, those in proven.items():
            for start in range(0, len(those), TOGETHER):
                await self._stayed(slug, burst, those[start : start + TOGETHER])
        for one in due:
            if one.who[1] not in here:
                again = now + AGAIN_SECONDS * 2**one.missed
                self._later(msgspec.structs.replace(one, stayed=0, missed=one.missed + 1), again)
            elif one.stayed + 1 < LOOKS:
                self._later(msgspec.structs.replace(one, stayed=one.stayed + 1), now + crowding.PROVEN_SECONDS / LOOKS)

    async def _stayed(self, slug: str, burst: str, those: list[Watched]) -> None:
        try:
            await stayed(self._acting, slug, burst, [one.who[1] for one in those])
        except NotFound:  # the event is gone
            self._watched -= {one.who for one in those}
            return
        for one in those:
            self._watched.discard(one.who)
            self._know(one.who)

    def _watch(self, who: Who, burst: str) -> None:
        if len(self._watched) >= MOST_WATCHED:  # those who were never there make room
            self._due = [one for one in self._due if not one.missed]
            heapq.heapify(self._due)
            self._watched = {one.who for one in self._due}
        if who not in self._watched and len(self._watched) < MOST_WATCHED:
            self._watched.add(who)
            heapq.heappush(self._due, Watched(time.monotonic() + crowding.PROVEN_SECONDS / LOOKS, who, burst))

    def _later(self, one: Watched, at: float) -> None:
        if one.missed > MOST_MISSED:
            self._watched.discard(one.who)
        elif one.who in self._watched:
            heapq.heappush(self._due, msgspec.structs.replace(one, at=at))

    def _know(self, who: Who) -> None:
        if len(self._known) >= MOST_KNOWN:
            del self._known[next(iter(self._known))]
        self._known[who] = None


async def stayed(acting: Acting, slug: str, burst: str, people: Sequence[str]) -> None:
    """Count what people of a burst wished who have stayed, unless a moderator has left out the whole of it."""
    voted = await asyncio.gather(*(acting.store.votes.upvoted(slug, person) for person in people))
    await _weigh(acting, slug, "stayed", burst, set().union(*voted), people)


async def bursts(actor: Actor) -> list[dict[str, object]]:
    """Return the bursts of an event for its moderators: how many people, since when, what of them counts, and what they
    voted for.
    """
    require_moderator(actor.person)
    state = (await actor.copy()).state
    found = await actor.store.votes.bursts(actor.slug, list(state.questions))
    return [_burst_as_json(state, burst) for burst in sorted(found, key=lambda b: -began(b.id))]


async def judge(actor: Actor, burst: str, wish: Judge) -> dict[str, object]:
    """Count a whole burst, or leave it out but for those who have stayed, or whole: absolute, so it can be taken back
    and repeated. Refuses `no_such_burst`.
    """
    require_moderator(actor.person)
    state = (await actor.copy()).state
    weight = Weight.ALL if wish.on else Weight.STAYED if wish.stayed else Weight.NONE
    await _weigh(actor.acting, actor.slug, weight, burst, state.questions)
    known = await actor.store.votes.bursts(actor.slug, list(state.questions))
    found = next((b for b in known if b.id == burst), None)
    if found is None:
        raise NotFound("There is no such crowd of newcomers.", code="no_such_burst")
    return {"burst": _burst_as_json(state, found)}


def _burst_as_json(state: State, burst: Burst) -> dict[str, object]:
    voted = sorted(burst.votes.items(), key=lambda pair: -sum(pair[1]))
    questions = [
        {"id": q, "number": state.questions[q].number, "votes": n, "stayed": stayed}
        for q, (n, stayed) in voted
        if q in state.questions
    ]
    counted = {"counted": burst.weight is Weight.ALL, "stayed_counted": burst.weight is not Weight.NONE}
    return {
        "id": burst.id,
        "people": burst.people,
        "stayed": burst.stayed,
        **counted,
        "since": began(burst.id),
        "questions": questions,
    }


async def _weigh(
    acting: Acting, slug: str, how: str, burst: str, voted: Iterable[str], people: Sequence[str] = ()
) -> None:
    for _ in range(TRIES):
        copy = await acting.store.replica.copy(slug)
        questions, followers = copy.state.questions, copy.pulse.totals.followers
        tops = sorted({target(questions, questions[q]).id for q in voted if q in questions})
        links = {link.question: link for top in tops for link in copy.group(top)}
        weighing = Weighing(
            how,
            burst,
            tuple(people),
            tuple(links.values()),
            {top: merged_into(followers, top) for top in tops},
            tuple(copy.state.polls),
        )
        if await acting.store.votes.weigh(slug, weighing):
            return
        await copy.reached(Cursor(copy.cursor.epoch, copy.cursor.n + 1, 0))
    raise Contended
