"""Announcements in a browser: begun from a phrase, set for a time, sent, corrected, and counted on the desk."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desks import open_desk
from tests.browser.visitors import Seminar, Visitors

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(visitors: Visitors, seminar: Seminar) -> Page:
    return open_desk(visitors, seminar)


def test_a_phrase_is_chosen_set_for_a_time_and_sent_at_once(desk: Page, attendee: Page) -> None:
    desk.click("[data-tool=announce] > summary")
    desk.select_option("#announce-phrase", label="Vi jobber med å rette lyden.")
    expect(desk.locator("#announce-text")).to_have_value("Vi jobber med å rette lyden.")
    desk.fill("#announce-text", "Lyden er tilbake om litt.")
    desk.click("[data-send=announce] details > summary")
    desk.fill("#announce-starts", "23:59")
    desk.fill("#announce-link", "https://status.example/lyd")
    desk.click('[data-send="announce"] button')
    expect(desk.locator("#announce-text")).to_be_hidden()
    desk.click("[data-tool=announce] > summary")
    expect(desk.locator(".stands--due")).to_contain_text("Sendes kl. 23:59")
    assert attendee.locator(".announcement").count() == 0
    desk.click(".stands--due [data-send=tell] button")
    expect(attendee.locator(".announcement")).to_contain_text("Lyden er tilbake om litt.")
    link = attendee.locator(".announcement__link")
    expect(link).to_have_text("status.example")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == (
        "https://status.example/lyd",
        "noopener noreferrer",
    )
    expect(desk.locator(".stands--due")).to_have_count(0)


def test_a_correction_reaches_everyone_with_a_mark_and_the_desk_sees_who_has_seen_it(
    desk: Page, attendee: Page, seminar: Seminar
) -> None:
    made = seminar.moderate("announcements", text="Buss kl. 16")["announcement"]
    expect(attendee.locator(".announcement")).to_contain_text("Buss kl. 16")
    desk.click("[data-tool=announce] > summary")
    desk.click(".stands__edit summary")
    desk.fill(f"#correct-{made['id']}", "Buss kl. 17")
    desk.click('[data-send="correct"] button')
    expect(attendee.locator(".announcement")).to_contain_text("Buss kl. 17")
    expect(attendee.locator(".announcement__corrected")).to_contain_text("rettet")
    expect(attendee.locator('[data-say="polite"]')).to_have_text("Rettet: Buss kl. 17")
    expect(desk.locator(".stands__seen")).to_contain_text("vist for 1", timeout=20_000)
    assert desk.locator("#programme [data-row]:visible").count() > 0


def test_who_corrects_what_another_has_corrected_sees_both(desk: Page, seminar: Seminar) -> None:
    made = seminar.moderate("announcements", text="Buss kl. 16")["announcement"]
    desk.click("[data-tool=announce] > summary")
    desk.click(".stands__edit summary")
    desk.fill(f"#correct-{made['id']}", "Buss kl. 18")
    seminar.moderate(f"announcements/{made['id']}/edit", text="Buss kl. 17")
    expect(desk.locator(".stands__text")).to_contain_text("Buss kl. 17")
    desk.click('[data-send="correct"] button')
    expect(desk.locator(".conflict")).to_contain_text("Buss kl. 17")
    expect(desk.locator(f"#correct-{made['id']}")).to_have_value("Buss kl. 18")
