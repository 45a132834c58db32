"""The two desks: Kari's is moved by keys alone, Ola's by fingers on a narrow phone."""

from tests.rehearsal.people import Person

MOST_TABS = 400
# ms: two taps sooner than half a second, at one place, are a double click to the browser, and the second half of one
# does nothing
THUMB = 600
FOCUSED = "selector => document.activeElement?.matches(selector) ?? false"
AHEAD = """id => {
  const row = document.getElementById(id), at = document.activeElement.closest("[data-row]");
  const rows = [...row.closest("[data-column]").querySelectorAll("[data-row]:not([hidden])")];
  const shown = rows.filter((one) => one.checkVisibility());
  return shown.indexOf(row) - shown.indexOf(at);
}"""
COLUMNS = ("programme", "inbox", "queue", "answering", "done")


class Keyboard:
    """A moderator without a pointer. Every way of theirs is keys that the page itself shows."""

    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def write(self, text: str) -> None:
        await self.page.keyboard.type(text)

    async def tab_to(self, selector: str) -> None:
        for _ in range(MOST_TABS):
            if await self.page.evaluate(FOCUSED, selector):
                return
            await self.press("Tab")
        raise AssertionError(f"Tab never comes to {selector}")

    async def go(self, row: str) -> None:
        """To a row, by its column's number and then down or up."""
        await self.page.wait_for_selector(f"#{row}", state="attached")
        await self.press("Escape")
        column = await self.page.evaluate("id => document.getElementById(id).closest('[data-column]').id", row)
        await self.press(str(COLUMNS.index(column)))
        ahead = await self.page.evaluate(AHEAD, row)
        await self.press(*(["j"] * ahead if ahead > 0 else ["k"] * -ahead))
        assert await self.page.evaluate(FOCUSED, f"#{row}"), f"the keys did not lead to {row}"

    async def brought_to(self, selector: str) -> None:
        """Wait for what a key leads to once the pane has come."""
        await self.page.wait_for_function(FOCUSED, arg=selector)

    async def unfold(self, details: str) -> None:
        if not await self.page.locator(f"{details}[open]").count():
            await self.tab_to(f"{details} > summary")
            await self.press("Enter")

    async def fill(self, selector: str, text: str) -> None:
        """A field within reach of Tab, with other words."""
        await self.tab_to(selector)
        await self.press("Control+a")
        await self.write(text)


class Phone:
    """A moderator with one thumb."""

    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page

    async def turn_to(self, part: str) -> None:
        """To a part of the desk, or to a column of the questions; out of the pane, which covers them."""
        if await self.page.locator("[data-pane] [data-close]").is_visible():
            await self.tap("[data-pane] [data-close]")
        await self.page.tap(f'.desk__tabs [data-tab="{"questions" if part in COLUMNS[1:] else part}"]')
        if part in COLUMNS[1:]:
            await self.page.tap(f'[data-turn-to="{part}"]')

    async def tap(self, selector: str) -> None:
        await self.page.locator(selector).first.tap()
        await self.page.wait_for_timeout(THUMB)

    async def open(self, question: str) -> None:
        """The question, in the pane."""
        await self.tap(f"#question-{question} .row__text")
        await self.page.wait_for_selector(f'#chosen[data-question="{question}"]')

    async def more(self, question: str, part: str) -> None:
        """What can be done besides, in the pane."""
        await self.open(question)
        await self.tap(f"#chosen [data-more-of={part}] > summary")

    async def write(self, selector: str, text: str) -> None:
        await self.tap(selector)
        await self.page.fill(selector, text)
