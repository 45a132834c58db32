"""Slides in browsers: written at the desk, there at once on a page that is open, and refused beside their field."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desks import open_desk
from tests.browser.visitors import Seminar, Visitors

pytestmark = pytest.mark.browser


def test_slides_written_at_the_desk_are_on_every_page_and_what_is_no_address_is_told(
    visitors: Visitors, seminar: Seminar, attendee: Page
) -> None:
    desk = open_desk(visitors, seminar)
    desk.click("[data-tool=settings] > summary")
    field = desk.locator("#resources-field")
    form = desk.locator("form", has=field)
    field.fill("Lysark: http://example.org/a.pdf")
    form.locator("button").last.click()
    row = desk.locator(".field__row", has=field)
    expect(row.locator("[data-slot=note]")).to_contain_text("https://")
    expect(field).to_have_value("Lysark: http://example.org/a.pdf")
    field.fill("Lysark: https://example.org/a.pdf")
    form.locator("button").last.click()
    expect(attendee.locator("#about .resources a")).to_have_attribute("href", "https://example.org/a.pdf")
