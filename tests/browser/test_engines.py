"""The same short journey in Firefox and WebKit: seeing a change, asking, voting."""

import pytest

from tests.browser import engines
from tests.browser.engines import until
from tests.browser.visitors import SLUG, Seminar

ENGINES = {
    "firefox": pytest.param("firefox", marks=pytest.mark.needs("firefox"), id="firefox"),
    "webkit": pytest.param(
        "webkit", marks=[pytest.mark.needs("WebKitWebDriver"), pytest.mark.needs("Xvfb")], id="webkit"
    ),
}
FOLLOWS = """document.querySelector("[data-alone]").hidden"""
ASKS = """(() => {
  document.querySelector('[data-tab="questions"]').click();
  const text = document.getElementById("ask-text");
  text.value = "Virker det her også?";
  text.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector(".ask__do button").click();
  return true;
})()"""


@pytest.mark.parametrize("name", ENGINES.values())
def test_seeing_a_change_asking_and_voting(seminar: Seminar, name: str) -> None:
    question = seminar.asked("Hva koster det?")
    vote = f"""document.getElementById("vote-{question["id"]}")"""
    with getattr(engines, name)() as browser:
        browser.goto(f"{seminar.base}/{SLUG}?lang=nb")
        until(browser, FOLLOWS)
        seminar.moderate("announcements", text="Pausen er flyttet", level="info")
        until(browser, """document.querySelector(".announcement")?.textContent.includes("Pausen er flyttet")""")
        assert browser.run(ASKS)
        until(browser, """document.querySelector(".own--pending")?.textContent.includes("Virker det her")""")
        assert [q["text"] for q in seminar.state()["questions"]] == ["Hva koster det?", "Virker det her også?"]
        browser.run(f"({vote}.click(), true)")
        until(browser, f"""{vote}.getAttribute("aria-pressed") === "true" """)
        assert browser.run(f"""{vote}.querySelector("[data-count]").textContent""") == "1"
        assert browser.run("""document.querySelector("#questions > .empty").getClientRects().length""") == 0
