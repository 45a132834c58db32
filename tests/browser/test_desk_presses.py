"""Real presses: an X server, a browser with a window, and a mouse that is moved and pressed by X events while other
people's changes storm in. No press is lost, and none lands on another line.
"""

import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, sync_playwright

from live.settings import Settings
from tests.browser.desks import READY
from tests.browser.engines import PATIENCE_SECONDS, Engine, firefox, until
from tests.browser.visitors import Seminar
from tests.tools import wanted

PRESSES = int(os.environ.get("LIVE_PRESSES", "15"))  # LIVE_PRESSES=200 by hand; CI has little time
pytestmark = [pytest.mark.browser, pytest.mark.timeout(120 + 3 * PRESSES)]
SIZE = (1280, 800)
PLACE = """(id) => {
  const button = document.getElementById(`do-approve-${id}`);
  button.closest(".row").scrollIntoView({ block: "center" });
  const { left, top, width, height } = button.getBoundingClientRect();
  const x = window.mozInnerScreenX ?? screenX + (outerWidth - innerWidth) / 2;
  const y = window.mozInnerScreenY ?? screenY + outerHeight - innerHeight;
  return [x + left + width / 2, y + top + height / 2].map(Math.round);
}"""
POINTED_AT = """(id) => document.getElementById(`do-approve-${id}`)?.matches(":hover")"""
DONE = """(ids) =>
  ids.every((id) => document.getElementById(`question-${id}`)?.dataset.status !== "pending")"""  # the queue is a window


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Without limits: they are about one place, and here all people are in one."""
    return replace(settings, limits=False)


@pytest.fixture
def screen() -> Iterator[str]:
    """The name of an X server of its own."""
    xvfb = wanted("Xvfb")
    wanted("xdotool")
    read, write = os.pipe()
    command = [xvfb, "-displayfd", str(write), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as told:
            display = told.readline().strip()
        yield f":{display}"
        server.terminate()


def press(engine: Engine, one: str, screen: str) -> None:
    """Press the button of a question as a hand does, which follows what moves until it is there; the window may come
    late as well, where other work goes on.
    """
    ends = time.monotonic() + PATIENCE_SECONDS
    while not engine.run(f"({POINTED_AT})({json.dumps(one)})"):
        assert time.monotonic() < ends, "the pointer never came there"
        x, y = engine.run(f"({PLACE})({json.dumps(one)})")
        mouse(screen, "mousemove", str(x), str(y))
    mouse(screen, "click", "1")


def mouse(screen: str, *does: str) -> None:
    subprocess.run(["xdotool", *does], env={**os.environ, "DISPLAY": screen}, check=True)


@contextmanager
def storm(seminar: Seminar, ids: list[str]) -> Iterator[None]:
    """Others approve and hold, all the time, what this mouse does not press."""
    over = threading.Event()

    def blow() -> None:
        n = 0
        while not over.wait(0.15):
            n += 1
            seminar.moderate(f"questions/{ids[n % len(ids)]}/{'hold' if n // len(ids) % 2 else 'approve'}")

    others_hand = threading.Thread(target=blow)
    others_hand.start()
    try:
        yield
    finally:
        over.set()
        others_hand.join()


@contextmanager
def chromium(screen: str, size: tuple[int, int] = SIZE) -> Iterator[Engine]:
    """With a window of this size on a screen."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        context = playwright.chromium.launch_persistent_context(
            home,
            executable_path=wanted("chromium"),
            headless=False,
            no_viewport=True,
            env={**os.environ, "DISPLAY": screen},
            args=["--no-sandbox", f"--window-size={size[0]},{size[1]}", "--window-position=0,0"],
        )
        try:
            yield Windowed(context.pages[0])
        finally:
            context.close()


class Windowed:
    """Playwright's page as an engine."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def goto(self, url: str) -> None:
        self._page.goto(url)
        self._page.wait_for_selector(READY)  # the link's page gives way to the desk

    def run(self, expression: str) -> Any:
        return self._page.evaluate(expression)


@pytest.mark.parametrize("browser", [chromium, firefox], ids=["chromium", "firefox"])
def test_no_press_is_lost_and_none_lands_on_another_line(
    browser: Callable[[str, tuple[int, int]], AbstractContextManager[Engine]], seminar: Seminar, screen: str
) -> None:
    mine = [seminar.asked(f"Trykk på meg, nummer {n}", approve=False)["id"] for n in range(PRESSES)]
    others = [seminar.asked(f"Andres, nummer {n}", approve=False)["id"] for n in range(6)]
    with browser(screen, SIZE) as engine:
        engine.goto(seminar.links["moderator"])
        until(engine, f"document.querySelector({json.dumps(READY)}) !== null")
        with storm(seminar, others):
            for one in mine:
                press(engine, one, screen)
            until(engine, f"({DONE})({json.dumps(mine)})")
    state = {q["id"]: q["status"] for q in seminar.state()["questions"]}
    assert [state[one] for one in mine] == ["approved"] * PRESSES
