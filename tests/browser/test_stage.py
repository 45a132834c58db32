"""The stage, the speaker's page and the self-test in a browser: what the room sees, what a broadcast sees, what is said
when the line is dead.
"""

import struct
import zlib
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.visitors import PHONE, Seminar, Visitors

pytestmark = pytest.mark.browser
HALL, LAPTOP = ViewportSize(width=1920, height=1080), ViewportSize(width=1280, height=720)
ARABIC = "هل يحصل الطلاب على دعم مالي للسفر إلى الخارج؟"
LONGEST = ("Vi er en liten skole i Finnmark. " * 20)[:500]


def stage(visitors: Visitors, query: str = "", size: ViewportSize | None = None, **options: Any) -> Page:
    page = visitors.arrive(f"/seminar/stage{query}", size=size or HALL, **options)
    if options.get("java_script_enabled", True):
        expect(page.locator('[data-slot="clock"]:not(.is-stale)')).to_have_count(1)
    return page


def take(seminar: Seminar, text: str, **fields: Any) -> dict[str, Any]:
    question = seminar.asked(text, **fields)
    seminar.moderate(f"questions/{question['id']}/take")
    return question


def vote(seminar: Seminar, question: dict[str, Any]) -> None:
    answer = httpx2.post(
        f"{seminar.base}/seminar/questions/{question['id']}/upvote", json={"on": True}, headers={"origin": seminar.base}
    )
    assert answer.json()["votes"] == 1


def fits(page: Page) -> None:
    """Nothing is cut off, nothing scrolls, and the words are large enough to be read from the back row."""
    seen = page.evaluate(
        """() => {
            const scene = document.querySelector("[data-scene]:not([hidden])"),
              words = scene.querySelector(".scene__words") ?? scene;
            const root = document.documentElement;
            return [scene.scrollHeight - scene.clientHeight, scene.scrollWidth - scene.clientWidth,
              root.scrollHeight - innerHeight, root.scrollWidth - innerWidth,
                100 * parseFloat(getComputedStyle(words).fontSize) / Math.min(innerWidth, innerHeight)];
        }"""
    )
    assert seen[:4] == pytest.approx([0, 0, 0, 0], abs=1)
    assert seen[4] >= 3.4  # vmin


def test_the_stage_goes_from_now_to_the_question_and_back(visitors: Visitors, seminar: Seminar) -> None:
    page = stage(visitors)
    expect(page.locator('.scene--now [data-slot="title"]')).to_have_text("Opening")
    expect(page.locator('.scene--now [data-slot="next-title"]')).to_have_text("Rules")
    question = take(seminar, "Får elevene støtte?", name="Kari")
    expect(page.locator('.scene--question [data-slot="text"]')).to_have_text("Får elevene støtte?")
    expect(page.locator('.scene--question [data-slot="name"]')).to_have_text("Kari")
    expect(page.locator('.scene--question [data-slot="any-votes"]')).to_be_hidden()
    vote(seminar, question)
    expect(page.locator('.scene--question [data-slot="votes"]')).to_have_text("1 stemme")
    fits(page)
    seminar.moderate(f"questions/{question['id']}/answer")
    expect(page.locator(".scene--now")).to_be_visible()
    expect(page.locator(".scene--question")).to_be_hidden()


def test_what_is_chosen_at_the_desk_is_on_every_stage_but_the_fixed_ones(visitors: Visitors, seminar: Seminar) -> None:
    free, fixed = stage(visitors), stage(visitors, "?scene=agenda")
    seminar.moderate("settings", stage="join")
    expect(free.locator(".scene--join")).to_be_visible()
    expect(fixed.locator(".scene--agenda .row--live")).to_contain_text("Opening")
    seminar.moderate("settings", stage="auto", title="Et nytt navn")
    expect(free.locator(".scene--now")).to_be_visible()
    expect(free.locator(".stage__title")).to_have_text("Et nytt navn")


def test_a_delay_moves_the_agenda_and_the_break_clock(visitors: Visitors, seminar: Seminar) -> None:
    page = stage(visitors, "?scene=agenda")
    seminar.moderate("sessions/rules/delay", minutes=10)
    row = page.locator(".row", has_text="Rules")
    expect(row.locator("s")).to_be_visible()
    seminar.moderate("sessions/pause/start")
    clock = stage(visitors)
    expect(clock.locator('.scene--break [data-slot="back-label"]')).to_have_text("Tilbake")
    ends = next(s["ends"] for s in seminar.state()["agenda"]["sessions"] if s["id"] == "pause")
    zone = clock.evaluate(
        "([ends, timeZone]) => new Date(ends).toLocaleTimeString('en-GB', "
        "{timeZone, hour: '2-digit', minute: '2-digit'})",
        [ends, seminar.zone],
    )
    expect(clock.locator('.scene--break [data-slot="back"]')).to_have_text(zone)


@pytest.mark.parametrize(
    "text", ["Hva?", ARABIC, "🎒✈️🇩🇪 " * 20, LONGEST, "x" * 500], ids=["short", "arabic", "emoji", "longest", "one word"]
)
@pytest.mark.parametrize("size", [HALL, LAPTOP], ids=["1080p", "720p"])
def test_every_question_fits_the_screen(visitors: Visitors, seminar: Seminar, text: str, size: ViewportSize) -> None:
    page = stage(visitors, size=size)
    take(seminar, text)
    expect(page.locator(".scene--question")).to_be_visible()
    fits(page)
    words = page.locator('.scene--question [data-slot="text"]')
    assert words.evaluate("(it) => getComputedStyle(it).direction") == ("rtl" if text == ARABIC else "ltr")


TALL = ViewportSize(width=1080, height=1920)


@pytest.mark.parametrize("size", [HALL, LAPTOP, TALL], ids=["1080p", "720p", "upright"])
@pytest.mark.parametrize("title", ["Åpning", "Kompetanseutviklingsprogrammet for skoleledere i " + "Nordland " * 5])
def test_what_is_on_is_set_like_a_departure_board(
    visitors: Visitors, seminar: Seminar, size: ViewportSize, title: str
) -> None:
    seminar.moderate("sessions/opening/edit", title=title.strip())
    page = stage(visitors, size=size)
    expect(page.locator('.scene--now [data-slot="title"]')).to_have_text(title.strip())
    fits(page)
    boxes: dict[str, Any] = {
        name: page.locator(place).bounding_box() or {}
        for name, place in {
            "clock": ".stage__clock",
            "title": '.scene--now [data-slot="title"]',
            "left": ".scene--now [data-number]",
            "ends": '.scene--now [data-slot="ends"]',
        }.items()
    }
    small = min(size["width"], size["height"])
    assert all(boxes[name]["height"] >= 0.06 * small for name in ("clock", "left", "ends")), boxes
    assert boxes["clock"]["y"] + boxes["clock"]["height"] <= boxes["title"]["y"], boxes
    assert boxes["title"]["y"] + boxes["title"]["height"] <= boxes["left"]["y"], boxes
    assert boxes["left"]["x"] + boxes["left"]["width"] < boxes["ends"]["x"], boxes
    lines = page.evaluate(LINES_OF_THE_LONGEST_WORD)
    assert lines == 1, "no word is broken"


LINES_OF_THE_LONGEST_WORD = """() => {
    const text = document.querySelector('.scene--now [data-slot="title"]').firstChild, range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(text, text.data.split(" ")[0].length);
    return range.getClientRects().length;
}"""


def test_over_a_picture_only_the_panel_is_painted(visitors: Visitors, seminar: Seminar) -> None:
    page = stage(visitors, "?scene=question&background=transparent", color_scheme="dark")
    assert opacity(page, 960, 20) == 0
    assert opacity(page, 960, 1000) == 0  # no question, no panel
    take(seminar, "Får elevene støtte?")
    expect(page.locator(".scene--question")).to_be_visible()
    assert opacity(page, 960, 20) == 0
    assert opacity(page, 960, 1000) == 255


def opacity(page: Page, x: int, y: int) -> int:
    """Of one pixel, as a broadcast tool would get it."""
    picture = page.screenshot(omit_background=True, clip={"x": x, "y": y, "width": 1, "height": 1})
    chunks, at = b"", 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == b"IDAT":
            chunks += picture[at + 8 : at + 8 + length]
        at += 12 + length
    has_alpha = picture[25] == 6  # the colour type of its header; without alpha all of it is opaque
    return zlib.decompress(chunks)[4] if has_alpha else 255


def test_a_stage_that_hears_nothing_dims_its_clock_says_since_when_and_nothing_else(visitors: Visitors) -> None:
    page = stage(visitors)
    expect(page.locator("[data-alone]")).to_have_count(0)  # it follows
    heard = page.locator('[data-slot="clock"]').inner_text()
    page.context.set_offline(offline=True)
    page.evaluate("() => { const real = Date.now; const by = 25_000; Date.now = () => real() + by; }")
    clock = page.locator('[data-slot="clock"]')
    expect(clock).to_have_class("stage__clock is-stale")
    expect(clock).to_have_text(f"per {heard}")
    expect(page.locator(".scene--now")).to_be_visible()
    assert page.locator("[role=alert], .connection").count() == 0
    page.context.set_offline(offline=False)
    expect(clock).to_have_class("stage__clock", timeout=30_000)


def test_an_urgent_word_is_a_band_on_whatever_is_shown(visitors: Visitors, seminar: Seminar) -> None:
    page = stage(visitors)
    assert page.context.cookies() == []  # a screen is nobody
    band = page.locator("[data-band]")
    expect(band).to_be_hidden()
    urgent = seminar.moderate("announcements", text="Vi har mistet lyden", level="urgent")["announcement"]
    expect(band).to_contain_text("Haster Vi har mistet lyden")
    fits(page)
    seminar.moderate(f"announcements/{urgent['id']}/retract")
    expect(band).to_be_hidden()
    seminar.moderate("announcements", text="Vi har mistet bildet", level="urgent")
    late = stage(visitors, java_script_enabled=False)
    expect(late.locator("[data-band]")).to_contain_text("Vi har mistet bildet")


def test_the_stage_stands_without_script(visitors: Visitors, seminar: Seminar) -> None:
    take(seminar, LONGEST)
    page = stage(visitors, java_script_enabled=False)
    expect(page.locator(".scene--question .scene__block").first).to_be_visible()
    expect(page.locator(".scene--now")).to_be_hidden()
    fits(page)


def test_a_speaker_sees_time_questions_and_what_is_being_answered(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive(seminar.links["speaker"], size=PHONE)
    expect(page.locator(".timer__what")).to_have_text("Opening")
    expect(page.locator('[data-slot="unit"]')).to_have_text("min igjen")
    expect(page.locator('[data-slot="none"]')).to_be_visible()
    question = seminar.asked("Hva koster det?")
    expect(page.locator(".wanted")).to_contain_text("Hva koster det?")
    vote(seminar, question)
    expect(page.locator(".wanted__votes b")).to_have_text("1")
    seminar.moderate(f"questions/{question['id']}/take")
    expect(page.locator('[data-slot="answering-text"]')).to_have_text("Hva koster det?")
    expect(page.locator(".wanted")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def result_of(visitors: Visitors, path: str, block: str = "") -> Page:
    page = visitors.arrive("/diag/nothing-here") if block else visitors.arrive(path)
    if block:
        page.add_init_script(block)
        page.goto(path)
    expect(page.locator('[data-verdict]:is([data-state="good"], [data-state="bad"])')).to_be_visible(timeout=40_000)
    return page


@pytest.mark.parametrize("path", ["/diag", "/seminar/diag"])
def test_the_self_test_says_what_will_be_used(visitors: Visitors, path: str) -> None:
    page = result_of(visitors, path)
    expect(page.locator("[data-verdict]")).to_have_text(
        "Alt virker. Oppdateringer kommer med WebSocket, den raskeste måten."
    )
    states = {
        row: page.locator(f'[data-test="{row}"]').get_attribute("data-state")
        for row in ("socket", "events", "poll", "post", "cookie", "clock")
    }
    assert states == {**dict.fromkeys(states, "good"), "cookie": "note"}
    assert page.context.cookies() == [], "a test leaves nothing"


def test_the_self_test_says_why_not_when_websockets_are_refused(visitors: Visitors) -> None:
    refusing = (
        "window.WebSocket = class { constructor()"
        " { setTimeout(() => this.onclose?.({ code: 1006 }), 5); } close() {} };"
    )
    page = result_of(visitors, "/seminar/diag", refusing)
    expect(page.locator('[data-test="socket"]')).to_contain_text("sperret Det ble avvist på veien.")
    expect(page.locator("[data-verdict]")).to_contain_text("server-sent events")
    expect(page.locator("[data-verdict]")).to_have_attribute("data-state", "good")


@pytest.mark.parametrize("size", [LAPTOP, ViewportSize(width=1024, height=768), TALL], ids=["720p", "4:3", "upright"])
def test_no_title_is_cut_where_smaller_letters_have_room(
    visitors: Visitors, seminar: Seminar, size: ViewportSize
) -> None:
    seminar.moderate("settings", title="Utveksling i videregående skole: slik kommer dere i gang med det første")
    seminar.moderate("sessions/opening/edit", title="Velkommen, og slik virker godkjenningsordningen for skoleeiere")
    for scene, title in (("join", ".scene__title"), ("agenda", ".row__title")):
        page = stage(visitors, f"?scene={scene}", size=size)
        expect(page.locator(f".scene--{scene}")).to_be_visible()
        cut = page.locator(f".scene--{scene}, .scene--{scene} {title}").evaluate_all(
            "(all) => all.map((it) => it.scrollHeight - it.clientHeight)"
        )
        assert len(cut) > 1
        assert max(cut) <= 1, scene


def test_times_stand_in_one_column_and_the_address_is_whole(visitors: Visitors, seminar: Seminar) -> None:
    seminar.moderate("settings", title="Utveksling i videregående skole: slik kommer dere i gang " * 2)
    seminar.moderate("sessions/opening/delay", minutes=5)
    page = stage(visitors, "?scene=agenda", size=LAPTOP)
    struck = page.locator(".row__time s")
    expect(struck.nth(1)).to_be_visible()
    edges = {round(one) for one in struck.evaluate_all("(all) => all.map((it) => it.getBoundingClientRect().left)")}
    assert len(edges) == 1, edges
    address = page.locator(".stage__address")
    assert address.evaluate("(it) => it.scrollWidth - it.clientWidth") <= 0
