"""What simulated people do: they ask about what is on, vote, answer polls and signal, each with their own badge.

The rehearsal's state is followed once for all of them, with the moderator's token, which counts as nobody present.
"""

import asyncio
import random
import secrets
from typing import Any

import msgspec

from live.client import Client
from live.client.http import Http, Response
from live.rules.rehearsal import Cast
from live.rules.wishes.rehearsals import Reached
from live.simulated import words
from live.simulated.seats import Hall, SimulatedPerson

LINES = 8  # connections that what they send goes over
ASK_SECONDS = (4.0, 400.0)  # between two questions: never less, and this shared by all the people
VOTE_SECONDS = (0.05, 20.0)  # the same between two votes
ANSWER_SECONDS = (0.02, 15.0)
SIGNAL_SECONDS = (3.0, 300.0)
MOST_OPEN = 40  # questions nobody has answered, after which no more are asked
SIGNALS = ("sound", "fast", "lost", "applause")
LEANINGS = (1, 2, 3, 10)  # how often each is given


class People:
    """Everything they do. `did` counts it."""

    def __init__(self, cast: Cast, hall: Hall, state: Client) -> None:
        self.did: dict[str, int] = dict.fromkeys(("asked", "voted", "answered", "signalled", "refused", "failed"), 0)
        self._cast, self._hall, self._state = cast, hall, state
        self._lines: asyncio.Queue[Http] = asyncio.Queue()
        for _ in range(min(LINES, max(1, cast.people))):
            self._lines.put_nowait(Http(cast.base, shown=cast.shown))
        self._answered: dict[str, set[int]] = {}
        self._voted: set[tuple[int, str]] = set()
        self._asked = 0

    async def close(self) -> None:
        """Close what they sent over, when nobody acts any more."""
        while not self._lines.empty():
            await self._lines.get_nowait().close()

    def pause(self, between: tuple[float, float]) -> float:
        """Return the seconds until somebody of so many does such a thing again."""
        least, shared = between
        return max(least, shared / max(1, self._cast.people)) * random.uniform(0.5, 1.5) / self._cast.pace

    async def ask(self) -> None:
        """Ask about what is on, as long as the moderators keep up."""
        while True:
            await asyncio.sleep(self.pause(ASK_SECONDS))
            state = self._state.state
            waiting = sum(q["status"] in ("pending", "approved") for q in state.get("questions", ()))
            if (seat := self._somebody()) and (session := self._on()) and waiting < MOST_OPEN:
                text = words.question(self._language(), session["title"], self._asked)
                self._asked += 1
                await self._act(seat, "questions", "asked", text=text, session=session["id"])

    async def vote(self) -> None:
        """Vote for what is open, the first ones more than the others, each person once for a question."""
        while True:
            await asyncio.sleep(self.pause(VOTE_SECONDS))
            open_ = [q for q in self._state.state.get("questions", ()) if q["status"] in ("approved", "live")]
            seat = self._somebody()
            if seat and open_:
                question = open_[int(len(open_) * random.random() ** 2)]["id"]
                if (seat.number, question) not in self._voted:
                    self._voted.add((seat.number, question))
                    await self._act(seat, f"questions/{question}/upvote", "voted", on=True)

    async def answer(self) -> None:
        """Answer each poll that is open, everybody once, sooner or later."""
        while True:
            await asyncio.sleep(self.pause(ANSWER_SECONDS))
            for poll in self._state.state.get("polls", ()):
                said = self._answered.setdefault(poll["id"], set())
                left = self._hall.here.keys() - said
                if poll["status"] == "open" and left:
                    number = next(iter(left))
                    said.add(number)
                    await self._act(
                        self._hall.here[number], f"polls/{poll['id']}/vote", "answered", choice=[self._choice(poll)]
                    )

    async def signal(self) -> None:
        """Say now and then how it goes, while something is on."""
        while True:
            await asyncio.sleep(self.pause(SIGNAL_SECONDS))
            session = self._on()
            if (seat := self._somebody()) and session and session["kind"] == "talk":
                [kind] = random.choices(SIGNALS, LEANINGS)
                await self._act(seat, f"signals/{kind}", "signalled", on=True)

    async def tell(self, reached: Reached) -> None:
        """Tell the service how it goes, to be shown at the desk; whether that arrives is no matter."""
        line = await self._lines.get()
        try:
            await self._post(
                line, "rehearsal", msgspec.json.encode(reached), self._hall.marked(SimulatedPerson(self._hall, 0))
            )
        except OSError:
            pass
        finally:
            self._lines.put_nowait(line)

    async def _act(self, seat: SimulatedPerson, path: str, what: str, **fields: Any) -> None:
        """Send it as this person; a refusal is shrugged at, and counted."""
        line = await self._lines.get()
        try:
            answer = await self._post(line, path, msgspec.json.encode(fields), self._hall.marked(seat))
            self.did[what if answer.status < 300 else "refused" if answer.status < 500 else "failed"] += 1
        except (OSError, TimeoutError):
            self.did["failed"] += 1
        finally:
            self._lines.put_nowait(line)

    async def _post(self, line: Http, path: str, body: bytes, headers: dict[str, str]) -> Response:
        """Send it, once more where the connection has been closed meanwhile: with its key it happens once."""
        told = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Idempotency-Key": secrets.token_urlsafe(16),
            **headers,
        }
        address = f"/{self._cast.slug}/{path}"
        try:
            return await line.request("POST", address, body, told)
        except OSError:
            return await line.request("POST", address, body, told)

    def _somebody(self) -> SimulatedPerson | None:
        seats = [seat for seat in self._hall.here.values() if seat.cookie]
        return random.choice(seats) if seats else None

    def _on(self) -> dict[str, Any] | None:
        agenda = self._state.state.get("agenda")
        if not agenda or not agenda["current"]:
            return None
        return next((s for s in agenda["sessions"] if s["id"] in agenda["current"]), None)

    def _language(self) -> str:
        return str(self._state.state["event"]["language"])

    def _choice(self, poll: dict[str, Any]) -> str:
        ids = [option["id"] for option in poll["options"]]
        return random.choice(ids) if ids else words.word(self._language())
