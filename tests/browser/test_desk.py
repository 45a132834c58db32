"""The desk in a browser: two moderators in step, conflicts that lose no word, everything by key, everything
undoable.
"""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.visitors import DESKTOP, SLUG, Seminar, Visitors
from tests.waiting import until

pytestmark = pytest.mark.browser


def open_desk(visitors: Visitors, seminar: Seminar, **options: object) -> Page:
    page = visitors.arrive(
        seminar.links["moderator"].removeprefix(seminar.base),
        size=options.pop("size", DESKTOP),  # type: ignore[arg-type]
        **options,  # type: ignore[arg-type]
    )
    page.wait_for_selector('html[data-role="moderator"][data-keys]')
    return page


@pytest.fixture
def desk(visitors: Visitors, seminar: Seminar) -> Page:
    return open_desk(visitors, seminar)


def row(page: Page, question: dict[str, Any]) -> object:
    return page.locator(f"#question-{question['id']}")


def status(seminar: Seminar, question: dict[str, Any]) -> str:
    return next(q["status"] for q in seminar.state()["questions"] if q["id"] == question["id"])


def column(page: Page, name: str) -> list[str]:
    return page.locator(f"#{name} .row__text").all_inner_texts()


def test_the_link_opens_the_desk_and_its_token_leaves_the_address(desk: Page, seminar: Seminar) -> None:
    assert desk.url == f"{seminar.base}/{SLUG}/desk"
    desk.reload()
    expect(desk.locator("#programme-heading")).to_be_visible()


def test_an_old_link_is_refused_in_words(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive("/")
    page.goto(f"/{SLUG}/desk#not-a-token-of-this-installation-any-more")
    expect(page.locator("#badge-error")).to_contain_text("Denne lenka åpner ikke noe lenger")


def test_two_desks_stay_in_step(desk: Page, visitors: Visitors, seminar: Seminar) -> None:
    question = seminar.asked("Gjelder det også for lærlinger?", approve=False)
    other = open_desk(visitors, seminar, language="nn")
    desk.click(f"#do-approve-{question['id']}")
    expect(other.locator("#queue .row")).to_have_count(1)
    expect(other.locator('h2 [data-total="inbox"]')).to_have_text("0")
    other.click("#do-delay10-rules")
    expect(desk.locator("#session-rules .slot__late")).to_contain_text("+10")
    expect(desk.locator("#session-closing .slot__late")).to_contain_text("+10")
    expect(desk.locator("[data-undoes]")).to_contain_text("«Rules» til")
    other.click('#desk-settings button[name="questions_open"]')
    expect(desk.locator('#desk-settings button[name="questions_open"]')).to_have_attribute("aria-checked", "false")


def test_the_audience_sees_what_the_desk_does(desk: Page, attendee: Page, seminar: Seminar) -> None:
    question = seminar.asked("Hvor lang tid tar det?", approve=False)
    desk.click(f"#do-take-{question['id']}")
    expect(attendee.locator(f"#question-{question['id']}")).to_contain_text("Besvares nå")
    desk.click("[data-tool=announce] summary")
    desk.fill("#announce-text", "Ny lenke til del 2")
    desk.check('input[value="important"]')
    desk.click('[data-send="announce"] button')
    expect(attendee.locator(".announcement")).to_contain_text("Ny lenke til del 2")
    desk.click("[data-undo-do]")
    expect(attendee.locator(".announcement")).to_have_count(0)


def test_a_stale_answer_shows_both_versions_and_keeps_the_words(
    desk: Page, visitors: Visitors, seminar: Seminar
) -> None:
    question = seminar.asked("Får elevene støtte?")
    other = open_desk(visitors, seminar)
    desk.click(f"#question-{question['id']} summary")
    desk.fill(f"#answer-{question['id']}", "Ja, for et halvt år.")
    seminar.moderate(f"questions/{question['id']}/answer", text="Svart av Kari.")
    note = desk.locator(f"#question-{question['id']} .row__note")
    expect(note).to_have_text("En annen moderator har merket dette som besvart.")
    expect(other.locator("#done .row")).to_contain_text("Svart av Kari.")
    expect(desk.locator("#queue .row")).to_have_count(1)  # it does not move while it is written in
    desk.click(f"#question-{question['id']} .field__do >> text=Publiser svaret")
    conflict = desk.locator(".conflict")
    expect(conflict).to_contain_text("Noen andre endret dette")
    expect(conflict).to_contain_text("Svart av Kari.")
    expect(desk.locator(f"#answer-{question['id']}")).to_have_value("Ja, for et halvt år.")
    desk.click("[data-anyway]")
    expect(other.locator("#done .answer")).to_have_text("Ja, for et halvt år.")
    expect(desk.locator("#done .answer")).to_have_text("Ja, for et halvt år.")
    expect(desk.locator(".conflict")).to_have_count(0)


def test_doing_what_somebody_has_just_done_is_no_conflict(desk: Page, seminar: Seminar) -> None:
    question = seminar.asked("Kan to skoler søke sammen?", approve=False)
    desk.focus(f"#do-approve-{question['id']}")
    seminar.moderate(f"questions/{question['id']}/approve")
    expect(desk.locator(".row__note:visible")).to_have_text("En annen moderator har godkjent dette.")
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-undo]")).to_be_visible()
    expect(desk.locator(".conflict")).to_have_count(0)


def test_ones_own_next_move_follows_at_once_however_soon_it_comes(desk: Page, seminar: Seminar) -> None:
    question = seminar.asked("Fram og tilbake", approve=False)
    desk.clock.install()
    desk.click(f"#do-approve-{question['id']}")
    desk.click("[data-undo-do]")
    expect(desk.locator("#inbox .row")).to_have_count(1)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    desk.route("**/approve", hold)
    desk.focus(f"#do-approve-{question['id']}")
    desk.keyboard.press("Enter")
    until(lambda: desk.evaluate("1") and held)
    desk.clock.fast_forward(2100)  # what was begun before is over
    held[0].continue_()
    expect(desk.locator("#queue .row")).to_have_count(1)


def test_a_row_does_not_slip_away_under_the_pointer(desk: Page, seminar: Seminar) -> None:
    first, second = (
        seminar.asked("Det første spørsmålet", approve=False),
        seminar.asked("Det andre spørsmålet", approve=False),
    )
    expect(desk.locator("#inbox .row")).to_have_count(2)
    desk.hover(f"#do-approve-{second['id']}")
    seminar.moderate(f"questions/{first['id']}/approve")
    expect(desk.locator(f"#question-{first['id']} .row__note")).to_be_visible()
    assert column(desk, "inbox") == ["Det første spørsmålet", "Det andre spørsmålet"]
    desk.hover(".desk__title")
    expect(desk.locator("#inbox .row")).to_have_count(1)


def test_moderating_with_the_keyboard_alone(desk: Page, seminar: Seminar) -> None:
    asked = [seminar.asked(f"Spørsmål nummer {n}", approve=False) for n in (1, 2, 3)]
    expect(desk.locator("#inbox .row")).to_have_count(3)
    desk.keyboard.press("j")
    expect(desk.locator(f"#question-{asked[0]['id']}")).to_be_focused()
    expect(desk.locator(f"#question-{asked[0]['id']} .row__do .cap").first).to_be_visible()
    desk.keyboard.press("a")
    expect(desk.locator(f"#question-{asked[1]['id']}")).to_be_focused()
    desk.keyboard.press("n")
    expect(desk.locator("#answering .row")).to_have_count(1)
    expect(desk.locator(f"#question-{asked[2]['id']}")).to_be_focused()
    desk.keyboard.press("d")
    expect(desk.locator("#done .row")).to_have_count(1)
    desk.keyboard.press("3")
    desk.keyboard.press("x")
    expect(desk.locator("#done .row")).to_have_count(2)
    desk.keyboard.press("2")
    desk.keyboard.press("w")
    desk.keyboard.type("Et skriftlig svar")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator("#done .answer")).to_have_text("Et skriftlig svar")
    desk.keyboard.press("0")
    desk.keyboard.press("j")
    desk.keyboard.press("+")
    expect(desk.locator("#session-rules .slot__late")).to_contain_text("+5")
    desk.keyboard.press("u")
    expect(desk.locator("#session-rules .slot__late")).to_have_text("")
    desk.keyboard.press("c")
    desk.keyboard.type("Vi er straks i gang")
    desk.keyboard.press("Escape")
    expect(desk.locator("#announce-text")).to_be_hidden()
    desk.keyboard.press("?")
    expect(desk.locator("#help-heading")).to_be_focused()
    assert [q["status"] for q in seminar.state()["questions"]] == ["answered", "answered", "dismissed"]


def test_undoing_a_dismissal_publishes_nothing(desk: Page, attendee: Page, seminar: Seminar) -> None:
    question = seminar.asked("Noe som ikke skal ut", approve=False)
    desk.click(f"#do-dismiss-{question['id']}")
    expect(desk.locator("[data-undo]")).to_contain_text("Nr. 1 er lagt bort")
    desk.click("[data-undo-do]")
    expect(desk.locator("#inbox .row")).to_have_count(1)
    assert status(seminar, question) == "pending"
    assert "Noe som ikke skal ut" not in attendee.content()


def test_undo_first_shows_what_it_would_take_back(desk: Page, seminar: Seminar) -> None:
    seminar.moderate("sessions/rules/delay", minutes=10)
    expect(desk.locator("#session-rules .slot__late")).to_contain_text("+10")
    desk.keyboard.press("u")
    expect(desk.locator("[data-undo]")).to_contain_text("«Rules» til")
    expect(desk.locator("#session-rules .slot__late")).to_contain_text("+10")
    desk.keyboard.press("u")
    expect(desk.locator("#session-rules .slot__late")).to_have_text("")


def test_single_keys_can_be_switched_off_and_stay_off(desk: Page, seminar: Seminar) -> None:
    question = seminar.asked("Trykk ikke på meg", approve=False)
    desk.click("[data-help]")
    desk.uncheck("#help input")
    desk.keyboard.press("Escape")
    desk.reload()
    desk.focus(f"#question-{question['id']}")
    desk.keyboard.press("a")
    desk.keyboard.press("d")
    expect(desk.locator("#inbox .row")).to_have_count(1)
    assert status(seminar, question) == "pending"
    desk.click("[data-help]")
    expect(desk.locator("#help input")).not_to_be_checked()


def test_what_is_done_without_network_is_sent_once_when_it_is_back(desk: Page, seminar: Seminar) -> None:
    question = seminar.asked("Kommer dette fram?")
    expect(desk.locator("#queue .row")).to_have_count(1)
    desk.context.set_offline(True)
    desk.click(f"#question-{question['id']} summary")
    desk.fill(f"#answer-{question['id']}", "Ja, én gang.")
    desk.click(f"#question-{question['id']} .field__do >> text=Publiser svaret")
    expect(desk.locator(f"#question-{question['id']} .row__note")).to_have_text("Ikke sendt ennå. Prøver igjen …")
    expect(desk.locator("[data-store]")).to_be_hidden()
    desk.context.set_offline(False)
    expect(desk.locator("#done .answer")).to_have_text("Ja, én gang.", timeout=30_000)


def test_only_a_lost_store_is_red(desk: Page, seminar: Seminar) -> None:
    question = seminar.asked("Kan dette lagres?", approve=False)
    away = [True]

    def store(route: Route) -> None:
        if away.pop() if away else False:
            route.fulfill(status=503, json={"error": {"code": "busy", "message": "…"}}, headers={"retry-after": "2"})
        else:
            route.continue_()

    desk.route("**/approve", store)
    desk.click(f"#do-approve-{question['id']}")
    expect(desk.locator("[data-store]")).to_be_visible()
    expect(desk.locator("#queue .row")).to_have_count(1)
    expect(desk.locator("[data-store]")).to_be_hidden()


def test_finding_sorting_and_joining(desk: Page, seminar: Seminar) -> None:
    first, second = seminar.asked("Hva med reiseutgifter?"), seminar.asked("Dekkes reisen?")
    seminar.http.post(f"/{SLUG}/questions/{second['id']}/upvote", json={"on": True})
    expect(desk.locator("[data-reorder]")).to_be_visible()
    assert column(desk, "queue") == ["Hva med reiseutgifter?", "Dekkes reisen?"]
    desk.keyboard.press("o")
    assert column(desk, "queue") == ["Dekkes reisen?", "Hva med reiseutgifter?"]
    desk.keyboard.press("/")
    desk.keyboard.type("reiseutg")
    expect(desk.locator("#queue .row:visible")).to_have_count(1)
    desk.fill("#filter", "")
    desk.click(f"#question-{second['id']} summary")
    desk.fill(f"#into-{second['id']}", str(first["number"]))
    desk.keyboard.press("Enter")
    expect(desk.locator("#done .row__fate")).to_have_text("Slått sammen med nr. 1")
    desk.click("[data-undo-do]")
    expect(desk.locator("#queue .row")).to_have_count(2)


def test_editing_the_programme(desk: Page, attendee: Page, seminar: Seminar) -> None:
    desk.click("#session-rules summary")
    desk.fill("#title-rules", "Regler og økonomi")
    desk.fill("#speakers-rules", "Kari Nordmann, Ola Li")
    desk.click("#session-rules form[data-changed-only] button")
    expect(attendee.locator("#session-rules")).to_contain_text("Regler og økonomi")
    expect(attendee.locator("#session-rules")).to_contain_text("Kari Nordmann, Ola Li")
    assert (
        seminar.state()["agenda"]["sessions"][1]["starts"] == seminar.state()["agenda"]["sessions"][1]["planned_starts"]
    )
    desk.click("#session-rules summary")
    desk.fill("#minutes-rules", "15")
    desk.select_option("#rest-rules", "absorb")
    desk.fill("#reason-rules", "Mange gode spørsmål")
    desk.click("#do-delay-rules")
    expect(attendee.locator("#session-rules")).to_contain_text("Mange gode spørsmål")
    expect(desk.locator("#session-pause .slot__late")).to_contain_text("+5")
    desk.click("#do-extend5-opening")
    expect(desk.locator("#session-opening .slot__late")).to_contain_text("+5")


def test_one_hand_after_another_is_never_a_conflict_with_oneself(desk: Page, seminar: Seminar) -> None:
    question = seminar.asked("Fest meg, så svar")
    desk.click('#desk-settings button[name="moderated"]')
    expect(desk.locator("#set-moderated")).to_have_attribute("aria-checked", "false")
    desk.click(f"#question-{question['id']} summary")
    desk.click(f"#question-{question['id']} button[name=on]")
    expect(desk.locator(f"#question-{question['id']}")).to_have_attribute("data-pinned", "true")
    desk.click(f"#do-take-{question['id']}")
    expect(desk.locator("#answering .row")).to_have_count(1)
    for minutes in ("+10", "+20"):
        desk.click("#do-delay10-rules")
        expect(desk.locator("#session-rules .slot__late")).to_contain_text(minutes)
    for minutes in ("+10", ""):
        desk.click("#undo-move")
        expect(desk.locator("#session-pause .slot__late")).to_contain_text(minutes)
    desk.click("#session-rules summary")
    desk.fill("#minutes-rules", "7")
    desk.click("#do-delay-rules")
    expect(desk.locator("#session-rules .slot__late")).to_contain_text("+7")
    seminar.moderate("sessions/rules/delay", minutes=5)
    expect(desk.locator("#session-rules .slot__late")).to_contain_text("+12")
    assert desk.locator(".conflict").count() == 0


def test_taking_back_an_announcement_leaves_the_focus_on_the_desk(desk: Page, seminar: Seminar) -> None:
    seminar.moderate("announcements", text="Feil lenke")
    desk.click(".stands button")
    expect(desk.locator(".stands")).to_have_count(0)
    expect(desk.locator("[data-tool=announce] > summary")).to_be_focused()


def test_a_programme_changed_while_it_is_edited_is_a_conflict(desk: Page, seminar: Seminar) -> None:
    desk.click("#session-rules summary")
    desk.fill("#title-rules", "Min tittel")
    seminar.moderate("sessions/rules/edit", title="Karis tittel")
    expect(desk.locator("#session-rules .row__note")).to_have_text("Dette ble endret mens du skrev.")
    desk.click("#session-rules form[data-changed-only] button")
    expect(desk.locator(".conflict")).to_contain_text("Karis tittel")
    expect(desk.locator("#title-rules")).to_have_value("Min tittel")
    desk.click("[data-leave]")
    desk.fill("#title-rules", "Rules")
    desk.focus("#filter")
    expect(desk.locator("#session-rules .slot__title")).to_have_text("Karis tittel")
