"""The event inside pages of others: who may frame it, what it tells, and that it leaves nothing behind."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from msgspec.structs import replace
from playwright.sync_api import BrowserContext, Playwright, Route, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from live.actions import links
from live.app import build_app
from live.settings import Settings
from tests.journeys.event import SLUG, Event
from tests.running import running
from tests.tools import wanted
from tests.waiting import until

ORIGIN = "https://www.example.no"


@pytest.fixture
def organiser(event: Event) -> httpx2.Client:
    live = event.server.app.state.live
    token = event.server.call(links.organiser(live.acting, event.base)).split("#")[1]
    return event.client(accept="application/json", authorization=f"Bearer {token}")


def ancestors(answer: httpx2.Response) -> str:
    policy = answer.headers["content-security-policy"]
    return next(part.strip() for part in policy.split(";") if "frame-ancestors" in part)


def test_only_the_origins_that_are_named_may_frame_it(event: Event, organiser: httpx2.Client) -> None:
    reader = event.client()
    assert ancestors(reader.get(f"/{SLUG}/embed")) == "frame-ancestors 'self'"
    body = {"origins": [ORIGIN, "https://WWW.example.no:443/side", "kommune.no"]}
    for _ in range(2):
        answer = organiser.post(f"/{SLUG}/embed", json=body)
        assert answer.json()["origins"] == [ORIGIN, "https://kommune.no"]
    assert ancestors(reader.get(f"/{SLUG}/embed")) == f"frame-ancestors 'self' {ORIGIN} https://kommune.no"
    assert ancestors(reader.get(f"/{SLUG}")) == "frame-ancestors 'none'", "the page itself stays alone"
    assert event.moderator().post("embed", {"origins": []}).status_code == 401


@pytest.mark.parametrize(
    "said", ["http://a.no", "javascript:alert(1)", "a b.no", "https://*", "no", "https://a.no;x.no", "'self'"]
)
def test_what_is_no_web_site_is_refused_by_field(event: Event, organiser: httpx2.Client, said: str) -> None:
    answer = organiser.post(f"/{SLUG}/embed", json={"origins": [said]})
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, "origins")
    assert ancestors(event.client().get(f"/{SLUG}/embed")) == "frame-ancestors 'self'"


def test_it_sets_no_cookie_and_its_readers_are_nobody_who_is_present(event: Event) -> None:
    reader, mina = event.client(), event.moderator()
    question = event.attendee().ask("Hva nå?")
    mina.post(f"desk/questions/{question['id']}/approve")
    page = reader.get(f"/{SLUG}/embed")
    assert "Hva nå?" in page.text
    for path in ("embed", "poll?quiet&as=json", "poll?quiet&cursor=x"):
        assert "set-cookie" not in reader.get(f"/{SLUG}/{path}").headers, path
    with event.attendee().live("quiet") as quiet, mina.live():
        quiet.next("hello")
        assert quiet.next("pulse")["people"] == 0
    wrong = event.client(authorization="Bearer wrong").get(f"/{SLUG}/poll?quiet")
    assert wrong.status_code == 401


def test_nothing_is_in_it_that_is_not_everyones(event: Event) -> None:
    event.attendee().ask("Bare for moderatorene")
    assert "Bare for moderatorene" not in event.client().get(f"/{SLUG}/embed").text


def test_editors_find_it_by_oembed(event: Event) -> None:
    reader = event.client(accept="application/json")
    told: dict[str, Any] = reader.get("/oembed", params={"url": f"{event.base}/{SLUG}", "maxwidth": "300"}).json()
    assert (told["version"], told["type"], told["width"]) == ("1.0", "rich", 300)
    assert f'src="{event.base}/{SLUG}/embed"' in told["html"]
    for url, status in (("", 404), ("https://elsewhere.no/seminar", 404), (f"{event.base}/nothing", 404)):
        assert reader.get("/oembed", params={"url": url}).status_code == status
    assert reader.get("/oembed", params={"url": f"{event.base}/{SLUG}", "format": "xml"}).status_code == 400


def test_editors_are_led_to_it_by_the_events_page(settings: Settings) -> None:
    public = "https://live.example.no"
    with (
        running(replace(settings, public_url=public), build_app) as server,
        closing(Event(server)),
        httpx2.Client(base_url=f"http://127.0.0.1:{server.port}") as reader,
    ):
        page = LexborHTMLParser(reader.get(f"/{SLUG}").text)
        (link,) = page.css('link[rel=alternate][type="application/json+oembed"]')
        address = link.attributes["href"] or ""
        assert address.startswith(f"{public}/oembed?url=")
        assert f'src="{public}/{SLUG}/embed"' in reader.get(address.removeprefix(public)).json()["html"]


@pytest.mark.parametrize("picture", ["qr.svg", "qr.png"])
def test_the_code_may_be_shown_by_any_web_site(event: Event, picture: str) -> None:
    assert event.client().get(f"/{SLUG}/{picture}").headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.browser
def test_it_follows_inside_a_page_of_another_origin_and_keeps_nothing(event: Event, organiser: httpx2.Client) -> None:
    """The page around it has another origin (localhost); the origin is put past the rule that wants https."""
    around = f"http://localhost:{event.server.port}"
    question = event.attendee().ask("Kommer opptaket?")
    shell = wanted("chromium-headless-shell")
    with sync_playwright() as driver, driver.chromium.launch(executable_path=shell) as browser:
        context = browser.new_context()
        page = context.new_page()
        page.route("**/embed", lambda route: framed(route, around))
        page.route(f"{around}/outside", lambda route: route.fulfill(content_type="text/html", body=outside(event.base)))
        page.goto(f"{around}/outside")
        inside = page.frame_locator("iframe")
        inside.locator("h1").wait_for()
        page.wait_for_function("Number(document.querySelector('iframe').dataset.height) > 200")
        event.moderator().post(f"desk/questions/{question['id']}/approve")
        inside.get_by_text("Kommer opptaket?").wait_for(timeout=20_000)
        frame = page.frames[1]
        assert context.cookies() == []
        kept = "(() => { try { return localStorage.length + sessionStorage.length } catch { return 0 } })()"
        assert frame.evaluate(kept) == 0, "nothing is kept, also where the browser would let it"
        assert inside.locator("[data-as-of]").is_hidden()


@pytest.mark.browser
@pytest.mark.parametrize("lets_others_keep", [True, False])
def test_asking_works_inside_whatever_the_browser_lets_it_keep_and_keeps_nothing(
    event: Event, tmp_path: Path, *, lets_others_keep: bool
) -> None:
    event.moderator().post("desk/settings", {"moderated": True})
    around = f"http://localhost:{event.server.port}"
    with sync_playwright() as driver, chromium(driver, tmp_path, lets_others_keep=lets_others_keep) as context:
        page = context.new_page()
        page.route("**/embed", lambda route: framed(route, around))
        page.route(f"{around}/outside", lambda route: route.fulfill(content_type="text/html", body=outside(event.base)))
        page.goto(f"{around}/outside")
        inside, frame = page.frame_locator("iframe"), page.frames[1]
        assert not inside.locator("form").is_visible()
        for text in ("Får elevene støtte?", "Hvor lenge varer det?"):
            inside.get_by_role("link", name="Still et spørsmål").first.click()
            inside.get_by_role("textbox", name="Still et spørsmål").fill("x")
            inside.get_by_role("button", name="Send spørsmålet").click()
            inside.get_by_role("alert").get_by_text("3").wait_for()
            inside.get_by_role("textbox", name="Still et spørsmål").fill(text)
            inside.get_by_role("button", name="Send spørsmålet").click()
            inside.get_by_role("status").get_by_text("Spørsmålet er sendt. Det vises her når").wait_for()
        assert context.cookies() == []
        kept = "(() => { try { return localStorage.length + sessionStorage.length } catch { return 0 } })()"
        assert frame.evaluate(kept) == 0
        page.evaluate(FOREIGN, f"{event.base}/{SLUG}/questions")
        frame.evaluate("document.cookie = 'x=1; SameSite=None; Secure'")
        assert bool(context.cookies()) is lets_others_keep, "it was tried in both kinds of browser"
    live = event.server.app.state.live
    asked = list(event.server.call(live.store.replica.copy(SLUG)).state.questions.values())
    assert [q.text for q in asked] == ["Får elevene støtte?", "Hvor lenge varer det?"], "and not what another page sent"
    assert len({q.by for q in asked}) == 1, "one person, as long as it is open"


@pytest.mark.browser
def test_what_is_written_inside_is_never_lost_to_a_lost_answer(event: Event) -> None:
    """First the answer is lost and the words are changed, then they are changed while the answer is under way."""
    held: list[Route] = []
    shell = wanted("chromium-headless-shell")
    with sync_playwright() as driver, driver.chromium.launch(executable_path=shell) as browser:
        page = browser.new_context(locale="nb").new_page()
        page.goto(f"{event.base}/{SLUG}/embed")
        page.get_by_role("link", name="Still et spørsmål").first.click()
        words, send = page.get_by_role("textbox", name="Still et spørsmål"), page.locator("#embed-ask button")
        page.route("**/questions", lambda route: (route.fetch(), route.abort()))
        words.fill("Når er fristen?")
        send.click()
        page.get_by_text("Vi fikk ikke svar.").wait_for()
        page.unroute("**/questions")
        send.click()  # the same again comes in once
        page.get_by_role("status").get_by_text("Spørsmålet er sendt.").wait_for()
        page.get_by_role("link", name="Still et spørsmål").first.click()
        page.route("**/questions", lambda route: held.extend([route]))
        words.fill("Hvor er det?")
        send.click()
        until(lambda: page.evaluate("1") and held)
        words.press_sequentially(" Og når?")
        held[0].continue_()
        page.get_by_role("status").get_by_text("Spørsmålet er sendt.").wait_for()
        assert words.input_value() == "Hvor er det? Og når?"
        page.unroute("**/questions")
        page.reload()  # as somebody else, who may ask three again
        page.get_by_role("link", name="Still et spørsmål").first.click()
        page.route("**/questions", lambda route: (route.fetch(), route.abort()))
        words.fill("Hvem kommer?")
        send.click()
        page.get_by_text("Vi fikk ikke svar.").wait_for()
        page.unroute("**/questions")
        words.fill("Hvem kommer dit?")
        send.click()
        page.get_by_role("status").get_by_text("Spørsmålet er sendt.").wait_for()
    live = event.server.app.state.live
    asked = [q.text for q in event.server.call(live.store.replica.copy(SLUG)).state.questions.values()]
    assert asked == ["Når er fristen?", "Hvor er det?", "Hvem kommer?", "Hvem kommer dit?"]


@pytest.mark.browser
def test_a_page_that_is_not_named_shows_nothing_of_it(event: Event) -> None:
    around = f"http://localhost:{event.server.port}"
    shell = wanted("chromium-headless-shell")
    with sync_playwright() as driver, driver.chromium.launch(executable_path=shell) as browser:
        page = browser.new_page()
        page.route(f"{around}/outside", lambda route: route.fulfill(content_type="text/html", body=outside(event.base)))
        page.goto(f"{around}/outside")
        page.wait_for_function("frames.length === 1")
        until(lambda: page.frames[1].url.startswith("chrome-error:"))
        assert page.frame_locator("iframe").locator("#embed").count() == 0


@contextmanager
def chromium(driver: Playwright, profile: Path, *, lets_others_keep: bool) -> Iterator[BrowserContext]:
    """Chromium that lets a page inside another's keep cookies, or one whose reader has said that it may not."""
    if lets_others_keep:
        with driver.chromium.launch(executable_path=wanted("chromium-headless-shell")) as browser:
            yield browser.new_context(locale="nb")
        return
    settings = {"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": True}}
    (profile / "Default").mkdir()
    (profile / "Default" / "Preferences").write_text(json.dumps(settings))
    whole, args = wanted("chromium"), ["--no-sandbox"]
    with driver.chromium.launch_persistent_context(profile, executable_path=whole, args=args, locale="nb") as context:
        yield context


FOREIGN = """async (address) => {
  const body = new URLSearchParams({ text: "Fra en annen side" });
  await fetch(address, { method: "POST", mode: "no-cors", credentials: "include", body }).catch(() => null);
  await fetch(address, { method: "POST", headers: { "x-live-badge": "x" }, body }).catch(() => null);
}"""


def framed(route: Route, origin: str) -> None:
    """Answer as if this origin were named; the rule wants https, and a test has none."""
    answer = route.fetch()
    policy = answer.headers["content-security-policy"].replace("ancestors 'self'", f"ancestors 'self' {origin}")
    route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})


def outside(base: str) -> str:
    return f"""<!doctype html><iframe src="{base}/{SLUG}/embed" width="400" height="300"></iframe><script>
    addEventListener("message", ({{ data }}) => {{
      if (data.type === "live:height") document.querySelector("iframe").dataset.height = data.height;
    }});</script>"""
