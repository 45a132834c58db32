"""The Python client over all three transports: what it knows in the end is what a fresh page would show."""

import asyncio
import random
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from live.client import Client, Ended, Refused
from live.client.backoff import Backoff
from live.client.http import Http
from live.client.transports import Frame
from live.tokens import digest
from tests.builders import an_event, the_seminar
from tests.running import Server

TRANSPORTS = ("socket", "events", "poll")
SECRETS = {"moderator": digest("the desk"), "speaker": digest("the stage")}


@pytest.fixture
def seminar(server: Server) -> Any:
    """A server with one event whose moderators' token is `the desk`."""
    server.call(server.app.state.live.store.events.create(an_event(), the_seminar(), SECRETS))
    return server


class Following:
    """A client whose frames are read by a task."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.frames: list[dict[str, Any]] = []
        self.ended: int | None = None
        self._changed = asyncio.Event()

    async def __aenter__(self) -> Any:
        await self.client.__aenter__()
        self._task = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *error: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self.client.__aexit__(*error)

    async def _read(self) -> Any:
        try:
            async for frame in self.client.frames():
                self.frames.append(frame)
                self._changed.set()
        except Ended as ended:
            self.ended = ended.code
            self._changed.set()

    async def until(self, state: Any, seconds: float = 10) -> Any:
        async with asyncio.timeout(seconds):
            while not state():
                self._changed.clear()
                await self._changed.wait()


def shown(state: Any) -> Any:
    return {name: state[name] for name in ("epoch", "event", "agenda", "announcements", "questions")}


async def fresh(server: Server, bearer: str | None = None) -> Any:
    http = Http(server.base, bearer=bearer)
    try:
        return (await http.request("GET", "/seminar.json", headers={"Accept": "application/json"})).json()
    finally:
        await http.close()


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_what_a_client_knows_in_the_end_is_what_a_fresh_page_shows(seminar: Any, transport: Any) -> None:
    mina = Client(seminar.base, "seminar", bearer="the desk")
    async with mina, Following(Client(seminar.base, "seminar", transport=transport)) as ann:
        await ann.until(lambda: ann.client.connects and ann.frames)
        asked = await ann.client.act("questions", text="Får elevene støtte til reisen?")
        question = asked["question"]["id"]
        await mina.act(f"desk/questions/{question}/approve")
        await mina.act("desk/announcements", text="Lenken er byttet", level="important")
        await mina.act("desk/sessions/rules/delay", minutes=10)
        await mina.act(f"desk/questions/{question}/take")
        await ann.client.act(f"questions/{question}/upvote", on=True)
        await mina.act("desk/settings", questions_open=False)
        await ann.until(lambda: ann.client.state.get("event", {}).get("questions_open") is False)
        await ann.until(lambda: any(q["votes"] == 1 for q in ann.client.state["questions"]))
        async with asyncio.timeout(10):
            while shown(ann.client.state) != shown(await fresh(seminar)):  # counts on a page may be a moment old
                await asyncio.sleep(0.1)
        assert [(q["id"], q["status"]) for q in ann.client.state["you"]["asked"]] == [(question, "live")]


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_an_asker_learns_what_became_of_a_question_nobody_else_sees(seminar: Any, transport: Any) -> None:
    mina = Client(seminar.base, "seminar", bearer="the desk")
    async with (
        mina,
        Following(Client(seminar.base, "seminar", transport=transport)) as ann,
        Following(Client(seminar.base, "seminar")) as bob,
    ):
        await ann.until(lambda: ann.frames)
        await bob.until(lambda: bob.frames)
        question = (await ann.client.act("questions", text="Hvem betaler for dette?"))["question"]["id"]
        await ann.until(lambda: [q["status"] for q in ann.client.state["you"]["asked"]] == ["pending"])
        await mina.act(f"desk/questions/{question}/dismiss", reason="Svart på i går")
        await ann.until(lambda: [q["reason"] for q in ann.client.state["you"]["asked"]] == ["Svart på i går"])
        await mina.act("desk/announcements", text="Slutt")
        await bob.until(lambda: bob.client.state["announcements"])
        assert question not in str(bob.frames)


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_who_has_come_is_soon_among_the_people(seminar: Any, transport: Any) -> None:
    async with Following(Client(seminar.base, "seminar", transport=transport)) as ann:
        await ann.until(lambda: any(f["type"] == "pulse" and f["people"] == 1 for f in ann.frames), 5)


async def test_a_client_that_was_away_gets_exactly_what_it_missed(seminar: Any) -> None:
    mina = Client(seminar.base, "seminar", bearer="the desk")
    away = Client(seminar.base, "seminar")
    await away.fetch()
    async with mina, Following(away) as back:
        for number in range(5):
            await mina.act("desk/announcements", text=f"nr {number}")
        await back.until(lambda: len(back.client.state["announcements"]) == 5)
        assert back.client.resyncs == 0


async def test_a_client_with_another_history_fetches_the_state_and_goes_on(seminar: Any) -> None:
    client = Client(seminar.base, "seminar")
    await client.fetch()
    client.cursor = "another-history.7-7"
    mina = Client(seminar.base, "seminar", bearer="the desk")
    async with mina, Following(client) as lost:
        await lost.until(lambda: lost.client.resyncs == 1 and len(lost.frames) > 3)
        await mina.act("desk/announcements", text="hei")
        await lost.until(lambda: lost.client.state["announcements"])


async def test_a_gap_is_noticed() -> None:
    client = Client("http://127.0.0.1:1", "seminar")
    client.state = {"agenda": {"sessions": []}, "announcements": [], "questions": []}
    client.cursor = client._named = "e.1-1"
    assert not client.follow({"type": "changes", "prev": "e.2-2", "cursor": "e.3-3", "changes": []})
    assert client.follow({"type": "beat", "now": "", "cursor": "e.2-2"})
    assert client.follow({"type": "changes", "prev": "e.2-2", "cursor": "e.3-3", "changes": []})
    assert client.cursor == "e.3-3"


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_an_unknown_event_ends_it(seminar: Any, transport: Any) -> None:
    async with Following(Client(seminar.base, "elsewhere", transport=transport)) as client:
        await client.until(lambda: client.ended)
        assert client.ended == 4301


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_drain_advises_when_to_come_back(seminar: Any, transport: Any) -> None:
    waits: list[tuple[float, float]] = []

    def for_long(low: float, high: float) -> float:
        waits.append((low, high))
        return 1e9

    backoff = Backoff(for_long)
    async with Following(Client(seminar.base, "seminar", transport=transport, backoff=backoff)) as client:
        await client.until(lambda: any(f["type"] == "pulse" for f in client.frames))
        await asyncio.to_thread(seminar.call, seminar.app.state.live.hub.drain(0.2))
        await client.until(lambda: client.frames[-1]["type"] == "bye")
        async with asyncio.timeout(5):
            while not waits:
                await asyncio.sleep(0.01)
        assert waits == [tuple(client.frames[-1]["after"])]


async def test_an_action_that_is_refused_says_why(seminar: Any) -> None:
    async with Client(seminar.base, "seminar") as client:
        with pytest.raises(Refused) as refused:
            await client.act("questions", text="?")
        assert refused.value.status == 422
        assert refused.value.error["code"] == "too_short"


async def test_the_same_key_asks_once(seminar: Any) -> None:
    async with Client(seminar.base, "seminar") as client:
        await client.fetch()
        one = await client.act("questions", key="once", text="Er dette ett spørsmål?")
        two = await client.act("questions", key="once", text="Er dette ett spørsmål?")
        assert one["question"]["id"] == two["question"]["id"]


def test_backoff_grows_with_jitter_and_is_forgotten_after_a_stable_connection() -> None:
    backoff = Backoff(random.Random(1).uniform)
    delays = [backoff.delay(1006, None) for _ in range(12)]
    assert all(0.5 <= d <= min(20.5, 0.5 + 0.5 * 2**k) for k, d in enumerate(delays))
    backoff.lasted(3)
    assert backoff.failures == 12
    backoff.lasted(10)
    assert backoff.failures == 0
    assert 0 <= backoff.delay(4000, None) <= 2
    assert backoff.delay(4100, (300, 300)) == 0.3


async def test_who_is_told_again_to_begin_anew_waits_before_they_do(seminar: Any) -> None:
    """Two workers that do not agree for a moment were asked in turn without a pause, and had no time to find out."""

    async def never_fits(*_: Any) -> AsyncGenerator[Frame]:
        yield {"type": "resync", "why": "unknown"}

    client = Client(seminar.base, "seminar", backoff=Backoff(lambda _, high: high))
    client._open = never_fits
    async with Following(client) as lost:
        await lost.until(lambda: client.resyncs == 2)
        await asyncio.sleep(0.5)
        assert client.resyncs == 2
