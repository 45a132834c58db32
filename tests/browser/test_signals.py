"""Taps, the word to the speaker and the choice of the big screen, in real browsers."""

import re

from playwright.sync_api import Page, expect

from tests.browser.visitors import DESKTOP, SLUG, Seminar, Visitors
from tests.finding import there


def at_the_desk(visitors: Visitors, seminar: Seminar) -> Page:
    return visitors.arrive(seminar.links["moderator"].removeprefix(seminar.base), size=DESKTOP)


def test_a_tap_is_pressed_counted_at_the_desk_and_taken_back(
    visitors: Visitors, seminar: Seminar, attendee: Page
) -> None:
    desk = at_the_desk(visitors, seminar)
    tap = attendee.locator("[data-signal=fast]")
    attendee.click("#signals summary")
    tap.click()
    expect(tap).to_have_attribute("aria-pressed", "true")
    expect(desk.locator("[data-heard] [data-signal=fast] b")).to_have_text("1")
    attendee.reload()
    expect(attendee.locator("#signals summary")).to_contain_text("For fort")
    attendee.click("#signals summary")
    expect(tap).to_have_attribute("aria-pressed", "true")
    assert there(tap.bounding_box())["height"] >= 44
    attendee.keyboard.press("Escape")  # it lies over the tabs
    expect(tap).to_be_hidden()
    expect(attendee.locator("#signals summary")).to_be_focused()
    attendee.keyboard.press("Enter")
    attendee.click("h1")
    expect(tap).to_be_hidden()
    attendee.click("#signals summary")
    tap.click()
    expect(tap).to_have_attribute("aria-pressed", "false")
    expect(desk.locator("[data-heard]")).to_be_hidden()


def test_a_tap_goes_out_by_itself(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive("/healthz")
    page.clock.install()
    page.goto(f"/{SLUG}")
    tap = page.locator("[data-signal=applause]")
    page.click("#signals summary")
    tap.click()
    expect(tap).to_have_attribute("aria-pressed", "true")
    page.clock.fast_forward(15_100)
    expect(tap).to_have_attribute("aria-pressed", "false")


def test_a_word_to_the_speaker_is_seen_and_the_desk_learns_it(visitors: Visitors, seminar: Seminar) -> None:
    desk = at_the_desk(visitors, seminar)
    speaker = visitors.arrive(seminar.links["speaker"].removeprefix(seminar.base))
    expect(speaker.locator(".cue")).to_be_hidden()
    desk.locator("[data-tool=cue] > summary").click()
    desk.locator("[data-tool=cue] button").first.click()
    expect(speaker.locator(".cue__text")).to_have_text("5 minutter igjen")
    expect(desk.locator('[data-slot="cue-fate"]')).to_contain_text("ikke sett")
    speaker.locator(".cue button").click()
    expect(desk.locator('[data-slot="cue-fate"]')).to_have_text(re.compile(r"sett \d\d:\d\d"))
    expect(speaker.locator(".cue button")).to_be_hidden()


def test_the_big_screen_is_chosen_at_one_desk_and_shown_open_at_another(visitors: Visitors, seminar: Seminar) -> None:
    one, other = at_the_desk(visitors, seminar), at_the_desk(visitors, seminar)
    stage = visitors.arrive(f"/{SLUG}/stage", size=DESKTOP)
    expect(one.locator("[data-screens]")).to_be_visible()
    for desk in (one, other):
        desk.locator("[data-tool=stage] > summary").click()
    one.locator("#stage-agenda").click()
    expect(other.locator("#stage-agenda")).to_have_attribute("aria-pressed", "true")
    expect(other.locator("#stage-auto")).to_be_visible()
    expect(stage.locator("[data-scene=agenda]")).to_be_visible()
    stage.close()
    expect(one.locator("[data-screens]")).to_be_hidden()
    expect(one.locator("[data-stale]")).to_be_hidden()
