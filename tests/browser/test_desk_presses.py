"""Real presses: an X server, a browser with a window, and a mouse that is moved and pressed by X events while other
people's changes storm in. No press is lost, and none lands on another line.
"""

import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from playwright.sync_api import BrowserType, Page, sync_playwright

from live.settings import Settings
from tests.browser.desks import READY
from tests.browser.visitors import Seminar
from tests.tools import wanted

pytestmark = pytest.mark.browser
PRESSES = int(os.environ.get("LIVE_PRESSES", "25"))  # 200 by hand; CI has little time
SIZE = (1280, 800)
PLACE = """(id) => {
  const button = document.getElementById(`do-approve-${id}`);
  button.closest(".row").scrollIntoView({ block: "center" });
  const { left, top, width, height } = button.getBoundingClientRect();
  const chrome = { x: (outerWidth - innerWidth) / 2, y: outerHeight - innerHeight };
  return [screenX + chrome.x + left + width / 2, screenY + chrome.y + top + height / 2].map(Math.round);
}"""


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Without limits: they are about one place, and here all people are in one."""
    return replace(settings, limits=False)


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """An X server of its own."""
    xvfb = wanted("Xvfb")
    wanted("xdotool")
    read, write = os.pipe()
    command = [xvfb, "-displayfd", str(write), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as told:
            display = told.readline().strip()
        yield {**os.environ, "DISPLAY": f":{display}"}
        server.terminate()


def press(x: int, y: int, screen: dict[str, str]) -> None:
    subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], env=screen, check=True)


def storm(seminar: Seminar, ids: list[str], until: threading.Event) -> None:
    """Others ask, and approve and hold what this mouse does not press."""
    n = 0
    while not until.wait(0.15):
        n += 1
        seminar.moderate(f"questions/{ids[n % len(ids)]}/{'hold' if n // len(ids) % 2 else 'approve'}")


def test_no_press_is_lost_and_none_lands_on_another_line(seminar: Seminar, screen: dict[str, str]) -> None:
    mine = [seminar.asked(f"Trykk på meg, nummer {n}", approve=False)["id"] for n in range(PRESSES)]
    others = [seminar.asked(f"Andres, nummer {n}", approve=False)["id"] for n in range(6)]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as home:
        pressed(playwright.chromium, home, seminar, screen, mine, others)
    state = {q["id"]: q["status"] for q in seminar.state()["questions"]}
    assert [state[one] for one in mine] == ["approved"] * PRESSES


def pressed(
    kind: BrowserType, home: str, seminar: Seminar, screen: dict[str, str], mine: list[str], others: list[str]
) -> None:
    context = kind.launch_persistent_context(
        home,
        executable_path=wanted("chromium"),
        headless=False,
        no_viewport=True,
        env=dict(screen),
        args=["--no-sandbox", f"--window-size={SIZE[0]},{SIZE[1]}", "--window-position=0,0"],
    )
    page: Page = context.pages[0]
    page.goto(seminar.links["moderator"])
    page.wait_for_selector(READY)
    over = threading.Event()
    others_hand = threading.Thread(target=storm, args=(seminar, others, over))
    others_hand.start()
    try:
        for one in mine:
            x, y = page.evaluate(PLACE, one)
            press(x, y, screen)
        page.wait_for_function(
            "ids => ids.every((id) => document.getElementById(`question-${id}`)?.dataset.status === 'approved')",
            arg=mine,
        )
    finally:
        over.set()
        others_hand.join()
        context.close()
