"""The acts about questions: asked, found alike, read, answered, joined, left out, ordered and labelled, by two desks
that meet on one of them.
"""

from tests.rehearsal.account import Account
from tests.rehearsal.crowd import in_turn, some
from tests.rehearsal.people import Person
from tests.rehearsal.reach import Sight
from tests.rehearsal.rules import Cast

ABROAD = "Hvordan søker vi om støtte til utveksling?"
ABROAD_AGAIN = "Korleis søkjer ein om stønad til utveksling?"
JAPAN = "Korleis fann de partnarskulen i Japan?"
JOINED = "Kven fann partnarskulen i Japan for dykk?"
INSURANCE = "Er det egne krav til forsikring?"
FEES = "Hvem betaler reisa for yrkesfagelevene?"
SLIDES = "Blir lysbildene delt etterpå?"
FOLLOW = "Could partner schools abroad follow this seminar too?"
DECLINED = "Kor mykje tener de på dette, eigentleg?"
UNCLEAR = "Hva med den greia med fraværet, Per Olav sa noe?"
CLEARER = "Hva skjer med fraværet når elevene er i utlandet?"
REGRETTED = "Glem det, jeg fant det selv"
BOTH = "Må hele klassen reise?"
WRITTEN = "Nei, enkeltelever kan bli med; det er skolen som velger."
ASKED = (ABROAD, JAPAN, JOINED, INSURANCE, FEES, SLIDES, FOLLOW, DECLINED, UNCLEAR, REGRETTED, BOTH)
LABEL, REASON_OF_OLA = "Økonomi-sjekk", "Dette svarer vi ikke på her"


async def questions_are_asked(cast: Cast, account: Account) -> None:
    askers = [*cast.crowd.scripted[2 : 2 + len(ASKED) - 1], cast.crowd.plain[0]]
    cast.secrets.update(
        {
            text: {asker.name}
            for text, asker in zip(ASKED, askers, strict=True)
            if text in (JOINED, DECLINED, UNCLEAR, REGRETTED)
        }
    )
    account.tell(f"{len(ASKED)} people ask, one of them without script")
    await in_turn(
        list(zip(askers, ASKED, strict=True)),
        lambda one: cast.crowd.ask(one[0], one[1], name="Åse" if one[1] == FEES else ""),
    )
    await cast.kari.page.wait_for_function(f"() => document.querySelectorAll('#inbox .row').length === {len(ASKED)}")
    await account.shoot(cast.kari.person, "desk-inbox")
    await cast.ola.turn_to("inbox")
    await account.shoot(cast.ola.person, "desk-phone-inbox")


async def questions_are_read(cast: Cast, account: Account) -> None:
    account.tell(
        "Kari reads by key: lets through, corrects one before anybody sees it; Ola leaves one out by touch, with "
        "a reason; one is taken back"
    )
    ids = {text: (await cast.hall.question(text))["id"] for text in ASKED}
    await cast.crowd.asked[REGRETTED].page.click(f"#mine-{ids[REGRETTED]} [data-withdraw] button")
    await cast.kari.go(f"question-{ids[ABROAD]}")
    await account.reached(
        "a question is let through",
        cast.crowd.scripted,
        Sight(f"#question-{ids[ABROAD]}"),
        lambda: cast.kari.press("a"),
    )
    await cast.kari.go(f"question-{ids[UNCLEAR]}")
    await cast.kari.press("e")
    await cast.kari.brought_to(f"#edit-{ids[UNCLEAR]}")
    await cast.kari.fill(f"#edit-{ids[UNCLEAR]}", CLEARER)
    await cast.kari.press("Control+Enter")
    await cast.kari.page.wait_for_selector(f'#question-{ids[UNCLEAR]} .row__text:has-text("{CLEARER}")')
    cast.crowd.asked[CLEARER] = cast.crowd.asked.pop(UNCLEAR)
    for text in (UNCLEAR, JAPAN, INSURANCE, FEES, SLIDES, FOLLOW, BOTH):
        await cast.kari.go(f"question-{ids[text]}")
        await cast.kari.press("a")
        await cast.kari.page.wait_for_selector(f"#queue #question-{ids[text]}", state="attached")
    await cast.ola.turn_to("inbox")
    await cast.ola.more(ids[DECLINED], "dismiss")
    await cast.ola.write(f"#reason-{ids[DECLINED]}", REASON_OF_OLA)
    cast.secrets[REASON_OF_OLA] = {cast.crowd.asked[DECLINED].name}
    await account.shoot(cast.ola.person, "desk-phone-reason")
    await cast.ola.tap(f"#chosen form:has(#reason-{ids[DECLINED]}) button")
    await cast.crowd.asked[DECLINED].page.wait_for_selector(
        f"#mine-{ids[DECLINED]}[data-fate=declined]", state="attached"
    )


async def somebody_finds_theirs_asked(cast: Cast, account: Account) -> None:
    account.tell("Somebody types in nynorsk what was asked in bokmål, and votes for that instead")
    person, question = cast.crowd.scripted[-1], (await cast.hall.question(ABROAD))["id"]
    await cast.crowd.turn_to_questions(person)
    await person.page.locator("#ask-text").press_sequentially(ABROAD_AGAIN)
    await person.page.click("[data-similar] li button")
    await person.page.wait_for_selector(f"#vote-{question}[aria-pressed=true]", state="attached")
    await account.shoot(person, "attendee-similar")
    cast.crowd.votes[question] ^= {person.name}
    await person.page.fill("#ask-text", "")


async def everyone_votes(cast: Cast, account: Account) -> None:
    crowd, chance = cast.crowd, cast.crowd.chance
    open_ones = [q["id"] for q in (await cast.hall.public())["questions"] if q["status"] in ("approved", "live")]
    wishes = [
        (person, question)
        for person in crowd.people
        for question in chance.sample(open_ones, 3)
        if person.name not in crowd.votes[question]
    ]
    await in_turn(crowd.people, lambda person: _each(cast, person, [q for p, q in wishes if p is person]))
    regretting = some(
        [person for person in crowd.people if any(person.name in voters for voters in crowd.votes.values())],
        0.2,
        chance,
    )
    await in_turn(regretting, lambda person: _each(cast, person, [q for p, q in wishes if p is person][:1]))
    account.tell(f"{len(wishes)} votes, {len(regretting)} of them taken back")
    account.tell(f"  {await _waiting(cast)} of {len(crowd.people)} people at one address wait to be counted")
    await account.shoot(crowd.people[0], "attendee-questions-phone", full=True)
    await account.shoot(crowd.people[11], "attendee-questions-dark-desktop", full=True)


async def _waiting(cast: Cast) -> int:
    line = cast.kari.page.locator("[data-doubted]")
    return int("".join(filter(str.isdigit, await line.inner_text())) or 0) if await line.is_visible() else 0


async def _each(cast: Cast, person: Person, questions: list[str]) -> None:
    for question in questions:
        await cast.crowd.vote(person, question)


async def questions_are_answered(cast: Cast, account: Account) -> None:
    account.tell(
        "One is taken up and answered; Kari answers another in writing while Ola marks it as answered: a "
        "conflict, and no word is lost"
    )
    japan, both = [(await cast.hall.question(text))["id"] for text in (JAPAN, BOTH)]
    await cast.kari.go(f"question-{japan}")
    await account.reached(
        "being answered now",
        cast.crowd.scripted,
        Sight(f"#question-{japan}[data-status=live]"),
        lambda: cast.kari.press("n"),
    )
    await cast.stage.page.wait_for_selector("[data-scene=question]:not([hidden])")
    await cast.speaker.page.wait_for_selector("[data-slot=answering]:not([hidden])")
    await account.shoot(cast.stage, "stage-question")
    await account.shoot(cast.speaker, "speaker-answering")
    await cast.kari.go(f"question-{japan}")
    sight = Sight(f"#question-{japan}[data-status=answered]")
    await account.reached("answered", cast.crowd.scripted, sight, lambda: cast.kari.press("x"))
    await cast.kari.go(f"question-{both}")
    await cast.kari.press("w")
    await cast.kari.brought_to(f"#answer-{both}")
    await cast.kari.write(WRITTEN)
    await cast.ola.turn_to("queue")
    await cast.ola.page.wait_for_selector(f"#question-{both} .row__writing:not([hidden])")
    await account.shoot(cast.ola.person, "desk-phone-writing")
    await cast.ola.open(both)
    await cast.ola.tap(f"#do-pane-answer-{both}")
    await cast.kari.page.wait_for_selector("#chosen > [data-slot=note]:not([hidden])")
    await cast.kari.press("Control+Enter")
    await cast.kari.page.wait_for_selector(".conflict")
    await account.shoot(cast.kari.person, "desk-conflict")
    await cast.kari.tab_to("[data-anyway]")
    await account.reached(
        "an answer in writing",
        cast.crowd.scripted,
        Sight(f"#question-{both}", WRITTEN),
        lambda: cast.kari.press("Enter"),
    )


async def alike_are_joined(cast: Cast, account: Account) -> None:
    account.tell("Ola joins two that are alike, takes it back, joins them again")
    joined, into = [await cast.hall.question(text) for text in (JOINED, INSURANCE)]
    for again in (False, True):
        await cast.ola.turn_to("inbox")
        await cast.ola.more(joined["id"], "merge")
        await cast.ola.write(f"#into-{joined['id']}", str(into["number"]))
        await cast.ola.tap("#chosen [data-does=merge]")
        await cast.ola.page.wait_for_selector(f"#done #question-{joined['id']}", state="attached")
        if not again:
            await cast.ola.turn_to("inbox")
            await account.shoot(cast.ola.person, "desk-phone-undo")
            await cast.ola.tap("[data-undo-do]")
            await cast.ola.page.wait_for_selector(f"#inbox #question-{joined['id']}", state="attached")


async def the_queue_is_put_in_order(cast: Cast, account: Account) -> None:
    account.tell("Kari labels, pins, promises and orders by key; leaves out several and brings them back with one key")
    fees, slides, follow = [(await cast.hall.question(text))["id"] for text in (FEES, SLIDES, FOLLOW)]
    kari = cast.kari
    cast.secrets[LABEL] = set()
    await kari.go(f"question-{fees}")
    await kari.press("l")
    await kari.brought_to(f"#label-{fees}")
    await kari.write(LABEL)
    await kari.press("Enter")
    await kari.page.wait_for_selector(f"#question-{fees} [data-label]")
    await kari.go(f"question-{follow}")
    await kari.press("Alt+ArrowUp", "Alt+ArrowUp")
    await kari.page.wait_for_function(f"() => document.querySelector('#desk-queue').dataset.ids.includes('{follow}')")
    await kari.go(f"question-{slides}")
    await account.reached(
        "pinned", cast.crowd.scripted, Sight(f"#question-{slides}.question--pinned"), lambda: kari.press("f")
    )
    await kari.go(f"question-{fees}")
    await kari.press("s", "Shift+ArrowDown", "d")
    await kari.page.wait_for_selector("[data-bulk]", state="hidden")
    await account.shoot(kari.person, "desk-bulk-undo")
    await account.reached(
        "several brought back", cast.crowd.scripted, Sight(f"#question-{fees}"), lambda: kari.press("u")
    )
    await account.shoot(kari.person, "desk-queue")
