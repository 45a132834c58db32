"""Virtual attendees and moderators: each follows the event with the Python client, does things by chance, and writes
everything down.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Container, Mapping
from contextlib import suppress
from typing import Any

from live.client import Client, Ended, Refused
from live.client.backoff import Backoff
from tests.faults.history import OK, REFUSED, History, Operation, Seen

TRY_SECONDS = 3.0  # without an answer for so long, the same wish goes out again on a new connection
PACE_SECONDS = (0.15, 0.9)
SOON_MINUTES = 0.03
MOST = {"single": 1, "multiple": 3}  # kind of poll → the most one person chooses
TRANSPORTS = ("socket", "socket", "events", "poll")  # half, a quarter, a quarter


class Watched(Client):
    """The Python client, with everything it gets written down."""

    def __init__(self, history: History, who: str, role: str, base: str, chance: random.Random, **options: Any) -> None:
        super().__init__(
            base, history.slug, backoff=Backoff(lambda low, high: chance.uniform(low, high) / 10), **options
        )
        self.history, self.who, self.role = history, who, role
        history.roles[who] = role

    def follow(self, frame: dict[str, Any]) -> bool:
        before, named = self.cursor, self._named
        taken = super().follow(frame)
        kind, kept = frame["type"], frame if self.history.keep else None
        at = asyncio.get_running_loop().time()
        prev, cursor = frame.get("prev", ""), frame.get("cursor", "")
        self.history.seen.append(
            Seen(
                who=self.who,
                line=self.connects,
                at=at,
                kind=kind,
                before=before,
                named=named,
                prev=prev,
                cursor=cursor,
                taken=taken,
                frame=kept,
            )
        )
        self.history.reads(self.who, frame)
        if taken and kind == "changes" and prev in (before, named):
            self.history.stands(self.who, self.role, cursor, self.state)
        return taken

    async def fetch(self) -> None:
        before, named = self.cursor, self._named
        await super().fetch()
        at = asyncio.get_running_loop().time()
        kept = self.state if self.history.keep else None
        self.history.seen.append(
            Seen(
                who=self.who,
                line=self.connects,
                at=at,
                kind="page",
                before=before,
                named=named,
                cursor=self.cursor,
                frame=kept,
            )
        )
        self.history.reads(self.who, self.state)
        self.history.stands(self.who, self.role, self.cursor, self.state)


class Someone:
    """A person: follows and acts until told to stop. `moods` is what they may feel like doing, and how often."""

    def __init__(self, client: Watched, chance: random.Random) -> None:
        self.client, self.history, self.who = client, client.history, client.who
        self.stopping = False
        self._chance = chance
        self._made = 0
        self._last: Operation | None = None
        self.moods: dict[Callable[[], Awaitable[None]], float] = {}

    async def follow(self) -> None:
        with suppress(Ended):
            async for _ in self.client.frames():
                pass

    async def live(self) -> None:
        """Do one thing after the other; what has begun is carried through even when it is time to stop."""
        while not self.client.state:
            await asyncio.sleep(0.05)
        await self.begin()
        while not self.stopping:
            mood = self._chance.choices(list(self.moods), list(self.moods.values()))[0]
            await mood()
            await asyncio.sleep(self._chance.uniform(*PACE_SECONDS))

    async def begin(self) -> None:
        """What they do before anything else."""

    async def wish(self, what: str, path: str, subject: str = "", **fields: Any) -> Operation:
        self._made += 1
        wish = self.history.wish(self.who, what, f"{self.who}-{self._made}", subject, {"path": path, **fields})
        await self._carry_through(wish, path, fields)
        self._last = wish
        return wish

    async def _carry_through(self, wish: Operation, path: str, fields: Mapping[str, Any]) -> None:
        while True:
            wish.tries += 1
            try:
                wish.answer = await self.client.act(path, key=wish.key, seconds=TRY_SECONDS, **fields)
                wish.outcome, wish.status = OK, 200
            except Refused as refused:
                wish.outcome, wish.status, wish.answer = REFUSED, refused.status, refused.error
            except TimeoutError:
                continue  # unknown: the same key again
            break
        wish.ended = asyncio.get_running_loop().time()

    async def repeat(self) -> None:
        """A message that arrives twice: the last wish once more, with its key."""
        if (last := self._last) and last.what not in ("upvote", "ballot"):
            again = self.history.wish(self.who, f"again {last.what}", last.key, last.subject, last.fields)
            path, fields = last.fields["path"], {k: v for k, v in last.fields.items() if k != "path"}
            await self._carry_through(again, path, fields)

    def questions(self, *statuses: str) -> list[Mapping[str, Any]]:
        return [q for q in self.client.state["questions"] if q["status"] in statuses]


class Attendee(Someone):
    def __init__(self, client: Watched, chance: random.Random) -> None:
        super().__init__(client, chance)
        self.moods = {self.ask: 3, self.vote: 6, self.fill_in: 3, self.take_back: 0.5, self.repeat: 1}

    async def ask(self) -> None:
        await self.wish("ask", "questions", text=f"{self.history.slug} {self.who} {self._made}?")

    async def vote(self) -> None:
        if open_ones := self.questions("approved", "live"):
            question = self._chance.choice(open_ones)["id"]
            await self.wish("upvote", f"questions/{question}/upvote", question, on=self._chance.random() < 0.7)

    async def fill_in(self) -> None:
        if open_ones := [poll for poll in self.client.state["polls"] if poll["status"] == "open"]:
            poll = self._chance.choice(open_ones)
            chosen = self._chance.sample(
                [option["id"] for option in poll["options"]], self._chance.randint(1, MOST[poll["kind"]])
            )
            await self.wish("ballot", f"polls/{poll['id']}/vote", poll["id"], choice=chosen)

    async def take_back(self) -> None:
        asked = [
            q for q in (self.client.state.get("you") or {}).get("asked", ()) if q["status"] in ("pending", "approved")
        ]
        if asked:
            question = self._chance.choice(asked)["id"]
            await self.wish("withdraw", f"questions/{question}/withdraw", question)


class Moderator(Someone):
    def __init__(self, client: Watched, chance: random.Random, eager: Container[str] = ()) -> None:
        super().__init__(client, chance)
        moods: dict[Callable[[], Awaitable[None]], float] = {
            self.approve: 8,
            self.dismiss: 1,
            self.answer: 1,
            self.announce: 1,
            self.schedule: 1,
            self.retract: 0.5,
            self.delay: 2,
            self.make_poll: 1,
            self.move_poll: 1,
            self.reopen: 0.5,
            self.label: 1,
            self.arrange: 1,
            self.repeat: 1,
        }
        self.moods = {mood: often * (10 if mood.__name__ in eager else 1) for mood, often in moods.items()}

    async def begin(self) -> None:
        await self.make_poll()

    async def approve(self) -> None:
        await self._move("approve", "pending")

    async def dismiss(self) -> None:
        await self._move("dismiss", "pending")

    async def answer(self) -> None:
        await self._move(self._chance.choice(("take", "answer")), "approved", "live")

    async def _move(self, move: str, *statuses: str) -> None:
        if found := self.questions(*statuses):
            question = self._chance.choice(found)["id"]
            await self.wish(move, f"desk/questions/{question}/{move}", question)

    async def announce(self) -> None:
        await self.wish("announce", "desk/announcements", text=f"{self.history.slug} {self.who} {self._made}")

    async def schedule(self) -> None:
        await self.wish(
            "announce",
            "desk/announcements",
            text=f"{self.history.slug} {self.who} {self._made}",
            in_minutes=SOON_MINUTES,
        )

    async def make_poll(self) -> None:
        kind = self._chance.choice(list(MOST))
        await self.wish(
            "poll",
            "desk/polls",
            text=f"{self.history.slug} {self.who} {self._made}",
            kind=kind,
            options=["a", "b", "c"],
            on=True,
        )

    async def move_poll(self) -> None:
        if polls := self.client.state["polls"]:
            poll, move = (
                self._chance.choice(polls)["id"],
                self._chance.choice(("show", "show", "hide", "close", "open")),
            )
            await self.wish("move poll", f"desk/polls/{poll}/{move}", poll)

    async def reopen(self) -> None:
        if polls := self.client.state["polls"]:
            poll = self._chance.choice(polls)["id"]
            for move in ("close", "open"):
                await self.wish("move poll", f"desk/polls/{poll}/{move}", poll)

    async def label(self) -> None:
        if found := self.questions("pending", "approved"):
            question = self._chance.choice(found)["id"]
            await self.wish(
                "label",
                f"desk/questions/{question}/labels",
                question,
                label=self._chance.choice("abc"),
                on=self._chance.random() < 0.7,
            )

    async def arrange(self) -> None:
        queue = [question["id"] for question in self.questions("approved")]
        wanted = self._chance.sample(queue, min(2, len(queue)))
        await self.wish("arrange", "desk/queue", ids=wanted, revision=self.client.state["order"]["revision"])

    async def retract(self) -> None:
        if standing := self.client.state["announcements"]:
            announcement = self._chance.choice(standing)["id"]
            await self.wish("retract", f"desk/announcements/{announcement}/retract", announcement)

    async def delay(self) -> None:
        agenda = self.client.state["agenda"]
        session = self._chance.choice(agenda["sessions"])["id"]
        minutes = self._chance.choice((-2, -1, 1, 2, 3))
        await self.wish(
            "delay", f"desk/sessions/{session}/delay", session, minutes=minutes, revision=agenda["revision"]
        )
