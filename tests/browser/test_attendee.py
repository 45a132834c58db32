"""The attendee page in a browser: what a moderator does is on every screen, what an attendee does counts once."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desks import open_desk
from tests.browser.visitors import DESKTOP, SLUG, Seminar, Visitors

pytestmark = pytest.mark.browser


def waiting(page: Page) -> None:
    """Show the questions that wait behind the button, if it is there."""
    expect(page.locator(".question").first).to_be_attached()
    if page.locator("[data-reorder]").is_visible():
        page.click("[data-reorder]")


def ask(page: Page, text: str) -> None:
    page.click('.now [data-slot="ask"]')
    page.keyboard.type(text)
    page.click(".ask__do button")


def test_a_delay_is_on_every_screen_in_its_own_language(attendee: Page, visitors: Visitors, seminar: Seminar) -> None:
    other = visitors.arrive(size=DESKTOP, language="nn-NO")
    seminar.moderate("sessions/rules/delay", minutes=10, reason="Mange gode spørsmål")
    expect(attendee.locator("#session-rules")).to_contain_text("utsatt 10 min")
    expect(other.locator("#session-rules")).to_contain_text("utsett 10 min")
    expect(other.locator("#session-rules")).to_contain_text("Mange gode spørsmål")
    expect(other.locator("#session-pause .session__was")).to_be_visible()
    new_start = other.locator("#session-rules .session__starts").inner_text()
    expect(attendee.locator('#now p [data-slot="next-time"]')).to_have_text(new_start)


def test_the_moderators_word_reaches_those_who_are_here_and_those_who_come_later(
    attendee: Page, visitors: Visitors, seminar: Seminar
) -> None:
    seminar.moderate("announcements", text="Ny lenke: https://video.example.no/2", level="important")
    expect(attendee.locator(".announcement a")).to_have_attribute("href", "https://video.example.no/2")
    expect(attendee.locator('[data-say="polite"]')).to_have_text("Viktig: Ny lenke: https://video.example.no/2")
    expect(visitors.arrive().locator(".announcement--important")).to_be_visible()


def test_pressing_words_are_in_sight_wherever_one_reads_and_in_their_order(
    visitors: Visitors, seminar: Seminar
) -> None:
    for n in range(8):
        seminar.asked(f"Spørsmål {n}")
    attendee = visitors.arrive(size={"width": 360, "height": 640})
    attendee.click('[data-tab="questions"]')
    attendee.fill("#ask-text", "Midt i en setning")
    before = attendee.locator("#ask-text").bounding_box()
    seminar.moderate("announcements", text="Lysbildene er delt", level="info")
    seminar.moderate("announcements", text="Vi har mistet lyden", level="urgent")
    seminar.moderate("announcements", text="Ny lenke", level="important")
    seminar.moderate("polls", text="Hvem er her?", options=["Skoler", "Fylker"], on=True)
    seminar.moderate("sessions/rules/delay", minutes=5)
    bar = attendee.locator(".words__one")
    expect(bar.locator("a").first).to_have_text("Haster: Vi har mistet lyden")
    assert attendee.locator("#ask-text").bounding_box() == before  # what is being written has not moved
    attendee.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(bar.locator("a")).to_have_text(
        ["Haster: Vi har mistet lyden", "Viktig: Ny lenke", "Avstemning: Hvem er her?"]
    )
    for line in bar.all():
        expect(line).to_be_in_viewport(ratio=1)
    expect(attendee).to_have_title(re.compile("^❗ Haster: Vi har mistet lyden · ● "))
    expect(attendee.locator("[data-say=assertive]")).to_have_text("Haster: Vi har mistet lyden")
    expect(attendee.locator('[data-tab="programme"] [data-mark]')).to_be_visible()
    tops = [".announcement--urgent", ".announcement--important", ".poll", ".announcement--info"]
    heights = [attendee.locator(one).evaluate("el => el.getBoundingClientRect().top") for one in tops]
    assert heights == sorted(heights)
    bar.first.get_by_role("button").click()
    expect(bar.locator("a").first).to_have_text("Viktig: Ny lenke")
    expect(attendee).to_have_title(re.compile("^❗ Viktig: Ny lenke"))
    attendee.evaluate("scrollTo(0, 0)")
    expect(bar).to_have_count(0)  # the card and what stands below it are in sight
    attendee.set_viewport_size({"width": 360, "height": 300})
    expect(bar).to_have_count(1)
    over = bar.evaluate("el => el.getBoundingClientRect().bottom")
    assert attendee.locator("#now").evaluate("el => el.getBoundingClientRect().top") >= over, "it covers nothing there"


def test_what_is_said_keeps_the_language_of_the_words_it_quotes(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive(language="en")
    seminar.moderate("sessions/rules/delay", minutes=5)
    expect(page.locator("[data-say=polite] [lang=nb]")).to_have_text("Rules")
    poll = seminar.moderate("polls", text="Hvem er her?", options=["Skoler", "Fylker"], on=True)["poll"]["id"]
    seminar.moderate(f"polls/{poll}/show")
    seminar.moderate(f"polls/{poll}/close")
    expect(page.locator("[data-say=polite]")).to_have_text("The poll is closed: Hvem er her? – Skoler: 0, Fylker: 0")


def test_a_question_from_the_asker_to_everyone(attendee: Page, visitors: Visitors, seminar: Seminar) -> None:
    other = visitors.arrive(size=DESKTOP)
    ask(attendee, "Får elevene støtte?")
    mine = attendee.locator('[data-list="mine"] .own')
    expect(mine).to_contain_text("Venter på moderatorene")
    expect(attendee.locator("#ask-text")).to_have_value("")
    [question] = seminar.state()["questions"]
    assert question["session"] == "opening"
    seminar.moderate(f"questions/{question['id']}/approve")
    row = other.locator(f"#question-{question['id']}")
    expect(row).to_contain_text("Får elevene støtte?")
    expect(mine).to_contain_text("På lista til alle")
    row.locator(".vote__button").click()
    expect(row.locator(".vote__button")).to_have_attribute("aria-pressed", "true")
    expect(attendee.locator(f"#question-{question['id']} [data-count]")).to_have_text("1")
    other.reload()
    expect(row.locator(".vote__button")).to_have_attribute("aria-pressed", "true")
    row.locator(".vote__button").click()
    expect(attendee.locator(f"#question-{question['id']} [data-count]")).to_have_text("0")
    seminar.moderate(f"questions/{question['id']}/answer", text="Ja, fra et halvt år.")
    expect(row.locator(".answer")).to_have_text("Ja, fra et halvt år.")
    expect(mine).to_contain_text("Besvart")


def test_a_question_about_one_bullet(attendee: Page, seminar: Seminar) -> None:
    attendee.click("#item-i1 a")
    expect(attendee.locator('[data-slot="item-text"]')).to_contain_text("Kongshavn vgs i Oslo")
    attendee.keyboard.type("Hvor lenge varer det?")
    attendee.keyboard.press("Control+Enter")
    expect(attendee.locator('[data-list="mine"] .own')).to_be_visible()
    assert seminar.state()["questions"][0]["item"] == "i1"


def test_a_dismissed_question_tells_its_asker_why_and_nobody_else(
    attendee: Page, visitors: Visitors, seminar: Seminar
) -> None:
    other = visitors.arrive()
    ask(attendee, "Noe privat")
    expect(attendee.locator(".own--pending")).to_be_visible()
    seminar.moderate(f"questions/{seminar.state()['questions'][0]['id']}/dismiss", reason="Tas opp senere")
    expect(attendee.locator(".own--dismissed")).to_contain_text("Tas opp senere")
    seminar.moderate("announcements", text="etterpå", level="info")
    expect(other.locator(".announcement")).to_be_visible()
    assert "Noe privat" not in other.content()


def test_a_question_can_be_taken_back(attendee: Page, seminar: Seminar) -> None:
    ask(attendee, "Angrer på dette")
    attendee.click(".own form button")
    expect(attendee.locator(".own--withdrawn")).to_be_visible()
    assert seminar.state()["questions"][0]["status"] == "withdrawn"


def test_a_refusal_stands_beside_the_field_and_keeps_the_words(attendee: Page) -> None:
    ask(attendee, "?")
    expect(attendee.locator("#ask-error")).to_have_text("Dette er veldig kort. Skriv minst 3 tegn.")
    expect(attendee.locator("#ask-text")).to_have_value("?")
    expect(attendee.locator("#ask-text")).to_have_attribute("aria-invalid", "true")


def test_characters_are_counted_when_few_are_left(attendee: Page) -> None:
    attendee.click('[data-tab="questions"]')
    attendee.fill("#ask-text", "😀" * 499)
    expect(attendee.locator("#ask-left")).to_have_text("1 tegn igjen")
    attendee.fill("#ask-text", "😀" * 502)
    expect(attendee.locator("#ask-left")).to_have_text("2 tegn for mye")


def test_a_draft_survives_a_reload(attendee: Page) -> None:
    attendee.click('[data-tab="questions"]')
    attendee.fill("#ask-text", "Halvferdig tanke")
    attendee.reload()
    expect(attendee.locator("#ask-text")).to_have_value("Halvferdig tanke")


def test_closing_questions_folds_the_composer_away_and_keeps_the_draft(attendee: Page, seminar: Seminar) -> None:
    attendee.click('[data-tab="questions"]')
    attendee.fill("#ask-text", "Rakk det ikke")
    seminar.moderate("settings", questions_open=False)
    expect(attendee.locator("#asking")).to_contain_text("stengt for nye spørsmål")
    expect(attendee.locator("#ask")).to_be_hidden()
    seminar.moderate("settings", questions_open=True)
    expect(attendee.locator("#ask-text")).to_have_value("Rakk det ikke")


def test_the_list_keeps_its_order_until_it_is_asked_for(visitors: Visitors, seminar: Seminar) -> None:
    first = seminar.asked("Den første")
    second = seminar.asked("Den andre")
    page = visitors.arrive(size=DESKTOP)
    rows = page.locator(".questions > .question:visible")
    expect(rows).to_have_count(2)
    visitors.arrive().locator(f"#question-{second['id']} .vote__button").dispatch_event("click")
    expect(page.locator(f"#question-{second['id']} [data-count]")).to_have_text("1")
    seminar.asked("Den tredje")
    expect(page.locator("[data-reorder]")).to_have_text("1 nytt spørsmål · rekkefølgen er endret")
    expect(rows.first).to_have_attribute("id", f"question-{first['id']}")
    page.click("[data-reorder]")
    expect(rows).to_have_count(3)
    expect(rows.first).to_have_attribute("id", f"question-{second['id']}")
    expect(page.locator("[data-reorder]")).to_be_hidden()


def test_a_frozen_page_stands_still_and_then_catches_up(attendee: Page, seminar: Seminar) -> None:
    attendee.click("[data-pause]")
    expect(attendee.locator("[data-connection]")).to_contain_text("Siden er fryst")
    seminar.moderate("announcements", text="Mens den sto stille", level="info")
    seminar.moderate("sessions/rules/delay", minutes=5)
    attendee.wait_for_timeout(400)  # nothing is to happen: there is no state to wait for
    assert attendee.locator(".announcement").count() == 0
    attendee.click("[data-pause]")
    expect(attendee.locator(".announcement")).to_contain_text("Mens den sto stille")
    expect(attendee.locator("#session-rules")).to_contain_text("utsatt 5 min")
    expect(attendee.locator("[data-connection]")).to_be_hidden()


def test_the_title_tells_the_time_behind_another_window(attendee: Page) -> None:
    expect(attendee).to_have_title(re.compile(r"^● til \d\d:\d\d · Opening$"))


def test_what_is_on_stays_in_sight_when_the_card_is_scrolled_away(attendee: Page) -> None:
    line = attendee.locator("[data-nowline]")
    expect(line).to_be_hidden()
    attendee.click('[data-tab="questions"]')
    expect(line).to_contain_text(re.compile(r"Nå\s+Opening\s+til \d\d:\d\d"))


def test_an_announcement_is_put_away_for_this_tab_once_it_is_read(attendee: Page, seminar: Seminar) -> None:
    seminar.moderate("announcements", text="Lest og forstått", level="important")
    attendee.get_by_role("button", name="Legg bort: Lest og forstått").click()
    expect(attendee.locator(".announcements")).to_be_hidden()
    attendee.reload()
    expect(attendee.locator("#now")).to_be_visible()
    expect(attendee.locator(".announcements")).to_be_hidden()
    seminar.moderate("announcements", text="En til", level="info")
    expect(attendee.locator(".announcement:visible")).to_have_count(1)


def test_a_language_that_was_chosen_is_the_one_thing_that_reading_keeps(attendee: Page) -> None:
    expect(attendee.locator('[data-slot="people"]')).to_have_text("1 her")
    assert attendee.context.cookies() == []
    attendee.click(".languages a[hreflang=nn]")
    expect(attendee.locator("html")).to_have_attribute("lang", "nn")
    assert {cookie["name"] for cookie in attendee.context.cookies()} == {"lang"}


def test_a_choice_of_language_stays(attendee: Page) -> None:
    attendee.click(".languages a[hreflang=en]")
    attendee.goto("/seminar")
    expect(attendee.locator("#programme-heading")).to_have_text("Programme")


def test_a_question_can_be_corrected_while_it_waits(attendee: Page, seminar: Seminar) -> None:
    ask(attendee, "Hva koser det?")
    attendee.click(".own summary")
    attendee.fill(".own textarea", "Hva koster det?")
    attendee.click('.own__form [type="submit"]')
    expect(attendee.locator(".own .question__text")).to_have_text("Hva koster det?")
    [question] = seminar.state()["questions"]
    assert (question["text"], question["status"]) == ("Hva koster det?", "pending")


def test_what_is_taken_back_gives_its_words_back(attendee: Page) -> None:
    ask(attendee, "Angrer på dette")
    attendee.click(".own form button")
    expect(attendee.locator(".own--withdrawn")).to_be_visible()
    expect(attendee.locator("#ask-text")).to_have_value("Angrer på dette")


def test_a_moderator_sees_on_the_page_and_the_stage_what_everybody_sees(visitors: Visitors, seminar: Seminar) -> None:
    desk = open_desk(visitors, seminar)
    page, stage = desk.context.new_page(), desk.context.new_page()
    errors: list[str] = []
    fetched: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: fetched.append(request.url))
    frames: list[str] = []
    for one in (page, stage):
        one.on("websocket", lambda socket: socket.on("framereceived", lambda data: frames.append(str(data))))
    page.goto(f"/{SLUG}")
    stage.goto(f"/{SLUG}/stage")
    page.wait_for_function("() => document.querySelector('[data-slot=people]')?.textContent")
    seminar.asked("Hemmelig inntil videre?", approve=False)
    seminar.moderate("polls", text="Hvor langt er dere?", options=["Ja", "Nei"], on=True)
    expect(page.locator(".poll__text")).to_have_text("Hvor langt er dere?")
    expect(page.locator(".poll [data-answer]")).to_have_count(1)
    assert not errors
    assert not [address for address in fetched if "again" in address], "no piece of the desk's was sent to the page"
    assert sum('"hello"' in frame for frame in frames) == len((page, stage))
    assert "Hemmelig" not in "".join(frames)
