"""The desk in a browser: two moderators in step, conflicts that lose no word, everything by key, everything
undoable.
"""

import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.desks import box, cannot_hear, choose, column, open_desk, put_hand_away, row, status, unfold
from tests.browser.visitors import SLUG, Seminar, Visitors
from tests.waiting import until

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(visitors: Visitors, seminar: Seminar) -> Page:
    return open_desk(visitors, seminar)


def test_the_link_opens_the_desk_and_its_token_leaves_the_address(desk: Page, seminar: Seminar) -> None:
    assert desk.url == f"{seminar.base}/{SLUG}/desk"
    desk.reload()
    expect(desk.locator("#inbox-heading")).to_be_visible()


def test_an_old_link_is_refused_in_words(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive("/")
    page.goto(f"/{SLUG}/desk#not-a-token-of-this-installation-any-more")
    expect(page.locator("#badge-error")).to_contain_text("Denne lenken åpner ikke noe lenger")


def test_two_desks_stay_in_step(desk: Page, visitors: Visitors, seminar: Seminar) -> None:
    question = seminar.asked("Gjelder det også for lærlinger?", approve=False)
    other = open_desk(visitors, seminar, language="nn")
    desk.click(f"#do-approve-{question['id']}")
    expect(other.locator("#queue .row")).to_have_count(1)
    expect(other.locator('h2 [data-total="inbox"]')).to_have_text("0")
    unfold(other)
    other.click("#do-delay10-rules")
    expect(desk.locator("#session-rules .slot__late")).to_contain_text("+10")
    expect(desk.locator("#session-closing .slot__late")).to_contain_text("+10")
    expect(desk.locator("[data-undoes]")).to_contain_text("«Rules» til")
    other.keyboard.press("Escape")
    other.click("[data-tool=settings] > summary")
    other.click('#desk-settings button[name="questions_open"]')
    expect(desk.locator('#desk-settings button[name="questions_open"]')).to_have_attribute("aria-checked", "false")


def test_the_audience_sees_what_the_desk_does(desk: Page, attendee: Page, seminar: Seminar) -> None:
    question = seminar.asked("Hvor lang tid tar det?", approve=False)
    row(desk, question).focus()
    desk.keyboard.press("n")
    expect(attendee.locator(f"#question-{question['id']}")).to_contain_text("Besvares nå")
    desk.click("[data-tool=announce] summary")
    desk.fill("#announce-text", "Ny lenke til del 2")
    desk.check('input[value="important"]')
    desk.click("[data-tool=announce] .move--main:visible >> nth=-1")
    expect(attendee.locator(".announcement")).to_contain_text("Ny lenke til del 2")
    desk.click("[data-undo-do]")
    expect(attendee.locator(".announcement")).to_have_count(0)


def test_a_stale_answer_shows_both_versions_and_keeps_the_words(
    desk: Page, visitors: Visitors, seminar: Seminar
) -> None:
    question = seminar.asked("Får elevene støtte?")
    other = open_desk(visitors, seminar)
    pane = choose(desk, question)
    desk.fill(f"#answer-{question['id']}", "Ja, for et halvt år.")
    seminar.moderate(f"questions/{question['id']}/answer", text="Svart av Kari.")
    expect(pane.locator(".row__note")).to_have_text("En annen moderator har merket dette som besvart.")
    expect(pane).to_have_attribute("data-status", "approved")  # what is written was written about that
    expect(choose(other, question).locator(".answer")).to_have_text("Svart av Kari.")
    desk.click(f"#publish-{question['id']}")
    conflict = desk.locator(".conflict")
    expect(conflict).to_contain_text("Noen andre endret dette")
    expect(conflict).to_contain_text("Svart av Kari.")
    expect(desk.locator(f"#answer-{question['id']}")).to_have_value("Ja, for et halvt år.")
    desk.click("[data-anyway]")
    expect(other.locator("#chosen .answer")).to_have_text("Ja, for et halvt år.")
    expect(desk.locator("#chosen .answer")).to_have_text("Ja, for et halvt år.")
    expect(desk.locator(".conflict")).to_have_count(0)


def test_doing_what_somebody_has_just_done_is_no_conflict(desk: Page, seminar: Seminar) -> None:
    question = seminar.asked("Kan to skoler søke sammen?", approve=False)
    desk.focus(f"#do-approve-{question['id']}")
    seminar.moderate(f"questions/{question['id']}/approve")
    expect(row(desk, question).locator(".row__note")).to_have_text("En annen moderator har godkjent dette.")
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


def test_nothing_moves_below_a_hand_and_all_of_it_when_it_is_away(desk: Page, seminar: Seminar) -> None:
    asked = [seminar.asked(f"Spørsmål {n}", approve=False) for n in range(4)]
    expect(desk.locator("#inbox .row")).to_have_count(4)
    desk.hover(f"#do-approve-{asked[2]['id']}")
    before = row(desk, asked[2]).bounding_box()
    seminar.moderate(f"questions/{asked[0]['id']}/approve")
    seminar.moderate(f"questions/{asked[1]['id']}/dismiss")
    expect(desk.locator("#queue .row")).to_have_count(1)
    expect(desk.locator("#inbox .row--ghost .row__note").first).to_have_text("En annen moderator har godkjent dette.")
    seminar.moderate(f"questions/{asked[2]['id']}/approve")  # also what is below the pointer itself
    expect(row(desk, asked[2]).locator(".row__note")).to_be_visible()
    assert row(desk, asked[2]).bounding_box() == before
    put_hand_away(desk)
    expect(desk.locator("#inbox li")).to_have_count(1)
    expect(desk.locator("#queue .row")).to_have_count(2)


def test_a_desk_whose_hand_holds_a_line_asks_for_no_more_lines_again_and_again(desk: Page, seminar: Seminar) -> None:
    """The line is counted among what is done already, and stands where it was: nothing more of it can come."""
    question = seminar.asked("Hvem betaler reisa?", approve=False)
    row(desk, question).focus()
    asked = list[str]()
    desk.on("request", lambda request: asked.append(request.url))
    seminar.moderate(f"questions/{question['id']}/dismiss")
    expect(desk.locator('h2 [data-total="done"]')).to_have_text("1")
    until(lambda: desk.evaluate("1") and any("column=done" in url for url in asked))
    for _ in range(5):  # as many rounds as would be asked again meanwhile
        desk.evaluate("address => fetch(address)", f"/{SLUG}/desk/questions?column=inbox&from=0")
    assert len([url for url in asked if "column=done" in url]) == 1
    desk.keyboard.press("Escape")
    put_hand_away(desk)
    desk.locator("[data-filter]").focus()
    expect(desk.locator(f"#done #question-{question['id']}")).to_be_attached()


def test_a_key_pressed_before_the_pane_has_come_writes_in_it_once_it_is_there(desk: Page, seminar: Seminar) -> None:
    first, second = (seminar.asked(f"Spørsmål {n}", approve=False) for n in range(2))
    expect(desk.locator("#inbox .row")).to_have_count(2)
    choose(desk, first)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    desk.route(f"**/desk/questions/{second['id']}", hold)
    row(desk, first).focus()
    desk.keyboard.press("j")  # the pane goes along, and is on its way
    until(lambda: desk.evaluate("1") and held)
    desk.keyboard.press("w")
    held[0].continue_()
    expect(desk.locator(f"#answer-{second['id']}")).to_be_focused()


def test_ones_own_press_leaves_the_next_line_where_it_was(desk: Page, seminar: Seminar) -> None:
    asked = [seminar.asked(f"Spørsmål {n}", approve=False) for n in range(3)]
    expect(desk.locator("#inbox .row")).to_have_count(3)
    before = [box(row(desk, question)) for question in asked]
    desk.click(f"#do-approve-{asked[0]['id']}")
    expect(desk.locator("#queue .row")).to_have_count(1)
    assert [row(desk, question).bounding_box() for question in asked[1:]] == before[1:]
    desk.mouse.dblclick(before[0]["x"] + before[0]["width"] - 20, before[0]["y"] + 20)  # its place presses nothing
    desk.click(f"#do-approve-{asked[1]['id']}")
    expect(desk.locator("#queue .row")).to_have_count(2)
    assert status(seminar, asked[2]) == "pending"


def test_moderating_with_the_keyboard_alone(desk: Page, seminar: Seminar) -> None:
    asked = [seminar.asked(f"Spørsmål nummer {n}", approve=False) for n in (1, 2, 3)]
    expect(desk.locator("#inbox .row")).to_have_count(3)
    desk.keyboard.press("j")
    expect(desk.locator(f"#question-{asked[0]['id']}")).to_be_focused()
    expect(desk.locator(f"#do-approve-{asked[0]['id']}")).to_have_css("opacity", "1")
    expect(desk.locator("#chosen .cap").first).to_be_visible()  # the pane comes along
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
    expect(desk.locator(f"#answer-{asked[0]['id']}")).to_be_focused()
    desk.keyboard.type("Et skriftlig svar")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#chosen .answer")).to_have_text("Et skriftlig svar")
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
    expect(desk.locator("[data-undo]")).to_contain_text("Nr. 1 er avvist")
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
    choose(desk, question)
    desk.context.set_offline(True)
    desk.fill(f"#answer-{question['id']}", "Ja, én gang.")
    desk.click(f"#publish-{question['id']}")
    expect(desk.locator("#chosen .row__note")).to_have_text("Ikke sendt ennå. Prøver igjen …")
    expect(desk.locator("[data-store]")).to_be_hidden()
    desk.context.set_offline(False)
    expect(desk.locator("#chosen .answer")).to_have_text("Ja, én gang.", timeout=30_000)


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
    row(desk, first).hover()  # the queue sorts itself, but not below a hand
    seminar.http.post(f"/{SLUG}/questions/{second['id']}/upvote", json={"on": True})
    expect(desk.locator("[data-reorder]")).to_be_visible()
    assert column(desk, "queue") == ["Hva med reiseutgifter?", "Dekkes reisen?"]
    desk.keyboard.press("o")
    assert column(desk, "queue") == ["Dekkes reisen?", "Hva med reiseutgifter?"]
    desk.keyboard.press("/")
    desk.keyboard.type("reiseutg")
    expect(desk.locator("#queue .row:visible")).to_have_count(1)
    desk.keyboard.press("Escape")
    expect(desk.locator("#queue .row:visible")).to_have_count(2)
    expect(desk.locator("#filter")).to_have_value("")
    pane = choose(desk, second)
    pane.locator("[data-more-of=merge] > summary").click()
    desk.fill(f"#into-{second['id']}", str(first["number"]))
    desk.keyboard.press("Enter")
    expect(desk.locator("#done .row__fate")).to_have_text("Som nr. 1")
    desk.click("[data-undo-do]")
    expect(desk.locator("#queue .row")).to_have_count(2)


def test_editing_the_programme(desk: Page, attendee: Page, seminar: Seminar) -> None:
    unfold(desk)
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
    desk.click("[data-tool=settings] > summary")
    desk.click('#desk-settings button[name="moderated"]')
    expect(desk.locator("#set-moderated")).to_have_attribute("aria-checked", "false")
    desk.keyboard.press("Escape")
    pane = choose(desk, question)
    pane.locator("[data-more-of=rest] > summary").click()
    desk.click(f"#do-pin-{question['id']}")
    expect(row(desk, question)).to_have_attribute("data-pinned", "true")
    desk.click(f"#do-take-{question['id']}")
    expect(desk.locator("#answering .row")).to_have_count(1)
    unfold(desk)
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
    desk.click("[data-tool=announce] > summary")
    desk.click(".stands button")
    expect(desk.locator(".stands")).to_have_count(0)
    expect(desk.locator("[data-tool=announce] > summary")).to_be_focused()


def test_what_is_running_is_ended_from_its_chip(desk: Page, seminar: Seminar) -> None:
    sent = seminar.moderate("announcements", text="Feil lenke", level="urgent")["announcement"]["id"]
    poll = seminar.moderate("polls", text="Hvor?", kind="single", options=["Her", "Der"], on=True)["poll"]["id"]
    desk.click(f"#end-{sent}")
    expect(desk.locator("#desk-running > li")).to_have_count(1)  # at once, though the focus was there
    expect(desk.locator("[data-tool=announce] > summary")).to_be_focused()
    desk.click(f"#end-{poll}")
    expect(desk.locator("#desk-running > li")).to_have_count(0)
    assert seminar.state()["announcements"] == []
    assert seminar.state()["polls"][0]["status"] == "closed"


def test_a_programme_changed_while_it_is_edited_is_a_conflict(desk: Page, seminar: Seminar) -> None:
    unfold(desk)
    desk.click("#session-rules summary")
    desk.fill("#title-rules", "Min tittel")
    seminar.moderate("sessions/rules/edit", title="Karis tittel")
    expect(desk.locator("#session-rules p.row__note")).to_have_text("Dette ble endret mens du skrev.")
    desk.click("#session-rules form[data-changed-only] button")
    expect(desk.locator(".conflict")).to_contain_text("Karis tittel")
    expect(desk.locator("#title-rules")).to_have_value("Min tittel")
    desk.click("[data-leave]")
    desk.fill("#title-rules", "Rules")
    desk.focus("#session-closing")
    expect(desk.locator("#session-rules .slot__title")).to_have_text("Karis tittel")


def test_space_is_answered_and_the_next_one_up_and_u_walks_back(desk: Page, seminar: Seminar) -> None:
    asked = [seminar.asked(f"Spørsmål {n}") for n in range(3)]
    expect(desk.locator("#queue .row")).to_have_count(3)
    for n, question in enumerate(asked):
        desk.keyboard.press(" ")
        expect(desk.locator("#answering .row")).to_have_id(f"question-{question['id']}")
        expect(desk.locator("#done .row")).to_have_count(n)
    assert [status(seminar, question) for question in asked] == ["answered", "answered", "live"]
    expect(desk.locator("[data-undo]")).to_contain_text("Nr. 2 er besvart, nr. 3 besvares nå")
    for n in (1, 0):
        desk.keyboard.press("u")
        expect(desk.locator("#answering .row")).to_have_id(f"question-{asked[n]['id']}")
    desk.keyboard.press("u")
    expect(desk.locator("#answering .row")).to_have_count(0)
    assert {status(seminar, question) for question in asked} == {"approved"}


def test_one_question_is_answered_at_a_time_unless_said_otherwise(desk: Page, seminar: Seminar) -> None:
    first, second, third = (seminar.asked(text) for text in ("Den første", "Den andre", "Den tredje"))
    for question in (first, second):
        desk.click(f"#do-take-{question['id']}")
        expect(desk.locator("#answering .row")).to_have_id(f"question-{question['id']}")
    assert status(seminar, first) == "answered"
    desk.click("[data-tool=settings] > summary")
    desk.check("[data-several-at-once]")
    desk.keyboard.press("Escape")
    desk.click(f"#do-take-{third['id']}")
    expect(desk.locator("#answering .row")).to_have_count(2)


def test_u_walks_back_through_everything_one_did(desk: Page, seminar: Seminar) -> None:
    question = seminar.asked("Fram og tilbake", approve=False)
    row(desk, question).focus()
    for key, wanted in (("a", "approved"), ("n", "live"), ("x", "answered"), ("r", "approved")):
        desk.keyboard.press(key)
        expect(row(desk, question)).to_have_attribute("data-status", wanted)
        row(desk, question).focus()
    unfold(desk)
    desk.click("#do-delay10-rules")
    expect(desk.locator("#session-rules .slot__late")).to_contain_text("+10")
    desk.keyboard.press("Escape")
    desk.keyboard.press("u")
    expect(desk.locator("#session-rules .slot__late")).to_have_text("")
    for wanted in ("answered", "live", "approved", "pending"):
        desk.keyboard.press("u")
        expect(row(desk, question)).to_have_attribute("data-status", wanted)
    assert desk.locator(".conflict").count() == 0


def test_what_is_half_written_stays_with_its_question(desk: Page, seminar: Seminar) -> None:
    first, second = seminar.asked("Den første"), seminar.asked("Den andre")
    choose(desk, first)
    desk.fill(f"#answer-{first['id']}", "Et svar på det f")
    choose(desk, second)
    expect(desk.locator(f"#answer-{second['id']}")).to_have_value("")
    expect(row(desk, first)).to_have_class(re.compile("has-draft"))
    seminar.moderate(f"questions/{second['id']}/dismiss")  # the pane keeps its question
    expect(desk.locator("#chosen")).to_have_attribute("data-question", second["id"])
    choose(desk, first)
    expect(desk.locator(f"#answer-{first['id']}")).to_have_value("Et svar på det f")
    desk.keyboard.press("w")
    desk.keyboard.type("ørste")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#chosen .answer")).to_have_text("Et svar på det første")
    assert status(seminar, second) == "dismissed"


def test_dragging_one_question_onto_another_joins_them(desk: Page, seminar: Seminar) -> None:
    first, second = seminar.asked("Hva koster det?"), seminar.asked("Hva er prisen?")
    start, end = box(row(desk, second)), box(row(desk, first))
    desk.mouse.move(start["x"] + 18, start["y"] + 12)
    desk.mouse.down()
    desk.mouse.move(end["x"] + 120, end["y"] + end["height"] / 2, steps=5)
    desk.mouse.up()
    expect(desk.locator("#done .row__fate")).to_have_text("Som nr. 1")
    desk.keyboard.press("u")
    expect(desk.locator("#queue .row[data-row]")).to_have_count(2)


def test_two_desks_show_the_same_order(desk: Page, visitors: Visitors, seminar: Seminar) -> None:
    asked = [seminar.asked(f"Spørsmål {n}") for n in range(4)]
    put_hand_away(desk)
    for n in (3, 1):
        seminar.http.post(f"/{SLUG}/questions/{asked[n]['id']}/upvote", json={"on": True})
    seminar.crowd.post(f"/{SLUG}/questions/{asked[3]['id']}/upvote", json={"on": True})
    wanted = ["Spørsmål 3", "Spørsmål 1", "Spørsmål 0", "Spørsmål 2"]
    until(lambda: desk.evaluate("1") and column(desk, "queue") == wanted)
    other = open_desk(visitors, seminar)
    assert column(other, "queue") == wanted


def test_an_alarm_stands_in_the_title_and_offers_an_answer_to_all(desk: Page, attendee: Page, seminar: Seminar) -> None:
    with ExitStack() as crowd:
        for _ in range(6):
            cannot_hear(seminar, crowd)
        expect(desk.locator("[data-unheard]")).to_be_visible()
        expect(desk).to_have_title(re.compile("^❗ 6 hører ikke"))
        desk.click("[data-unheard] > summary")
        desk.click("[data-unheard] .move--main")
    expect(attendee.locator(".announcement")).to_contain_text("Vi jobber med å rette lyden.")
