"""The two desks: Kari's is moved by keys alone, Ola's by fingers on a narrow phone."""

from tests.rehearsal.people import Person

MOST_TABS = 400
# ms: two taps sooner than half a second, at one place, are a double click to the browser, and the second half of one
# does nothing
THUMB = 600
FOCUSED = "selector => document.activeElement?.matches(selector) ?? false"
PLACE = """id => {
  const rows = (column) => [...column.querySelectorAll("[data-row]")].filter((row) => row.checkVisibility());
  const row = document.getElementById(id), column = row?.closest("[data-column]");
  if (!column) return null;
  const at = document.activeElement.closest("[data-row]");
  return { column: [...document.querySelectorAll("[data-column]")].indexOf(column),
    ahead: rows(column).indexOf(row) - rows(column).indexOf(at) };
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
        place = await self.page.evaluate(
            "id => [...document.querySelectorAll('[data-column]')]"
            ".indexOf(document.getElementById(id).closest('[data-column]'))",
            row,
        )
        await self.press(str(place))
        ahead = (await self.page.evaluate(PLACE, row))["ahead"]
        await self.press(*(["j"] * ahead if ahead > 0 else ["k"] * -ahead))
        assert await self.page.evaluate(FOCUSED, f"#{row}"), f"the keys did not lead to {row}"

    async def fill(self, selector: str, text: str) -> None:
        """A field within reach of Tab, with other words."""
        await self.tab_to(selector)
        await self.press("Control+a")
        await self.write(text)


class Phone:
    """A moderator with one thumb."""

    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page

    async def turn_to(self, panel: str) -> None:
        await self.page.tap(f'.desk__tabs [data-tab="{panel}"]')

    async def tap(self, selector: str) -> None:
        await self.page.locator(selector).first.tap()
        await self.page.wait_for_timeout(THUMB)

    async def more(self, row: str) -> None:
        """Open what can be done besides."""
        if not await self.page.locator(f"#{row} details.row__more[open]").count():
            await self.tap(f"#{row} details.row__more > summary")

    async def write(self, selector: str, text: str) -> None:
        await self.tap(selector)
        await self.page.fill(selector, text)
