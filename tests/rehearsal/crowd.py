"""Forty attendees, each with a browser of their own, and what an attendee can do.

What each has wished is written down, to be counted at the end.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TypeVar

from playwright.async_api import Browser

from tests.rehearsal.hall import SLUG
from tests.rehearsal.people import Person, arrive, look

One = TypeVar("One")
Result = TypeVar("Result")

AT_ONCE = 5  # people who act at the same moment; more only queue for the two cores
LANGUAGES = ("nb", "nn", "en", "nb-NO", "nn-NO")
WIDTHS = (390, 1280, 320, 768, 360)
PLAIN, ON_STREAMS, ON_POLLS = 4, 1, 1  # without script; where sockets are refused, and streams too
CUT_OFF = 10  # who will lose the network, at most
FEWEST = 16  # attendees for whom every act has somebody: there are ten askers and two more with sockets of their own


class Crowd:
    """`votes`: question → who last wished theirs on; `asked`: who asked what; `chose`: poll → who chose what."""

    def __init__(self, browser: Browser, base: str, size: int, chance: random.Random) -> None:
        self._browser, self._base, self._size, self.chance = browser, base, size, chance
        self._cut_off = min(CUT_OFF, size // 3)
        self.people: list[Person] = []
        self.votes: defaultdict[str, set[str]] = defaultdict(set)
        self.asked: dict[str, Person] = {}
        self.chose: dict[str, dict[str, str]] = {}

    async def come(self) -> None:
        """One after another, a few at a time, as through a door."""
        self.people = await in_turn(range(self._size), self._enter)

    async def _enter(self, number: int) -> Person:
        left = self._size - number
        plain, polls, streams = left <= PLAIN, left == PLAIN + ON_POLLS, left == PLAIN + ON_POLLS + ON_STREAMS
        width = WIDTHS[number % len(WIDTHS)]
        seen = look(
            width,
            language=LANGUAGES[number % len(LANGUAGES)],
            dark=number % 3 == 2,
            touch=width < 600,
            script=not plain,
        )
        name = f"{number:02d} " + (
            "without script" if plain else "polling" if polls else "on streams" if streams else f"{width} px"
        )
        person = await arrive(
            self._browser,
            self._base,
            name,
            "attendee",
            line=number < self._cut_off,
            sockets=not (polls or streams),
            streams=not polls,
            **seen,
        )
        await person.open(f"/{SLUG}")
        return person

    @property
    def scripted(self) -> list[Person]:
        """Those whose pages follow along by themselves."""
        return [person for person in self.people if person.script]

    @property
    def plain(self) -> list[Person]:
        return [person for person in self.people if not person.script]

    @property
    def cut_off(self) -> list[Person]:
        return self.people[: self._cut_off]

    # What an attendee does

    async def ask(self, person: Person, text: str, name: str = "") -> None:
        self.asked[text] = person
        page = person.page
        await self.turn_to_questions(person)
        await page.fill("#ask-text", text)
        if name:
            await page.fill("#ask-name", name)
        if person.script:
            await page.click(".ask__do button")
            await page.wait_for_function("() => !document.querySelector('#ask-text').value")
        else:
            await submitted(person, ".ask__do button")

    async def vote(self, person: Person, question: str) -> None:
        """Press the button of a question; once more takes it back."""
        self.votes[question] ^= {person.name}
        await self.turn_to_questions(person)
        on = "false"
        if not person.script:
            on = str(person.name in self.votes[question]).lower()
            if on == "false":
                await person.open(f"/{SLUG}/mine")
                return await submitted(person, f'form[action$="{question}/upvote"] button')
            return await submitted(person, f"#vote-{question}")
        button = person.page.locator(f"#vote-{question}")
        await person.page.wait_for_selector(f"#vote-{question}", state="attached")
        if await person.page.locator("[data-reorder]").is_visible():
            await person.page.click("[data-reorder]")
        await button.click()
        return None

    async def choose(self, person: Person, poll: str, option: str) -> None:
        self.chose.setdefault(poll, {})[person.name] = option
        if not person.script:
            await person.open(f"/{SLUG}")
        choice = person.page.locator(f"#choice-{poll}-{option}")
        if not await choice.is_visible():  # answered, so it is folded
            await person.page.click(f"#again-{poll}")
        await choice.check()
        if person.script:
            await person.page.click(f"#answer-{poll}")
            await choice.wait_for(state="hidden")
        else:
            await submitted(person, f"#answer-{poll}")

    async def say(self, person: Person, signal: str) -> None:
        """One of the taps that lie behind one button, and put the panel away again: it lies over the tabs."""
        if not await person.page.locator("[data-signals][open]").count():
            await person.page.click("[data-signals] > summary")
        await person.page.click(f"[data-signal={signal}]")
        await person.page.keyboard.press("Escape")
        await person.page.wait_for_selector("[data-signals]:not([open])")

    async def turn_to_questions(self, person: Person) -> None:
        if not person.script:
            return await person.open(f"/{SLUG}")
        tab = person.page.locator('[data-tab="questions"]')
        if await tab.is_visible():
            await tab.click()
        return None


async def submitted(person: Person, button: str) -> None:
    """Without script a form leads to another page."""
    person.loads_meant += 1
    async with person.page.expect_navigation():
        await person.page.click(button)


async def in_turn(
    ones: Iterable[One], does: Callable[[One], Awaitable[Result]], at_once: int = AT_ONCE
) -> list[Result]:
    """Everyone, a few at the same moment; results in order."""
    free = asyncio.Semaphore(at_once)

    async def one(who: One) -> Result:
        async with free:
            return await does(who)

    return await asyncio.gather(*(one(who) for who in ones))


def some(people: Sequence[Person], share: float, chance: random.Random) -> list[Person]:
    return [person for person in people if chance.random() < share]
