"""The page of answers in a browser: narrow, dark, and for everyone."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_access import violations
from tests.browser.visitors import NARROWEST, SLUG, Seminar, Visitors

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_answers_fits_and_is_accessible(visitors: Visitors, seminar: Seminar, scheme: str) -> None:
    asked = seminar.asked("Når er fristen for å søke om tilskudd til utvekslingssamarbeid?", session="rules")
    seminar.moderate(f"questions/{asked['id']}/answer", text="I mai, og igjen i oktober.")
    seminar.moderate("settings", answers_public=True)
    page = visitors.arrive(f"/{SLUG}/answers", size=NARROWEST, color_scheme=scheme, bypass_csp=True)
    expect(page.locator("blockquote")).to_have_text("I mai, og igjen i oktober.")
    assert page.locator("html").evaluate("el => el.scrollWidth") <= NARROWEST["width"]
    assert violations(page) == []
