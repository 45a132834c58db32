"""Vote stuffing: one address makes hundreds of people who vote and go; three hundred real ones sit behind the same address."""

import asyncio
import time

import httpx2
import pytest
from websockets.asyncio.client import connect

from live.rules import crowding
from tests.journeys.event import SLUG, Event

ATTACKERS, HONEST = 500, 300
AT_ONCE = 20


def approved(event: Event, text: str) -> dict:
    question = event.attendee().ask(text)
    event.moderator().post(f"desk/questions/{question['id']}/approve")
    return question


def votes(event: Event, question: dict) -> int:
    loaded = event.server.call(event.server.app.state.live.store.events.load(SLUG))
    return loaded.votes.get(question["id"], 0)


async def attack(event: Event, question: dict) -> None:
    """As the public scripts do it: a fresh identity, one vote, and again."""
    async with httpx2.AsyncClient(base_url=event.base, headers={"origin": event.base, "accept": "application/json"}) as client:
        for _ in range(ATTACKERS):
            client.cookies.clear()
            answer = await client.post(f"/{SLUG}/questions/{question['id']}/upvote", json={"on": True})
            assert answer.status_code == 200, answer.text


class Audience:
    """People as their browsers do it: the page's socket opens and gives a badge, then its owner votes and goes on reading."""

    def __init__(self, event: Event, question: dict, client: httpx2.AsyncClient) -> None:
        self.event, self.client = event, client
        self.path = f"/{SLUG}/questions/{question['id']}/upvote"
        self.door, self.all_counted = asyncio.Semaphore(AT_ONCE), asyncio.Event()
        self.voted = 0

    async def attend(self) -> None:
        async with self.door:
            socket = await connect(f"{self.event.ws}/{SLUG}/live?as=json", compression=None, open_timeout=30)
            cookie = socket.response.headers["set-cookie"].partition(";")[0]
            answer = await self.client.post(self.path, json={"on": True}, headers={"cookie": cookie})
            assert answer.status_code == 200, answer.text
            self.voted += 1
        await self.all_counted.wait()
        await socket.close()


async def audience(event: Event, question: dict) -> None:
    headers = {"origin": event.base, "accept": "application/json"}
    async with httpx2.AsyncClient(base_url=event.base, headers=headers, timeout=30) as client, asyncio.timeout(90), asyncio.TaskGroup() as people:
        here = Audience(event, question, client)
        for _ in range(HONEST):
            people.create_task(here.attend())
        while here.voted < HONEST or await asyncio.to_thread(votes, event, question) < HONEST:
            await asyncio.sleep(0.2)
        here.all_counted.set()


@pytest.mark.slow
def test_stuffed_votes_wait_and_honest_people_behind_the_same_address_count(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowding, "PROVEN_SECONDS", 1)
    mina, stuffed, loved = event.moderator(), approved(event, "Er det jeg som bestemmer?"), approved(event, "Får elevene støtte?")
    began = time.monotonic()
    asyncio.run(attack(event, stuffed))
    most = crowding.FREE.burst + (time.monotonic() - began) / crowding.FREE.every + 1
    assert 0 < votes(event, stuffed) <= most, "an address has its share of newcomers, and no more"

    asyncio.run(audience(event, loved))
    assert votes(event, loved) == HONEST, "all of them, though the attack came from their address"
    assert votes(event, stuffed) <= most

    with mina.live() as desk:
        pulse = desk.next("pulse")
        while not pulse["doubted"]:
            pulse = desk.next("pulse")
    counted_before = votes(event, stuffed)
    waiting = mina.http.get(f"/{SLUG}/desk/votes").json()["bursts"]
    assert sum(b["people"] for b in waiting) == ATTACKERS - counted_before
    assert {q["number"] for b in waiting for q in b["questions"]} == {stuffed["number"]}, "the moderator sees what they all voted for"
    for on, wanted in ((True, ATTACKERS), (False, counted_before)):
        for burst in waiting:
            assert mina.post(f"desk/votes/{burst['id']}", {"on": on}).status_code == 200
        assert votes(event, stuffed) == wanted
        assert votes(event, loved) == HONEST


def test_without_script_a_class_votes_from_one_address(event: Event) -> None:
    question = approved(event, "Uten skript?")
    for _ in range(30):
        assert event.attendee().post(f"questions/{question['id']}/upvote").status_code == 200
    assert votes(event, question) == 30


def test_attendees_hear_nothing_of_doubts(event: Event) -> None:
    ann = event.attendee()
    assert ann.http.get(f"/{SLUG}/desk/votes").status_code == 401
    with ann.live() as live:
        assert "doubted" not in live.next("pulse")
