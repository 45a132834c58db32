"""A real browser on a real server, with a seminar that is on now.

A page that logs an error or leaves its own origin fails its test.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.visitors import Seminar, Visitors
from tests.builders import running_now
from tests.running import Server
from tests.tools import wanted

expect.set_options(timeout=15_000)  # ms; waiting ends with the state, so a busy machine may take longer


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ends with its file: while it is there an event loop runs in this thread, and other rooms' tests need their
    own.
    """
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=wanted("chromium-headless-shell"), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def seminar(server: Server) -> Iterator[Seminar]:
    with Seminar(server, running_now()) as told:
        yield told


@pytest.fixture
def visitors(browser: Browser, seminar: Seminar) -> Iterator[Visitors]:
    here = Visitors(browser, seminar)
    yield here
    here.leave()


@pytest.fixture
def attendee(visitors: Visitors) -> Page:
    """Somebody on a phone, reading bokmål."""
    return visitors.arrive()
