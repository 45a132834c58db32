"""A programme of four days and eight tracks: what matters now is there, the rest is a press away, with and without
script, and what is pushed lands where it belongs.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visitors import DESKTOP, NARROWEST, Seminar, Visitors
from tests.builders import a_conference, running_now
from tests.running import Server

pytestmark = pytest.mark.browser
OF_A_DAY, DAYS = 8 * 13, 4
SECOND_DAY = 24 * 60 + 40  # minutes into it: the second session of each track is on


@pytest.fixture
def conference(browser: Browser, server: Server) -> Iterator[tuple[Visitors, Seminar]]:
    with Seminar(server, running_now(a_conference(DAYS), SECOND_DAY)) as seminar:
        visitors = Visitors(browser, seminar)
        yield visitors, seminar
        visitors.leave()


def day(page: Page, number: int) -> str:
    """The id of a day's element, by its place."""
    return page.locator("details.day").nth(number).get_attribute("id") or ""


def test_days_come_when_they_are_asked_for(conference: tuple[Visitors, Seminar]) -> None:
    visitors, seminar = conference
    page = visitors.arrive(size=DESKTOP)
    expect(page.locator(".session")).to_have_count(OF_A_DAY)
    expect(page.locator("#now .now__card:visible h2")).to_contain_text("på dag 1 i rekke 1")
    expect(page.locator("#now .now__what:visible").last).to_contain_text("på dag 1 i rekke 2")

    first, third = day(page, 0), day(page, 2)
    seminar.moderate("sessions/d2t0n0/edit", title="Endret mens dagen var lukket")
    seminar.moderate("sessions/d1t3n5/edit", title="Endret på dagen som vises")
    expect(page.locator("#session-d1t3n5")).to_contain_text("Endret på dagen som vises")
    expect(page.locator("#session-d2t0n0")).to_have_count(0)
    page.locator(f".choose__days a[data-day='{third[4:]}']").click()
    expect(page.locator(f"#{third} .session")).to_have_count(OF_A_DAY)
    expect(page.locator("#session-d2t0n0")).to_contain_text("Endret mens dagen var lukket")
    expect(page.locator(f"#{third} summary")).to_be_focused()

    page.locator("#session-d1t0n2 [data-brief]").click()
    more = page.locator("#session-d1t0n2 details.session__more")
    expect(more).to_contain_text("eksempler fra skolen")
    seminar.moderate("sessions/d1t0n2/edit", title="Omdøpt mens den var åpen")
    expect(page.locator("#session-d1t0n2")).to_contain_text("Omdøpt mens den var åpen")
    expect(more).to_contain_text("eksempler fra skolen")
    expect(more).to_have_attribute("open", "")

    page.get_by_label("Spor 3", exact=True).check()
    expect(page.locator(".session:visible")).to_have_count(2 * 13)
    expect(page.locator("#now .now__card:visible h2")).to_contain_text("1: Om 3")
    page.locator(f"#{first} summary").click()
    expect(page.locator(f"#{first} .session:visible")).to_have_count(13)
    expect(page.locator("#session-d3t0n0")).to_have_count(0)
    page.evaluate("location.hash = 'session-d3t3n4'")
    expect(page.locator("#session-d3t3n4")).to_be_in_viewport()
    assert page.locator(".choose__tracks .chip").count() == 8


def test_what_moves_to_a_day_that_is_not_here_goes_and_comes_back(conference: tuple[Visitors, Seminar]) -> None:
    visitors, seminar = conference
    page = visitors.arrive(size=DESKTOP)
    expect(page.locator(".session")).to_have_count(OF_A_DAY)
    seminar.moderate("sessions/d1t0n12/delay", minutes=12 * 60)
    expect(page.locator("#session-d1t0n12")).to_have_count(0)
    seminar.moderate("undo")
    expect(page.locator(f"#{day(page, 1)} #session-d1t0n12")).to_be_visible()
    seminar.moderate("sessions/d3t0n0/start")
    expect(page.locator("#now .now__card:visible")).to_contain_text("0: Om 0 og det som hender på dag 3 i rekke 0")


def test_days_and_tracks_are_chosen_without_script(conference: tuple[Visitors, Seminar]) -> None:
    page = conference[0].arrive(size=NARROWEST, java_script_enabled=False)
    expect(page.locator(".session")).to_have_count(OF_A_DAY)
    fourth = day(page, 3)
    page.locator(f".choose__days a[data-day='{fourth[4:]}']").click()
    expect(page.locator(f"#{fourth} .session")).to_have_count(OF_A_DAY)
    expect(page.locator(".session")).to_have_count(OF_A_DAY)
    page.get_by_label("Spor 5", exact=True).check()
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.locator(f"#{fourth} .session")).to_have_count(13)
    expect(page).to_have_url(re.compile(r"\?day=[\d-]+&track=Spor\+5#programme$"))
    page.locator("#session-d3t5n7 [data-brief]").click()
    expect(page.locator("#session-d3t5n7 details[open]")).to_contain_text("eksempler fra skolen")
    page.locator(f"#{day(page, 0)} summary").click()
    page.get_by_role("link", name="Vis denne dagen").first.click()
    expect(page.locator(".session")).to_have_count(OF_A_DAY)
    page.get_by_role("link", name="Hele programmet").click()
    expect(page.locator(".session")).to_have_count(OF_A_DAY * DAYS)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"]
