"""Vote stuffing: one address makes hundreds of people who vote and go; three hundred real ones sit behind the same
address.
"""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from msgspec.structs import replace
from websockets.asyncio.client import connect

from live.rules.people import crowding
from live.rules.people.guessing import WRONG
from live.rules.polls import VOTERS
from live.settings import Settings
from live.worn import HEADER
from tests.finding import there
from tests.journeys.event import SLUG, Event

ATTACKERS, HONEST = 500, 300
AT_ONCE = 20


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Behind a proxy, so that a test can come from anywhere."""
    return replace(settings, trusted_proxies=("127.0.0.1",))


def approved(event: Event, text: str) -> dict[str, Any]:
    question = event.attendee().ask(text)
    event.moderator().post(f"desk/questions/{question['id']}/approve")
    return question


def votes(event: Event, question: dict[str, Any]) -> int:
    loaded = event.server.call(event.server.app.state.live.store.events.load(SLUG))
    return loaded.votes.get(question["id"], 0)


async def attack(event: Event, question: dict[str, Any]) -> None:
    """As the public scripts do it: a fresh identity, one vote, and again."""
    async with httpx2.AsyncClient(
        base_url=event.base, headers={"origin": event.base, "accept": "application/json"}
    ) as client:
        for _ in range(ATTACKERS):
            client.cookies.clear()
            answer = await client.post(f"/{SLUG}/questions/{question['id']}/upvote", json={"on": True})
            assert answer.status_code == 200, answer.text


class Audience:
    """People as their browsers do it: the page's socket opens and gives a badge, then its owner votes and goes on
    reading.
    """

    def __init__(self, event: Event, question: dict[str, Any], client: httpx2.AsyncClient) -> None:
        self.event, self.client = event, client
        self.path = f"/{SLUG}/questions/{question['id']}/upvote"
        self.door, self.all_counted = asyncio.Semaphore(AT_ONCE), asyncio.Event()
        self.voted = 0

    async def attend(self) -> None:
        async with self.door:
            address = f"{self.event.ws}/{SLUG}/live?as=json&ticket="
            socket = await connect(address, compression=None, open_timeout=30)
            badge = json.loads(await socket.recv())["you"]["badge"]
            self.client.cookies.clear()
            answer = await self.client.post(self.path, json={"on": True}, headers={HEADER: badge})
            assert answer.status_code == 200, answer.text
            self.voted += 1
        await self.all_counted.wait()
        await socket.close()


async def audience(event: Event, question: dict[str, Any]) -> None:
    headers = {"origin": event.base, "accept": "application/json"}
    async with (
        httpx2.AsyncClient(base_url=event.base, headers=headers, timeout=30) as client,
        asyncio.timeout(90),
        asyncio.TaskGroup() as people,
    ):
        here = Audience(event, question, client)
        for _ in range(HONEST):
            people.create_task(here.attend())
        while here.voted < HONEST or await asyncio.to_thread(votes, event, question) < HONEST:
            await asyncio.sleep(0.2)
        here.all_counted.set()


@pytest.mark.slow
def test_stuffed_votes_wait_and_honest_people_behind_the_same_address_count(
    event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowding, "PROVEN_SECONDS", 1)
    mina, stuffed, loved = (
        event.moderator(),
        approved(event, "Er det jeg som bestemmer?"),
        approved(event, "Får elevene støtte?"),
    )
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
    assert {q["number"] for b in waiting for q in b["questions"] if q["votes"]} == {stuffed["number"]}, (
        "the moderator sees what they all voted for"
    )
    for on, wanted in ((True, ATTACKERS), (False, counted_before)):
        for burst in waiting:
            assert mina.post(f"desk/votes/{burst['id']}", {"on": on}).status_code == 200
        assert votes(event, stuffed) == wanted
        assert votes(event, loved) == HONEST
    here = sum(b["stayed"] for b in waiting)
    for stayed, wanted in (
        (False, HONEST - here),
        (True, HONEST),
    ):  # the same, had they been five hundred open connections
        for burst in waiting:
            assert mina.post(f"desk/votes/{burst['id']}", {"on": False, "stayed": stayed}).status_code == 200
        assert (votes(event, loved), votes(event, stuffed)) == (wanted, counted_before)


def newcomers(
    event: Event,
    many: int,
    path: str,
    body: dict[str, Any],
    address: Callable[[int], str],
    prepared: Callable[[httpx2.Client, int], object] | None = None,
) -> None:
    """Fresh identities, each of which acts once, from whatever address a trusted proxy says;

    `prepared` once all of them are made.
    """
    with httpx2.Client(base_url=event.base, headers={"origin": event.base, "accept": "application/json"}) as client:
        cookies = []
        for n in range(many):
            client.cookies.clear()
            client.get(f"/{SLUG}/mine", headers={"x-forwarded-for": address(n)})
            cookies.append(client.cookies["live"])
        for n, cookie in enumerate(cookies):
            client.cookies.clear()
            client.cookies.set("live", cookie)
            if prepared:
                prepared(client, n)
            assert client.post(f"/{SLUG}/{path}", json=body, headers={"x-forwarded-for": address(n)}).status_code == 200


ADDRESSES = {
    "one address": lambda n: "203.0.113.7",
    "a /24": lambda n: f"203.0.113.{n}",
    "all networks of a /48": lambda n: f"2001:db8:7:{n:x}::1",
}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_a_place_has_one_share_whatever_addresses_it_has_and_whenever_its_identities_were_made(
    event: Event, address: Callable[[int], str]
) -> None:
    question = approved(event, "Er det jeg som bestemmer?")
    newcomers(event, 2 * crowding.FREE.burst, f"questions/{question['id']}/upvote", {"on": True}, address)
    assert crowding.FREE.burst <= votes(event, question) <= crowding.FREE.burst + 2


def test_to_have_been_connected_once_is_not_to_have_stayed(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each asks once for news, as a connection that ends at once, and votes: at the first look they seem to be here,
    and later they are not.
    """
    monkeypatch.setattr(crowding, "PROVEN_SECONDS", 0.1)
    question, live = approved(event, "Er det jeg som bestemmer?"), event.server.app.state.live
    many = crowding.FREE.burst + 10
    newcomers(
        event,
        many,
        f"questions/{question['id']}/upvote",
        {"on": True},
        ADDRESSES["a /24"],
        lambda client, n: client.get(f"/{SLUG}/poll"),
    )
    for later in range(1, 5):
        event.server.call(live.vote_guard.look(time.monotonic() + later))
    crowd = (
        many // crowding.BEYOND_PART
    )  # whom the event's own crowd is believed beyond: these seem to be one for a while
    assert votes(event, question) <= crowding.FREE.burst + crowd


def test_answers_to_polls_wait_and_are_judged_with_the_votes(event: Event) -> None:
    mina = event.moderator()
    poll = mina.post("desk/polls", {"text": "Blir du med?", "options": ["ja", "nei"], "on": True}).json()["poll"]["id"]
    newcomers(event, 2 * crowding.FREE.burst, f"polls/{poll}/vote", {"choice": ["o1"]}, ADDRESSES["one address"])

    def people() -> int:
        live = event.server.app.state.live
        copy = live.store.replica.held(SLUG)
        event.server.call(live.store.replica.count(copy))
        return copy.pulse.polls[poll][VOTERS]

    first = people()
    assert crowding.FREE.burst <= first <= crowding.FREE.burst + 2
    waiting = mina.http.get(f"/{SLUG}/desk/votes").json()["bursts"]
    assert sum(b["people"] for b in waiting) == 2 * crowding.FREE.burst - first
    for on, wanted in ((True, 2 * crowding.FREE.burst), (False, first), (True, 2 * crowding.FREE.burst)):
        for burst in waiting:
            mina.post(f"desk/votes/{burst['id']}", {"on": on})
        assert people() == wanted


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


def test_a_desk_is_not_flooded_by_identities_that_ask_and_go_nor_is_anybody_kept_from_asking(event: Event) -> None:
    statuses = [
        event.attendee().post("questions", {"text": f"Reklame nummer {n}"}).status_code
        for n in range(2 * crowding.ASKED_UNSEEN.burst)
    ]
    assert crowding.ASKED_UNSEEN.burst <= statuses.count(201) <= crowding.ASKED_UNSEEN.burst + 1
    assert set(statuses) == {201, 429}
    with event.attendee().live() as socket:  # gets their badge with the page's socket
        cookie = there(socket.socket.response).headers["set-cookie"].partition(";")[0]
        honest = event.client(accept="application/json", origin=event.base, cookie=cookie)
        assert honest.post(f"/{SLUG}/questions", json={"text": "Får elevene støtte?"}).status_code == 201


def test_guessing_join_codes_ends_and_classes_are_let_in(event: Event) -> None:
    """Also one behind the very address that is guessed from, once one of it has been: the code is no guess there."""
    live = event.server.app.state.live
    code, other = (event.server.call(live.store.codes.take(SLUG, 6)) for _ in range(2))
    attacked, a_class = "203.0.113.7", "198.51.100.7"
    line = event.client()  # one, since a line of one's own for each would take longer than the limit does

    def typed(address: str, what: str, accept: str = "text/html") -> httpx2.Response:
        return line.get("/", params={"code": what}, headers={"x-forwarded-for": address, "accept": accept})

    assert typed(attacked, code).status_code == 303
    statuses = [typed(attacked, f"{n:05}x").status_code for n in range(WRONG.burst + 20)]
    assert (statuses[0], statuses[-1]) == (200, 429)
    assert {typed(attacked, code).status_code for _ in range(30)} == {303}, "one of the class was in before"
    refused = typed(attacked, other)
    assert refused.status_code == 429, "also a right one that was not used there: it may be a guess"
    assert int(refused.headers["retry-after"]) > 0
    assert f'value="{other}"' in refused.text
    assert typed(attacked, f"{event.base}/{SLUG}").headers["location"] == f"/{SLUG}", (
        "the address leads there meanwhile"
    )
    wrong, right = (typed(attacked, what, "application/json") for what in ("99999x", other))
    assert wrong.status_code == right.status_code == 429
    assert wrong.json()["error"]["message"] == right.json()["error"]["message"], "nothing tells them apart"
    assert {typed(a_class, code).status_code for _ in range(WRONG.burst + 20)} == {303}
    assert typed(a_class, other).status_code == 303
