"""One run: people and moderators act while things go wrong; then everything is healed, everybody gets time, and the end
is written down.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest
from starlette.requests import HTTPConnection

from live.badge import COOKIE, Badges
from live.client import Client
from tests.faults.history import OK, History, counts_of
from tests.faults.nemesis import Nemesis
from tests.faults.people import TRANSPORTS, Attendee, Moderator, Someone, Watched
from tests.faults.reader import Reader
from tests.faults.world import SECRET, World, world

SLUG, NEIGHBOUR = "seminar", "naboen"
# On an idle machine; a busy one gets as many steps (`pace.py`).
OUTCOME_SECONDS = 10.0  # after the last fault, everything that was wished has an outcome
LEFTOVER_SECONDS = 8.0
HERE_SECONDS, ENOUGH_SECONDS = 10.0, 120.0  # everybody has the page; as much has happened as the plan wants
SUCCESSES = 45


def much_happened(history: History) -> bool:
    """A run in which little happened shows little."""
    return sum(wish.outcome == OK for wish in history.wishes) >= SUCCESSES


def reopened(history: History) -> bool:
    """Some poll was closed and opened again."""
    opened = Counter(c.thing.id for c in history.entries.values() if c.kind == "poll.opened")
    return max(opened.values(), default=0) > 1


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    seed: int
    deeds: Sequence[str]
    attendees: int = 16
    pause: tuple[float, float] = (0.3, 0.9)
    patience: float = 0.6
    before: float = 1.0
    equal_seconds: float = (
        20.0  # after the last outcome every screen equals the store within this, dead workers' people included
    )
    leftovers: bool = True  # look whether the workers' figures go back to nothing
    keep: bool = True
    app: str = "live.app:build_app"
    workers: int = 2
    embedded: bool = False  # with the store that Live brings along
    client: type[Watched] = Watched
    enough: Callable[[History], bool] = much_happened  # people act until then, after the last fault if need be
    eager: frozenset[str] = frozenset()  # what moderators feel like doing ten times as often: names of methods


class Run:
    def __init__(self, plan: Plan, world: World) -> None:
        self.plan, self.world = plan, world
        self.history = History(SLUG, plan.seed, keep=plan.keep)
        self.neighbours = History(NEIGHBOUR, plan.seed, keep=False)
        self.people: list[Someone] = []
        self.output = ""  # of the service

    async def go(self) -> History:
        async with self.history.pace.running():
            return await self._go()

    async def _go(self) -> History:
        token, other = await self.world.make_event(SLUG), await self.world.make_event(NEIGHBOUR)
        self._invite(self.history, self.plan.attendees, token)
        self._invite(self.neighbours, 1, other)
        self.reader, nemesis = Reader(self.world, self.history), Nemesis(self.world, self.history, self.plan.patience)
        following = [
            asyncio.create_task(work) for work in (self.reader.run(), *(person.follow() for person in self.people))
        ]
        acting = [asyncio.create_task(person.live()) for person in self.people]
        try:
            await self.history.pace.until(lambda: all(person.client.state for person in self.people), HERE_SECONDS)
            await asyncio.sleep(self.plan.before)
            nemesis.somebody = self.people[0].client.http.cookies
            await nemesis.work(list(self.plan.deeds), self.plan.pause)
            await self.history.pace.until(lambda: self.plan.enough(self.history), ENOUGH_SECONDS)
            await self._quieten(acting)
            await self._settle()
        finally:
            ended = await cancelled(following + acting)
            await asyncio.gather(*(person.client.__aexit__() for person in self.people))
        failed = [error for error in ended if isinstance(error, Exception)]
        if failed:
            raise failed[0]
        if self.plan.leftovers:
            await self._leftovers()
        self.history.reads_of_neighbours(self.neighbours)
        return self.history

    def _invite(self, history: History, attendees: int, token: str) -> None:
        for number in range(attendees):
            chance = random.Random(f"{self.plan.seed} {history.slug} {number}")
            transport = TRANSPORTS[number % len(TRANSPORTS)]
            self.people.append(
                Attendee(
                    self.plan.client(
                        history, f"{transport}-{number}", "attendee", self.world.base, chance, transport=transport
                    ),
                    chance,
                )
            )
        for name in ("mina", "moa"):
            chance = random.Random(f"{self.plan.seed} {history.slug} {name}")
            client = self.plan.client(history, name, "moderator", self.world.base, chance, bearer=token)
            self.people.append(Moderator(client, chance, self.plan.eager))

    async def _quieten(self, acting: list[asyncio.Task[None]]) -> None:
        """Everybody carries through what they began.

        What has no outcome by then stays open, for the invariants to see.
        """
        self.healed_at = time.monotonic()
        for person in self.people:
            person.stopping = True
        await self.history.pace.until(lambda: all(task.done() for task in acting), OUTCOME_SECONDS)

    async def _settle(self) -> None:
        """Wait until all are equal, those too who have never been here."""
        began, pace = time.monotonic(), self.history.pace
        while not await self._all_equal() and not pace.over(began, self.plan.equal_seconds):
            await asyncio.sleep(0.1)
        badges = Badges(SECRET, secure=False)
        for person in self._ours():
            self.history.persons[person.who] = pseudonym(badges, person.client.http.cookies.get(COOKIE, ""))
        self.history.ending.seconds = time.monotonic() - self.healed_at

    async def _all_equal(self) -> bool:
        """What is told at its time may come between any two looks, and a ready page may have counts a second old."""
        ending = self.history.ending
        for of_an_earlier_look in (ending.shown, ending.shown_votes, ending.shown_tallies, ending.people):
            of_an_earlier_look.clear()
        await self.reader.final()
        if not self._equal():
            return False
        await self._newcomers()
        await self.reader.final()
        return self._equal()

    def _equal(self) -> bool:
        ending = self.history.ending
        # Moderators come with a token here, as programs do, and those are no people who are present.
        ending.expected_people = sum(person.client.role == "attendee" for person in self._ours())
        for person in self._ours():
            self._note(person.who, person.client, person.client.role)
        return (
            all(digest == ending.digests[role] for role, digest in ending.shown.values())
            and all(count == ending.expected_people for count in ending.people.values())
            and all(ending.votes.get(q, 0) == n for votes in ending.shown_votes.values() for q, n in votes.items())
            and all(
                ending.tallies.get(poll, {}) == counts
                for shown in ending.shown_tallies.values()
                for poll, counts in shown.items()
            )
        )

    def _note(self, who: str, client: Client, role: str) -> None:
        ending, state = self.history.ending, client.state
        if not state:
            ending.shown[who] = (role, "nothing")
            return
        ending.shown[who] = (role, self.history.stands(who, f"{role} at the end", client.cursor, state))
        ending.shown_votes[who] = {q["id"]: q["votes"] for q in state["questions"]}
        ending.shown_tallies[who] = {p["id"]: counts_of(p["results"]) for p in state["polls"] if p["results"]}
        ending.people[who] = (state.get("presence") or {}).get("people", -1)

    def _ours(self) -> list[Someone]:
        return [person for person in self.people if person.history is self.history]

    async def _newcomers(self) -> None:
        for transport in ("socket", "events", "poll"):
            async with Watched(
                self.history, f"new-{transport}", "attendee", self.world.base, random.Random(0), transport=transport
            ) as client:
                await client.fetch()
                self._note(client.who, client, "attendee")
                self.history.ending.people.pop(client.who)

    async def _leftovers(self) -> None:
        """Figures of the workers once everybody has gone."""
        began, left = time.monotonic(), dict[str, float]()
        while not self.history.pace.over(began, LEFTOVER_SECONDS):
            figures = await self.world.figures()
            left = {
                name: figures.get(name, 0.0)
                for name in ("live_connections", "live_slow_readers", "live_http_connections")
            }
            if not any(left.values()):
                break
            await asyncio.sleep(0.2)
        self.history.ending.left_over = {name: value for name, value in left.items() if value}


def pseudonym(badges: Badges, cookie: str) -> str:
    """Who the store knows the bearer of this cookie as."""
    headers = [(b"cookie", f"{COOKIE}={cookie}".encode())]
    connection = HTTPConnection({"type": "http", "headers": headers, "query_string": b"", "client": ("127.0.0.1", 1)})
    return badges.worn(connection, SLUG, {}).person.id


async def cancelled(tasks: Sequence[asyncio.Task[None]]) -> list[BaseException | None]:
    """Cancel until all have ended: a client of the store may take the one that comes with its time-out for that."""
    waiting: set[asyncio.Task[None]] = set(tasks)
    while waiting:
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=1.0)
    return await asyncio.gather(*tasks, return_exceptions=True)


async def ran(plan: Plan, room: Path) -> Run:
    async with world(room, plan.seed, app=plan.app, workers=plan.workers, embedded=plan.embedded) as made:
        run = Run(plan, made)
        await run.go()
        run.output = made.output
        return run


async def all_ran(plans: Sequence[Plan], rooms: pytest.TempPathFactory) -> list[History]:
    """Several worlds side by side. What their services said is printed, for the report of a failed test."""
    runs = await asyncio.gather(*(ran(plan, rooms.mktemp(f"seed{plan.seed}")) for plan in plans))
    for run in runs:
        print(run.output)
    return [run.history for run in runs]
