"""Whole pages: the same for everyone, right in three languages, complete without script."""

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from live.paths import asset_dir
from live.rules.agenda import Agenda
from live.rules.agenda.window import Choice
from live.rules.errors import NotFound, TooOften, Unfit
from live.rules.event import Section
from live.rules.questions import Question
from live.views import QuestionDraft, Views
from tests.builders import ANN, a_question, a_session, a_state, an_agenda, an_announcement, an_event, at, the_seminar
from tests.finding import one
from tests.views.copies import Copy

VIEWS = Views(retention_days=30)
LANGUAGES = ["nb", "nn", "en"]


def many(count: int) -> dict[str, Question]:
    return {
        f"q{n}": a_question(
            f"q{n}", number=n + 1, status="answered" if n % 5 == 0 else "approved", text=f"Spørsmål {n} <i>x</i>"
        )
        for n in range(count)
    }


def parsed(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("minutes", [-60, 20, 80, 400])
def test_every_id_is_there_once_and_every_link_inside_the_page_leads_somewhere(language: str, minutes: int) -> None:
    copy = Copy(questions=many(20), announcements={"a1": an_announcement()})
    page = parsed(VIEWS.attendee(copy.snapshot(language, at(minutes))))
    ids = Counter(node.attributes["id"] for node in page.css("[id]"))
    assert [name for name, times in ids.items() if times > 1] == []
    assert one(page, "html").attributes["lang"] == language
    for link in page.css('a[href^="#"]'):
        assert str(link.attributes["href"])[1:] in ids or "hidden" in link.attributes or link.attributes["href"] == "#"


def test_an_event_in_a_language_that_pages_do_not_speak_is_marked_as_in_it() -> None:
    event = replace(an_event(), language="en", summary="Venez nombreux.")
    copy = Copy(event=event, agenda=an_agenda(a_session("a", language="fr")))
    page = parsed(VIEWS.attendee(copy.snapshot("en", at(-20))))
    marked = [one(page, css).attributes.get("lang") for css in ("#event-title", ".about__words", ".now__summary")]
    assert (one(page, "html").attributes["lang"], marked) == ("en", ["fr", "fr", "fr"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_fill_in(language: str) -> None:
    page = parsed(VIEWS.attendee(Copy(questions=many(3)).snapshot(language, at(20))))
    assert not re.findall(r"\{\w+\}|%\(\w+\)", one(page, "body").text())


def test_the_card_says_what_is_on_until_when_and_what_is_next() -> None:
    card = one(parsed(VIEWS.attendee(Copy().snapshot("nb", at(28)))), "#now")
    shown = [
        node.text(strip=True)
        for node in card.css(".now__card:not([hidden]) :is(.now__signal, .now__left, h2), p.now__next:not([hidden])")
    ]
    assert [part for part in ("Nå", "til 12:45", "per 12:28") if part not in shown[0]] == []
    assert shown[1:3] == ["17min igjen", "Opening"]
    assert [part for part in ("Neste", "12:45", "Rules") if part not in shown[3]] == []


def test_the_current_session_is_marked_and_open_and_the_others_are_folded() -> None:
    page = parsed(VIEWS.attendee(Copy().snapshot("nb", at(28))))
    assert [node.attributes["id"] for node in page.css('[aria-current="true"].session')] == ["session-opening"]
    assert [node.attributes["id"] for node in page.css(".session:has(details.session__more[open])")] == [
        "session-opening"
    ]


@pytest.mark.parametrize(("minutes", "parts"), [(20, ["programme", "questions"]), (400, ["questions", "programme"])])
def test_when_it_is_over_answers_come_first(minutes: int, parts: list[str]) -> None:
    questions = many(11)
    page = parsed(VIEWS.attendee(Copy(questions=questions).snapshot("nb", at(minutes))))
    assert [tab.attributes["data-tab"] for tab in page.css("[data-tab]")] == [*parts, "about"]
    assert [part.attributes["data-panel"] for part in page.css("[data-panel]")] == [*parts, "about"]
    assert one(page, "main").attributes["data-first"] == parts[0]
    answered = [row.attributes["data-status"] == "answered" for row in page.css('[data-list="questions"] > li')]
    assert answered == sorted(answered, reverse=minutes == 400)
    chosen = parsed(VIEWS.attendee(Copy(questions=questions).snapshot("nb", at(minutes)), sort="votes"))
    assert not str(one(chosen, '[data-list="questions"] > li').attributes["class"]).count("answered")


def test_an_item_can_be_asked_about_without_script() -> None:
    page = parsed(VIEWS.attendee(Copy().snapshot("nb", at(0))))
    assert one(page, "#item-i1 a").attributes["href"] == "?about=i1#ask"
    form = one(parsed(VIEWS.attendee(Copy().snapshot("nb", at(0)), about="i1")), "#ask")
    assert one(form, '[name="item"]').attributes["value"] == "i1"
    assert one(form, "option[selected]").attributes["value"] == "opening"
    assert "Kongshavn vgs i Oslo" in one(form, '[data-slot="item-text"]').text()


def test_what_was_typed_survives_a_refusal() -> None:
    refused = Unfit("This is {over} characters too long. The most is {longest}.", field="text", over=3, longest=500)
    page = parsed(
        VIEWS.attendee(
            Copy().snapshot("nn", at(0)), about="rules", draft=QuestionDraft('Får "elevar" <3', "Åse"), refused=refused
        )
    )
    assert one(page, "#ask-text").text() == 'Får "elevar" <3'
    assert one(page, "#ask-text").attributes["aria-invalid"] == "true"
    assert one(page, "#ask-name").attributes["value"] == "Åse"
    assert one(page, "option[selected]").attributes["value"] == "rules"
    assert one(page, "#ask-error").text() == "Dette er 3 teikn for langt. Grensa er 500 teikn."


def test_what_the_organiser_wrote_keeps_its_language() -> None:
    session = a_session("talk", 0, 30, language="en")
    page = parsed(VIEWS.attendee(Copy(agenda=an_agenda(session, a_session("innlegg", 30, 30))).snapshot("nn", at(10))))
    assert one(page, "#session-talk").attributes["lang"] == "en"
    assert one(page, "#session-innlegg").attributes["lang"] == "nb"
    assert one(page, "#event-title").attributes["lang"] == "nb"


def test_what_people_typed_is_text() -> None:
    nasty = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
    state = a_state(
        event=an_event(title=nasty, summary=nasty, contact=nasty, sections=(Section(nasty, nasty),)),
        agenda=an_agenda(
            a_session(
                "s1", 0, 45, title=nasty, speakers=(nasty,), description=nasty, reason=nasty, room=nasty, track=nasty
            )
        ),
        questions={"q1": a_question(text=nasty, name=nasty, status="answered", answer=nasty, answered_at=at(2))},
        announcements={"a1": an_announcement(text=nasty)},
    )
    for page in (
        VIEWS.attendee(Copy(state).snapshot("nb", at(5)), draft=QuestionDraft(nasty, nasty)),
        VIEWS.mine(Copy(state).snapshot("nb", at(5)), ANN.id, {"q1"}),
    ):
        assert not parsed(page).css("script:not([src]), img:not(.paper__code), [onerror]")
        assert "49" not in one(parsed(page), ".question__text").text()


def test_an_event_without_a_programme_has_a_page() -> None:
    page = VIEWS.attendee(Copy(agenda=Agenda()).snapshot("en", at(0)))
    assert "The programme is not here yet" in one(parsed(page), "#now > div:not([hidden])").text()


def test_several_days_have_their_own_headings() -> None:
    page = parsed(
        VIEWS.attendee(Copy(agenda=an_agenda(a_session("one"), a_session("two", 24 * 60))).snapshot("nn", at(0)))
    )
    assert [node.text(strip=True) for node in page.css(".agenda__day")] == [
        "tysdag 8. mars 2022",
        "onsdag 9. mars 2022",
    ]


def test_closed_questions_say_so_and_tell_what_is_moderated() -> None:
    closed = parsed(VIEWS.attendee(Copy(event=an_event(questions_open=False)).snapshot("nb", at(0))))
    assert one(closed, "#asking").attributes["data-open"] == "false"
    open_to_all = parsed(VIEWS.attendee(Copy(event=an_event(moderated=False)).snapshot("nb", at(0))))
    assert "med en gang" in one(open_to_all, "#asking").text()


def test_the_day_of_deletion_is_told() -> None:
    assert "7. april 2022" in VIEWS.attendee(Copy().snapshot("nb", at(0)))


def test_mine_shows_my_questions_and_how_to_take_back_a_vote() -> None:
    questions = {
        "q1": a_question(status="pending"),
        "q2": a_question("q2", number=2, by="bob", status="approved", text="Bobs"),
    }
    page = parsed(VIEWS.mine(Copy(questions=questions, votes={"q2": 4}).snapshot("nb", at(5)), ANN.id, {"q2"}))
    assert [node.attributes["id"] for node in page.css(".own")] == ["mine-q1"]
    assert one(page, '.vote__button[value="false"]').attributes["aria-pressed"] == "true"
    assert "Bobs" in one(page, ".questions").text()


def test_a_refusal_is_a_page_that_gives_back_what_was_written() -> None:
    page = parsed(VIEWS.refusal(TooOften(4), "nb", back="/seminar", kept="Mitt spørsmål"))
    assert "Det gikk fort. Prøv igjen om 4 sekunder." in one(page, "body").text()
    assert one(page, ".kept").text() == "Mitt spørsmål"
    assert page.css_first('main a[href="/seminar"]')
    assert "Fant det ikke" in VIEWS.refusal(NotFound("There is nothing at this address."), "nb")


def test_the_front_page_groups_events_and_says_when_a_code_leads_nowhere() -> None:
    later = replace(a_state(), event=an_event(slug="later", title="Senere"), agenda=an_agenda(a_session("x", 9999)))
    page = parsed(VIEWS.home([a_state(), later], "nb", at(10), code="XYZ"))
    assert [node.text() for node in page.css("main h2")] == ["Pågår nå", "Kommer"]
    assert one(page, "#join-code").attributes["value"] == "XYZ"
    assert page.css_first("#join-error")


def test_a_page_of_two_hundred_questions_is_printed_in_milliseconds() -> None:
    sessions = an_agenda(*(a_session(f"s{n}", n * 30, 30) for n in range(30)))
    copy = Copy(agenda=sessions, questions=many(200), votes={f"q{n}": n for n in range(200)})
    VIEWS.attendee(copy.snapshot("nb", at(20)))
    best = min(_seconds(copy, n) for n in range(5))
    assert best < 0.05, "measured: 0.004"


def _seconds(copy: Copy, n: int) -> float:
    copy.pulse.votes["q7"] = 1000 + n
    started = time.process_time()
    VIEWS.attendee(copy.snapshot("nb", at(20 + n)))
    return time.process_time() - started


def test_it_is_the_same_page_for_everyone() -> None:
    copy = Copy(questions=many(5), agenda=the_seminar())
    assert VIEWS.attendee(copy.snapshot("nb", at(20))) == Views(retention_days=30).attendee(copy.snapshot("nb", at(20)))


def forked() -> Copy:
    return Copy(
        agenda=an_agenda(
            a_session("web", 0, 30, track="Web"), a_session("law", 5, 30, track="Jus"), a_session("end", 40, 10)
        )
    )


def test_each_track_says_what_is_on_in_it() -> None:
    card = one(parsed(VIEWS.attendee(forked().snapshot("nb", at(10)))), '#now [data-when="live"]')
    assert one(card, "h2").text() == "Web"
    assert [" ".join(row.text().split()) for row in card.css(".now__lanes > li")] == ["Jus Law til 12:35"]


@pytest.mark.parametrize(("asked", "hidden"), [((), set()), (("Jus",), {"session-web"}), (("Jus", "Web"), set())])
def test_chosen_tracks_are_all_that_is_shown_and_what_belongs_to_all(asked: tuple[str, ...], hidden: set[str]) -> None:
    page = parsed(VIEWS.attendee(forked().snapshot("nb", at(10)), choice=Choice(tracks=frozenset(asked))))
    assert {row.id for row in page.css(".session[hidden]")} == hidden
    assert [box.attributes["value"] for box in page.css('input[name="track"][checked]')] == sorted(
        {"Jus", "Web"} & set(asked), reverse=True
    )
    assert one(page, '#now [data-when="live"] h2').text() == ("Law" if hidden else "Web")


ALERTS = [*asset_dir("templates").rglob("*.html")]


@pytest.mark.parametrize("path", ALERTS, ids=lambda path: path.name)
def test_what_is_an_alert_is_one_for_orca_in_firefox_too(path: Path) -> None:
    """`role=alert` alone is silent there."""
    tags = re.findall(r"<[^>]*role=\"alert\"[^>]*>", path.read_text())
    assert [tag for tag in tags if 'aria-live="assertive"' not in tag] == []


def test_the_name_of_a_vote_button_begins_the_question() -> None:
    text = "شوف " * 40
    copy = Copy(questions={"q1": a_question("q1", text=text, status="approved")})
    button = one(parsed(VIEWS.attendee(copy.snapshot("nb", at(20)))), "#vote-q1")
    name = " ".join(button.text().split())
    assert name.startswith("Stemmer: 0. Stem på spørsmål 1: شوف")
    assert len(name) < 110
    assert one(button, "bdi").text().endswith("...")
