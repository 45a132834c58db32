"""A poll in browsers: opened at the desk by key, answered and changed on a page, shown there and on the stage, and taken back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_desk import open_desk
from tests.browser.visitors import Seminar, Visitors

pytestmark = pytest.mark.browser


def test_a_poll_is_opened_answered_changed_shown_and_removed_with_undo(visitors: Visitors, seminar: Seminar, attendee: Page) -> None:
    desk = open_desk(visitors, seminar)
    desk.keyboard.press("b")
    expect(desk.locator("#poll-text")).to_be_focused()
    desk.keyboard.type("Hvem kom hit?")
    desk.fill("#poll-options", "Skoler\nFylker")
    desk.click("[data-tool=polls] [data-does=open]")
    card = attendee.locator(".poll")
    expect(card).to_contain_text("Hvem kom hit?")
    expect(attendee.locator('[data-say="polite"]')).to_have_text("Ny avstemning: Hvem kom hit?")
    expect(card.locator("[data-results]")).to_be_hidden()
    for choice in ("Skoler", "Fylker"):
        card.get_by_label(choice).check()
        card.get_by_role("button").click()
        expect(card.locator("[data-mine-answer]")).to_contain_text(f"Ditt svar: {choice}.")
    attendee.reload()
    expect(card.get_by_label("Fylker")).to_be_checked()
    expect(card.get_by_role("button")).to_have_text("Endre svaret mitt")
    desk.click("[data-tool=polls] > summary")
    expect(desk.locator(".poll-row [data-result=o2] [data-n]")).to_have_text("1")
    desk.click(".poll-row [data-does=show]")
    expect(card.locator("[data-result=o2]")).to_contain_text("1 (100 %)")
    desk.click(".poll-row [data-does=remove]")
    expect(card).to_have_count(0)
    desk.click("[data-undo-do]")
    expect(card.locator("[data-result=o2]")).to_contain_text("1 (100 %)")


def test_a_word_that_is_hidden_leaves_the_page_and_can_come_back(visitors: Visitors, seminar: Seminar, attendee: Page) -> None:
    poll = seminar.moderate("polls", text="Hvilket land?", kind="words", on=True)["poll"]["id"]
    seminar.moderate(f"polls/{poll}/show")
    card = attendee.locator(".poll")
    card.locator("input").first.fill("<b>Tull</b>, ja")
    card.locator("input").nth(1).fill("Japan")
    card.get_by_role("button").click()
    expect(card.locator("[data-label]")).to_have_text(["<b>Tull</b>, ja", "Japan"])
    desk = open_desk(visitors, seminar)
    desk.keyboard.press("b")
    desk.locator(".poll-row [data-result]", has_text="Tull").get_by_role("button").click()
    expect(card.locator("[data-label]")).to_have_text(["Japan"])
    expect(desk.locator(".poll-row .is-hidden")).to_contain_text("Tull")
    desk.locator(".poll-row .is-hidden").get_by_role("button").click()
    expect(card.locator("[data-label]")).to_have_count(2)
