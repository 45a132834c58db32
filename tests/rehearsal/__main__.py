"""A rehearsal of a whole event in real browsers: `python -m tests.rehearsal --shots DIR`.

Two desks (one moved by keys alone, one by touch on a narrow phone), a stage, a speaker and forty attendees, or fewer,
go through an event in which things go wrong. Exit 0 when every rule of `rules.py` held on every page. Takes some
minutes and needs Chromium.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Error, async_playwright

from live.demo.seminar import TEXT
from tests.rehearsal import afterwards, asking, going_wrong, showing
from tests.rehearsal.account import Account
from tests.rehearsal.crowd import FEWEST, Crowd
from tests.rehearsal.desks import Keyboard, Phone
from tests.rehearsal.hall import Hall, hall
from tests.rehearsal.people import Person, arrive, look
from tests.rehearsal.rules import Cast
from tests.tools import found

KARI, OLA = "Kari Tastatur", "Ola Tommel"

# The acts in order; a name alone is a moment at which everything is checked.
ACTS = (
    asking.questions_are_asked,
    asking.questions_are_read,
    asking.somebody_finds_theirs_asked,
    asking.everyone_votes,
    "after the votes",
    asking.questions_are_answered,
    asking.alike_are_joined,
    asking.the_queue_is_put_in_order,
    "after moderating",
    showing.the_programme_moves,
    showing.everyone_is_told,
    showing.a_poll_is_taken,
    showing.the_room_cannot_hear,
    showing.asking_closes_and_opens,
    "with a poll closed",
    showing.it_runs_over,
    going_wrong.ten_lose_the_network,
    "after the network",
    going_wrong.a_worker_dies,
    going_wrong.the_store_is_away,
    "after the faults",
    going_wrong.the_votes_are_stuffed,
    showing.it_ends,
    afterwards.somebody_comes_late,
    afterwards.the_report_is_read,
    "at the end",
)


async def cast_of(browser: Browser, place: Hall, people: int, seed: int) -> Cast:
    """Everybody comes in: first those who work here."""
    kari = await _at_a_desk(browser, place, KARI, **look(1280))
    ola = await _at_a_desk(browser, place, OLA, **look(360, language="nn", touch=True))
    stage = await arrive(browser, place.base, "stage", "stage", viewport={"width": 1920, "height": 1080}, locale="nb")
    speaker = await arrive(browser, place.base, "speaker", "speaker", **look(390, touch=True))
    await stage.open(place.path("stage"))
    await speaker.open(place.path("speaker"))
    speaker.loads_meant += 1  # its link is exchanged for a badge, and the page opened
    crowd = Crowd(browser, place.base, people, random.Random(seed))
    await crowd.come()
    return Cast(place, crowd, Keyboard(kari), Phone(ola), stage, speaker, secrets={KARI: set(), OLA: set()})


async def _at_a_desk(browser: Browser, place: Hall, name: str, **options: Any) -> Person:
    desk = await arrive(browser, place.base, name, "desk", **options)
    await desk.open(place.path("moderator"))
    desk.loads_meant += 1
    await desk.page.wait_for_selector('html[data-role="moderator"][data-keys]')
    if await desk.page.locator('.desk__tabs [data-tab="tools"]').is_visible():
        await desk.page.tap('.desk__tabs [data-tab="tools"]')
    await desk.page.fill("#my-name", name)
    await desk.page.keyboard.press("Enter")
    return desk


async def stopped(cast: Cast, account: Account, where: Path) -> None:
    """What is needed to find out why the rehearsal could not go on."""
    where.joinpath("service.log").write_text(cast.hall.service.output)
    for person in (*cast.desks, cast.stage, cast.speaker, cast.crowd.people[0]):
        await account.shoot(person, f"stopped-{person.name.lower().replace(' ', '-')}")
    for person in cast.everyone:
        for line in person.wrong:
            account.tell(f"  ✗ {person.name} {line}")


async def rehearsed(given: argparse.Namespace) -> int:
    text = given.programme.read_bytes() if given.programme else TEXT.encode()
    account = Account(given.shots)
    with tempfile.TemporaryDirectory(prefix="live-rehearsal-") as room:
        async with hall(Path(room), text) as place, async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=found("chromium-headless-shell"),
                args=["--no-sandbox", "--disable-background-networking"],
            )
            cast = await cast_of(browser, place, given.people, given.seed)
            account.tell(f"Two desks, a stage, a speaker and {given.people} attendees are here")
            try:
                for act in ACTS:
                    await (account.check(cast, act) if isinstance(act, str) else act(cast, account))
            except Error:  # somebody waited for what never came: tell how things stood
                await stopped(cast, account, given.shots or Path(room).parent)
                raise
            await browser.close()
    return account.close(given.people)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.rehearsal", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--people", type=int, default=40, help=f"attendees, each with a browser profile; {FEWEST} or more"
    )
    parser.add_argument("--seed", type=int, default=1, help="who votes for what")
    parser.add_argument(
        "--programme", type=Path, help="a programme to rehearse with, in any format; else that of the demo"
    )
    parser.add_argument("--shots", type=Path, help="a directory for pictures of what is worth seeing")
    given = parser.parse_args()
    if given.people < FEWEST:
        parser.error(f"--people: the acts need at least {FEWEST}")
    if given.shots:
        given.shots.mkdir(parents=True, exist_ok=True)
    return asyncio.run(rehearsed(given))


if __name__ == "__main__":
    sys.exit(main())
