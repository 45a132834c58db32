"""A rehearsal in a browser: one press, simulated people who come, and the mark on what it opens."""

import httpx2
import pytest
from playwright.sync_api import expect

from live.actions import links, programmes
from live.actions.programmes import rehearsing
from live.rules.wishes.rehearsals import Rehearse
from tests.browser.visitors import DESKTOP, NARROWEST, SLUG, Seminar, Visitors
from tests.running import Server

pytestmark = pytest.mark.browser
NAME = f"{SLUG}-rehearsal"
PEOPLE = 20


def test_one_press_has_people_come_and_the_desk_tells_how_fast_they_are_reached(
    visitors: Visitors, seminar: Seminar, server: Server
) -> None:
    live = server.app.state.live
    state = server.call(live.store.replica.copy(SLUG)).state
    server.call(live.store.events.index(programmes.summary(state.event, state.agenda)))
    link = server.call(links.organiser(live.acting, server.base))
    page = visitors.arrive(link.removeprefix(server.base), size=DESKTOP)
    page.locator(".organiser__event summary").first.click()
    page.get_by_label("Personer").fill(str(PEOPLE))
    page.get_by_label("En moderator også").check()
    page.get_by_role("button", name="Start generalprøven").click()
    expect(page.locator("[data-rehearsal]")).to_contain_text(f"{PEOPLE} av {PEOPLE}", timeout=60_000)
    page.get_by_role("link", name="Moderatorsiden").click()
    mark = page.locator(".rehearsal")
    expect(mark).to_contain_text("Publikum er simulert")
    expect(mark).to_contain_text("Den siste endringen nådde alle på", timeout=60_000)
    mark.get_by_role("link").click()
    page.get_by_role("button", name="Avslutt generalprøven").click()
    page.wait_for_url("**/new?rehearsed=*")
    expect(page.get_by_role("status")).to_contain_text(f"/{NAME} er slettet")
    assert httpx2.get(f"{server.base}/{NAME}").status_code == 404


@pytest.mark.parametrize("path", ["", "/stage", "/embed"])
def test_the_mark_fits_the_narrowest_screen(visitors: Visitors, seminar: Seminar, server: Server, path: str) -> None:
    server.call(rehearsing.rehearse(server.app.state.live.acting, SLUG, Rehearse(), room=0))
    page = visitors.arrive(f"/{NAME}{path}", size=NARROWEST)
    expect(page.locator(".rehearsal__word")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
