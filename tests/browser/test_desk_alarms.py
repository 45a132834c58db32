"""Alarms and tools of the desk: whatever stands in their line they lie over nothing, and stay within the screen."""

from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from live.rules.event import LANGUAGES
from tests.browser.desks import open_desk
from tests.browser.test_desk_room import OUTSIDE
from tests.browser.visitors import Seminar, Visitors
from tests.waiting import until

pytestmark = pytest.mark.browser
PANEL = 'document.querySelector("[data-unheard] .tool__panel")'
RAISED = """(others) => {
  const words = (name, pattern) => document.querySelector(`[data-${name}]`).dataset[pattern];
  const raise = (name, text) => {
    document.querySelector(`[data-${name}]`).hidden = false;
    document.querySelector(`[data-slot=${name}]`).textContent = text;
  };
  raise("unheard", words("unheard", "pattern").replace("{n}", "112"));
  raise("stale", words("stale", "pattern").replace("{time}", "16:26"));
  document.querySelector("[data-doubted]").hidden = false;
  const doubted = document.querySelector("[data-slot=doubted]");
  doubted.textContent = doubted.dataset.other.replace("{n}", "12");
  for (const one of document.querySelectorAll("[data-heard], [data-signal=sound], .team__others")) one.hidden = false;
  document.querySelector(".team__others").textContent = others;
  document.querySelector("[data-unheard]").open = true;
}"""
MEASURED = """() => {
  const shown = (one) => one.getClientRects().length > 0;
  const all = [...document.querySelectorAll(".desk__bar :is(button, input, summary)")].filter(shown);
  const isOut = (one) => {
    const { left, right } = one.getBoundingClientRect();
    const around = (one.closest(".chip, .team") ?? document.body).getBoundingClientRect();
    return left < around.left - 1 || right > Math.min(around.right, innerWidth) + 1;
  };
  const parts = [...document.querySelectorAll(".desk__bar > *")].filter(shown);
  const places = parts.map((one) => one.getBoundingClientRect());
  const lies = (a, b) => Math.abs(a.top - b.top) < 20 && a.left < b.left && b.left < a.right - 5;
  const covered = places.filter((a) => places.some((b) => lies(a, b)));
  return {
    wide: document.documentElement.scrollWidth,
    out: all.filter(isOut).map((one) => one.outerHTML),
    covered: covered.map(({ left, right, top }) => [left, right, top]),
    twice: [...document.querySelectorAll(".desk__bar > .heard [data-signal=sound]")].filter(shown).length,
  };
}"""


@pytest.mark.parametrize("width", [1440, 1280, 1024, 900, 820, 768, 640, 390, 320])
def test_alarms_lie_over_nothing(visitors: Visitors, seminar: Seminar, width: int) -> None:
    for language in LANGUAGES:
        phone = {"has_touch": True, "is_mobile": True} if width < 900 else {}
        page = open_desk(visitors, seminar, size={"width": width, "height": 800}, language=language, **phone)
        found, panel = raised(page)
        assert found == {"wide": width, "out": [], "covered": [], "twice": 0}, language
        assert panel == [True, True], language


def raised(page: Page) -> tuple[Any, Any]:
    """All of them at once, in the reader's words; in one step, for the next pulse of the event takes them back."""
    return page.evaluate(
        f"(others) => {{ ({RAISED})(others); return [({MEASURED})(), ({OUTSIDE})({PANEL})]; }}", "Også her: Kari, Per"
    )


SEEN = """(summary) => {
  const { left, top, width, height } = summary.getBoundingClientRect();
  return summary.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""


@pytest.mark.parametrize("height", [844, 568])
def test_a_phones_tools_come_into_sight_and_nothing_lies_over_them(
    visitors: Visitors, seminar: Seminar, height: int
) -> None:
    for text in ("Vi har mistet lyden", "Lysarkene kommer i kveld"):
        seminar.moderate("announcements", text=text, level="important")
    seminar.moderate("polls", text="Hvor langt er dere kommet?", kind="single", options=["Her", "Der"], on=True)
    seminar.moderate("cue", text="Rund av")
    size, phone = {"width": 390, "height": height}, {"has_touch": True, "is_mobile": True}
    page = open_desk(visitors, seminar, size=size, **phone)
    page.tap('[data-tab="tools"]')
    for tool in ("announce", "cue", "polls", "announce"):
        summary = page.locator(f'[data-tool="{tool}"] > summary')
        summary.tap()
        expect(page.locator(f'[data-tool="{tool}"][open]')).to_be_visible()
        until(partial(summary.evaluate, SEEN))
        main = page.locator(f'[data-tool="{tool}"] button.move--main:visible').first
        if tool != "polls":
            assert main.evaluate(SEEN), tool
        assert page.locator(".running .chip").first.evaluate(
            "(chip) => chip.closest('.running').getBoundingClientRect().bottom"
        ) <= page.locator('[data-tool="announce"] > summary').evaluate("(it) => it.getBoundingClientRect().top + 1")


@pytest.mark.parametrize("size", [(1280, 800), (1366, 768), (390, 640)])
def test_keys_open_what_they_open_at_every_size(visitors: Visitors, seminar: Seminar, size: tuple[int, int]) -> None:
    page = open_desk(visitors, seminar, size={"width": size[0], "height": size[1]})
    page.keyboard.press("?")
    assert page.locator("#help form button").evaluate(SEEN), "the way out is in sight"
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.locator("#announce-text")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#filter")).to_be_focused()
    page.keyboard.type("lyden")
    page.keyboard.press("Escape")
    expect(page.locator("#filter")).to_have_value("")
    expect(page.locator("#filter")).not_to_be_focused()  # the next key is a key of the desk again
