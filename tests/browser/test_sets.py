"""An evaluation in browsers: opened with one press at the desk, a line on the page, answered on a page of its own."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from live.views.press.times import week_date
from tests.browser.desks import open_desk
from tests.browser.test_access import violations
from tests.browser.visitors import NARROWEST, SLUG, Seminar, Visitors

pytestmark = pytest.mark.browser


def test_an_evaluation_is_opened_with_one_press_and_answered(
    visitors: Visitors, seminar: Seminar, attendee: Page
) -> None:
    desk = open_desk(visitors, seminar)
    desk.keyboard.press("b")
    desk.click("#set-open")
    expect(desk.locator(".sets__one")).to_contain_text("5 spørsmål · Åpen for svar")
    expect(attendee.locator('[data-say="polite"]')).to_have_text("Evaluering: 5 spørsmål")
    attendee.get_by_role("link", name="Evaluering").click()
    attendee.wait_for_url(f"**/{SLUG}/polls")
    attendee.locator("fieldset").first.get_by_label("4").check()
    attendee.get_by_label("Hva kan bli bedre neste gang?").last.fill("Lengre pauser")
    attendee.reload()
    expect(attendee.get_by_label("Hva kan bli bedre neste gang?").last).to_have_value("Lengre pauser")
    attendee.get_by_role("button", name="Send svarene").click()
    expect(attendee.get_by_role("status")).to_contain_text("Takk! Svarene dine er lagret.")
    expect(attendee.locator("fieldset").first.get_by_label("4")).to_be_checked()
    assert attendee.evaluate("Object.keys(sessionStorage).filter((key) => key.endsWith(':answering'))") == []
    desk.locator(".sets__one").get_by_role("button", name="Steng alle").click()
    expect(desk.locator(".sets__one")).not_to_contain_text("Åpen for svar")
    desk.click("[data-undo-do]")
    expect(desk.locator(".sets__one")).to_contain_text("Åpen for svar")


def test_an_evaluation_has_a_last_day_that_undo_brings_back_and_that_can_be_moved(
    visitors: Visitors, seminar: Seminar, attendee: Page
) -> None:
    today = datetime.now(ZoneInfo(seminar.zone)).date()
    in_two, in_four = (today + timedelta(days=days) for days in (2, 4))
    desk = open_desk(visitors, seminar)
    desk.keyboard.press("b")
    desk.fill("#set-until", "2020-01-01")
    desk.click("#set-open")
    expect(desk.locator(".sets__make [data-slot=note]")).to_have_text("Velg en dag som ikke har vært.")
    desk.fill("#set-until", in_two.isoformat())
    desk.click("#set-open")
    state, line = desk.locator(".sets__state"), attendee.locator(".poll__until")
    expect(state).to_contain_text(f"til og med {week_date(in_two, 'nb')}")
    expect(line).to_have_text(f"Til og med {week_date(in_two, 'nb')}")
    desk.get_by_label("Siste dag: Evaluering").fill(in_four.isoformat())
    desk.get_by_role("button", name="Lagre siste dag").click()
    expect(line).to_have_text(f"Til og med {week_date(in_four, 'nb')}")
    desk.locator(".sets__one").get_by_role("button", name="Steng alle").click()
    expect(line).to_have_count(0)
    desk.click("[data-undo-do]")
    expect(line).to_have_text(f"Til og med {week_date(in_four, 'nb')}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_an_evaluation_fits_and_is_accessible(visitors: Visitors, seminar: Seminar, scheme: str) -> None:
    seminar.moderate("sets", template="evaluation", on=True)
    page = visitors.arrive(f"/{SLUG}/polls", size=NARROWEST, color_scheme=scheme, bypass_csp=True)
    expect(page.locator("fieldset")).to_have_count(5)
    assert page.locator("html").evaluate("el => el.scrollWidth") <= NARROWEST["width"]
    assert violations(page) == []
