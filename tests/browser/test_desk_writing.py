"""Writing at the desk: what is half written outlives a reload, replies are kept, and the alarm can be heard."""

from contextlib import ExitStack

from playwright.sync_api import expect

from live.rules.people.signals import SHOWN_FROM
from tests.browser.desks import cannot_hear, choose, open_desk, row
from tests.browser.visitors import Seminar, Visitors

COUNT_SOUNDS = """
window.sounds = 0;
window.AudioContext = class extends AudioContext {
  constructor() {
    super();
    window.sounds += 1;
  }
};
"""


def test_what_is_written_is_kept_and_replies_are_at_hand(visitors: Visitors, seminar: Seminar) -> None:
    question = seminar.asked("Får elevene støtte?", session="opening")
    other = seminar.asked("Dekkes reisen?")
    desk = open_desk(visitors, seminar)
    pane = choose(desk, question)
    pane.locator("textarea[name=text]").first.fill("Ja, men")
    choose(desk, other)
    desk.reload()
    expect(row(desk, question)).to_contain_class("has-draft")
    pane = choose(desk, question)
    answer = pane.locator("textarea[name=text]").first
    expect(answer).to_have_value("Ja, men")

    # A reply that is saved in the settings is at hand in the pane that is open, and what is written there stays.
    answer.fill("")
    desk.click("[data-tool=settings] > summary")
    desk.fill("#replies-field", "Svaret står på nettsiden.\nVi svarer etter møtet.")
    desk.locator("#desk-settings form").filter(has=desk.locator("#replies-field")).locator("button").click()
    replies = pane.locator("[data-replies]")
    expect(replies.locator("option")).to_have_count(3)
    replies.select_option("Vi svarer etter møtet.")
    expect(answer).to_have_value("Vi svarer etter møtet.")
    answer.fill("")

    # The pane and what a poll can be about say what the session is called now; what was chosen there stays chosen.
    desk.click("[data-tool=polls] > summary")
    desk.select_option("#poll-session", "opening")
    answer.focus()
    seminar.moderate("sessions/opening/edit", title="Velkommen til alle")
    expect(pane.locator(".chosen__about").first).to_have_text("Velkommen til alle")
    expect(desk.locator("#poll-session-opening")).to_contain_text("Velkommen til alle")
    expect(desk.locator("#poll-session")).to_have_value("opening")
    pane.locator("#publish-" + question["id"]).focus()
    answer.fill("Ja.")
    desk.keyboard.press("Control+Enter")
    expect(row(desk, question)).to_have_attribute("data-status", "answered")
    assert next(q for q in seminar.state()["questions"] if q["id"] == question["id"])["answer"] == "Ja."


def test_the_alarm_sounds_where_it_is_wanted(visitors: Visitors, seminar: Seminar) -> None:
    desk = open_desk(visitors, seminar)
    desk.add_init_script(COUNT_SOUNDS)
    desk.evaluate("localStorage.setItem(`live:${document.documentElement.dataset.event}:alarm-sound`, 'true')")
    desk.reload()
    expect(desk.locator("[data-unheard]")).to_be_hidden()
    with ExitStack() as crowd:
        for _ in range(SHOWN_FROM):
            assert desk.evaluate("sounds") == 0
            cannot_hear(seminar, crowd)
        expect(desk.locator("[data-unheard]")).to_be_visible()
        assert desk.evaluate("sounds") == 1
