"""An evaluation in browsers: opened with one press at the desk, a line on the page, answered on a page of its own."""

import pytest
from playwright.sync_api import Page, expect

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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_an_evaluation_fits_and_is_accessible(visitors: Visitors, seminar: Seminar, scheme: str) -> None:
    seminar.moderate("sets", template="evaluation", on=True)
    page = visitors.arrive(f"/{SLUG}/polls", size=NARROWEST, color_scheme=scheme, bypass_csp=True)
    expect(page.locator("fieldset")).to_have_count(5)
    assert page.locator("html").evaluate("el => el.scrollWidth") <= NARROWEST["width"]
    assert violations(page) == []
