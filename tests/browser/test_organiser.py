"""An organiser corrects a programme where it stands, in a browser."""

import pytest
from playwright.sync_api import Browser, Page, expect

from live.actions import links
from tests.browser.visitors import DESKTOP, Seminar, Visitors
from tests.running import Server

pytestmark = pytest.mark.browser

TEXT = "Fagdag\n\n8. mars 2022\n\n12:00–12:45 Velkommen\n12:45–13:15 Rammer\n13:15–13:30 Pause\n"


@pytest.fixture
def organiser(visitors: Visitors, seminar: Seminar, server: Server) -> Page:
    link = server.call(links.organiser(server.app.state.live.acting, server.base))
    page = visitors.arrive(link.removeprefix(server.base), size=DESKTOP)
    page.locator("[name=text]").fill(TEXT)
    page.get_by_role("button", name="Les programmet").click()
    expect(page.locator("#understood-heading")).to_be_focused()
    return page


def test_a_warning_follows_what_is_typed_and_shows_its_session(organiser: Page) -> None:
    check = organiser.locator("[data-check]")
    expect(check.locator(".proof__day")).to_have_text("har vært")
    organiser.locator("[data-lines]").nth(1).hover()
    expect(organiser.locator(".organiser__under > .is-lit")).to_have_text("12:45–13:15 Rammer")
    organiser.locator("[name=text]").click(position={"x": 40, "y": 24 * 4 + 20})
    expect(organiser.locator(".understood__entry.is-lit")).to_contain_text("Velkommen")
    organiser.locator(".correct summary").nth(1).click()
    title, starts = organiser.locator("#session-1-title"), organiser.locator("#session-1-starts")
    starts.fill("12:50")
    title.fill("Rammer og regler")
    expect(organiser.locator(".correct summary").nth(1)).to_contain_text(
        "12:50–13:15 Rammer og regler", use_inner_text=False
    )
    expect(organiser.locator("#said-1")).to_contain_text("Ingenting er lagt inn fra 12:45 til 12:50")
    expect(title).to_be_focused()
    organiser.locator(".correct summary").nth(1).click()
    check.get_by_role("link", name="12:50 Rammer og regler").click()
    expect(title).to_be_focused()
    create = organiser.get_by_role("button", name="Opprett arrangementet")
    expect(create).to_be_in_viewport()
    organiser.evaluate("location.hash = '#' + 'a'.repeat(43)")  # a link pasted over the page takes nothing away
    expect(title).to_have_value("Rammer og regler")
    create.click()
    expect(organiser.locator("#made-heading")).to_be_focused()
    assert organiser.url.endswith("/new?made=fagdag")


LONG = "Erfaringer fra tre skoler som har prøvd nye vurderingsformer i norsk, matematikk og engelsk gjennom skoleåret"
LONG_TEXT = f"{LONG}\n\n8. mars 2022\n\n12:00–12:45 Kompetanseutviklingsprogrammet\n12:45–13:15 {LONG}\n"
CUT = """() => [...document.querySelectorAll(".understood__sheet :is(textarea, input:not([type=hidden]))")]
  .filter((it) => it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1).map((it) => it.id)"""

OLDER = """() => { const style = document.createElement("style")
  style.textContent = "textarea { field-sizing: fixed !important }"; document.head.append(style) }"""


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_field_shows_all_of_a_long_title_also_in_a_browser_that_sizes_no_field_by_itself(
    organiser: Page, browser: Browser, width: int, *, scripted: bool
) -> None:
    kept = organiser.context.storage_state()
    context = browser.new_context(
        base_url=organiser.url, locale="nb", viewport={"width": width, "height": 740}, storage_state=kept,
        java_script_enabled=scripted, bypass_csp=True,
    )  # fmt: skip
    page = context.new_page()
    page.goto("/new")
    page.locator("[name=text]").fill(LONG_TEXT)
    page.get_by_role("button", name="Les programmet").click()
    for summary in page.locator(".correct > summary").all():
        summary.click()
    assert page.evaluate(CUT) == []
    page.evaluate(OLDER)
    assert page.evaluate(CUT) == []
    if scripted:
        grows_and_sends(page)
    context.close()


def grows_and_sends(page: Page) -> None:
    title = page.locator("#session-0-title")
    title.fill(f"{LONG}\n{LONG}")
    expect(title).to_have_value(f"{LONG} {LONG}")
    assert page.evaluate(CUT) == []
    page.locator("#session-0-room").press("Enter")
    expect(page.locator("#session-0-room")).to_be_hidden()  # the page is there anew, folded
    expect(page.locator(".correct summary").first).to_contain_text(f"{LONG} {LONG}")


def test_text_at_200_per_cent_wraps_from_the_programme_to_the_list(
    visitors: Visitors, seminar: Seminar, server: Server
) -> None:
    link = server.call(links.organiser(server.app.state.live.acting, server.base))
    page = visitors.arrive(link.removeprefix(server.base), size={"width": 360, "height": 740}, bypass_csp=True)

    def wraps() -> bool:
        page.wait_for_load_state()  # asked for a width before its style sheet is there, a page answers without one
        page.add_style_tag(content="html { font-size: 200% }")
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        width: int = page.evaluate("document.documentElement.scrollWidth")
        return width <= 360

    page.locator("[name=text]").wait_for()  # the key in the link has become a cookie
    assert wraps(), "the form"
    page.locator("[name=text]").fill(TEXT)
    page.get_by_role("button", name="Les programmet").click()
    expect(page.locator("#understood-heading")).to_be_focused()
    assert wraps(), "the proof sheet"
    page.get_by_role("button", name="Opprett arrangementet").click()
    expect(page.locator("#made-heading")).to_be_focused()
    assert wraps(), "the list of events"


def test_what_is_refused_or_done_at_an_event_is_in_sight(organiser: Page) -> None:
    organiser.get_by_role("button", name="Opprett arrangementet").click()
    expect(organiser.locator("#made-heading")).to_be_focused()
    series = organiser.locator(".organiser__event").last
    arrow = series.locator("summary").first.evaluate("(it) => getComputedStyle(it, '::before').content")
    assert "▸" in arrow, "one sees that it opens"
    series.locator("summary").first.click()
    series.get_by_label("Hvor mange ganger").fill("8")
    series.locator("[action$='/copy'] button").click()
    event = organiser.locator(".organiser__event").last
    event.locator("summary").first.click()
    event.locator("[type=date]").fill("2020-01-01")
    event.locator("[action$='/copy'] button").click()
    expect(organiser.get_by_role("alert").filter(has_text="Velg en dag som ikke har vært.")).to_be_in_viewport()
    expect(organiser.locator("[type=date][aria-invalid]")).to_be_focused()
    organiser.locator("[type=date][aria-invalid]").fill("2031-05-06")
    organiser.locator("form:has([type=date][aria-invalid]) button").click()
    expect(organiser.locator("#made-heading")).to_be_focused()
    place = "link-fagdag-2031-05-06-moderator"  # longer than a token, and none
    organiser.goto(f"/new#{place}")
    organiser.reload()
    expect(organiser.locator(f"#{place}")).to_be_attached()
    organiser.wait_for_load_state("networkidle")
    assert organiser.evaluate("location.hash") == f"#{place}"
