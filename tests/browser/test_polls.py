"""A poll in browsers: opened at the desk by key, answered and changed on a page, shown there and on the stage, and
taken back.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desks import open_desk
from tests.browser.visitors import Seminar, Visitors

pytestmark = pytest.mark.browser


def test_a_poll_is_opened_answered_changed_shown_and_removed_with_undo(
    visitors: Visitors, seminar: Seminar, attendee: Page
) -> None:
    desk = open_desk(visitors, seminar)
    desk.keyboard.press("b")
    expect(desk.locator("#poll-text")).to_be_focused()
    desk.keyboard.type("Hvem kom hit?")
    desk.fill("#poll-options", "Skoler\nFylker")
    desk.click("[data-tool=polls] [data-does=open]")
    card = attendee.locator(".poll")
    expect(card).to_contain_text("Hvem kom hit?")
    expect(attendee.locator('[data-say="polite"]')).to_have_text("Ny avstemning: Hvem kom hit?")
    expect(card.get_by_label("Skoler")).to_be_hidden()  # one line, until it is wanted
    card.locator("summary").click()
    expect(card.locator("[data-results]")).to_be_hidden()
    for choice in ("Skoler", "Fylker"):
        card.get_by_label(choice).check()
        card.get_by_role("button").click()
        expect(card.locator("[data-mine-answer]")).to_have_text(f"Ditt svar: {choice}")
        expect(card.get_by_label(choice)).to_be_hidden()
        expect(card.locator("summary")).to_be_focused()
        attendee.keyboard.press("Enter")
    attendee.reload()
    expect(card.locator("[data-mine-answer]")).to_have_text("Ditt svar: Fylker")
    expect(card.get_by_label("Fylker")).to_be_hidden()
    card.locator("summary").click()
    expect(card.get_by_label("Fylker")).to_be_checked()
    desk.click("[data-tool=polls] > summary")
    expect(desk.locator(".poll-row [data-result=o2] [data-n]")).to_have_text("1")
    desk.click(".poll-row [data-does=show]")
    expect(card.locator("[data-result=o2] [data-n]")).to_have_text("1")
    expect(card.locator("[data-result=o2] [data-known]")).to_be_hidden()  # one answer is no hundred per cent
    expect(card.get_by_label("Fylker")).to_be_visible()  # what I have open stays open
    desk.click(".poll-row [data-does=remove]")
    expect(desk.locator(".poll-row")).to_have_count(0)
    desk.click("[data-undo-do]")
    expect(desk.locator(".poll-row")).to_have_count(1)
    attendee.locator("[data-pause]").focus()
    expect(card).to_have_count(1)  # it was back before the focus left it
    desk.click("[data-tool=polls] > summary")
    desk.click(".poll-row [data-does=remove]")
    expect(card).to_have_count(0)
    desk.click("[data-undo-do]")
    expect(card.locator("[data-result=o2] [data-n]")).to_have_text("1")
    expect(card.get_by_label("Fylker")).to_be_hidden()


def test_a_word_that_is_hidden_leaves_the_page_and_can_come_back(
    visitors: Visitors, seminar: Seminar, attendee: Page
) -> None:
    poll = seminar.moderate("polls", text="Hvilket land?", kind="words", on=True)["poll"]["id"]
    seminar.moderate(f"polls/{poll}/show")
    card = attendee.locator(".poll")
    card.locator("summary").click()
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


def test_who_is_writing_when_it_closes_is_told_and_keeps_what_was_written(
    visitors: Visitors, seminar: Seminar, attendee: Page
) -> None:
    poll = seminar.moderate("polls", text="Hvilket land?", kind="words", on=True)["poll"]["id"]
    field, over = attendee.locator(".poll input").first, attendee.locator("[data-polls-over]")
    attendee.click(".poll summary")
    field.fill("Portug")
    seminar.moderate(f"polls/{poll}/close")
    expect(over).to_have_text("Avstemningen ble stengt før dette svaret ble sendt: Portug")
    expect(field).to_be_focused()
    expect(field).to_have_value("Portug")
    attendee.keyboard.press("Tab")
    expect(field).to_have_value("Portug")
    attendee.locator("[data-pause]").focus()
    expect(attendee.locator(".poll")).to_have_count(0)
    expect(over).to_be_visible()
    seminar.moderate("polls", text="Et annet?", kind="words", on=True)
    expect(over).to_be_hidden()


def test_who_has_answered_sees_at_once_that_it_is_closed_shown_and_gone(seminar: Seminar, attendee: Page) -> None:
    poll = seminar.moderate("polls", text="Hvem er her?", options=["Skoler", "Fylker"], on=True)["poll"]["id"]
    card = attendee.locator(".poll")
    card.locator("summary").click()
    card.get_by_label("Skoler").check()
    card.get_by_role("button").click()
    expect(card.locator("summary")).to_be_focused()
    seminar.moderate(f"polls/{poll}/show")
    seminar.moderate(f"polls/{poll}/close")
    expect(card.locator("form")).to_have_count(0)
    seminar.moderate(f"polls/{poll}/open")
    card.locator("summary").click()
    seminar.moderate(f"polls/{poll}/remove")
    expect(card).to_have_count(0)


def test_nothing_chosen_is_not_an_answer_and_an_answer_can_be_taken_back(seminar: Seminar, attendee: Page) -> None:
    seminar.moderate("polls", text="Hva trengs?", kind="multiple", options=["Tid", "Penger"], on=True)
    card, said = attendee.locator(".poll"), attendee.locator('[data-say="polite"]')
    card.locator("summary").click()
    card.get_by_role("button").click()
    expect(card.locator("[data-note]")).to_have_text("Velg eller skriv noe først.")
    card.get_by_label("Tid").check()
    expect(card.locator("[data-note]")).to_be_hidden()
    card.get_by_role("button").click()
    card.locator("summary").click()
    card.get_by_label("Tid").uncheck()
    card.get_by_role("button").click()
    expect(said).to_have_text("Svaret ditt er trukket tilbake.")
    expect(card.get_by_label("Tid")).to_be_visible()
    expect(card.locator("[data-mine-answer]")).to_be_hidden()


def test_a_closed_poll_is_copied_to_be_asked_again_from_nothing(visitors: Visitors, seminar: Seminar) -> None:
    poll = seminar.moderate("polls", text="Hva trengs?", kind="multiple", options=["Tid", "Penger"], on=True)["poll"][
        "id"
    ]
    seminar.moderate(f"polls/{poll}/close")
    desk = open_desk(visitors, seminar)
    desk.keyboard.press("b")
    desk.click(".poll-row [data-does=make][id]")
    copy = desk.locator(".poll-row", has_text="Kladd")
    expect(copy).to_contain_text("Hva trengs?")
    copy.locator("summary").click()
    expect(copy.locator("textarea")).to_have_value("Tid\nPenger")


def test_an_answer_in_full_is_sent_folds_and_can_be_changed(seminar: Seminar, attendee: Page) -> None:
    seminar.moderate("polls", text="Hva kan bli bedre?", kind="text", on=True)
    card = attendee.locator(".poll")
    card.locator("summary").click()
    card.get_by_label("Hva kan bli bedre?").last.fill("Mer tid\ntil spørsmål")
    card.get_by_role("button").click()
    expect(card.locator("[data-mine-answer]")).to_have_text("Ditt svar: Mer tid til spørsmål")
    expect(card.locator("textarea")).to_be_hidden()
    card.locator("summary").click()
    expect(card.locator("textarea")).to_have_value("Mer tid til spørsmål")
