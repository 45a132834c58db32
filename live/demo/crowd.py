"""The simulated audience and moderator: they come one by one, ask, vote, answer a poll, clap, and somebody keeps the
desk. Clients like any other.
"""

import asyncio
import random
from contextlib import suppress
from itertools import count
from typing import Any

from live.client import Client, Refused
from live.demo.seminar import ANSWERS, LEANINGS, POLL, POLLS, QUESTIONS, SAID
from live.simulated import words

ARRIVAL_SECONDS = 12.0  # within which the whole audience arrives
ASK_SECONDS = 14.0
LATER_SECONDS, MOST_OPEN = 60.0, 15  # when the questions of the sample are asked: until another, while so few wait
VOTE_SECONDS = 6.0  # between one person's votes, on average
DESK_SECONDS = 9.0
POLL_SECONDS, SHOW_SECONDS = 15.0, 60.0  # until there is a poll, and from then until everyone sees its results
CLOSE_SECONDS, NEXT_POLL_SECONDS = 300.0, 900.0  # from then until it is closed, and until there is another
ANSWER_SECONDS = 25.0  # until somebody answers it, on average
CLAP_SECONDS = 4.0
FELT = {
    "question.answered": ("applause", 0.3),
    "question.taken": ("lost", 0.05),
}  # what happens -> the signal some give, and how many of them
DELAY_MINUTES = 5
FIRST_MOVE, MOVE_TURNS = 4, 120  # of the moderator's looks at the desk
DELAY_REASON = "Mange gode spørsmål"
WELCOME = "Velkommen! Still spørsmål underveis, og stem på dem du vil ha svar på."


async def audience(base: str, slug: str, how_many: int, speed: float) -> None:
    """Be everybody, until cancelled."""
    people = [Client(base, slug) for _ in range(how_many)]
    async with asyncio.TaskGroup() as tasks:
        for person in people:
            tasks.create_task(attend(person, random.uniform(0, ARRIVAL_SECONDS / speed), speed))
        if people:
            tasks.create_task(ask(people, speed))


async def attend(person: Client, arrives: float, speed: float) -> None:
    await asyncio.sleep(arrives)
    async with person, asyncio.TaskGroup() as tasks:
        tasks.create_task(listen(person, speed))
        tasks.create_task(vote(person, speed))
        tasks.create_task(answer(person, speed))


async def listen(person: Client, speed: float, *, feels: bool = True) -> None:
    """Be there; what is heard is in the client's state, and some of it moves one to signal."""
    async for frame in person.frames():
        for change in frame.get("changes", ()):
            signal, share = FELT.get(change["kind"], ("", 0.0))
            if feels and random.random() < share:
                await asyncio.sleep(random.uniform(0, CLAP_SECONDS / speed))
                await act(person, f"signals/{signal}", on=True)


async def act(person: Client, path: str, **fields: Any) -> Any:
    """Act, and return the answer; shrug at a refusal, and at a server that stays away."""
    with suppress(Refused, TimeoutError):
        return await person.act(path, **fields)


async def ask(people: list[Client], speed: float) -> None:
    """Ask the questions of the sample, each by somebody who is here."""
    for text, place, item in QUESTIONS:
        await asyncio.sleep(random.uniform(0.3, 1.0) * ASK_SECONDS / speed)
        here = [person for person in people if person.state]
        if here:
            asker = random.choice(here)
            session = asker.state["agenda"]["sessions"][place]
            about = {"item": session["items"][item]["id"]} if item is not None else {"session": session["id"]}
            await act(asker, "questions", text=text, **about)
    await ask_on(people, speed)


async def ask_on(people: list[Client], speed: float) -> None:
    """Go on asking about what is on, all day, as long as the moderator keeps up."""
    for number in count():
        await asyncio.sleep(random.uniform(0.5, 1.5) * LATER_SECONDS / speed)
        here = [person for person in people if person.state.get("agenda", {}).get("current")]
        if not here:
            continue
        asker = random.choice(here)
        agenda = asker.state["agenda"]
        [session, *_] = [one for one in agenda["sessions"] if one["id"] in agenda["current"]]
        if sum(q["status"] == "approved" for q in asker.state["questions"]) < MOST_OPEN:
            text = words.question("nb", session["title"], number)
            await act(asker, "questions", text=text, session=session["id"])


async def vote(person: Client, speed: float) -> None:
    """Read one question after the other, and upvote those that interest."""
    read: set[str] = set()
    while True:
        await asyncio.sleep(random.expovariate(speed / VOTE_SECONDS))
        unread = [
            q for q in person.state.get("questions", []) if q["status"] in ("approved", "live") and q["id"] not in read
        ]
        if unread:
            question = random.choice(unread)
            read.add(question["id"])
            if random.random() < interest(question["number"]):
                await act(person, f"questions/{question['id']}/upvote", on=True)


async def answer(person: Client, speed: float) -> None:
    """Answer each poll once, sooner or later."""
    answered: set[str] = set()
    while True:
        await asyncio.sleep(random.expovariate(speed / ANSWER_SECONDS))
        for poll in person.state.get("polls", []):
            if poll["status"] == "open" and poll["id"] not in answered:
                answered.add(poll["id"])
                await act(person, f"polls/{poll['id']}/vote", choice=[leaning(poll)])


def leaning(poll: dict[str, Any]) -> str:
    """Return what somebody chooses: of the sample's answers some are likelier; a visitor may have opened another poll
    at the desk.
    """
    ids = [option["id"] for option in poll["options"]]
    weights = LEANINGS if poll["text"] == POLL["text"] else [1] * len(ids)
    return random.choices(ids, weights)[0] if ids else random.choice(SAID)


def interest(number: int) -> float:
    """Return how many of the audience care about a question, different for each."""
    return 0.1 + 0.8 * random.Random(number).random()


async def moderator(base: str, slug: str, token: str, speed: float) -> None:
    """Welcomes, lets questions through, takes and answers them, and moves the schedule once."""
    async with Client(base, slug, bearer=token) as mina, asyncio.TaskGroup() as tasks:
        tasks.create_task(listen(mina, speed, feels=False))
        tasks.create_task(poll(mina, speed))
        await act(mina, "desk/announcements", text=WELCOME, level="info", minutes=10)
        turn = 0
        while True:
            await asyncio.sleep(DESK_SECONDS / speed)
            turn += 1
            await moderate(mina, turn)


async def poll(mina: Client, speed: float) -> None:
    """Hold one poll after the other for everyone; the results of each are shown when many have answered."""
    await asyncio.sleep(POLL_SECONDS / speed)
    for number in count():
        asked = POLLS[number % len(POLLS)]
        made = await act(mina, "desk/polls", on=True, **asked)
        await asyncio.sleep(SHOW_SECONDS / speed)
        if made:
            await act(mina, f"desk/polls/{made['poll']['id']}/show")
            await asyncio.sleep(CLOSE_SECONDS / speed)
            await act(mina, f"desk/polls/{made['poll']['id']}/close")
        await asyncio.sleep(NEXT_POLL_SECONDS / speed)


async def moderate(mina: Client, turn: int) -> None:
    """Take one look at the desk."""
    found: dict[str, list[dict[str, Any]]] = {}
    for question in mina.state.get("questions", []):
        found.setdefault(question["status"], []).append(question)
    for question in found.get("pending", [])[:2]:
        await act(mina, f"desk/questions/{question['id']}/approve")
    if turn % MOVE_TURNS == FIRST_MOVE and (soon := mina.state.get("agenda", {}).get("next")):
        late = turn // MOVE_TURNS % 2 == 0  # the next time it catches up
        reason = {"reason": DELAY_REASON} if late else {}
        await act(mina, f"desk/sessions/{soon}/delay", minutes=DELAY_MINUTES if late else -DELAY_MINUTES, **reason)
    elif turn % 3 == 0 and found.get("live"):
        text = random.choice(ANSWERS) if random.random() < 0.6 else ""
        await act(mina, f"desk/questions/{found['live'][0]['id']}/answer", text=text)
    elif turn % 3 == 1 and found.get("approved") and not found.get("live"):
        best = max(found["approved"], key=lambda q: q["votes"])
        await act(mina, f"desk/questions/{best['id']}/take")
