"""A rehearsal of the sample seminar on a real server, limits and all: everybody comes, is told apart, does everything
people do, and is reached.
"""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime

import httpx2
import pytest

from live.actions import programmes
from live.actions.programmes import rehearsing
from live.demo.seminar import SLUG, seminar
from live.rules.people.crowding import PLACE_BYTES
from live.rules.polls import VOTERS
from live.rules.wishes.rehearsals import Reached, Rehearse
from live.simulated import words
from live.simulated.performance import Performance
from live.store.rehearsals import Booked
from tests.running import Server

PEOPLE, DEADLINE_SECONDS = 20, 60


@pytest.fixture
def rehearsal(server: Server) -> str:
    acting = server.app.state.live.acting
    server.call(programmes.keep(acting, seminar(datetime.now(UTC), "09:00"), slug=SLUG, overwrite=True))
    wish = Rehearse(helped=True)
    return str(server.call(rehearsing.rehearse(acting, SLUG, wish, room=0)).slug)


async def performed(server: Server, slug: str) -> Reached:
    """How it goes once everything has happened."""
    booked = Booked(of=SLUG, ends=datetime.now(UTC), people=PEOPLE, helped=True, speed=20)
    acting = server.app.state.live.acting
    cast = await asyncio.to_thread(server.call, rehearsing.cast_of(acting, slug, booked, server.base, ""))
    performance = Performance(cast)
    running = asyncio.create_task(performance.run())
    try:
        async with asyncio.timeout(DEADLINE_SECONDS):
            while not (_all_done(performance.reached) and counted(server, slug) == PEOPLE):
                assert not running.done(), "it is not over"
                await asyncio.sleep(0.05)
        return performance.reached
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


def counted(server: Server, slug: str) -> int:
    """How many have taken part in the poll: each from a place of their own, so that nobody's answer is doubted."""
    copy = server.call(server.app.state.live.store.replica.copy(slug))
    return sum(counts.get(VOTERS, 0) for counts in copy.pulse.polls.values())


def _all_done(reached: Reached) -> bool:
    return (
        reached.people == PEOPLE
        and min(reached.asked, reached.voted, reached.signalled) >= 1
        and reached.answered == PEOPLE
        and reached.changes >= 3
    )


def test_everybody_comes_and_does_what_people_do_and_is_reached(server: Server, rehearsal: str) -> None:
    reached = asyncio.run(performed(server, rehearsal))
    assert (reached.missed, reached.failed) == (0, 0)
    assert reached.worst is not None
    assert reached.median is not None
    assert 0 < reached.median <= reached.worst


def test_nobody_else_is_told_apart_by_a_number(server: Server, rehearsal: str) -> None:
    """The mark is the rehearsal's own: with another token, or at the event itself, it is nothing."""
    token = token_of(server, rehearsal)

    def place(slug: str, shown: str) -> bytes:
        """The keyed hash of where a newcomer with this mark comes from, as their badge has it."""
        with httpx2.Client(base_url=server.base, headers={"origin": server.base}) as client:
            client.post(f"/{slug}/person", headers={"live-rehearsal": shown})
            cookie = client.cookies["live"]
        return bytes(server.app.state.live.badges._number(cookie)[-PLACE_BYTES:])

    anybody = place(rehearsal, "")
    assert anybody not in {place(rehearsal, f"{token} 7"), place(rehearsal, f"{token} 8")}
    assert place(rehearsal, f"{token} 7") != place(rehearsal, f"{token} 8")
    assert place(rehearsal, "guessed 7") == anybody
    assert place(SLUG, f"{token} 7") == anybody
    assert place(rehearsal, f"{token} -1") == place(rehearsal, f"{token} 9999999999") == place(rehearsal, token)


def token_of(server: Server, slug: str) -> str:
    """The one that the rehearsal's audience shows."""
    acting, booked = server.app.state.live.acting, Booked(of=SLUG, ends=datetime.now(UTC))
    return str(server.call(rehearsing.cast_of(acting, slug, booked, server.base, "")).audience)


def test_the_audiences_token_opens_nothing(server: Server, rehearsal: str) -> None:
    token = token_of(server, rehearsal)
    as_bearer = httpx2.get(f"{server.base}/{rehearsal}.json", headers={"authorization": f"Bearer {token}"})
    assert as_bearer.json()["error"]["code"] == "bad_token"
    as_badge = httpx2.post(f"{server.base}/{rehearsal}/badge", json={"token": token}, headers={"origin": server.base})
    assert as_badge.json()["error"]["code"] == "bad_token"


@pytest.mark.parametrize("language", words.QUESTIONS)
def test_the_words_are_there_in_every_language(language: str) -> None:
    said = {words.question(language, "En tittel som er " + "lang " * 40, n) for n in range(12)}
    assert len(said) == 12
    assert all(len(question) < 200 for question in said)
    assert words.answer(language)
    assert words.word(language)
    assert len(words.POLLS[language][1]) > 1
