"""The page for everyone: keyboard alone, small and enlarged, dark, and what a screen reader hears."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from live.actions.programmes import summary
from tests.browser.visitors import DESKTOP, NARROWEST, PHONE, Seminar, Visitors
from tests.finding import there

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SPACED = (
    "* { line-height: 1.5; letter-spacing: 0.12em; word-spacing: 0.16em; } p { margin-block-end: 2em; }"  # WCAG 1.4.12
)


def filled(seminar: Seminar) -> None:
    """Something of everything: announcements of all levels, questions of all fates, a moved and a cancelled session."""
    for level in ("info", "important", "urgent"):
        seminar.moderate("announcements", text=f"Beskjed https://video.example.no/{'a' * 60}", level=level)
    for text in (
        "Den åpne",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten",
        "هل يمكن للطلاب السفر؟",
    ):
        seminar.asked(text, session="opening", item="i1")
    live, answered = seminar.asked("Besvares nå"), seminar.asked("Besvart")
    seminar.moderate(f"questions/{live['id']}/take")
    seminar.moderate(f"questions/{answered['id']}/answer", text="Ja.\n- en\n- to")
    seminar.moderate("sessions/rules/delay", minutes=10, reason="Mange spørsmål")
    seminar.moderate("sessions/others/cancel")


def violations(page: Page) -> list[str]:
    found = Axe().run(
        page, options={"runOnly": {"type": "tag", "values": WCAG}, "rules": {"target-size": {"enabled": True}}}
    )
    return [
        f"{v['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for v in found.response["violations"]
        for node in v["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "size"), [("nb", PHONE), ("nn", DESKTOP), ("en", NARROWEST)])
def test_axe_finds_nothing(
    visitors: Visitors, seminar: Seminar, language: str, size: ViewportSize, scheme: str
) -> None:
    filled(seminar)
    tall = ViewportSize(width=size["width"], height=3000)  # else the composer covers what one can scroll to
    page = visitors.arrive(size=tall, language=language, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    for tab in ("questions", "about", "programme"):
        if size is not DESKTOP:
            page.click(f'[data-tab="{tab}"]')
        assert violations(page) == []
    page.goto("/seminar/mine")
    assert violations(page) == []
    page.goto("/")
    assert violations(page) == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize(("width", "language"), [(320, "nb"), (320, "en"), (360, "nn"), (768, "nb")])
def test_nothing_needs_sideways_scrolling(
    visitors: Visitors, seminar: Seminar, width: int, language: str, script: bool
) -> None:
    filled(seminar)
    page = visitors.arrive(size={"width": width, "height": 600}, language=language, java_script_enabled=script)
    for panel in ("programme", "questions", "about"):
        if script:
            page.click(f'[data-tab="{panel}"]')
        box = page.locator("main").bounding_box()
        assert there(box)["width"] <= width
        assert page.locator(f"#{panel}").evaluate("el => el.scrollWidth <= el.clientWidth + 1")
    assert page.locator("html").evaluate("el => el.scrollWidth") <= width


@pytest.mark.parametrize("style", ["html { font-size: 200% }", SPACED], ids=["text at 200 %", "spaced text"])
def test_larger_and_wider_text_fits(visitors: Visitors, seminar: Seminar, style: str) -> None:
    filled(seminar)
    page = visitors.arrive(size={"width": 640, "height": 900}, bypass_csp=True)
    page.add_style_tag(content=style)
    for tab in ("questions", "programme"):
        page.click(f'[data-tab="{tab}"]')
        assert page.locator("html").evaluate("el => el.scrollWidth") <= 640


def focused(page: Page) -> str:
    return page.evaluate(
        "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
    )


def tab_to(page: Page, wanted: str, presses: int = 60) -> None:
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.locator(f"{wanted}:focus").count():
            return
    pytest.fail(f"{wanted} is not reached with Tab; the focus is at {focused(page)}")


def test_asking_and_voting_with_the_keyboard_alone(visitors: Visitors, seminar: Seminar) -> None:
    question = seminar.asked("Kan to skoler søke sammen?")
    page = visitors.arrive(size=DESKTOP)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    tab_to(page, f"#vote-{question['id']}")
    assert page.locator(":focus").evaluate("el => getComputedStyle(el).outlineStyle") != "none"
    page.keyboard.press("Space")
    expect(page.locator(f"#vote-{question['id']}")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"#vote-{question['id']}")).to_be_focused()
    tab_to(page, "#ask-text")
    page.keyboard.type("Med tastatur")
    tab_to(page, ".ask__do button", 6)
    page.keyboard.press("Enter")
    expect(page.locator(".own--pending")).to_contain_text("Med tastatur")


def test_a_storm_of_changes_moves_neither_focus_nor_caret_nor_page(visitors: Visitors, seminar: Seminar) -> None:
    first = seminar.asked("Den med fokus")
    page = visitors.arrive(size=DESKTOP)
    page.fill("#ask-text", "midt i en setning")
    page.locator("#ask-text").evaluate("el => el.setSelectionRange(4, 9)")
    before = page.evaluate("[scrollY, document.getElementById('ask-text').getBoundingClientRect().top]")
    page.evaluate("window.node = document.activeElement")
    for n in range(12):
        if n:  # with the first as many as one place may ask at once without being connected
            seminar.asked(f"Spørsmål {n}")
        seminar.moderate("sessions/closing/delay", minutes=1)
    seminar.moderate(f"questions/{first['id']}/answer", text="Svar")
    expect(page.locator(f"#question-{first['id']} .answer")).to_be_visible()
    expect(page.locator("#session-closing")).to_contain_text("12 min")
    assert page.evaluate("window.node === document.activeElement")
    assert page.evaluate("[node.selectionStart, node.selectionEnd, node.value]") == [4, 9, "midt i en setning"]
    assert page.evaluate("[scrollY, document.getElementById('ask-text').getBoundingClientRect().top]") == before


def test_a_vote_button_keeps_the_focus_while_its_question_changes(visitors: Visitors, seminar: Seminar) -> None:
    question = seminar.asked("Den med fokus")
    page = visitors.arrive(size=DESKTOP)
    page.focus(f"#vote-{question['id']}")
    page.evaluate("window.node = document.activeElement")
    seminar.moderate(f"questions/{question['id']}/take")
    seminar.moderate(f"questions/{question['id']}/answer", text="Svar")
    expect(page.locator(f"#question-{question['id']} .answer")).to_be_visible()
    assert page.evaluate("window.node === document.activeElement")


def test_what_a_reader_has_opened_stays_open(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive(size=DESKTOP)
    page.locator("#session-opening summary").click()  # it was open, being current
    page.locator("#session-closing summary").click()
    seminar.moderate("sessions/closing/delay", minutes=5)
    expect(page.locator("#session-closing")).to_contain_text("5 min")
    assert page.locator("#session-closing details").evaluate("el => el.open")
    assert not page.locator("#session-opening details").evaluate("el => el.open")


def test_the_list_itself_is_silent_and_a_digest_is_told(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive("/healthz", size=DESKTOP)
    page.clock.install()
    page.goto("/seminar")
    said = page.locator('[data-say="polite"]')
    assert page.locator("main [aria-live]:not([role=alert]), [role=log]").count() == 0
    for n in range(3):
        seminar.asked(f"Spørsmål {n}")
    expect(page.locator(".questions > li")).to_have_count(3)
    expect(said).to_be_empty()
    said.evaluate(
        "el => new MutationObserver(() => (window.everSaid ??= []).push(el.textContent))"
        ".observe(el, { childList: true, characterData: true, subtree: true })"
    )
    page.clock.run_for(21_000)  # as the server says nothing meanwhile, the page may say that it was cut off
    page.wait_for_function("window.everSaid?.includes('3 nye spørsmål')")


def test_what_becomes_of_ones_own_question_is_told_once_and_a_closed_composer_hands_its_focus_on(
    visitors: Visitors, seminar: Seminar
) -> None:
    page = visitors.arrive(size=DESKTOP)
    said = page.locator('[data-say="polite"]')
    page.fill("#ask-text", "Hva med eksamen?")
    page.click(".ask__do button")
    expect(page.locator(".own--pending")).to_be_visible()
    [question] = seminar.state()["questions"]
    seminar.moderate(f"questions/{question['id']}/approve")
    expect(said).to_have_text("Spørsmålet ditt, nr. 1: På lista til alle")
    page.focus("#ask-text")
    seminar.moderate("settings", questions_open=False)
    expect(page.locator("#asking")).to_be_focused()
    expect(said).to_contain_text("Det er stengt for nye spørsmål.")


def test_a_message_put_away_hands_the_focus_on(visitors: Visitors, seminar: Seminar) -> None:
    for text in ("Den ene", "Den andre"):
        seminar.moderate("announcements", text=text, level="important")
    page = visitors.arrive(size=DESKTOP)
    for left in (1, 0):
        page.locator("[data-read]:visible").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-read]:visible")).to_have_count(left)
        assert page.evaluate("document.activeElement.matches('[data-read], [data-panel]')")


def test_names_and_states_are_in_words(visitors: Visitors, seminar: Seminar) -> None:
    question = seminar.asked("Får elevene støtte?")
    page = visitors.arrive(size=DESKTOP)
    expect(page.get_by_role("button", name=re.compile(r"Stemmer: 0 ?\. Stem på spørsmål 1: ?\w"))).to_have_attribute(
        "aria-pressed", "false"
    )
    expect(page.get_by_role("textbox", name="Still et spørsmål")).to_be_visible()
    expect(page.get_by_role("region", name="Spørsmål", exact=True)).to_be_visible()
    assert [h.inner_text() for h in page.get_by_role("heading", level=2).all()] == [
        "Opening",
        "Program",
        "Spørsmål",
        "Om arrangementet",
    ]
    assert question["number"] == 1


def test_nothing_moves_for_those_who_asked_for_stillness(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive(reduced_motion="reduce")
    seminar.moderate("sessions/rules/delay", minutes=5)
    expect(page.locator("#session-rules")).to_contain_text("utsatt")
    assert (
        page.evaluate("document.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 1).length") == 0
    )


def test_the_focus_goes_on_when_what_has_it_goes(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive(size=DESKTOP)
    page.fill("#ask-text", "Hva med eksamen?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#asking")).to_be_focused()  # just before the composer, which has folded
    page.click(".own [data-withdraw] button")
    expect(page.locator(".own--withdrawn")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('.own, .ask') !== null")
    seminar.moderate("announcements", text="Straks borte", level="important", minutes=0.05)
    page.locator("[data-read]:visible").focus()
    expect(page.locator(".announcement")).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('[tabindex], a, button, summary')")


def test_the_printed_programme_is_one_page_with_its_address_and_nothing_to_press(
    visitors: Visitors, seminar: Seminar
) -> None:
    seminar.asked("Den åpne")
    seminar.moderate("polls", text="Hvem er her?", options=["Skoler", "Fylker"], on=True)
    live = seminar.server.app.state.live
    state = seminar.server.call(live.store.replica.copy("seminar")).state
    seminar.server.call(live.store.events.index(summary(state.event, state.agenda, code="482913")))
    page = visitors.arrive(size=DESKTOP)
    with page.expect_response(re.compile("qr.svg")):
        printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1
    page.emulate_media(media="print")
    expect(page.locator("[data-host]")).to_have_text(seminar.base.removeprefix("http://"))
    expect(page.locator(".paper__digits")).to_have_text("482\xa0913")
    expect(page.locator("[data-address]")).to_have_text(f"{seminar.base.removeprefix('http://')}/seminar")
    pressed = "button, summary, input, select, textarea"
    assert page.locator(pressed).evaluate_all("all => all.filter((one) => one.getClientRects().length).length") == 0


KEYBOARD = """() => {
    const view = new EventTarget();
    Object.assign(view, { height: innerHeight, offsetTop: 0, scale: 1 });
    Object.defineProperty(window, "visualViewport", { value: view });
}"""


@pytest.mark.parametrize("lowers", [True, False], ids=["the page is lower", "the keyboard covers the page"])
def test_send_stays_in_sight_above_a_keyboard(visitors: Visitors, seminar: Seminar, lowers: bool) -> None:
    """Chrome makes the page lower by the keyboard's height; Safari lays the keyboard over it."""
    filled(seminar)
    page = visitors.arrive("/healthz", size={"width": 360, "height": 740})
    if not lowers:
        page.add_init_script(f"({KEYBOARD})()")
    page.goto("/seminar")
    page.click('[data-tab="questions"]')
    if lowers:
        page.set_viewport_size({"width": 360, "height": 300})
    page.locator("#ask-text").click()
    if not lowers:
        page.evaluate("visualViewport.height = 300; visualViewport.dispatchEvent(new Event('resize'))")
    page.keyboard.type("Hvor mye støtte får en elev som reiser til Tyskland i et halvt år? ", delay=1)
    page.wait_for_function(IN_SIGHT)


IN_SIGHT = """() => {
    const box = (of) => document.querySelector(of).getBoundingClientRect();
    const isBare = (of) => document.elementFromPoint(box(of).x + 20, box(of).y + 20)?.closest(of) !== null;
    return box(".ask__do button").bottom <= 300 && isBare("#ask-text") && isBare(".ask__do button");
}"""


def test_text_at_200_per_cent_wraps_in_a_narrow_window(visitors: Visitors, seminar: Seminar) -> None:
    filled(seminar)
    seminar.moderate("sessions/rules/edit", title="Kompetanseutviklingsprogrammet")
    page = visitors.arrive(size={"width": 360, "height": 740}, bypass_csp=True)
    page.add_style_tag(content="html { font-size: 200% }")
    for tab in ("questions", "about", "programme"):
        page.click(f'[data-tab="{tab}"]')
        assert page.locator("html").evaluate("el => el.scrollWidth") <= 360
    assert page.locator("#session-rules .session__title").evaluate("el => el.clientWidth") > 200
    page.goto("/diag")
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.locator("html").evaluate("el => el.scrollWidth") <= 360
