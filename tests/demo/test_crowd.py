"""The simulated people on a real server: within moments there is a poll that they answer, and its results are shown."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import httpx2
from msgspec import convert

from live.actions import links, programmes
from live.demo.crowd import audience, moderator
from live.demo.seminar import LEANINGS, POLL, SLUG, seminar
from live.rules import polls
from live.rules.wishes.polls import MakePoll
from tests.builders import at
from tests.running import Server

SPEED = 60.0
PEOPLE, DEADLINE_SECONDS = 6, 20


def test_the_sample_poll_is_one_and_has_a_leaning_for_each_answer() -> None:
    made = polls.make("p1", convert(POLL, MakePoll), at(0))
    assert [option.text for option in made.options] == list(POLL["options"])
    assert len(LEANINGS) == len(POLL["options"])


def test_the_crowd_answers_a_poll_and_sees_what_came_of_it(server: Server) -> None:
    acting = server.app.state.live.acting
    server.call(programmes.keep(acting, seminar(datetime.now(UTC), "12:20"), slug=SLUG, overwrite=True))
    copy = server.call(acting.store.replica.copy(SLUG))
    token = links.addresses(acting.tokens, server.base, SLUG, copy.secrets)["moderator"].partition("#")[2]
    [poll] = asyncio.run(_answered(server, token))
    assert (poll["text"], poll["status"]) == (POLL["text"], "open")
    assert sum(n for _, _, n in poll["results"]["counts"]) == poll["results"]["people"]


async def _answered(server: Server, token: str) -> list[dict[str, Any]]:
    """The polls on everyone's page once three people's answers are shown there."""
    people = [
        asyncio.create_task(audience(server.base, SLUG, PEOPLE, SPEED)),
        asyncio.create_task(moderator(server.base, SLUG, token, SPEED)),
    ]
    try:
        async with asyncio.timeout(DEADLINE_SECONDS), httpx2.AsyncClient(base_url=server.base) as ann:
            while True:
                told: list[dict[str, Any]] = (await ann.get(f"/{SLUG}.json")).json()["polls"]
                if told and told[0]["results"] and told[0]["results"]["people"] >= 3:
                    return told
                await asyncio.sleep(0.05)
    finally:
        for task in people:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
