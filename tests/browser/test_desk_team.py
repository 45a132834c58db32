"""Two moderators in two browsers: who is here and writes on what; many questions in one step, undone in one."""

from typing import cast

import pytest
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import expect

from tests.browser.desks import box, called, choose, column, open_desk, row, status
from tests.browser.visitors import SLUG, Seminar, Visitors
from tests.waiting import until

pytestmark = pytest.mark.browser


def test_a_desk_sees_who_is_here_and_who_writes_on_a_row(visitors: Visitors, seminar: Seminar) -> None:
    question = seminar.asked("Hvem svarer på dette?")
    kari = open_desk(visitors, seminar)
    expect(kari.locator('[data-slot="others"]')).to_be_hidden()  # nobody is another moderator to themselves
    kari.fill("#my-name", "Kari")
    kari.keyboard.press("Enter")
    ola = called(visitors, seminar, "Ola")
    expect(kari.locator('[data-slot="others"]')).to_have_text("Også her: Ola")
    expect(ola.locator('[data-slot="others"]')).to_have_text("Også her: Kari")
    choose(kari, question)
    kari.fill(f"#answer-{question['id']}", "Jeg gjør det.")
    expect(ola.locator(f"#question-{question['id']} .row__writing")).to_have_text(
        "Kari skriver et svar …", timeout=1500
    )
    expect(kari.locator(".row__writing:visible")).to_have_count(0)
    choose(ola, question)
    expect(ola.locator('[data-say="polite"]')).to_contain_text("Kari skriver et svar")
    ola.fill(f"#answer-{question['id']}", "Nei, jeg.")
    kari.click(f"#publish-{question['id']}")
    expect(ola.locator("#chosen .row__note")).to_have_text("Kari har merket dette som besvart.")
    expect(ola.locator("#chosen .row__writing")).to_be_hidden()
    ola.click(f"#publish-{question['id']}")
    expect(ola.locator(".conflict")).to_contain_text("Kari endret dette for et øyeblikk siden.")
    ola.reload()
    expect(ola.locator("#my-name")).to_have_value("Ola")


def test_several_are_chosen_by_key_moved_at_once_and_brought_back_at_once(visitors: Visitors, seminar: Seminar) -> None:
    asked = [seminar.asked(f"Spørsmål nummer {n}", approve=False) for n in (1, 2, 3)]
    desk = open_desk(visitors, seminar)
    desk.keyboard.press("j")
    desk.keyboard.press("s")
    expect(desk.locator('[data-slot="chosen"]')).to_have_text("1 valgt")
    desk.keyboard.press("Shift+ArrowDown")
    expect(desk.locator('[data-slot="chosen"]')).to_have_text("2 valgt")
    desk.keyboard.press("a")
    expect(desk.locator("#queue .row")).to_have_count(2)
    expect(desk.locator("[data-bulk]")).to_be_hidden()
    desk.keyboard.press("u")
    expect(desk.locator("#inbox .row")).to_have_count(3)
    assert {status(seminar, q) for q in asked} == {"pending"}


def test_a_whole_column_is_left_out_with_a_reason(visitors: Visitors, seminar: Seminar) -> None:
    asked = [seminar.asked(f"Spørsmål nummer {n}", approve=False) for n in (1, 2, 3)]
    desk = open_desk(visitors, seminar)
    desk.hover("#inbox .row >> nth=0")
    desk.click("#inbox [data-pick-all]")
    desk.click(".bulk__rest > summary")
    desk.fill("#bulk-reason", "Utenfor tema")
    desk.keyboard.press("Enter")
    assert {status(seminar, q) for q in asked} == {"pending"}, "Enter in a field is none of the moves"
    desk.click('[data-bulk] button[value="dismiss"]')
    expect(desk.locator("#done .row")).to_have_count(3)
    expect(desk.locator("#done .row").first).to_contain_text("Utenfor tema")


def test_without_script_boxes_and_the_bar_work_as_a_form(visitors: Visitors, seminar: Seminar) -> None:
    asked = [seminar.asked(f"Spørsmål nummer {n}", approve=False) for n in (1, 2)]
    context = open_desk(visitors, seminar).context
    cookies = cast("list[SetCookieParam]", context.cookies())  # what one gives is what the other takes
    page = visitors.arrive("/", java_script_enabled=False)
    page.context.add_cookies(cookies)
    page.goto("/seminar/desk")
    expect(page.locator("#bulk")).to_be_hidden()
    for question in asked:
        page.check(f"#question-{question['id']} .row__pick")
    page.click('#bulk button[value="approve"]')
    expect(page.locator("#queue .row")).to_have_count(2)


def test_two_desks_come_to_one_order_around_the_line_that_keys_are_on(visitors: Visitors, seminar: Seminar) -> None:
    questions = [seminar.asked(f"Hva med nummer {n}?") for n in range(5)]
    page, other = open_desk(visitors, seminar), open_desk(visitors, seminar)
    page.keyboard.press("2")
    page.keyboard.press("j")
    here = row(page, questions[1])
    expect(here).to_be_focused()
    before = box(here)["y"]
    for n, voters in ((4, 3), (3, 2)):
        for _ in range(voters):
            seminar.crowd.cookies.clear()
            assert seminar.crowd.post(f"/{SLUG}/questions/{questions[n]['id']}/upvote", json={"on": True}).is_success
    texts = [f"Hva med nummer {n}?" for n in (4, 3, 0, 1, 2)]
    until(lambda: column(other, "queue") == texts, 20)
    around = [f"Hva med nummer {n}?" for n in (4, 1, 3, 0, 2)]
    until(lambda: column(page, "queue") == around, 20)
    assert box(here)["y"] == before
    expect(here).to_be_focused()
    page.keyboard.press("3")  # the line is left
    until(lambda: column(page, "queue") == texts, 20)
