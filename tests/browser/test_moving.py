"""The programme slips, in a browser: the desk's ways out by key, and what an attendee reads who has looked away."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitors import DESKTOP, SLUG, Seminar, Visitors
from tests.waiting import until

pytestmark = pytest.mark.browser
LEAVE = """hidden => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
}"""


def overrun(seminar: Seminar) -> None:
    """The opening has been on for 48 minutes and should have ended three minutes ago."""
    now = datetime.now(UTC).replace(microsecond=0)
    seminar.moderate("sessions/opening/start")
    seminar.moderate(
        "sessions/opening/edit",
        starts=(now - timedelta(minutes=48)).isoformat(),
        ends=(now - timedelta(minutes=3)).isoformat(),
    )


def ends(seminar: Seminar) -> dict[str, str]:
    return {s["id"]: s["ends"] for s in seminar.state()["agenda"]["sessions"]}


def test_a_way_out_is_one_key_and_so_is_the_way_back(visitors: Visitors, seminar: Seminar) -> None:
    overrun(seminar)
    desk = visitors.arrive(seminar.links["moderator"].removeprefix(seminar.base), size=DESKTOP)
    bar = desk.locator("[data-slips]")
    expect(bar).to_contain_text("3 min over:")
    ways = bar.locator(".slips__way")
    expect(ways.first).to_contain_text("Skyv alt")
    before = ends(seminar)
    desk.keyboard.press("7")
    until(lambda: ends(seminar) != before)
    expect(bar).to_be_hidden()
    expect(desk.locator("[data-undo]")).to_be_visible()  # while it is there, one key takes back
    desk.keyboard.press("u")
    until(lambda: ends(seminar) == before)
    expect(bar).to_be_visible()


def test_nothing_is_proposed_while_all_is_well(visitors: Visitors, seminar: Seminar) -> None:
    desk = visitors.arrive(seminar.links["moderator"].removeprefix(seminar.base), size=DESKTOP)
    expect(desk.locator("#session-rules")).to_be_visible()
    expect(desk.locator("[data-slips]")).to_be_hidden()


def test_who_looked_away_is_told_what_has_changed_since(attendee: Page, seminar: Seminar) -> None:
    link = attendee.locator("[data-changes]")
    expect(link).to_have_text("Endringer")
    seminar.moderate("sessions/rules/delay", minutes=5, reason="Før hun så bort")
    expect(attendee.locator("#session-rules")).to_contain_text("Før hun så bort")
    attendee.evaluate(LEAVE, True)
    seminar.moderate("sessions/others/cancel", reason="Syk foredragsholder")
    expect(attendee.locator("#session-others")).to_have_attribute("data-status", "cancelled")
    attendee.evaluate(LEAVE, False)
    expect(link).to_have_text("Endret siden sist")
    link.click()
    expect(attendee.locator(".changes__since")).to_be_visible()
    expect(attendee.locator(".changes__one")).to_have_count(1)
    expect(attendee.locator(".changes")).to_contain_text("«Others» er avlyst.")
    attendee.get_by_role("link", name="Vis alle endringer").click()
    expect(attendee.locator(".changes__one")).to_have_count(2)
    assert attendee.url == f"{seminar.base}/{SLUG}/changes"


def test_when_the_clock_has_ended_it_the_desk_asks_whether_it_is_still_going(
    visitors: Visitors, seminar: Seminar
) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    seminar.moderate(
        "sessions/opening/edit",
        starts=(now - timedelta(minutes=48)).isoformat(),
        ends=(now - timedelta(minutes=2)).isoformat(),
    )
    desk = visitors.arrive(seminar.links["moderator"].removeprefix(seminar.base), size=DESKTOP)
    bar = desk.locator("[data-slips]")
    expect(bar).to_contain_text("Pågår «Opening» fortsatt?")
    desk.keyboard.press("7")
    expect(desk.locator("#session-opening")).to_have_attribute("data-shown", "live")
    expect(bar).to_be_hidden()
