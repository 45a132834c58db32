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


async def attend(event: Event, question: dict, hold: asyncio.Event, voted: asyncio.Semaphore) -> None:
    """As a browser does it: the page's socket opens and gives a badge, then its owner votes and goes on reading."""
    async with connect(f"{event.ws}/{SLUG}/live?as=json", compression=None) as socket:
        cookie = socket.response.headers["set-cookie"].partition(";")[0]
        async with httpx2.AsyncClient(base_url=event.base) as client:
            headers = {"origin": event.base, "accept": "application/json", "cookie": cookie}
            answer = await client.post(f"/{SLUG}/questions/{question['id']}/upvote", json={"on": True}, headers=headers)
            assert answer.status_code == 200, answer.text
        voted.release()
        await hold.wait()


async def audience(event: Event, question: dict) -> None:
    hold, voted = asyncio.Event(), asyncio.Semaphore(0)
    async with asyncio.TaskGroup() as people:
        for n in range(HONEST):
            people.create_task(attend(event, question, hold, voted))
            if n % AT_ONCE == 0:
                await asyncio.sleep(0)
        for _ in range(HONEST):
            await voted.acquire()
        async with asyncio.timeout(30):
            while (await asyncio.to_thread(votes, event, question)) < HONEST:
                await asyncio.sleep(0.2)
        hold.set()


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
