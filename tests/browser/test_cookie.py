"""Looking stores nothing; the first thing that is done sets the cookie, and who did it was there all along."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from live.badge import DAY_SECONDS
from live.store.people import presence
from tests.browser.visitors import SLUG, Seminar, Visitors
from tests.waiting import until

pytestmark = pytest.mark.browser
STORED = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].filter(Boolean)"
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}"""
NO_CHANNEL = "delete globalThis.BroadcastChannel"
BACK = 25_000  # ms: the longest wait before the next try, and what follows it


def stored(page: Page) -> list[Any]:
    return [*page.context.cookies(), *page.evaluate(STORED)]


def here(page: Page, people: int = 1) -> None:
    expect(page.locator('[data-slot="people"]')).to_have_text(f"{people} her", timeout=BACK)


def cookie(page: Page) -> str:
    """The value of the one cookie there is."""
    [found] = page.context.cookies()
    assert found["name"] == "live"
    return found["value"]


def ask(page: Page, text: str = "Hvem er jeg?") -> None:
    page.click('.now [data-slot="ask"]')
    page.fill("#ask-text", text)
    page.click(".ask__do button")
    expect(page.locator(".own .question__text").first).to_have_text(text)


def vote(page: Page, on: bool = True) -> None:
    page.click('[data-tab="questions"]')
    button = page.locator("#questions .vote__button").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", str(on).lower())


def answer(page: Page) -> None:
    poll = page.locator(".poll")
    poll.locator("summary").click()
    poll.get_by_label("Skoler").check()
    poll.get_by_role("button").click()
    expect(poll.locator("[data-mine-answer]")).to_have_text("Ditt svar: Skoler")


def signal(page: Page) -> None:
    page.click("#signals summary")
    page.click("[data-signal=fast]")
    expect(page.locator("[data-signal=fast]")).to_have_attribute("aria-pressed", "true")


def people(seminar: Seminar) -> set[str]:
    """Who is connected, as the hub knows them."""
    return set(seminar.server.app.state.live.hub.people(SLUG))


@pytest.fixture
def busy(seminar: Seminar) -> Seminar:
    """There is something to vote for, to answer and to read."""
    seminar.asked("Kan jeg stemme?")
    seminar.moderate("polls", text="Hvem er her?", options=["Skoler", "Fylker"], on=True)
    seminar.moderate("announcements", text="Velkommen", level="important")
    return seminar


def test_looking_at_everything_there_is_stores_nothing(visitors: Visitors, busy: Seminar) -> None:
    page = visitors.arrive()
    here(page)
    for tab in page.locator("[data-tab]").all():
        tab.click()
    page.mouse.wheel(0, 3000)
    page.click("#signals summary")
    page.keyboard.press("Escape")
    page.evaluate(HIDE, True)
    busy.moderate("announcements", text="Mens ingen ser", level="urgent")
    expect(page.locator(".announcement")).to_have_count(2)
    page.evaluate(HIDE, False)
    with page.expect_request("**/shown"):
        page.wait_for_function("document.querySelector('.announcement')")
    page.reload()
    here(page)
    assert stored(page) == []
    for path in ("mine", "changes", "diag", "embed", "stage", f"?question={busy.state()['questions'][0]['id']}"):
        page.goto(f"/{SLUG}/{path}" if path[0] != "?" else f"/{SLUG}{path}")
        page.wait_for_load_state()
        assert stored(page) == [], path


@pytest.mark.parametrize("act", [ask, vote, answer, signal])
def test_the_first_thing_that_is_done_sets_the_cookie_of_whoever_was_there(
    visitors: Visitors, busy: Seminar, act: Callable[[Page], None]
) -> None:
    page = visitors.arrive("/healthz")
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.goto(f"/{SLUG}")
    here(page)
    person = people(busy)
    act(page)
    [kept] = page.context.cookies()
    assert (kept["name"], kept["httpOnly"], kept["sameSite"], kept["path"]) == ("live", True, "Lax", "/")
    assert abs(kept["expires"] - time.time() - busy.server.settings.retention_days * DAY_SECONDS) < 120
    page.reload()
    here(page)
    assert len(sockets) == 2, "one for each time the page was opened"
    assert people(busy) == person


def test_what_becomes_of_the_first_question_is_told_where_it_was_asked(attendee: Page, seminar: Seminar) -> None:
    here(attendee)
    ask(attendee)
    [question] = seminar.state()["questions"]
    seminar.moderate(f"questions/{question['id']}/dismiss", reason="Utenfor temaet")
    expect(attendee.locator(".own")).to_contain_text("Utenfor temaet")


@pytest.mark.parametrize("blocked", [["live"], ["live", "events"]], ids=["events", "poll"])
def test_so_it_is_where_no_socket_gets_through(visitors: Visitors, seminar: Seminar, blocked: list[str]) -> None:
    page = visitors.arrive("/healthz")
    page.context.route_web_socket("**/live*", lambda socket: socket.close(code=1011))
    if "events" in blocked:
        page.context.route("**/events*", lambda route: route.abort())
    page.add_init_script(f"""sessionStorage.setItem('live:*:transport', JSON.stringify(
        {{transport: '{"poll" if "events" in blocked else "events"}', until: Date.now() + 6e5}}))""")
    page.goto(f"/{SLUG}")
    here(page)
    assert page.context.cookies() == []
    person = people(seminar)
    ask(page)
    assert cookie(page)
    [question] = seminar.state()["questions"]
    seminar.moderate(f"questions/{question['id']}/dismiss", reason="Utenfor temaet")
    expect(page.locator(".own")).to_contain_text("Utenfor temaet")
    assert not person or people(seminar) <= person, "a poll is not always there"


def test_pages_of_one_browser_are_one_person_before_and_after(visitors: Visitors, seminar: Seminar) -> None:
    first = visitors.arrive()
    here(first)
    second = first.context.new_page()
    second.goto(f"/{SLUG}")
    until(lambda: seminar.state()["presence"] == {"people": 1, "connections": 2})
    here(second)
    assert stored(first) == []
    ask(second)
    ours = cookie(first)
    expect(first.locator(".own")).to_contain_text("Hvem er jeg?")
    ask(first, "Og hvem er du?")
    expect(second.locator(".own .question__text")).to_have_count(2)
    assert cookie(first) == ours
    assert len({question["id"] for question in seminar.state()["questions"]}) == 2


def test_pages_that_cannot_speak_to_each_other_are_one_from_their_next_act_on(
    visitors: Visitors, seminar: Seminar
) -> None:
    first = visitors.arrive("/healthz")
    first.context.add_init_script(NO_CHANNEL)
    second = first.context.new_page()
    for page in (first, second):
        page.goto(f"/{SLUG}")
        expect(page.locator('[data-slot="people"]')).not_to_have_text("0 her")
    until(lambda: len(people(seminar)) == 2)
    ask(first, "Fra den første")
    ours = cookie(first)
    ask(second, "Fra den andre")
    expect(second.locator(".own .question__text")).to_have_count(2)
    assert cookie(first) == ours
    until(lambda: len(people(seminar)) == 1)


def test_two_first_acts_at_the_same_moment_are_one_persons(visitors: Visitors, seminar: Seminar) -> None:
    first = visitors.arrive("/healthz")
    first.context.add_init_script(NO_CHANNEL)
    second = first.context.new_page()
    held, let_go = list[Route](), list[bool]()

    def hold(route: Route) -> None:
        held.append(route)
        if let_go:
            route.continue_()

    first.context.route("**/questions", hold)
    for page in (first, second):
        page.goto(f"/{SLUG}")
        expect(page.locator('[data-slot="people"]')).not_to_have_text("0 her")
    for page, text in ((first, "Fra den første"), (second, "Fra den andre")):
        page.click('.now [data-slot="ask"]')
        page.fill("#ask-text", text)
        page.click(".ask__do button")
        expect(page.locator("#ask")).to_have_attribute("aria-busy", "true")
    assert len(held) == 1, "the second waits for its turn"
    let_go.append(True)
    held[0].continue_()
    expect(second.locator(".own .question__text")).to_have_count(2)
    until(lambda: len(people(seminar)) == 1)


def test_who_reloads_before_the_first_answer_has_come_is_still_who_asked(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive()
    here(page)

    def lose(route: Route) -> None:
        route.fetch()
        page.context.clear_cookies()
        route.abort()

    page.route("**/questions", lose, times=1)
    page.click('.now [data-slot="ask"]')
    page.fill("#ask-text", "Kom svaret fram?")
    with page.expect_event("requestfailed"):
        page.click(".ask__do button")
    assert page.context.cookies() == []
    page.reload()
    expect(page.locator(".own--pending .question__text")).to_have_text("Kom svaret fram?")
    assert len(seminar.state()["questions"]) == 1
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.endsWith('badge'))") == []


def test_a_page_that_is_closed_takes_its_person_along(
    attendee: Page, seminar: Seminar, monkeypatch: pytest.MonkeyPatch
) -> None:
    here(attendee)
    [before] = people(seminar)
    monkeypatch.setattr(presence, "GRACE_SECONDS", 600)
    attendee.reload()
    until(lambda: people(seminar) not in (set(), {before}))
    until(lambda: seminar.state()["presence"] == {"people": 1, "connections": 1})


def test_a_reload_of_one_page_of_two_stays_the_same_person(visitors: Visitors, seminar: Seminar) -> None:
    first = visitors.arrive()
    here(first)
    person = people(seminar)
    second = first.context.new_page()
    second.goto(f"/{SLUG}")
    until(lambda: seminar.state()["presence"] == {"people": 1, "connections": 2})
    first.reload()
    until(lambda: seminar.state()["presence"] == {"people": 1, "connections": 2})
    until(lambda: people(seminar) == person)


def test_after_a_cut_it_is_the_same_person_who_comes_back(visitors: Visitors, seminar: Seminar) -> None:
    page, line = visitors.on_a_bad_line()
    here(page)
    person = people(seminar)
    told = page.locator("[data-connection]")
    line.cut()
    expect(told).to_contain_text("Ingen forbindelse", timeout=BACK)
    line.mend()
    expect(told).to_be_hidden(timeout=BACK)
    until(lambda: people(seminar) == person)
    assert page.context.cookies() == []


def test_where_cookies_are_blocked_what_one_does_is_ones_own_while_the_page_is_open(
    visitors: Visitors, busy: Seminar
) -> None:
    page = visitors.arrive()
    here(page)
    person = people(busy)
    vote(page)
    page.context.clear_cookies()
    vote(page, on=False)
    page.context.clear_cookies()
    until(lambda: busy.state()["questions"][0]["votes"] == 0)
    page.evaluate("document.documentElement.scrollIntoView()")
    ask(page)
    assert people(busy) == person


def test_a_device_that_was_forgotten_is_somebody_new_on_every_page(visitors: Visitors, busy: Seminar) -> None:
    page = visitors.arrive()
    here(page)
    vote(page)
    before, person = cookie(page), people(busy)
    other = page.context.new_page()
    other.goto(f"/{SLUG}/mine#forget")
    other.locator("[data-forget] button").click()
    expect(other.locator("[role=status]")).to_contain_text("Denne enheten er glemt")
    until(lambda: bool(people(busy)) and people(busy) != person)
    assert stored(page) == []
    ask(page)
    assert cookie(page) != before


def test_without_script_the_form_sets_it_and_looking_does_not(visitors: Visitors, busy: Seminar) -> None:
    plain = visitors.arrive(java_script_enabled=False)
    for path in ("", "/mine", "?sort=newest", "/changes"):
        plain.goto(f"/{SLUG}{path}")
        assert plain.context.cookies() == [], path
    plain.goto(f"/{SLUG}")
    plain.locator("#questions .vote__button").first.click()
    ours = cookie(plain)
    plain.goto(f"/{SLUG}#ask")
    plain.fill("#ask-text", "Uten skript?")
    plain.click(".ask__do button")
    expect(plain.locator(".own")).to_contain_text("Uten skript?")
    assert cookie(plain) == ours
