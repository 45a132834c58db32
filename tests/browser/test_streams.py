"""The way to the video, as it is pushed, as it is offered and as it holds the page back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitors import Seminar, Visitors

pytestmark = pytest.mark.browser

TEAMS = "https://teams.microsoft.com/meet/1"
ZOOM = "https://zoom.us/j/2"


def test_the_way_to_the_video_is_pushed_and_goes_with_its_session(
    attendee: Page, visitors: Visitors, seminar: Seminar
) -> None:
    link = attendee.locator("#now .now__card:not([hidden]) [data-slot='stream']")
    expect(link).to_be_hidden()
    seminar.moderate("settings", stream=TEAMS, other_stream=ZOOM, other_stream_name="Tegnspråk", stream_delay=20)
    expect(link).to_have_attribute("href", TEAMS)
    expect(link).to_contain_text("Åpne webinaret")
    expect(attendee.locator("#now .now__card:not([hidden]) [data-slot='other-stream']")).to_contain_text("Tegnspråk")
    on = seminar.state()["agenda"]["current"][0]
    seminar.moderate(f"sessions/{on}/edit", stream="https://whereby.com/rom")
    expect(link).to_have_attribute("href", "https://whereby.com/rom")
    without = visitors.arrive(java_script_enabled=False).locator("#now .now__card:not([hidden]) [data-slot='stream']")
    expect(without).to_have_attribute("href", "https://whereby.com/rom")


def test_who_watches_sees_the_minute_when_the_video_does(attendee: Page, seminar: Seminar) -> None:
    seminar.moderate("settings", stream=TEAMS, stream_delay=120)
    box = attendee.locator("#now .now__card:not([hidden]) [data-watching]")
    expect(box).not_to_be_checked()
    box.check()
    state = seminar.state()
    on = state["agenda"]["current"][0]
    seminar.moderate(f"sessions/{on}/edit", ends=state["now"], title="Ny tittel")
    session = attendee.locator(f"#session-{on}")
    expect(session).to_contain_text("Ny tittel")
    expect(session).to_have_attribute("data-shown", "live")
    box.uncheck()
    expect(session).to_have_attribute("data-shown", "done")
