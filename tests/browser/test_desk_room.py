"""Room on the desk, by coordinates: with a thousand questions and everything open, the questions keep their place."""

import http.client
import json
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from live.rules.event import LANGUAGES
from live.settings import Settings
from tests.browser.desks import box, choose, open_desk
from tests.browser.visitors import DESKTOP, SLUG, Seminar, Visitors
from tests.finding import there

pytestmark = pytest.mark.browser
LONG = "Internasjonalisering og kompetanseutviklingsprogrammet for videregående opplæring i praksis"  # 90 characters
FIRST, BANDS = 300, 150  # px: where the first line of the queue begins at the latest, and where the three bands end
SIZES = [
    ({"width": 1280, "height": 800}, 6, {}),
    ({"width": 1366, "height": 768}, 6, {}),
    ({"width": 1440, "height": 900}, 7, {}),
    ({"width": 1024, "height": 768}, 4, {}),
    ({"width": 820, "height": 1100}, 5, {"has_touch": True}),
    ({"width": 390, "height": 780}, 4, {"has_touch": True, "is_mobile": True}),
]
MEASURE = """() => {
  const rows = [...document.querySelectorAll("#queue .row[data-row]")].map((row) => row.getBoundingClientRect());
  const end = Math.min(document.querySelector(".desk__foot").getBoundingClientRect().top, innerHeight);
  const bands = document.querySelector("#questions").getBoundingClientRect().top;
  const whole = rows.filter(({ top, bottom, height }) => height && top >= bands && bottom <= end + 1).length;
  const wide = document.documentElement.scrollWidth;
  return { first: rows[0].top, whole, bands, wide, elements: document.querySelectorAll("*").length };
}"""
TITLES = """() => [...document.querySelectorAll("#programme .slot__title")].map((title) => {
  const { left, right, width } = title.getBoundingClientRect();
  return width > 0 && title.scrollWidth <= title.clientWidth + 1 && left >= 0 && right <= innerWidth;
})"""
CUT = """() => [...document.querySelectorAll(".running .chip")].filter((chip) => {
  const { left, right, width } = chip.getBoundingClientRect();
  const room = document.querySelector(".running").getBoundingClientRect();
  return width && (left < room.left - 0.5 || right > room.right + 0.5 || !chip.title && !chip.matches(".chip--more"));
}).map((chip) => chip.textContent)"""
OUTSIDE = """(panel) => {
  const { left, top, right, bottom } = panel.getBoundingClientRect();
  const shown = [...panel.querySelectorAll("button.move--main")].find((one) => one.getClientRects().length);
  const main = shown?.getBoundingClientRect();
  const isIn = (box) => box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
  return [isIn({ left, top, right, bottom }), !main || isIn(main)];
}"""


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Without limits: they are about one place, and here all people are in one."""
    return replace(settings, limits=False)


def fill(seminar: Seminar, many: int) -> None:
    """So many questions of as many people, a third in each column; then everything that can be open."""
    line = http.client.HTTPConnection(seminar.base.split("//")[1])
    headers = {"origin": seminar.base, "accept": "application/json", "content-type": "application/json"}
    ids = list[str]()
    for n in range(many):
        line.request("POST", f"/{SLUG}/questions", json.dumps({"text": f"Får elevene støtte? ({n})"}), headers)
        ids.append(json.loads(line.getresponse().read())["question"]["id"])
    line.close()
    step = min(150, many // 3)
    for start in range(many // 3, many, step):
        move = "approve" if start < 2 * many // 3 else "answer"
        seminar.moderate("questions/bulk", ids=ids[start : start + step], move=move)
    seminar.moderate(f"questions/{ids[many // 3]}/take")
    seminar.moderate("announcements", text="Ny lenke til del 2 ligger i chatten", level="important")
    seminar.moderate("announcements", text="Vi har mistet lyden", level="urgent")
    seminar.moderate("polls", text="Hvor langt er dere kommet?", kind="single", options=["Her", "Der"], on=True)
    seminar.moderate("cue", text="Rund av")
    overrun(seminar)


def overrun(seminar: Seminar) -> None:
    """What is on should be over, so that a slip stands in the programme's line."""
    now = datetime.now(UTC).replace(microsecond=0)
    begun, over = (now - timedelta(minutes=minutes) for minutes in (48, 3))
    seminar.moderate("sessions/opening/start")
    seminar.moderate("sessions/opening/edit", starts=begun.isoformat(), ends=over.isoformat())


def measured(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(MEASURE)
    return found


def test_the_questions_keep_their_place_at_every_size(visitors: Visitors, seminar: Seminar) -> None:
    fill(seminar, 1000)
    keep_their_place(visitors, seminar)


def test_they_keep_it_with_long_titles_and_the_readers_own_colours(visitors: Visitors, seminar: Seminar) -> None:
    fill(seminar, 60)
    for n, session in enumerate(seminar.state()["agenda"]["sessions"]):
        seminar.moderate(f"sessions/{session['id']}/edit", title=f"{n} {LONG}")
    keep_their_place(visitors, seminar, forced_colors="active")


def keep_their_place(visitors: Visitors, seminar: Seminar, **preferred: Any) -> None:
    languages = cycle(LANGUAGES)
    for size, whole, options in SIZES:
        page = open_desk(visitors, seminar, size=size, language=next(languages), **options, **preferred)
        expect(page.locator("[data-slips] .slips__way").first).to_be_attached()
        if size["width"] < 640:
            page.tap('[data-turn-to="queue"]')
        page.evaluate("document.querySelector('[data-unheard]').hidden = false")
        found = measured(page)
        if size["width"] >= 820:
            assert found["bands"] <= BANDS, (size, found)
        if size["width"] >= 1024:
            assert found["first"] <= FIRST, (size, found)
        assert found["whole"] >= whole, (size, found)
        assert found["wide"] <= size["width"], (size, found)
        assert found["elements"] <= 8000
        if size["width"] >= 820:
            assert page.evaluate(CUT) == [], size
        if size["width"] == 820:
            page.tap("[data-unfold]")
            titles = page.evaluate(TITLES)
            assert titles == [True] * len(seminar.state()["agenda"]["sessions"]), (size, titles)
        if size["width"] >= 1024:
            for tool in page.locator("details.tool > summary").all():
                tool.click()
                panel = page.locator("details.tool[open] > .tool__panel")
                assert panel.evaluate(OUTSIDE) == [True, True], (size, tool.inner_text())
                page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [1440, 1280, 1024, 768])
def test_no_title_takes_the_buttons_of_what_is_on_out_of_sight(
    visitors: Visitors, seminar: Seminar, width: int
) -> None:
    for session in seminar.state()["agenda"]["sessions"][:2]:
        seminar.moderate(f"sessions/{session['id']}/edit", title=LONG)
    page = open_desk(visitors, seminar, size={"width": width, "height": 800})
    end = page.locator('#programme .slot[data-shown="live"] [data-does="end"]')
    expect(end).to_be_visible()
    seen = page.locator(".programme__list").evaluate("(list) => list.getBoundingClientRect().right")
    assert end.evaluate("(it) => it.getBoundingClientRect().right") <= seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_ways_out_of_a_slip_are_all_in_sight(visitors: Visitors, seminar: Seminar, language: str) -> None:
    overrun(seminar)
    over = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=3)
    for session, begins, ends in (("rules", 0, 30), ("pause", 30, 45)):
        starts, stops = (over + timedelta(minutes=minutes) for minutes in (begins, ends))
        seminar.moderate(f"sessions/{session}/edit", starts=starts.isoformat(), ends=stops.isoformat())
    page = open_desk(visitors, seminar, size=DESKTOP, language=language)
    ways = page.locator(".slips__way button")
    expect(ways).to_have_count(3)
    away = {"nb": "Skjul forslagene", "nn": "Gøym forslaga", "en": "Hide the suggestions"}  # not the organiser's word
    expect(page.locator("[data-slip-away]")).to_have_accessible_name(away[language])
    for width in (1440, 1280, 1100, 1024, 820, 768):
        page.set_viewport_size({"width": width, "height": 800})
        room = page.locator("[data-slips-list]").evaluate("(it) => [it.scrollWidth, it.clientWidth]")
        assert room[0] <= room[1] + 1, (width, room)
        for button in (*ways.all(), page.locator("[data-slip-over] button"), page.locator("[data-slip-away]")):
            box = there(button.bounding_box())
            assert 0 <= box["x"] <= width - box["width"], (width, box)
            assert min(box["width"], box["height"]) >= 24, (width, box)


@pytest.mark.parametrize("width", [1024, 900, 768, 320])
def test_an_alarm_lies_over_nothing(visitors: Visitors, seminar: Seminar, width: int) -> None:
    page = open_desk(visitors, seminar, size={"width": width, "height": 800})
    page.evaluate("""() => {
      document.querySelector("[data-stale]").hidden = false;
      document.querySelector("[data-slot=stale]").textContent = "Storskjermen svarer ikke (sist 16:26)";
      document.querySelector(".team__others").hidden = false;
      document.querySelector(".team__others").textContent = "Også her: En annen moderator, Kari";
    }""")
    assert page.evaluate(CUT) == []
    places = page.locator(".desk__bar > :visible").evaluate_all(
        "(all) => all.map((it) => it.getBoundingClientRect()).map(({left, right, top}) => [top, left, right])"
    )
    for one in places:
        assert one[2] <= width + 4, places
        assert not [other for other in places if abs(other[0] - one[0]) < 20 and one[1] < other[1] < one[2] - 5], places


def test_a_long_question_leaves_the_button_of_its_answer_in_sight(visitors: Visitors, seminar: Seminar) -> None:
    question = seminar.asked(
        f"{'Kan støtten gis til elever som reiser sammen? ' * 4}Hvem avgjør det, og når får vi vite det?"
    )
    page = open_desk(visitors, seminar, size={"width": 1280, "height": 800})
    pane = choose(page, question)
    button = box(pane.locator(f"#publish-{question['id']}"))
    assert button["y"] + button["height"] <= box(page.locator("#done"))["y"]


def test_on_a_tablet_the_inbox_keeps_lines_beside_an_open_question(visitors: Visitors, seminar: Seminar) -> None:
    questions = [seminar.asked(f"Hva med nummer {n}?", approve=False) for n in range(8)]
    page = open_desk(visitors, seminar, size={"width": 820, "height": 1100}, has_touch=True)
    pane = box(choose(page, questions[0]))
    assert pane["height"] >= 300
    list_of = box(page.locator("#inbox .column__scroll"))
    assert list_of["height"] >= 3 * box(page.locator(f"#question-{questions[0]['id']}"))["height"]


def test_a_long_word_leaves_no_hole_in_the_line_of_what_is_on(visitors: Visitors, seminar: Seminar) -> None:
    now = seminar.state()["agenda"]["current"][0]
    seminar.moderate(f"sessions/{now}/edit", title=f"Rammer for {'utvekslingsopphold' * 4}")
    page = open_desk(visitors, seminar, size={"width": 1280, "height": 800})
    title = page.locator('#programme .slot[data-shown="live"] .slot__title')
    assert (
        title.evaluate("""(it) => {
      const words = document.createRange();
      words.selectNodeContents(it);
      const first = words.getClientRects()[0];
      return it.getBoundingClientRect().width - first.width;
    }""")
        < 30
    )
