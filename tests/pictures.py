"""The pictures of the README, from the real thing.

`scripts/pictures` runs `live demo`, waits until there is something to see, and takes them all anew. Needs Chromium.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.tools import found

PLACE = Path(__file__).resolve().parent.parent / "docs" / "pictures"
DEMO = [sys.executable, "-m", "live", "demo", "--port", "0", "--at", "12:32", "--speed", "6", "--audience", "40"]
PATIENCE = 120_000  # ms, until the audience has asked enough
ENOUGH = 4  # questions in the queue
NAMES = {
    "All at once": "demo",
    "Attendees": "attendee",
    "The desk": "desk",
    "The stage": "stage",
    "Speakers": "speaker",
}
WIDE, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
SCREEN = ViewportSize(width=1280, height=720)
TOGETHER = ViewportSize(width=1280, height=900)


@contextmanager
def demo() -> Iterator[dict[str, str]]:
    """A running demo; the addresses it prints, by page."""
    with subprocess.Popen(DEMO, stdout=subprocess.PIPE, text=True, encoding="utf-8") as service:
        assert service.stdout is not None
        links: dict[str, str] = {}
        try:
            while len(links) < len(NAMES):
                told = re.match(r" {2}(\w[\w ]*?) +(http\S+)", next(service.stdout))
                if told:
                    links[NAMES[told[1]]] = told[2]
            yield links
        finally:
            service.terminate()


def open_page(browser: Browser, address: str, size: ViewportSize, language: str = "nb") -> Page:
    """Somebody who has just come, and sees a page that follows."""
    context = browser.new_context(viewport=size, locale=language, timezone_id="Europe/Oslo")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    return page


def take(page: Page, name: str) -> None:
    page.screenshot(path=PLACE / f"{name}.png", animations="disabled")


def main() -> None:
    PLACE.mkdir(exist_ok=True)
    with demo() as links, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found("chromium-headless-shell"), args=["--no-sandbox"])
        desk = open_page(browser, links["desk"], WIDE)
        attendee, phone = (open_page(browser, links["attendee"], size) for size in (WIDE, PHONE))
        stage, speaker = open_page(browser, links["stage"], SCREEN), open_page(browser, links["speaker"], PHONE)
        desk.wait_for_function(f"() => document.querySelectorAll('#queue .row').length >= {ENOUGH}")
        desk.wait_for_selector("#answering .row")
        desk.keyboard.press("2")
        desk.wait_for_selector("#chosen")
        take(desk, "desk")
        everything = open_page(browser, links["demo"], TOGETHER)
        everything.frame_locator("iframe[src*=desk]").locator("#queue .row").first.wait_for()
        everything.frame_locator("iframe[src$=stage]").locator("[data-scene=question]:not([hidden])").wait_for()
        take(everything, "demo")
        take(speaker, "speaker")
        stage.wait_for_selector("[data-scene=question]:not([hidden])")
        take(stage, "stage")
        if (waiting := attendee.locator("[data-reorder]")).is_visible():
            waiting.click()
        attendee.evaluate("scrollTo(0, 0)")
        take(attendee, "attendee")
        take(phone, "attendee-phone")
        browser.close()


if __name__ == "__main__":
    main()
