"""The acts around the questions: the programme moves, everyone is told something, polls, taps from the room, a word to
the speaker.
"""

from tests.rehearsal.account import Account
from tests.rehearsal.crowd import in_turn, some
from tests.rehearsal.reach import Sight
from tests.rehearsal.rules import Cast

NEWS, LINK = "Ny lenke til del to", "https://video.example.no/2"
LATER, URGENT = "Kaffen er klar", "Vi jobber med å rette lyden."
REASON = "Mange gode spørsmål"


async def the_programme_moves(cast: Cast, account: Account) -> None:
    account.tell("The second session is put off with a reason, and put back by one key; Ola makes it later by touch")
    session = (await cast.hall.public())["agenda"]["sessions"][1]["id"]
    kari, slot = cast.kari, f"session-{session}"
    await kari.go(slot)
    await kari.press("e")
    await kari.fill(f"#minutes-{session}", "10")
    await kari.fill(f"#reason-{session}", REASON)
    await kari.tab_to(f"#do-delay-{session}")
    await account.reached(
        "put off by ten minutes, with a reason",
        cast.crowd.scripted,
        Sight(f"#{slot}", REASON),
        lambda: kari.press("Enter"),
    )
    await account.shoot(cast.crowd.people[0], "attendee-delayed")
    await kari.page.wait_for_selector("[data-undo]:not([hidden])")
    await account.reached(
        "put back", cast.crowd.scripted, Sight(f"#{slot}:not(:has(.session__was))"), lambda: kari.press("u")
    )
    await cast.ola.turn_to("programme")
    await account.reached(
        "five minutes later",
        cast.crowd.scripted,
        Sight(f"#{slot}:has(.session__was)"),
        lambda: cast.ola.tap(f"#do-delay5-{session}"),
    )
    await account.shoot(cast.ola.person, "desk-phone-programme")


async def everyone_is_told(cast: Cast, account: Account) -> None:
    account.tell(
        "Kari tells everyone of a new link; sets another message for later; takes the first back. Ola sends an "
        "urgent one"
    )
    kari, ola = cast.kari, cast.ola
    await kari.press("Escape", "c")
    await kari.page.wait_for_selector("#announce-text")
    await kari.tab_to("#announce-text")
    await kari.write(NEWS)
    await kari.unfold("[data-send=announce] details")
    await kari.fill("#announce-link", LINK)
    await kari.tab_to('[data-send="announce"] .move--main')
    await account.shoot(kari.person, "desk-announcing")
    await account.reached(
        "a message with a link",
        cast.crowd.scripted,
        Sight(f'.announcement__link[href="{LINK}"]'),
        lambda: kari.press("Enter"),
    )
    await account.shoot(cast.crowd.people[2], "attendee-announcement")
    cast.secrets[LATER] = set()
    await kari.press("Escape", "c")
    await kari.tab_to("#announce-text")
    await kari.write(LATER)
    await kari.unfold("[data-send=announce] details")
    await kari.tab_to("#announce-starts")
    await kari.write("1159PM")  # fields for a time follow the browser's own language, not the page's
    await kari.tab_to('[data-send="announce"] .move--main')
    await kari.press("Enter")
    await kari.page.wait_for_selector(".stands--due", state="attached")
    first = next(a["id"] for a in (await cast.hall.public())["announcements"] if a["text"] == NEWS)
    await kari.tab_to(f"#end-{first}")
    await account.reached(
        "the message taken back",
        cast.crowd.scripted,
        Sight(f"#announcement-{first}", gone=True),
        lambda: kari.press("Enter"),
    )
    await ola.turn_to("tools")
    await ola.tap("[data-tool=announce] > summary")
    await ola.page.fill("#announce-text", URGENT)
    await ola.page.check('input[name="level"][value="urgent"]')
    await account.shoot(ola.person, "desk-phone-announcing")
    sight = Sight(".announcement--urgent", URGENT)
    await account.reached(
        "an urgent message", cast.crowd.scripted, sight, lambda: ola.tap('[data-send="announce"] .move--main')
    )


async def a_poll_is_taken(cast: Cast, account: Account) -> None:
    account.tell("A poll: opened by key, answered by everyone, changed by some, shown and closed by touch")
    kari, ola, crowd = cast.kari, cast.ola, cast.crowd
    await kari.press("Escape", "b")
    await kari.tab_to("#poll-text")
    await kari.write("Hvor langt har dere kommet?")
    await kari.fill("#poll-options", "Ikke begynt")
    await kari.press("Enter")
    await kari.write("Søknaden er sendt")
    await kari.press("Enter")
    await kari.write("Elever er ute")
    await kari.tab_to("[data-tool=polls] [data-does=open]")
    await account.reached("a poll opens", crowd.scripted, Sight(".poll"), lambda: kari.press("Enter"))
    poll = (await cast.hall.public())["polls"][0]["id"]
    await account.shoot(crowd.people[0], "attendee-poll")
    await ola.turn_to("tools")
    await ola.tap("[data-tool=stage] > summary")
    await account.reached(
        "the poll on the big screen",
        [cast.stage],
        Sight("[data-scene=poll]:not([hidden])"),
        lambda: ola.tap("#stage-poll"),
    )
    await in_turn(crowd.people, lambda person: crowd.choose(person, poll, crowd.chance.choice(("o1", "o2", "o3"))))
    await in_turn(some(crowd.people, 0.2, crowd.chance), lambda person: crowd.choose(person, poll, "o2"))
    await ola.tap("[data-tool=polls] > summary")
    await account.reached(
        "the results are shown",
        crowd.scripted,
        Sight(f"#poll-{poll} [data-results]:not([hidden])"),
        lambda: ola.tap(f"#poll-{poll} [data-does=show]"),
    )
    await account.shoot(cast.stage, "stage-poll")
    await account.shoot(crowd.people[0], "attendee-poll-results")
    await account.shoot(ola.person, "desk-phone-poll")
    await account.reached(
        "the poll closes",
        crowd.scripted,
        Sight(f"#poll-{poll}:not(:has(form))"),
        lambda: ola.tap(f"#poll-{poll} [data-does=close]"),
    )
    await ola.tap("[data-tool=stage] > summary")
    await account.reached(
        "the big screen follows the event again",
        [cast.stage],
        Sight("[data-scene=now]:not([hidden])"),
        lambda: ola.tap("#stage-auto"),
    )
    await account.shoot(ola.person, "desk-phone-stage")


async def the_room_cannot_hear(cast: Cast, account: Account) -> None:
    account.tell("Six people tap that they cannot hear, and the desks are alarmed; a word to the speaker is seen")
    for person in cast.crowd.scripted[4:9]:
        await cast.crowd.say(person, "sound")
    last = cast.crowd.scripted[9]
    sight = Sight("[data-unheard]:not([hidden]) [data-slot=unheard]", "6")
    await account.reached("the alarm at the desks", cast.desks, sight, lambda: cast.crowd.say(last, "sound"))
    await account.shoot(cast.kari.person, "desk-alarm")
    await cast.ola.turn_to("tools")
    await account.shoot(cast.ola.person, "desk-phone-alarm")
    await cast.ola.tap("[data-tool=cue] > summary")
    await account.reached(
        "a word to the speaker",
        [cast.speaker],
        Sight(".cue:not([hidden])"),
        lambda: cast.ola.tap("[data-tool=cue] button"),
    )
    await account.shoot(cast.speaker, "speaker-cue")
    sight = Sight("[data-cue-given].is-seen")
    await account.reached(
        "the desks learn that it was seen", cast.desks, sight, lambda: cast.speaker.page.tap(".cue button")
    )


async def asking_closes_and_opens(cast: Cast, account: Account) -> None:
    account.tell("Asking is closed by touch and opened again by key")
    await cast.ola.turn_to("tools")
    await cast.ola.tap("[data-tool=settings] > summary")
    await account.reached(
        "asking is closed",
        cast.crowd.scripted,
        Sight("#asking[data-open=false]"),
        lambda: cast.ola.tap("#set-questions_open"),
    )
    await account.shoot(cast.crowd.people[0], "attendee-closed")
    await cast.kari.press("Escape")
    await cast.kari.unfold("[data-tool=settings]")
    await cast.kari.tab_to("#set-questions_open")
    await account.reached(
        "asking is open again", cast.crowd.scripted, Sight("#asking[data-open=true]"), lambda: cast.kari.press("Enter")
    )


async def it_runs_over(cast: Cast, account: Account) -> None:
    account.tell(
        "The first session is nearly over and needs more time: the desk proposes ways out, and one key takes one"
    )
    kari = cast.kari
    first, second = [s["id"] for s in (await cast.hall.public())["agenda"]["sessions"][:2]]
    await cast.hall.nearly_over(first)
    await kari.page.wait_for_selector("[data-slips]:not([hidden]) .slips__way")
    await account.shoot(kari.person, "desk-ways-out")
    ends = await cast.crowd.people[0].page.evaluate(f"document.querySelector('#session-{first}').dataset.ends")
    await kari.press("Escape")
    await account.reached(
        "a way out is taken",
        cast.crowd.scripted,
        Sight(f'#session-{first}:not([data-ends="{ends}"])'),
        lambda: kari.press("7"),
    )
    await kari.page.wait_for_selector("[data-undo]:not([hidden])")
    await account.reached(
        "and taken back", cast.crowd.scripted, Sight(f'#session-{first}[data-ends="{ends}"]'), lambda: kari.press("u")
    )
    await kari.go(f"session-{second}")
    await account.reached(
        "the next one is begun",
        cast.crowd.scripted,
        Sight(f"#session-{second}[data-status=live]"),
        lambda: kari.press("n"),
    )


async def it_ends(cast: Cast, account: Account) -> None:
    account.tell("Kari begins and ends what is left, one key each; the event is over")
    kari = cast.kari
    rest = [s["id"] for s in (await cast.hall.public())["agenda"]["sessions"] if s["status"] in ("scheduled", "live")]
    for session in rest:
        slot = f"#session-{session}"
        for key, shown in (("n", "live"), ("x", "done")):
            if not await kari.page.locator(f"{slot}[data-shown={shown}]").count():  # the clock may have begun it
                await kari.go(slot[1:])
                await kari.press(key)
                await kari.page.wait_for_selector(f"{slot}[data-shown={shown}]", state="attached")
    await in_turn(
        cast.crowd.scripted, lambda person: person.page.wait_for_selector('#now[data-phase="after"]', state="attached")
    )
    await account.shoot(cast.crowd.people[0], "attendee-after")
    await account.shoot(cast.stage, "stage-after")
    await account.shoot(cast.speaker, "speaker-after")
    await account.shoot(kari.person, "desk-after")
