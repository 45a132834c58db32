"""The desk for everyone: without script, on a narrow phone, for a screen reader; and the organisers' page the same
way.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from live.actions import links
from tests.browser.desks import open_desk
from tests.browser.visitors import DESKTOP, NARROWEST, PHONE, SLUG, Seminar, Visitors

pytestmark = pytest.mark.browser
PROGRAMME = """Fagdag om digital eksamen
3. mars 2027

09:00 – 09:30 Velkommen
09:30 – 10:15 Erfaringer v/ Kari Nordmann
10:15 – 10:30 Pause
10:30 – 11:00 Oppsummering
"""
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
}
TABS = ("programme", "questions", "tools")


@pytest.fixture
def plain(visitors: Visitors, seminar: Seminar) -> Page:
    """A desk without script, opened by pasting the link."""
    page = visitors.arrive(f"/{SLUG}/desk", size=DESKTOP, java_script_enabled=False)
    page.fill("#badge-token", seminar.links["moderator"])
    page.click("[data-badge] button")
    return page


@pytest.fixture
def organiser_link(seminar: Seminar) -> str:
    link: str = seminar.server.call(links.organiser(seminar.server.app.state.live.acting, seminar.base))
    return link.removeprefix(seminar.base)


def test_every_move_works_without_script(plain: Page, seminar: Seminar) -> None:
    question = seminar.asked("Uten skript?", approve=False)
    plain.reload()
    plain.click(f"#do-approve-{question['id']}")
    expect(plain.locator("#queue .row")).to_have_count(1)
    plain.click(f"#text-{question['id']}")
    expect(plain).to_have_url(f"{seminar.base}/{SLUG}/desk/questions/{question['id']}")
    plain.fill(f"#answer-{question['id']}", "Ja, alt virker.")
    plain.click(f"#publish-{question['id']}")
    plain.click(f"#text-{question['id']}")
    expect(plain.locator("#chosen .answer")).to_have_text("Ja, alt virker.")
    plain.click(".sheet__back a")
    plain.click("[data-unfold]")
    plain.click("#do-delay10-rules")
    expect(plain.locator("#session-rules .slot__late")).to_contain_text("+10")
    plain.click("[data-unfold]")
    plain.click('[data-send="undo"] button')
    expect(plain.locator("#session-rules .slot__late")).to_have_text("")
    plain.click("[data-tool=settings] > summary")
    plain.click('#desk-settings button[name="moderated"]')
    expect(plain.locator('#desk-settings button[name="moderated"]')).to_have_attribute("aria-checked", "false")
    plain.click("[data-tool=announce] > summary")
    expect(plain.locator("#desk-phrases")).to_contain_text("Vi jobber med å rette lyden.")
    plain.fill("#announce-text", "Til alle")
    plain.click('[data-send="announce"] button')
    expect(plain.locator(".stands")).to_contain_text("Til alle")
    plain.click("[data-unfold]")
    plain.click(".programme__add summary")
    plain.fill("#new-title", "Ekstra pause")
    plain.select_option("#new-kind", "break")
    late = datetime.now(ZoneInfo(seminar.zone)) + timedelta(hours=5)
    plain.fill("#new-starts", f"{late:%H:%M}")
    plain.click(".programme__add button")
    plain.click("[data-unfold]")
    expect(plain.locator(".slot__title", has_text="Ekstra pause")).to_be_visible()


def test_a_stale_move_without_script_gives_back_what_was_written(plain: Page, seminar: Seminar) -> None:
    question = seminar.asked("Hvem er raskest?")
    plain.reload()
    plain.click(f"#text-{question['id']}")
    plain.fill(f"#answer-{question['id']}", "Mitt svar.")
    seminar.moderate(f"questions/{question['id']}/answer", text="Karis svar.")
    plain.click(f"#publish-{question['id']}")
    expect(plain.locator("main")).to_contain_text("Noen andre endret dette")
    expect(plain.locator(".kept").last).to_have_text("Mitt svar.")
    plain.click("main a.button")
    plain.click(f"#text-{question['id']}")
    expect(plain.locator("#chosen .answer")).to_have_text("Karis svar.")


def press(page: Page, control: str) -> None:
    page.locator(control).first.focus()
    page.keyboard.press("Enter")


def test_with_single_keys_off_all_is_done_with_enter_and_the_focus_is_never_lost(
    visitors: Visitors, seminar: Seminar
) -> None:
    first, second = (seminar.asked(text, approve=False)["id"] for text in ("Det første", "Det andre"))
    poll = seminar.moderate("polls", text="Hvilket land?", kind="words")["poll"]["id"]
    page = open_desk(visitors, seminar)
    page.evaluate("localStorage.setItem('live:*:keys', JSON.stringify('off'))")
    page.reload()
    page.wait_for_selector('html[data-keys="off"]')
    for control, outcome in (
        (f"#do-approve-{first}", f"#queue #question-{first}"),
        ("[data-undo-do]", f"#inbox #question-{first}"),
        (f"#do-approve-{first}", f"#queue #question-{first}"),
        (f"#do-take-{first}", f"#answering #question-{first}"),
        (f"#do-answer-{first}", f"#done #question-{first}"),
        ("[data-unfold]", "#programme.is-open"),
        ("#do-end-opening", '#session-opening[data-shown="done"]'),
        ("#undo-move", '#session-opening[data-shown="live"]'),
        ("[data-fold]", "#programme:not(.is-open)"),
        ("[data-tool=polls] > summary", f"#poll-{poll}:visible"),
        (f"#poll-{poll} .move--main", f"#poll-{poll} [data-does=close]"),
        (f"#poll-{poll} [data-does=show]", f"#poll-{poll} [data-does=hide]"),
        (
            "[data-tool=cue] > summary",
            "[data-tool=polls]:not([open])",
        ),  # what the focus has left does not lie over what it goes to
        ("[data-cue] .scenes__one", "[data-cue-given]:visible"),
        ("[data-cue-given] button", "[data-cue-given]:not(:visible)"),
    ):
        press(page, control)
        expect(page.locator(outcome)).to_be_attached()
        assert page.evaluate("document.activeElement !== document.body && document.activeElement.checkVisibility()"), (
            control
        )
    page.locator(f"#question-{second} .row__pick").press("Space")
    press(page, "[data-bulk] [value=dismiss]")
    expect(page.locator(f"#done #question-{second}")).to_be_attached()
    page.wait_for_function(
        "!document.querySelector('[data-undo]').hidden && document.activeElement.closest('#inbox')"
    )  # where the hand was
    page.keyboard.press("Control+z")
    expect(page.locator(f"#inbox #question-{second}")).to_be_visible()
    page.fill("#my-name", "Kari")
    page.keyboard.press("Enter")
    expect(page.locator("#my-name")).not_to_be_focused()
    assert page.evaluate("document.activeElement !== document.body")


def test_a_move_of_the_programme_is_said_once_and_a_search_when_it_has_been_typed(
    visitors: Visitors, seminar: Seminar
) -> None:
    seminar.asked("Den eneste")
    page = open_desk(visitors, seminar)
    page.evaluate("""() => {
      window.said = [];
      new MutationObserver(([{ target }]) => target.textContent && said.push(target.textContent))
        .observe(document.querySelector('[data-say="polite"]'), { childList: true });
    }""")
    press(page, "#do-start-rules")
    page.locator("#filter").press_sequentially("eneste")
    expect(page.locator('[data-say="polite"]')).to_have_text("1 vises")
    assert page.evaluate("said") == ["«Rules» har startet.", "1 vises"]


def test_no_sideways_scrolling_at_320_pixels(visitors: Visitors, seminar: Seminar) -> None:
    seminar.asked("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft?", approve=False)
    seminar.asked("Et langt spørsmål om mye rart " * 8)
    seminar.moderate("sessions/rules/delay", minutes=10)
    seminar.moderate("announcements", text="https://example.no/" + "langt" * 20, level="urgent")
    page = open_desk(visitors, seminar, size=NARROWEST)
    for tab in TABS:
        page.click(f'[data-tab="{tab}"]')
        page.evaluate("document.querySelectorAll('details:not(.alarm)').forEach((d) => { d.open = true; })")
        expect(page.locator(f"#{tab}")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"], tab


def test_a_phone_says_once_which_column_it_shows_and_keeps_no_room_for_keys(
    visitors: Visitors, seminar: Seminar
) -> None:
    page = open_desk(visitors, seminar, size={"width": 320, "height": 640})
    expect(page.locator("#inbox > .column__head")).to_be_hidden()
    expect(page.locator('[data-turn-to="inbox"]')).to_be_visible()
    expect(page.locator(".board__find .cap")).to_be_hidden()
    field = page.locator("#filter").bounding_box()
    assert field
    assert field["width"] >= 60


def test_a_tool_below_an_open_one_is_where_it_is_tapped(visitors: Visitors, seminar: Seminar) -> None:
    seminar.moderate("settings", stage="join")
    page = open_desk(visitors, seminar, size={**PHONE, "width": 360}, has_touch=True, is_mobile=True)
    page.tap('[data-tab="tools"]')
    page.tap("[data-tool=polls] > summary")
    page.tap("[data-tool=stage] > summary")
    expect(page.locator("#poll-text")).to_be_hidden()
    page.dispatch_event(
        "#stage-auto", "click", {"detail": 2, "clientX": 100, "clientY": 700}
    )  # two quick taps on two things are no double click
    expect(page.locator("#stage-auto")).to_have_attribute("aria-pressed", "true")


def test_ways_out_fit_a_phone(visitors: Visitors, seminar: Seminar) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    seminar.moderate(
        "sessions/opening/edit",
        title="Velkommen, og slik virker godkjenningsordningen for utveksling",
        ends=now.isoformat(),
    )
    page = open_desk(visitors, seminar, size=NARROWEST)
    page.click('[data-tab="programme"]')
    expect(page.locator(".slips__way").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"]


@pytest.mark.parametrize(
    ("size", "scheme", "language"), [(DESKTOP, "light", "nb"), (DESKTOP, "dark", "nn"), (PHONE, "light", "en")]
)
def test_axe_finds_nothing(
    visitors: Visitors, seminar: Seminar, size: ViewportSize, scheme: str, language: str
) -> None:
    seminar.asked("Får elevene støtte?", approve=False, name="Mina")
    answered, taken = (
        seminar.asked("هل يمكن للطلاب السفر إلى خارج أوروبا؟"),
        seminar.asked("Gjeld det òg for yrkesfag?"),
    )
    seminar.moderate(f"questions/{answered['id']}/answer", text="Ja.")
    seminar.moderate(f"questions/{taken['id']}/take")
    seminar.moderate("sessions/rules/delay", minutes=10)
    seminar.moderate("sessions/others/cancel")
    seminar.moderate("announcements", text="Ny lenke", level="urgent")
    page = open_desk(visitors, seminar, size=size, color_scheme=scheme, language=language)
    assert violations(page) == []
    for tab in TABS if size is PHONE else ("questions",):
        if size is PHONE:
            page.click(f'[data-tab="{tab}"]')
        page.evaluate(
            "document.querySelectorAll('details:not(.tool, .alarm, .bulk__rest)').forEach((d) => { d.open = true; })"
        )
        assert violations(page) == []
    page.evaluate("document.getElementById('help').showModal()")
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {n['html'][:160]} {n['any'][:1]}" for v in found for n in v["nodes"]]


@pytest.mark.parametrize("script", [True, False])
def test_an_event_from_pasted_text(visitors: Visitors, organiser_link: str, script: bool) -> None:
    page = visitors.arrive("/", size=DESKTOP, java_script_enabled=script)
    page.goto(organiser_link)
    if not script:
        page.fill("#badge-token", organiser_link)
        page.click("[data-badge] button")
    page.fill("#programme-text", "Ikke noe program her")
    page.click("#programme-form .button")
    expect(page.locator("#programme-error")).to_be_visible()
    expect(page.locator("#programme-text")).to_have_value("Ikke noe program her")
    page.fill("#programme-text", PROGRAMME)
    page.click("#programme-form .button")
    expect(page.locator("li.understood__entry")).to_have_count(4)
    expect(page.locator(".understood__entry--break")).to_contain_text("Pause")
    page.click('[name="keep"]')
    expect(page.locator(".made")).to_contain_text("«Fagdag om digital eksamen» er klart")
    link = page.locator("#link-fagdag-om-digital-eksamen-moderator-made").input_value()
    page.goto(page.locator("#link-fagdag-om-digital-eksamen-attendee-made").input_value())
    expect(page.locator("h1")).to_have_text("Fagdag om digital eksamen")
    assert "/fagdag-om-digital-eksamen/desk#" in link


def test_a_taken_address_keeps_the_text_and_can_be_replaced(
    visitors: Visitors, organiser_link: str, tmp_path: Path
) -> None:
    page = visitors.arrive("/", size=PHONE)
    page.goto(organiser_link)
    page.wait_for_selector("#programme-file")
    (tmp_path / "fagdag.txt").write_text(PROGRAMME)
    for offered in ("fagdag-om-digital-eksamen", "fagdag-om-digital-eksamen-2027"):
        page.set_input_files("#programme-file", tmp_path / "fagdag.txt")
        page.click("#programme-form .button")
        expect(page.locator("#programme-slug")).to_have_value(offered)
        if offered.endswith("2027"):
            expect(page.locator("#proof-taken")).to_contain_text("Denne adressen er ledig.")
            page.fill("#programme-slug", "fagdag-om-digital-eksamen")
        page.click('[name="keep"]')
        expect(page.locator("#programme-error" if offered.endswith("2027") else ".made")).to_be_visible()
    expect(page.locator("#programme-text")).to_have_value(PROGRAMME)
    page.check('[name="replace"]')
    page.click('[name="keep"]')
    expect(page.locator(".made")).to_be_visible()
    expect(page.locator(".events__item")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []
