"""The heart: a page at some moment and the frames since then are a fresh page, for every role and transport."""

import asyncio
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from live.store.keys import Keys
from tests.journeys.event import SLUG, Event, Someone
from tests.journeys.reducing import reduced


def what_happens(event: Event, chance: random.Random) -> None:
    """A busy quarter of an hour: everything anybody can do, in a random order."""
    mina, people = event.moderator(), [event.attendee() for _ in range(3)]
    sessions = [s["id"] for s in mina.state()["agenda"]["sessions"]]
    asked: list[tuple[Someone, str]] = []
    announced: list[str] = []
    polls: list[str] = []

    def ask() -> None:
        who = chance.choice(people)
        answer = who.post(
            "questions", {"text": f"Spørsmål {chance.random()}?", "session": chance.choice(["", *sessions])}
        )
        if answer.status_code == 201:
            asked.append((who, answer.json()["question"]["id"]))

    def moderate() -> None:
        if asked:
            move = chance.choice(
                [
                    "approve",
                    "approve",
                    "approve",
                    "dismiss",
                    "take",
                    "answer",
                    "reopen",
                    "edit",
                    "pin",
                    "merge",
                    "merge",
                    "unmerge",
                    "hold",
                    "promise",
                ]
            )
            mina.post(
                f"desk/questions/{chance.choice(asked)[1]}/{move}",
                {"text": f"Ord {chance.random()}", "into": chance.choice(asked)[1]},
            )

    def upvote() -> None:
        if asked:
            chance.choice(people).post(f"questions/{chance.choice(asked)[1]}/upvote", {"on": chance.random() < 0.8})

    def withdraw() -> None:
        if asked:
            who, question = chance.choice(asked)
            who.post(f"questions/{question}/withdraw")

    def move() -> None:
        name = chance.choice(["delay", "delay", "start", "end", "cancel", "restore", "extend", "edit", "swap"])
        body = {
            "minutes": chance.randint(-10, 20),
            "rest": chance.choice(["shift", "push", "absorb", "shorten"]),
            "other": chance.choice(sessions),
        }
        mina.post(
            f"desk/sessions/{chance.choice(sessions)}/{name}",
            {**body, **({"title": f"Tittel {chance.random()}", "minutes": 20} if name == "edit" else {})},
        )

    def insert() -> None:
        mina.post(
            "desk/sessions", {"title": "Ekstra", "starts": f"2022-03-08T1{chance.randint(5, 8)}:00", "minutes": 10}
        )

    def announce() -> None:
        answer = mina.post("desk/announcements", {"text": f"Beskjed {chance.random()}"})
        announced.append(answer.json()["announcement"]["id"])

    def retract() -> None:
        if announced:
            mina.post(f"desk/announcements/{chance.choice(announced)}/retract")

    def poll() -> None:
        kind = chance.choice(["single", "multiple", "scale", "words"])
        answer = mina.post(
            "desk/polls",
            {"text": f"Hva {chance.random()}?", "kind": kind, "options": ["Ja", "Nei"], "on": chance.random() < 0.6},
        )
        polls.append(answer.json()["poll"]["id"])

    def change_poll() -> None:
        if polls:
            move = chance.choice(["open", "open", "close", "show", "show", "hide", "hide_word", "remove", "restore"])
            mina.post(f"desk/polls/{chance.choice(polls)}/{move}", {"text": "Ja"})

    def answer_poll() -> None:
        if polls:
            chance.choice(people).post(
                f"polls/{chance.choice(polls)}/vote", {"choice": [chance.choice(["o1", "o2", "3", "5", "Ja", "nei"])]}
            )

    def label() -> None:
        if asked:
            mina.post(
                f"desk/questions/{chance.choice(asked)[1]}/labels",
                {"label": chance.choice(["Reise", "Penger"]), "on": chance.random() < 0.7},
            )

    def arrange() -> None:
        if asked:
            mina.post(
                "desk/queue", {"ids": [question for _, question in chance.sample(asked, chance.randrange(len(asked)))]}
            )

    def settle() -> None:
        mina.post("desk/settings", {"moderated": chance.random() < 0.5})

    def undo() -> None:
        mina.post("desk/undo")

    deeds: list[Callable[[], None]] = [
        ask,
        ask,
        ask,
        moderate,
        moderate,
        moderate,
        moderate,
        upvote,
        upvote,
        withdraw,
        move,
        move,
        move,
        insert,
        announce,
        retract,
        settle,
        undo,
        label,
        arrange,
        poll,
        change_poll,
        change_poll,
        *[answer_poll] * 6,
    ]
    for _ in range(90):
        chance.choice(deeds)()


def comparable(state: dict[str, Any]) -> dict[str, Any]:
    """Without what only has a moment: the time, and who is here now."""
    kept = {key: value for key, value in state.items() if key not in ("now", "presence")}
    return kept | {
        "questions": sorted(kept["questions"], key=lambda q: q["id"]),
        "announcements": sorted(kept["announcements"], key=lambda a: a["id"]),
        "polls": sorted(kept["polls"], key=lambda p: p["id"]),
    }


@pytest.mark.parametrize("seed", range(3))
def test_page_and_socket_agree_for_every_role(event: Event, seed: int) -> None:
    ann, mina = event.attendee(), event.moderator()
    before = {who: who.state() for who in (ann, mina)}
    with ann.live(f"cursor={before[ann]['cursor']}") as anns, mina.live(f"cursor={before[mina]['cursor']}") as minas:
        what_happens(event, random.Random(seed))
        seq = event.server.call(
            _counted(event)
        )  # before any state is asked for: what is shelved may be a second behind the counts
        for who, live in ((ann, anns), (mina, minas)):
            end = who.state()
            cursor = before[who]["cursor"]
            while cursor != end["cursor"]:
                frame = live.frame()
                if frame["type"] == "changes":
                    assert frame["prev"] == cursor
                    cursor = frame["cursor"]
            while max((f["seq"] for f in live.seen if f["type"] == "pulse"), default=-1) < seq:
                live.frame()
            made, is_now = comparable(reduced(before[who], live.seen)), comparable(who.state())
            assert made == is_now


@pytest.mark.parametrize("transport", ["poll", "events", "socket"])
def test_who_comes_back_later_agrees_too(event: Event, transport: str) -> None:
    ann = event.attendee()
    before = ann.state()
    what_happens(event, random.Random(7))
    event.server.call(_counted(event))
    frames = {"poll": polled, "events": streamed, "socket": opened}[transport](ann, before["cursor"])
    assert comparable(reduced(before, frames)) == comparable(ann.state())


async def _counted(event: Event) -> int:
    """Wait until the process has heard of every vote; the number of its last pulse."""
    copy = await event.server.app.state.live.store.replica.copy(SLUG)
    loaded = await event.server.app.state.live.store.events.load(SLUG)
    store = event.server.app.state.live.store
    answered = await store.link.run(lambda r: r.hget(Keys(SLUG).meta, "polls"))
    async with asyncio.timeout(10):
        while copy.pulse.version != loaded.votes_version or copy.pulse.polls_version != int(answered or 0):
            await asyncio.sleep(0.02)
    return copy.pulse.seq


def polled(who: Someone, cursor: str) -> list[dict[str, Any]]:
    return who.http.get(f"/{SLUG}/poll", params={"cursor": cursor}).json()["frames"]


def streamed(who: Someone, cursor: str) -> list[dict[str, Any]]:
    with who.http.stream("GET", f"/{SLUG}/events", headers={"last-event-id": cursor}) as stream:
        frames = []
        for line in stream.iter_lines():
            if line.startswith("data: "):
                frames.append(json.loads(line[6:]))
                if frames[-1]["type"] == "pulse":
                    return frames
    raise AssertionError("the stream ended")


def opened(who: Someone, cursor: str) -> list[dict[str, Any]]:
    with who.live(f"cursor={cursor}") as live:
        live.next("pulse")
        return live.seen
