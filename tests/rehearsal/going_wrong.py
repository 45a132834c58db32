"""The acts in which something breaks: ten people lose the network, a worker dies, the store is away, somebody stuffs
the votes.
"""

import asyncio
import time

import httpx2

from tests.rehearsal.account import Account
from tests.rehearsal.asking import FEES, FOLLOW, SLIDES
from tests.rehearsal.crowd import in_turn
from tests.rehearsal.hall import SLUG
from tests.rehearsal.reach import Sight
from tests.rehearsal.rules import Cast

TYPED = tuple(f"Skrevet uten nett, nummer {n}" for n in range(1, 4))
WHILE_AWAY = "Sendt mens lageret var borte"
AWAY_SECONDS = 8.0  # longer than a page keeps silent about it
MADE_UP = 300  # identities: far more than a few classes at once


async def ten_lose_the_network(cast: Cast, account: Account) -> None:
    crowd = cast.crowd
    follow = (await cast.hall.question(FOLLOW))["id"]
    account.tell(
        f"{len(crowd.cut_off)} people lose the network; three type a question, all vote, and meanwhile things go on"
    )
    await in_turn(crowd.cut_off, lambda person: person.cut())
    for person, text in zip(crowd.cut_off, TYPED, strict=False):
        cast.secrets[text] = {person.name}
        await crowd.ask(person, text)
        await person.page.wait_for_selector(".own--unsent", state="attached")
    await in_turn(crowd.cut_off, lambda person: crowd.vote(person, follow))
    await cast.kari.go(f"question-{follow}")
    there = [person for person in crowd.scripted if person not in crowd.cut_off]
    await account.reached(
        "taken up, for those who are there",
        there,
        Sight(f"#question-{follow}[data-status=live]"),
        lambda: cast.kari.press("n"),
    )
    for person in crowd.cut_off:
        await person.page.wait_for_selector("[data-connection]:not([hidden])")
    await account.shoot(crowd.cut_off[0], "attendee-without-network")
    await asyncio.gather(*(person.mend() for person in crowd.cut_off))
    began = time.monotonic()
    for person in crowd.cut_off:
        await person.page.wait_for_selector(f"#question-{follow}[data-status=live]", state="attached")
        await person.page.wait_for_selector("[data-connection]", state="hidden", timeout=40_000)
    account.tell(f"  all {len(crowd.cut_off)} are back, the last after {time.monotonic() - began:.1f} s")
    await in_turn(
        crowd.cut_off[: len(TYPED)], lambda person: person.page.wait_for_selector(".own--pending", state="attached")
    )
    for person in crowd.cut_off:
        person.disturbed = False
    await cast.kari.go(f"question-{follow}")
    await cast.kari.press("r")


async def a_worker_dies(cast: Cast, account: Account) -> None:
    account.tell("One of the two workers is killed")
    slides = (await cast.hall.question(SLIDES))["id"]
    for person in cast.everyone:
        person.disturbed = True
    await cast.hall.kill_a_worker()
    await cast.kari.go(f"question-{slides}")
    there = [
        person for person in cast.crowd.scripted if person not in cast.crowd.cut_off
    ]  # the others' lines are held by the test, which learns late of a dead server
    await account.reached(
        "taken up, with one worker dead",
        there,
        Sight(f"#question-{slides}[data-status=live]"),
        lambda: cast.kari.press("n"),
    )


async def the_store_is_away(cast: Cast, account: Account) -> None:
    account.tell(f"The store is away for {AWAY_SECONDS:.0f} s; Kari and an attendee act all the same")
    slides = (await cast.hall.question(SLIDES))["id"]
    await cast.hall.stop_store()
    stopped = time.monotonic()
    asker = cast.crowd.scripted[len(cast.crowd.cut_off) + 2]
    cast.secrets[WHILE_AWAY] = {asker.name}
    await cast.crowd.ask(asker, WHILE_AWAY)
    await cast.kari.go(f"question-{slides}")
    await cast.kari.press("x")
    await cast.kari.page.wait_for_selector("[data-store]:not([hidden])")
    await account.shoot(cast.kari.person, "desk-without-store")
    await asyncio.sleep(max(0.0, AWAY_SECONDS - (time.monotonic() - stopped)))
    await account.shoot(asker, "attendee-without-store")
    await account.shoot(cast.stage, "stage-without-store")
    sight = Sight(f"#question-{slides}[data-status=answered]")
    await account.reached(
        "what Kari did meanwhile, once the store is back", cast.crowd.scripted, sight, cast.hall.start_store
    )
    await asker.page.wait_for_selector(".own--pending", state="attached")
    await cast.kari.page.wait_for_selector("[data-store]", state="hidden")


async def the_votes_are_stuffed(cast: Cast, account: Account) -> None:
    question = await cast.hall.question(FEES)
    cast.stuffed = question["id"]
    headers = {"origin": cast.hall.base, "accept": "application/json"}
    counted = question["votes"]

    async def vote(_: int) -> None:
        async with httpx2.AsyncClient(base_url=cast.hall.base, headers=headers, timeout=20) as nobody:
            await nobody.post(f"/{SLUG}/questions/{question['id']}/upvote", json={"on": True})

    await in_turn(range(MADE_UP), vote, at_once=10)
    await cast.kari.page.wait_for_selector("[data-doubted]:not([hidden])")
    stuffed = (await cast.hall.question(FEES))["votes"] - counted
    account.tell(
        f"Somebody makes up {MADE_UP} identities and votes with each: {stuffed} are counted as newcomers, the "
        f"rest wait for a moderator"
    )
    await account.shoot(cast.kari.person, "desk-doubted")
    if stuffed > MADE_UP // 2:
        account.wrong.append(f"{stuffed} of {MADE_UP} made up votes count")
