"""Two desks, one queue: put in order by key, button and handle, labelled, found by label; the speaker follows, the
audience sees nothing of it.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desks import called, choose, column, open_desk, put_hand_away
from tests.browser.visitors import PHONE, SLUG, Seminar, Visitors

pytestmark = pytest.mark.browser
ASKED = ["Hva koster det?", "Hvor lenge varer det?", "Hvem kan søke?"]


def queued(seminar: Seminar) -> list[str]:
    return [seminar.asked(text)["id"] for text in ASKED]


def order(page: Page) -> str:
    """The first letters of the queue, as numbers of the questions."""
    return "".join(str(ASKED.index(text) + 1) for text in column(page, "queue"))


def expect_order(page: Page, wanted: str) -> None:
    page.wait_for_function(
        "wanted => [...document.querySelectorAll('#queue .row')].map((row) => row.dataset.number).join('') === wanted",
        arg=wanted,
    )


def test_the_queue_is_put_in_order_by_key_and_everyone_follows(visitors: Visitors, seminar: Seminar) -> None:
    ids = queued(seminar)
    kari, ola = called(visitors, seminar, "Kari"), open_desk(visitors, seminar)
    speaker = visitors.arrive(seminar.links["speaker"].removeprefix(seminar.base))
    expect(speaker.locator(".wanted")).to_have_count(3)
    audience = visitors.arrive(f"/{SLUG}")
    kari.focus(f"#question-{ids[2]}")
    kari.keyboard.press("Alt+ArrowUp")
    expect_order(ola, "132")
    expect(kari.locator("[data-undo]")).to_contain_text("Nr. 3 står nå som nummer 2 av 3")
    kari.keyboard.press("Alt+ArrowUp")
    expect_order(kari, "312")
    expect(kari.locator(f"#question-{ids[2]}")).to_be_focused()
    expect_order(ola, "312")
    expect(ola.locator("#desk-queue")).to_have_text("Ordnet av Kari")
    expect(ola.locator("#desk-queue bdi")).to_have_text("Kari")
    expect(speaker.locator(".wanted__text").first).to_have_text(ASKED[2])
    expect(audience.locator("#questions .question__text").first).to_have_text(ASKED[0])
    expect(kari.locator("[data-undo]")).to_contain_text("Nr. 3 står nå som nummer 1 av 3")
    kari.keyboard.press("u")
    expect_order(ola, "132")
    kari.keyboard.press("o")
    expect_order(ola, "123")
    expect(ola.locator("#desk-queue")).to_be_hidden()


def test_a_handle_and_buttons_do_the_same_and_sorting_by_votes_is_for_everyone(
    visitors: Visitors, seminar: Seminar
) -> None:
    ids = queued(seminar)
    kari, ola = open_desk(visitors, seminar), open_desk(visitors, seminar)
    grip, target = kari.locator(f"#question-{ids[0]} .row__votes"), kari.locator(f"#question-{ids[2]}")
    target.scroll_into_view_if_needed()
    grip.scroll_into_view_if_needed()
    start = grip.bounding_box()
    assert start
    kari.mouse.move(start["x"] + 5, start["y"] + 5)
    kari.mouse.down()
    end = target.bounding_box()
    assert end
    kari.mouse.move(start["x"] + 5, end["y"] + end["height"] - 4, steps=5)
    kari.mouse.up()
    expect_order(ola, "231")
    pane = choose(ola, {"id": ids[1]})
    pane.locator("[data-more-of=rest] > summary").click()
    ola.click(f"#down-{ids[1]}")
    expect_order(ola, "321")
    put_hand_away(kari)
    expect_order(kari, "321")
    kari.keyboard.press("o")
    expect_order(kari, "123")
    put_hand_away(ola)
    expect_order(ola, "123")


def test_who_has_not_seen_the_other_order_is_shown_it_first(visitors: Visitors, seminar: Seminar) -> None:
    ids = queued(seminar)
    kari = open_desk(visitors, seminar)
    kari.hover(f"#question-{ids[1]}")  # under a hand nothing moves
    seminar.moderate("queue", ids=[ids[2]])
    expect(kari.locator("#desk-queue")).to_have_text("Ordnet for hånd")
    assert order(kari) == "123"
    kari.focus(f"#question-{ids[1]}")
    kari.keyboard.press("Alt+ArrowUp")
    expect(kari.locator(".conflict")).to_contain_text("3")
    assert order(kari) == "312"
    kari.click("[data-anyway]")
    expect(kari.locator(".conflict")).to_have_count(0)
    kari.wait_for_function("wanted => document.querySelector('#desk-queue').dataset.ids.includes(wanted)", arg=ids[1])
    assert seminar.state()["order"]["ids"] == [ids[2], ids[1]]


def test_labels_are_written_by_key_found_and_taken_off(visitors: Visitors, seminar: Seminar) -> None:
    ids = queued(seminar)
    kari, ola = open_desk(visitors, seminar), open_desk(visitors, seminar)
    kari.focus(f"#question-{ids[1]}")
    kari.keyboard.press("l")
    expect(kari.locator(f"#label-{ids[1]}")).to_be_focused()
    kari.keyboard.type("Reise")
    kari.keyboard.press("Enter")
    expect(ola.locator(f"#question-{ids[1]} [data-label]")).to_have_text("Reise")
    expect(kari.locator(f"#question-{ids[1]}")).to_be_focused()
    assert ola.locator("#labels-in-use option").get_attribute("value") == "Reise"
    ola.click('[data-only="Reise"]')
    expect(ola.locator("#queue .row:visible")).to_have_count(1)
    ola.click('[data-only="Reise"]')
    expect(ola.locator("#queue .row:visible")).to_have_count(3)
    kari.keyboard.press("u")
    expect(ola.locator(".row [data-label]")).to_have_count(0)
    for question in ids[:2]:
        kari.check(f"#question-{question} .row__pick")
    kari.focus(f"#question-{ids[0]}")
    kari.keyboard.press("l")
    expect(kari.locator("#bulk-label")).to_be_focused()
    kari.keyboard.type("Penger")
    kari.click('[data-bulk] button[value="label"]')
    expect(ola.locator(".row [data-label]")).to_have_text(["Penger", "Penger"])
    kari.keyboard.press("u")
    expect(ola.locator(".row [data-label]")).to_have_count(0)


def test_the_bar_for_several_is_one_line_on_a_phone(visitors: Visitors, seminar: Seminar) -> None:
    ids = queued(seminar)
    page = open_desk(visitors, seminar, size={**PHONE, "width": 360}, has_touch=True, is_mobile=True)
    page.click('[data-turn-to="queue"]')
    page.check(f"#question-{ids[0]} .row__pick")
    bar = page.locator("[data-bulk]").bounding_box()
    assert bar
    assert bar["height"] < 64


def test_promising_and_removing_by_key_and_back(visitors: Visitors, seminar: Seminar) -> None:
    ids = queued(seminar)
    desk = open_desk(visitors, seminar)
    desk.focus(f"#question-{ids[0]}")
    desk.keyboard.press("t")
    expect(desk.locator(f"#question-{ids[0]}")).to_have_attribute("data-promised", "true")
    desk.keyboard.press("u")
    expect(desk.locator(f"#question-{ids[0]}")).not_to_have_attribute("data-promised", "true")
    desk.focus(f"#question-{ids[0]}")
    desk.keyboard.press("z")  # not without the question before one's eyes
    choose(desk, {"id": ids[0]}).locator("[data-more-of=rest] > summary").click()
    expect(desk.locator("#queue .row")).to_have_count(3)
    desk.focus(f"#question-{ids[0]}")
    desk.keyboard.press("z")
    expect(desk.locator("#done .row")).to_have_count(1)
    desk.keyboard.press("u")
    expect(desk.locator("#queue .row")).to_have_count(3)
