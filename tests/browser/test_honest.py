"""The page follows along or says that it does not; what is sent has arrived or is kept. Whatever stands in between."""

import re
import time

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from live.views import Views
from tests.browser.visitors import SLUG, Seminar, Visitors

pytestmark = pytest.mark.browser
SOON, BACK = 12_000, 40_000  # ms
MODULES = re.findall(r'^"(js/[\w/-]+\.js)"\(\) \{$', Views().assets.files["js/main.js"].content.decode(), re.MULTILINE)
ALONE = "Denne siden følger ikke med av seg selv"
PORTAL = "<html><title>Logg inn</title>Logg inn på nettet</html>"
BLOCKED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
navigator.locks.request = () => Promise.reject(new DOMException("blocked", "SecurityError"));"""  # as Chromium does


def asks(page: Page, text: str) -> None:
    page.click('[data-tab="questions"]')
    page.fill("#ask-text", text)
    page.click(".ask__do button")


def foreign(route: Route, status: int, kind: str = "text/html", body: str = PORTAL) -> None:
    route.fulfill(status=status, content_type=kind, body=body)


def test_without_its_script_the_page_says_that_it_does_not_follow(visitors: Visitors) -> None:
    page = visitors.arrive("/healthz")
    page.route("**/js/**", lambda route: route.abort())
    page.goto(f"/{SLUG}")
    line = page.locator("[data-alone]")
    expect(line).to_be_hidden()
    expect(line).to_contain_text(ALONE, timeout=SOON)
    expect(line).to_be_visible(timeout=SOON)
    page.unroute("**/js/**")
    line.get_by_role("link").click()
    expect(page.locator('[data-slot="people"]')).to_have_text("1 her")
    expect(page.locator("[data-alone]")).to_be_hidden()


@pytest.mark.parametrize("batch", range(4))
def test_whichever_part_of_the_script_fails_the_page_follows_or_says_that_it_does_not(
    visitors: Visitors, seminar: Seminar, batch: int
) -> None:
    broken = {}
    first = visitors.arrive("/healthz")
    for name in MODULES[batch::4]:
        page = first.context.new_page()

        def fail(route: Route, name: str = name) -> None:
            answer = route.fetch()
            route.fulfill(
                response=answer, body=answer.text().replace(f'"{name}"() {{', f'"{name}"() {{ throw new Error();')
            )

        page.route("**/js/main.js", fail)
        page.goto(f"/{SLUG}")
        broken[name] = page
    seminar.moderate("announcements", text="Pausen er flyttet", level="urgent")
    honest = '.announcement:has-text("Pausen er flyttet"), [data-alone]:visible'
    for name, page in broken.items():
        try:
            page.wait_for_selector(honest, timeout=SOON)
        except Exception as error:
            raise AssertionError(name) from error


def test_with_site_storage_blocked_the_page_follows_and_asks(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive("/healthz")
    page.add_init_script(BLOCKED)
    page.goto(f"/{SLUG}")
    seminar.moderate("announcements", text="Uten lager", level="info")
    expect(page.locator(".announcement")).to_contain_text("Uten lager")
    asks(page, "Går det uten lager?")
    expect(page.locator(".own--pending")).to_contain_text("Går det uten lager?")
    page.click('[data-tab="programme"]')
    page.locator("[data-star]").first.click()
    expect(page.locator("[data-star]").first).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [(200, "text/html", PORTAL), (200, "application/json", '{"ok":true}'), (522, "text/html", PORTAL)],
)
def test_somebody_elses_answer_is_none_and_the_question_arrives_once(
    attendee: Page, seminar: Seminar, status: int, kind: str, body: str
) -> None:
    keys: list[str] = []

    def lie(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        foreign(route, status, kind, body) if len(keys) == 1 else route.continue_()

    attendee.route("**/questions", lie)
    asks(attendee, "Hvem svarte?")
    expect(attendee.locator(".own--unsent")).to_contain_text("Hvem svarte?")
    assert seminar.state()["questions"] == []
    expect(attendee.locator(".own--pending")).to_contain_text("Hvem svarte?", timeout=BACK)
    assert len(set(keys)) == 1
    assert len(seminar.state()["questions"]) == 1


@pytest.mark.parametrize("status", [403, 413])
def test_what_a_filter_stops_stays_in_the_field_with_what_to_do(attendee: Page, seminar: Seminar, status: int) -> None:
    keys: list[str] = []

    def stop(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        foreign(route, status) if len(keys) == 1 else route.continue_()

    attendee.route("**/questions", stop)
    asks(attendee, "Stoppet av et filter")
    expect(attendee.locator("#ask-error")).to_contain_text("Noe mellom deg og oss har stoppet dette")
    expect(attendee.locator("#ask-text")).to_have_value("Stoppet av et filter")
    attendee.click(".ask__do button")
    expect(attendee.locator(".own--pending")).to_contain_text("Stoppet av et filter")
    assert len(set(keys)) == 1


def test_a_press_that_hangs_is_busy_at_once_says_so_and_keeps_what_is_typed_meanwhile(
    attendee: Page, seminar: Seminar
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    attendee.route("**/questions", hold)
    asks(attendee, "Første spørsmål")
    expect(attendee.locator("[data-ask]")).to_have_attribute("aria-busy", "true")
    expect(attendee.locator(".button__busy")).to_be_visible()
    started = time.monotonic()
    attendee.fill("#ask-text", "Andre spørsmål, som er i gang")
    expect(attendee.locator(".own--unsent")).to_contain_text("Første spørsmål", timeout=SOON)
    assert time.monotonic() - started < 9
    expect(attendee.locator('[data-say="polite"]')).to_contain_text("ikke kommet frem")
    held.pop().continue_()
    expect(attendee.locator(".own--pending")).to_contain_text("Første spørsmål", timeout=BACK)
    expect(attendee.locator("#ask-text")).to_have_value("Andre spørsmål, som er i gang")
    assert len(seminar.state()["questions"]) == 1


def test_a_vote_is_pressed_when_it_is_counted_and_not_before(attendee: Page, seminar: Seminar) -> None:
    question = seminar.asked("Hva koster det?")
    attendee.click('[data-tab="questions"]')
    lies: list[int] = []

    def lie(route: Route) -> None:
        lies.append(1)
        foreign(route, 200) if len(lies) == 1 else route.continue_()

    attendee.route("**/upvote", lie)
    button = attendee.locator(f"#vote-{question['id']}")
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(button).to_have_attribute("aria-pressed", "true", timeout=BACK)
    expect(button.locator("[data-count]")).to_have_text("1")


def test_half_a_question_stays_in_sight_when_asking_closes(attendee: Page, seminar: Seminar) -> None:
    attendee.click('[data-tab="questions"]')
    attendee.fill("#ask-text", "Et halvt spørsm")
    seminar.moderate("settings", questions_open=False)
    kept = attendee.locator("[data-unasked]")
    expect(kept).to_contain_text("Et halvt spørsm")
    expect(kept.locator("[data-copy-words]")).to_be_visible()
    seminar.moderate("settings", questions_open=True)
    expect(kept).to_have_count(0)
    expect(attendee.locator("#ask-text")).to_have_value("Et halvt spørsm")


def test_a_resync_keeps_the_pages_language_and_takes_no_foreign_page(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive("/healthz")
    sockets: list[WebSocketRoute] = []

    def connect(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket("**/live*", connect)
    page.goto(f"/{SLUG}?lang=en")
    expect(page.locator('[data-slot="people"]')).to_have_text("1 here")
    other = page.context.new_page()
    other.goto(f"/{SLUG}?lang=nn")
    fetched: list[str] = []

    def lie(route: Route) -> None:
        fetched.append(route.request.url)
        foreign(route, 200) if len(fetched) == 1 else route.continue_()

    page.route(re.compile(rf"/{SLUG}\?"), lie)
    sockets[0].send('{"type":"resync","why":"far"}')
    seminar.asked("Was it fetched in English?")
    expect(page.locator("#questions .question")).to_contain_text("Was it fetched in English?", timeout=BACK)
    assert len(fetched) > 1
    expect(page.locator("#questions .question__number")).to_have_text("No. 1")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    other.reload()
    expect(other.locator("html")).to_have_attribute("lang", "nn")
