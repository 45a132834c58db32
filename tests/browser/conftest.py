"""A real browser on a real server, with a seminar that is on now.

A page that logs an error or leaves its own origin fails its test.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, sync_playwright

from live.rules.agenda import Agenda
from tests.browser.visitors import Seminar, Visitors
from tests.builders import NOON, the_seminar
from tests.conftest import CHROMIUM
from tests.running import Server

INTO_IT = 20  # minutes of the seminar that are over


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ends with its file: while it is there an event loop runs in this thread, and other rooms' tests need their own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def running_now() -> Agenda:
    by = datetime.now(UTC) - timedelta(minutes=INTO_IT) - NOON
    moved = [
        replace(
            s,
            starts=s.starts + by,
            ends=s.ends + by,
            planned_starts=s.planned_starts + by,
            planned_ends=s.planned_ends + by,
        )
        for s in the_seminar().sessions
    ]
    return Agenda(sessions=tuple(moved))


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
