"""Everything an attendee can do, with forms and links alone."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.visitors import NARROWEST, Seminar, Visitors
from tests.waiting import until

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(visitors: Visitors) -> Page:
    return visitors.arrive(size=NARROWEST, java_script_enabled=False)


def test_the_programme_and_what_is_on_are_there(plain: Page) -> None:
    expect(plain.locator("#now h2:visible")).to_have_text("Opening")
    expect(plain.locator('.session[aria-current="true"]')).to_have_attribute("id", "session-opening")
    expect(plain.get_by_role("link", name="Oppdater nå")).to_be_visible()


def test_asking_about_one_bullet_and_finding_the_question_again(plain: Page, seminar: Seminar) -> None:
    plain.click("#item-i1 a")
    expect(plain.locator('[data-slot="item-text"]')).to_contain_text("Kongshavn vgs i Oslo")
    plain.fill("#ask-text", "Hvor lenge varer oppholdet?")
    plain.fill("#ask-name", "Kari")
    plain.click(".ask__do button")
    expect(plain).to_have_url(f"{seminar.base}/seminar/mine")
    expect(plain.locator(".own")).to_contain_text("Venter på moderatorene")
    [question] = seminar.state()["questions"]
    assert (question["item"], question["session"], question["name"]) == ("i1", "opening", "Kari")
    plain.click(".own form button")
    expect(plain.locator(".own")).to_contain_text("Trukket tilbake av deg")


def test_two_different_questions_in_a_row_are_two(plain: Page, seminar: Seminar) -> None:
    for text in ("Den første", "Den andre"):
        plain.goto("/seminar#ask")
        plain.fill("#ask-text", text)
        plain.click(".ask__do button")
    assert [q["text"] for q in seminar.state()["questions"]] == ["Den første", "Den andre"]


def test_a_refusal_gives_back_every_word(plain: Page) -> None:
    plain.goto("/seminar?about=rules#ask")
    plain.fill("#ask-text", "x" * 501)
    plain.fill("#ask-name", "Åse")
    plain.click(".ask__do button")
    expect(plain.locator("#ask-error")).to_have_text("Dette er 1 tegn for langt. Grensen er 500 tegn.")
    expect(plain.locator("#ask-text")).to_have_value("x" * 501)
    expect(plain.locator("#ask-name")).to_have_value("Åse")
    expect(plain.locator("#ask-session")).to_have_value("rules")


def counted(page: Page, question: str, votes: str) -> None:
    """Counts come with the next pulse; without script one loads the page again."""
    until(lambda: page.goto("/seminar") and page.locator(f"#question-{question} [data-count]").inner_text() == votes)


def test_voting_and_taking_it_back(plain: Page, seminar: Seminar) -> None:
    question = seminar.asked("Kan to skoler søke sammen?")
    plain.reload()
    plain.click(f"#vote-{question['id']}")
    expect(plain).to_have_url(re.compile(f"#question-{question['id']}$"))
    counted(plain, question["id"], "1")
    plain.get_by_role("link", name="Mine spørsmål og stemmer").click()
    plain.click('[data-list="voted"] .vote__button')
    expect(plain.locator('[data-list="voted"] > li')).to_have_count(0)
    plain.goto("/seminar")
    counted(plain, question["id"], "0")


def test_changing_the_language_stays_on_the_page(plain: Page) -> None:
    plain.click(".languages a[hreflang=nn]")
    expect(plain.locator("#ask label").first).to_have_text("Still eit spørsmål")
    expect(plain).to_have_url("/seminar?lang=nn")


def test_nothing_that_needs_script_is_shown(plain: Page) -> None:
    for control in ("[data-pause]", "[data-reorder]", "[data-mine]"):
        expect(plain.locator(control)).to_be_hidden()


def test_where_a_filter_removes_what_browsers_say_of_themselves_forms_work_all_the_same(
    plain: Page, seminar: Seminar
) -> None:
    def strip(route: Route) -> None:
        kept = {name: value for name, value in route.request.headers.items() if not name.startswith("sec-fetch")}
        route.continue_(headers=kept)

    plain.route("**/questions", strip)
    plain.fill("#ask-text", "Kommer det gjennom filteret?")
    plain.click(".ask__do button")
    expect(plain.locator(".own")).to_contain_text("Venter på moderatorene")
