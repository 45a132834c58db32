"""What must be true of every page, whenever things have come to rest.

Each rule yields a sentence for every place where it is broken.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

import msgspec

from tests.rehearsal import seen
from tests.rehearsal.crowd import Crowd, in_turn
from tests.rehearsal.desks import Keyboard, Phone
from tests.rehearsal.hall import SLUG, Hall
from tests.rehearsal.people import Person

REST_SECONDS = 90.0  # within which all pages are equal, after whatever went wrong; reconnecting may take most of it
MODERATORS_OWN = (
    "question.marked",
    "queue.arranged",
    '"moved_by"',
    '"original"',
    "announcement.scheduled",
    "poll.made",
)
NAMELESS = re.compile(
    r"^\s*- (button|link|textbox|checkbox|radio|combobox|switch|searchbox)(?: \[[^\]]*\])*:?\s*$", re.MULTILINE
)


class Cast(msgspec.Struct):
    """Everybody who is there.

    `secrets`: words → the names of those who may know them. `stuffed`: the question that was attacked.
    """

    hall: Hall
    crowd: Crowd
    kari: Keyboard
    ola: Phone
    stage: Person
    speaker: Person
    secrets: dict[str, set[str]]
    stuffed: str = ""

    @property
    def desks(self) -> list[Person]:
        return [self.kari.person, self.ola.person]

    @property
    def outside(self) -> list[Person]:
        """Everybody whom moderators' matters do not concern."""
        return [*self.crowd.people, self.stage, self.speaker]

    @property
    def everyone(self) -> list[Person]:
        return [*self.desks, *self.outside]


async def broken(cast: Cast) -> list[str]:
    """All that is wrong now, once things have had time to come to rest."""
    await cast.kari.press("Escape", "0", "Escape")  # what another has changed waits for a row to lose the focus
    rules = (
        as_the_server,
        desks_agree,
        stage_and_speaker_follow,
        askers_see_a_fate,
        votes_are_people,
        polls_are_people,
        nothing_of_the_moderators,
        pages_behave,
    )
    return [f"{rule.__name__}: {line}" for rule in rules for line in await rule(cast)]


async def differing(looks: Mapping[str, Callable[[], Awaitable[str]]]) -> list[str]:
    """Look at all of them until there is no difference, or the time is up; those that are left."""
    deadline = time.monotonic() + REST_SECONDS
    left = dict.fromkeys(looks, "")
    while left:
        found = await in_turn(list(left), lambda name: looks[name]())
        left = {name: difference for name, difference in zip(left, found, strict=True) if difference}
        if time.monotonic() > deadline:
            break
        await asyncio.sleep(0.25)
    return [f"{name}: {difference}" for name, difference in left.items()]


async def as_the_server(cast: Cast) -> list[str]:
    """Every attendee sees the public questions with their status and votes, the programme, the announcements and the
    polls as they are kept.
    """

    async def look(person: Person) -> str:
        if not person.script:
            await person.open(f"/{SLUG}")
        return seen.different(await person.page.evaluate(seen.ATTENDEE), seen.of_attendee(await cast.hall.public()))

    return await differing({person.name: partial(look, person) for person in cast.crowd.people})


async def desks_agree(cast: Cast) -> list[str]:
    """Both desks hold every question in the same column, with the same words, votes and labels; and what is ordered by
    hand is in that order.
    """

    async def look(desk: Person) -> str:
        kept = await cast.hall.kept()
        queued = {q["id"] for q in kept["questions"] if q["status"] == "approved"}
        by_hand = [one for one in kept["order"]["ids"] if one in queued]
        stands = [one for one in await desk.page.evaluate(seen.QUEUE) if one in by_hand]
        return seen.different(await desk.page.evaluate(seen.DESK), seen.of_desk(kept)) or seen.different(
            stands, by_hand, "the queue"
        )

    return await differing({desk.name: partial(look, desk) for desk in cast.desks})


async def stage_and_speaker_follow(cast: Cast) -> list[str]:
    """The question that is being answered is on the big screen and before the speaker; what is open is all the speaker
    is shown.
    """

    async def stage() -> str:
        live = _live((await cast.hall.public())["questions"])
        shown = await cast.stage.page.evaluate(seen.STAGE)
        return "" if live is None or live in shown["words"] else f"{shown}, while {live!r} is being answered"

    async def speaker() -> str:
        questions = (await cast.hall.public())["questions"]
        shown = await cast.speaker.page.evaluate(seen.SPEAKER)
        wanted = {q["text"]: q["votes"] for q in questions if q["status"] == "approved"}
        wrong = [text for text, votes in shown["wanted"] if wanted.get(text) != votes]
        return seen.different(shown["answering"], _live(questions), "being answered") or (
            f"{wrong} with {shown['wanted']}, and open is {wanted}" if wrong else ""
        )

    return await differing({"stage": stage, "speaker": speaker})


def _live(questions: list[dict[str, Any]]) -> str | None:
    return next((q["text"] for q in questions if q["status"] == "live"), None)


async def askers_see_a_fate(cast: Cast) -> list[str]:
    """Whoever asked finds each of their questions with its fate on their own page."""

    async def look(person: Person) -> str:
        answer = await person.page.context.request.get(f"/{SLUG}/mine", headers={"accept": "application/json"})
        theirs = {q["id"]: [q["status"], _told(q)] for q in (await answer.json())["asked"]}
        if not person.script:
            await person.open(f"/{SLUG}/mine")
        if len(theirs) != sum(asker is person for asker in cast.crowd.asked.values()):
            return f"has asked {theirs}"
        return seen.different(await person.page.evaluate(seen.MINE), theirs)

    return await differing(
        {
            person.name: partial(look, person)
            for person in {asker.name: asker for asker in cast.crowd.asked.values()}.values()
        }
    )


def _told(question: dict[str, Any]) -> str:
    """The fate as a page names it: whether the event is over is the style sheet's business."""
    fate = question.get("follows", question)["fate"]
    return {"unreached": "waiting" if question["status"] == "pending" else "open"}.get(fate, fate)


async def votes_are_people(cast: Cast) -> list[str]:
    """A question counts everyone who last wished their vote on, and those of every question joined with it, each person
    once.
    """

    async def look() -> str:
        kept = {q["id"]: q for q in (await cast.hall.kept())["questions"]}
        wrong = []
        for question in (q for q in kept.values() if q["status"] != "merged" and q["id"] != cast.stuffed):
            joined = (other for other, q in kept.items() if q["merged_into"] == question["id"])
            voters = set.union(*(cast.crowd.votes[one] for one in (question["id"], *joined)))
            if not _are(cast, question["votes"], voters):
                wrong.append(f"no. {question['number']} counts {question['votes']} votes of {len(voters)} people")
        return "; ".join(wrong)

    return await differing({"votes": look})


async def polls_are_people(cast: Cast) -> list[str]:
    """Each person is in one place, the one they chose last."""

    async def look() -> str:
        wrong = []
        for poll in (await cast.hall.kept())["polls"]:
            chosen = cast.crowd.chose.get(poll["id"], {})
            counted = {choice: n for choice, _, n in poll["results"]["counts"]}
            wrong += [
                f"“{option['text']}” has {counted[option['id']]} of {len(chosen)} people"
                for option in poll["options"]
                if not _are(
                    cast, counted[option["id"]], {name for name, choice in chosen.items() if choice == option["id"]}
                )
            ]
        return "; ".join(wrong)

    return await differing({"polls": look})


def _are(cast: Cast, counted: int, wished: set[str]) -> bool:
    """Of many at one address who run no script some wait for a moderator; everybody who is connected counts."""
    return len(wished - {person.name for person in cast.crowd.plain}) <= counted <= len(wished)


async def nothing_of_the_moderators(cast: Cast) -> list[str]:
    """No label, order, moderator's name or word that was never public has come to anybody it is not for: neither into a
    document nor over a line.
    """
    wrong: list[str] = []
    for person in cast.outside:
        told = await person.all_heard() + await person.page.content()
        for words, allowed in cast.secrets.items():
            if words in told and person.name not in allowed:
                wrong.append(
                    f"{person.name} was told {words!r}: "
                    f"…{told[max(0, told.index(words) - 150) : told.index(words) + 60]}…"
                )
        wrong += [f"{person.name} was told of {word}" for word in MODERATORS_OWN if word in told]
    return wrong


async def pages_behave(cast: Cast) -> list[str]:
    """No error, nothing asked of strangers, no sideways scrolling, no loading by itself; and every control has a name
    in the accessibility tree.
    """
    wrong: list[str] = []
    for person in cast.everyone:
        wrong += [f"{person.name} {line}" for line in person.wrong]
        person.wrong.clear()
        if wide := await person.page.evaluate(seen.WIDE):
            wrong.append(f"{person.name}: {wide}")
        if person.reloads():
            wrong.append(f"{person.name}: loaded {person.reloads()} times by itself")
    for person in (*cast.desks, cast.stage, cast.speaker, *cast.crowd.people[:2]):
        if nameless := NAMELESS.findall(await person.page.locator("body").aria_snapshot()):
            wrong += [f"{person.name}: controls without a name: {nameless}"]
    return wrong
