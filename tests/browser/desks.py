"""The desk as a moderator uses it in a browser: what tests of several files do there."""

from contextlib import ExitStack
from typing import Any

import httpx2
from playwright.sync_api import FloatRect, Locator, Page, expect
from websockets.sync.client import connect

from tests.browser.visitors import DESKTOP, SLUG, Seminar, Visitors

READY = 'html[data-role="moderator"][data-keys]'


def open_desk(visitors: Visitors, seminar: Seminar, **options: Any) -> Page:
    path = seminar.links["moderator"].removeprefix(seminar.base)
    page = visitors.arrive(path, size=options.pop("size", DESKTOP), **options)
    page.wait_for_selector(READY)
    return page


def called(visitors: Visitors, seminar: Seminar, name: str) -> Page:
    page = open_desk(visitors, seminar)
    page.fill("#my-name", name)
    page.keyboard.press("Enter")
    return page


def row(page: Page, question: dict[str, Any]) -> Locator:
    return page.locator(f"#question-{question['id']}")


def box(found: Locator) -> FloatRect:
    """Where it is; it has to be somewhere."""
    place = found.bounding_box()
    assert place
    return place


def choose(page: Page, question: dict[str, Any]) -> Locator:
    """Open a question in the pane."""
    page.click(f"#text-{question['id']}")
    pane = page.locator(f'#chosen[data-question="{question["id"]}"]')
    expect(pane).to_be_visible()
    return pane


def unfold(page: Page) -> None:
    """All of the programme, over the columns."""
    if not page.locator("#programme.is-open").count():
        page.click("[data-unfold]")
    expect(page.locator("#programme-heading")).to_be_visible()


def put_hand_away(page: Page) -> None:
    page.mouse.move(5, 5)


def column(page: Page, name: str) -> list[str]:
    return page.locator(f"#{name} .row[data-row] .row__text").all_inner_texts()


def status(seminar: Seminar, question: dict[str, Any]) -> str:
    found: str = next(q["status"] for q in seminar.state()["questions"] if q["id"] == question["id"])
    return found


def cannot_hear(seminar: Seminar, crowd: ExitStack) -> None:
    """Somebody who is here and says so."""
    headers = {"origin": seminar.base, "accept": "application/json"}
    person = crowd.enter_context(httpx2.Client(base_url=seminar.base, headers=headers, timeout=60))
    person.get(f"/{SLUG}/mine")
    cookie = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    address = f"{seminar.server.ws}/{SLUG}/live"
    crowd.enter_context(connect(address, additional_headers={"origin": seminar.base, "cookie": cookie}))
    assert person.post(f"/{SLUG}/signals/sound", json={"on": True}).is_success
