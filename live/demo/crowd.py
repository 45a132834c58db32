"""The simulated audience and moderator: they come one by one, ask, vote, and somebody keeps the desk."""

import asyncio
import random
from typing import Any

from live.demo.person import Person
from live.demo.seminar import ANSWERS, QUESTIONS

ARRIVAL_SECONDS = 12.0  # within which the whole audience arrives
ASK_SECONDS = 14.0
VOTE_SECONDS = 6.0  # between one person's votes, on average
DESK_SECONDS = 9.0
DELAY_MINUTES = 5
DELAY_REASON = "Mange gode spørsmål"
WELCOME = "Velkommen! Still spørsmål underveis, og stem på dem du vil ha svar på."


async def audience(base: str, slug: str, how_many: int, speed: float) -> None:
    """Everybody, until cancelled."""
    people = [Person(base, slug) for _ in range(how_many)]
    async with asyncio.TaskGroup() as tasks:
        for person in people:
            tasks.create_task(attend(person, random.uniform(0, ARRIVAL_SECONDS / speed), speed))
        if people:
            tasks.create_task(ask(people, speed))


async def attend(person: Person, arrives: float, speed: float) -> None:
    await asyncio.sleep(arrives)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(person.listen())
        tasks.create_task(vote(person, speed))


async def ask(people: list[Person], speed: float) -> None:
    """The questions of the sample, each by somebody."""
    agenda = (await people[0].state()).get("agenda", {"sessions": []})["sessions"]
    for text, place, item in QUESTIONS:
        await asyncio.sleep(random.uniform(0.3, 1.0) * ASK_SECONDS / speed)
        if place < len(agenda):
            session = agenda[place]
            about = {"item": session["items"][item]["id"]} if item is not None else {"session": session["id"]}
            await random.choice(people).act("questions", text=text, **about)


async def vote(person: Person, speed: float) -> None:
    """Read one question after the other, and upvote those that interest."""
    read: set[str] = set()
    while True:
        await asyncio.sleep(random.expovariate(speed / VOTE_SECONDS))
        unread = [q for q in person.questions.values() if q["status"] in ("approved", "live") and q["id"] not in read]
        if unread:
            question = random.choice(unread)
            read.add(question["id"])
            if random.random() < interest(question["number"]):
                await person.act(f"questions/{question['id']}/upvote", on=True)


def interest(number: int) -> float:
    """How many of the audience care about a question, different for each."""
    return 0.1 + 0.8 * random.Random(number).random()


async def moderator(base: str, slug: str, token: str, speed: float) -> None:
    """Welcomes, lets questions through, takes and answers them, and moves the schedule once."""
    mina = Person(base, slug, token)
    listening = asyncio.create_task(mina.listen())
    try:
        await mina.act("desk/announcements", text=WELCOME, level="info", minutes=10)
        turn = 0
        while True:
            await asyncio.sleep(DESK_SECONDS / speed)
            turn += 1
            await moderate(mina, turn)
    finally:
        listening.cancel()


async def moderate(mina: Person, turn: int) -> None:
    """One look at the desk."""
    found: dict[str, list[dict[str, Any]]] = {}
    for question in sorted(mina.questions.values(), key=lambda q: q["number"]):
        found.setdefault(question["status"], []).append(question)
    for question in found.get("pending", [])[:2]:
        await mina.act(f"desk/questions/{question['id']}/approve")
    if turn == 4:
        await delay(mina)
    elif turn % 3 == 0 and found.get("live"):
        question = found["live"][0]
        words = random.choice(ANSWERS) if random.random() < 0.6 else ""
        await mina.act(f"desk/questions/{question['id']}/answer", text=words)
    elif turn % 3 == 1 and found.get("approved") and not found.get("live"):
        state = await mina.state()
        votes = {q["id"]: q["votes"] for q in state.get("questions", [])}
        best = max(found["approved"], key=lambda q: votes.get(q["id"], 0))
        await mina.act(f"desk/questions/{best['id']}/take")


async def delay(mina: Person) -> None:
    agenda = (await mina.state()).get("agenda")
    if agenda and agenda["next"]:
        await mina.act(f"desk/sessions/{agenda['next']}/delay", minutes=DELAY_MINUTES, reason=DELAY_REASON)
