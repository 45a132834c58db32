"""Networks that go away, come back, or let no socket through."""

import time
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from tests.browser.visitors import Seminar, Visitors
from tests.waiting import until

pytestmark = pytest.mark.browser
BACK = 25_000  # ms: the longest wait before the next try, and what follows it


def test_what_was_missed_and_what_was_typed_arrive_once(visitors: Visitors, seminar: Seminar) -> None:
    attendee, line = visitors.on_a_bad_line()
    attendee.click('[data-tab="questions"]')
    line.cut()
    attendee.fill("#ask-text", "Skrevet uten nett")
    attendee.click(".ask__do button")
    expect(attendee.locator(".own--unsent")).to_contain_text("Skrevet uten nett")
    expect(attendee.locator("#ask-text")).to_have_value("")
    seminar.moderate("announcements", text="Mens du var borte", level="info")
    seminar.moderate("sessions/rules/delay", minutes=15)
    line.mend()
    expect(attendee.locator(".own--pending")).to_contain_text("Skrevet uten nett", timeout=BACK)
    expect(attendee.locator(".own--unsent")).to_have_count(0)
    expect(attendee.locator(".announcement")).to_contain_text("Mens du var borte", timeout=BACK)
    expect(attendee.locator("#session-rules")).to_contain_text("utsatt 15 min")
    assert [q["text"] for q in seminar.state()["questions"]] == ["Skrevet uten nett"]


def test_a_question_kept_is_sent_after_a_reload(attendee: Page, seminar: Seminar) -> None:
    attendee.click('[data-tab="questions"]')
    attendee.route("**/questions", lambda route: route.abort())
    attendee.fill("#ask-text", "Kommer det frem?")
    attendee.click(".ask__do button")
    expect(attendee.locator(".own--unsent")).to_be_visible()
    attendee.unroute("**/questions")
    attendee.reload()
    expect(attendee.locator(".own--pending")).to_contain_text("Kommer det frem?", timeout=BACK)
    assert len(seminar.state()["questions"]) == 1


def test_an_answer_that_was_lost_on_the_way_makes_no_second_question(attendee: Page, seminar: Seminar) -> None:
    attendee.click('[data-tab="questions"]')
    seen: list[str] = []

    def swallow_first(route: Route) -> None:
        seen.append(route.request.headers["idempotency-key"])
        if len(seen) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    attendee.route("**/questions", swallow_first)
    attendee.fill("#ask-text", "Bare én gang")
    attendee.click(".ask__do button")
    expect(attendee.locator(".own--pending")).to_have_count(1, timeout=BACK)
    expect(attendee.locator(".own--unsent")).to_have_count(0, timeout=BACK)
    assert len(set(seen)) == 1
    assert len(seminar.state()["questions"]) == 1


def test_silence_for_five_seconds_then_one_quiet_line_until_it_is_back(visitors: Visitors) -> None:
    page, line = visitors.on_a_bad_line()
    expect(page.locator('[data-slot="people"]')).to_have_text("1 her")
    told = page.locator("[data-connection]")
    started = time.monotonic()
    line.cut()
    expect(told).to_contain_text("Ingen forbindelse. Du ser det som gjaldt", timeout=15_000)
    assert time.monotonic() - started > 4.5
    line.mend()
    expect(told).to_be_hidden(timeout=BACK)
    expect(page.locator('[data-say="polite"]')).to_have_text("Tilkoblet igjen.")


def test_a_host_that_falls_silent_is_told_of_within_twenty_seconds(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive("/healthz")
    page.clock.install()
    silence = Silence(page)
    page.goto("/seminar")
    expect(page.locator("[data-alone]")).to_be_hidden()
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)
    seminar.moderate("announcements", text="Det siste", level="info")
    silence.fall_after("Det siste")
    line = page.locator("[data-connection]")
    page.clock.run_for(12_000)
    expect(line).to_be_hidden()
    page.clock.run_for(8_000)
    expect(line).to_contain_text("Ingen forbindelse")


class Silence:
    """A line on which nothing comes any more, however long it takes, and which stays open."""

    def __init__(self, page: Page) -> None:
        self._page, self._said, self._has_fallen = page, "", False
        page.route_web_socket("**/live*", self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        socket.connect_to_server().on_message(lambda said: self._pass(socket, str(said)))

    def _pass(self, socket: WebSocketRoute, said: str) -> None:
        if not self._has_fallen:
            socket.send(said)
            self._said += said

    def fall_after(self, words: str) -> None:
        """Fall as soon as they have come."""
        ends = time.monotonic() + 20
        while words not in self._said and time.monotonic() < ends:
            self._page.wait_for_timeout(20)  # in which frames come
        self._has_fallen = True


@pytest.mark.parametrize("blocked", [("live",), ("live", "events")], ids=["no sockets", "no event streams either"])
def test_where_sockets_are_blocked_the_page_is_live_all_the_same(
    visitors: Visitors, seminar: Seminar, blocked: tuple[str, ...]
) -> None:
    page = visitors.arrive("/healthz")
    page.route_web_socket("**/live*", lambda ws: ws.close(code=1011))
    if "events" in blocked:
        page.route("**/events*", lambda route: route.abort())
    page.goto("/seminar")
    seminar.moderate("announcements", text="Kom dette frem?", level="info")
    expect(page.locator(".announcement")).to_contain_text("Kom dette frem?", timeout=40_000)
    transport = "poll" if "events" in blocked else "events"
    assert transport in page.evaluate("sessionStorage.getItem('live:*:transport')")
    seminar.moderate("sessions/rules/delay", minutes=10)
    expect(page.locator("#session-rules")).to_contain_text("utsatt 10 min")


HOLDING = """
const fetched = window.fetch;
window.fetch = async (...args) => {
  const answer = await fetched(...args);
  if (!window.holds || !String(args[0]).includes("/poll?")) return answer;
  const told = await answer.clone().json();
  window.held = told.frames[0].you.upvoted;
  await new Promise((release) => (window.release = release));
  return answer;
};
"""


def test_a_greeting_that_was_on_its_way_takes_no_vote_back(visitors: Visitors, seminar: Seminar) -> None:
    before, question = seminar.asked("Er det lunsj?"), seminar.asked("Kommer det opptak?")
    page = visitors.arrive("/healthz")
    page.route_web_socket("**/live*", lambda ws: ws.close(code=1011))
    page.route("**/events*", lambda route: route.abort())
    page.add_init_script(HOLDING)
    page.goto("/seminar")
    page.click('[data-tab="questions"]')
    vote, first = [page.locator(f"#question-{one['id']} .vote__button") for one in (question, before)]
    first.click()  # by which they become somebody, with a stream that is opened anew
    expect(first).to_have_attribute("aria-pressed", "true")
    seminar.moderate("announcements", text="Velkommen", level="info")
    expect(page.locator(".announcement")).to_contain_text("Velkommen", timeout=BACK)
    page.evaluate("window.holds = true")
    seminar.moderate("announcements", text="Snart pause", level="info")
    until(lambda: page.evaluate("Boolean(window.held)"), BACK / 1000)
    vote.click()
    expect(vote).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("window.held") == [before["id"]], "it was answered before the vote"
    page.evaluate("window.holds = false; window.release()")
    expect(page.locator(".announcement").first).to_contain_text("Snart pause")
    assert vote.get_attribute("aria-pressed") == "true", "not only after the next one"


def test_time_passes_without_any_network(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive("/healthz")
    page.clock.install()
    page.goto("/seminar")
    expect(page.locator("#now h2:visible")).to_have_text("Opening")
    page.context.set_offline(True)
    page.clock.fast_forward(timedelta(minutes=26).seconds * 1000)
    expect(page.locator("#now h2:visible")).to_have_text("Rules")
    expect(page.locator('.session[aria-current="true"]')).to_have_attribute("id", "session-rules")
    expect(page.locator("#session-opening")).to_have_attribute("data-shown", "done")
    page.clock.fast_forward(timedelta(minutes=32).seconds * 1000)
    expect(page.locator("#now h2:visible")).to_contain_text("Tilbake")
    page.clock.fast_forward(timedelta(hours=3).seconds * 1000)
    expect(page.locator("#now h2:visible")).to_have_text("Takk for at du var med")
    page.context.set_offline(False)


@pytest.mark.parametrize("hours", [-3, 5])
def test_a_wrong_clock_on_the_computer_does_not_matter(visitors: Visitors, hours: int) -> None:
    page = visitors.arrive("/healthz")
    page.clock.install(time=time.time() + hours * 3600)
    page.goto("/seminar")
    expect(page.locator("#now h2:visible")).to_have_text("Opening")
    page.clock.fast_forward(timedelta(minutes=26).seconds * 1000)
    expect(page.locator("#now h2:visible")).to_have_text("Rules")


@pytest.mark.parametrize("blocked", [("live",), ("live", "events")], ids=["event streams", "polls"])
def test_six_tabs_without_sockets_do_not_starve_the_seventh(
    visitors: Visitors, seminar: Seminar, blocked: tuple[str, ...]
) -> None:
    first = visitors.arrive("/healthz")
    first.context.route_web_socket("**/live*", lambda ws: ws.close(code=1011))
    if "events" in blocked:
        first.context.route("**/events*", lambda route: route.abort())
    transport = "poll" if "events" in blocked else "events"
    remembered = (
        "sessionStorage.setItem('live:*:transport', "
        f"JSON.stringify({{transport: '{transport}', until: Date.now() + 6e5}}))"
    )
    first.context.add_init_script(remembered)
    tabs = [first.context.new_page() for _ in range(7)]
    for tab in tabs:
        tab.goto("/seminar")
    expect(tabs[0].locator('[data-slot="people"]')).to_have_text("1 her")
    seminar.moderate("announcements", text="Til alle faner", level="info")
    for tab in tabs:
        expect(tab.locator(".announcement")).to_contain_text("Til alle faner", timeout=BACK)
    tabs[0].close()
    seminar.moderate("announcements", text="Også etterpå", level="info")
    for tab in tabs[1:]:
        expect(tab.locator(".announcement").first).to_contain_text("Også etterpå", timeout=BACK)
