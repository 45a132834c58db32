"""The stage: which scene, which words, and that a browser decides the same."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from live.rules.agenda.moment import PHASES, moment_of
from live.rules.event import LANGUAGES, Advance, Stage
from live.rules.people import Role
from live.rules.stage import SCENES, answering, back_at, rows, scene_of
from live.rules.state import State, state_for, viewer_of
from live.views import Views
from live.views.stage import WORDS_PER_BLOCK, Invitation, Look, blocks, size_of
from tests.builders import a_question, a_session, a_state, an_agenda, an_event, at
from tests.finding import one
from tests.views.copies import Copy
from tests.views.test_scripts import milliseconds, node

VIEWS = Views()
INVITATION = Invitation("live.example.no/seminar", "live.example.no", "482913")
LONG = (
    "Vi er en liten skole i Finnmark med tolv elever på trinnet. Reisen tar to dager hver vei, og vi må ha med "
    "to lærere. "
    "Kan støtten dekke vikar hjemme mens lærerne er borte, eller må fylkeskommunen, som allerede har sagt nei to "
    "ganger, betale det selv i år igjen?"
)
needs_node = pytest.mark.needs("node")


def printed(
    state: State | None = None,
    minutes: float = 20,
    language: str = "nb",
    votes: dict[str, int] | None = None,
    **look: Any,
) -> LexborHTMLParser:
    return LexborHTMLParser(VIEWS.stage(Copy(state, votes).snapshot(language, at(minutes)), Look(**look), INVITATION))


def shown(page: LexborHTMLParser) -> list[str]:
    return [str(node.attributes["data-scene"]) for node in page.css("[data-scene]:not([hidden])")]


def answered(**values: Any) -> State:
    return a_state(questions={"q1": a_question(status="live", **values)})


@pytest.mark.parametrize(
    ("wish", "phase", "expected"),
    [
        ("auto", "live", "now"),
        ("auto", "break", "break"),
        ("auto", "between", "break"),
        ("auto", "before", "join"),
        ("auto", "after", "end"),
        ("auto", "empty", "join"),
        ("now", "live", "now"),
        ("agenda", "live", "agenda"),
        ("break", "live", "break"),
        ("join", "after", "join"),
        ("agenda", "after", "end"),
        ("question", "live", "join"),
    ],
)
def test_a_wish_and_the_moment_make_a_scene(wish: str, phase: str, expected: str) -> None:
    assert scene_of(Stage(wish), phase, answering=False, transparent=False) == expected


def test_a_question_being_answered_comes_first_unless_something_else_was_chosen() -> None:
    chosen = {wish: scene_of(wish, "break", answering=True, transparent=False) for wish in Stage}
    assert chosen == {
        "auto": "question",
        "question": "question",
        "now": "break",
        "agenda": "agenda",
        "break": "break",
        "poll": "join",
        "join": "join",
    }


def test_a_broadcast_is_left_alone_while_no_question_is_being_answered() -> None:
    page = printed(scene=Stage.QUESTION, transparent=True)
    assert shown(page) == []
    assert page.css_first("[data-panel][hidden]") is not None


def test_the_address_wins_over_the_desk_and_the_desk_over_the_moment() -> None:
    state = a_state(event=an_event(stage=Stage.AGENDA))
    assert shown(printed(state)) == ["agenda"]
    assert shown(printed(state, scene=Stage.JOIN)) == ["join"]


def test_the_question_taken_last_is_the_one_shown() -> None:
    earlier = a_question("q2", number=2, status="live", changed_at=at(3))
    state = a_state(
        questions={
            "q1": a_question("q1", status="live", changed_at=at(5)),
            "q2": earlier,
            "q3": a_question("q3", changed_at=at(9)),
        }
    )
    assert answering(state) == state.questions["q1"]
    assert answering(a_state()) is None


def test_a_question_is_shown_with_its_votes_and_name_and_typed_text_is_only_text() -> None:
    page = printed(answered(text="Får <b>alle</b> støtte?"), votes={"q1": 24})
    scene = one(page, '[data-scene="question"]')
    assert one(scene, '[data-slot="text"]').text(strip=True) == "Får <b>alle</b> støtte?"
    assert "24 stemmer" in scene.text()
    assert "Anonym" in scene.text()


def test_no_votes_are_not_mentioned() -> None:
    assert one(printed(answered()), '[data-slot="any-votes"]').attributes.keys() >= {"hidden"}


def test_a_break_says_when_it_goes_on_and_promises_nothing_once_it_has_run_over() -> None:
    page = printed(minutes=80)
    assert (one(page, '[data-slot="back-label"]').text(), one(page, '[data-slot="back"]').text()) == (
        "Tilbake",
        "13:30",
    )
    over = a_state(agenda=an_agenda(a_session("pause", 0, 15, kind="break", status="live"), a_session("owners", 15)))
    assert back_at(moment_of(over, at(16))) is None
    assert one(printed(over, minutes=16), '[data-slot="back-label"]').text() == "Straks tilbake"


def test_the_agenda_shows_what_is_left_and_the_old_time_of_what_has_moved() -> None:
    moved = a_session("rules", 55, 30)
    state = a_state(
        agenda=an_agenda(
            a_session("opening", 0, 45),
            msgspec.structs.replace(moved, planned_starts=at(45)),
            a_session("off", 90, status="cancelled"),
        )
    )
    found = [
        " ".join(row.text(separator=" ").split()) for row in printed(state, minutes=50, scene=Stage.AGENDA).css(".row")
    ]
    assert found == ["12:45 12:55 Rules", "13:30 Off avlyst"]
    assert [s.id for s in rows(state, moment_of(state, at(10)))] == ["opening", "rules", "off"]


def test_a_row_of_another_day_says_which_day() -> None:
    day = 24 * 60
    state = a_state(agenda=an_agenda(a_session("today", 60), a_session("later", day), a_session("last", 7 * day)))
    rows = printed(state, minutes=0, scene=Stage.AGENDA).css(".row__time")
    assert [" ".join(row.text(separator=" ").split()) for row in rows] == [
        "13:00",
        "i morgen 12:00",
        "tirsdag 15. mars 12:00",
    ]


def test_what_is_left_and_the_end_are_figures_of_their_own_and_over_time_counts_up() -> None:
    page = printed(minutes=28)
    assert [
        one(page, f".scene--now {place}").text() for place in ("[data-number]", "[data-unit]", "[data-slot=ends]")
    ] == [
        "17",
        "min igjen",
        "12:45",
    ]
    over = printed(a_state(agenda=an_agenda(a_session(status="live"), a_session("rules", 45))), minutes=48)
    assert " ".join(one(over, '.scene--now [data-slot="left"]').text().split()) == "+3 over tiden"
    assert one(over, '.scene--now [data-slot="next-time"]').attributes.keys() >= {"hidden"}, "it has passed"


def test_what_somebody_should_have_begun_promises_no_time() -> None:
    late = a_state(event=an_event(advance=Advance.HAND))
    page = printed(late, minutes=5)
    assert shown(page) == ["break"]
    assert back_at(moment_of(late, at(5))) is None
    assert one(page, '[data-slot="back-label"]').text() == "Vi begynner straks"
    assert one(page, '[data-slot="planned"]').text() == "planlagt 12:00"
    assert one(page, '.scene--break [data-slot="next-time"]').attributes.keys() >= {"hidden"}


def test_the_join_scene_has_the_code_the_address_and_a_picture_with_words() -> None:
    scene = one(printed(scene=Stage.JOIN), '[data-scene="join"]')
    assert "482\xa0913" in scene.text()
    assert "live.example.no/seminar" in str(one(scene, "img").attributes["alt"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("minutes", [-60, 20, 80, 300])
def test_every_scene_is_printed_in_every_language_and_moment_with_nothing_left_to_fill_in(
    language: str, minutes: int
) -> None:
    page = printed(answered(), minutes, language)
    assert {node.attributes["data-scene"] for node in page.css("[data-scene]")} == set(SCENES)
    assert "{" not in one(page, "body").text()


def test_a_printed_clock_says_that_it_stands_still() -> None:
    assert one(printed(), '[data-slot="clock"]').text() == "per 12:20"


@given(st.text(alphabet="abc ,.?\næ", max_size=500))
def test_a_block_is_never_longer_than_an_eye_takes_in_and_no_word_is_lost(text: str) -> None:
    pieces = [words.split() for words, _ in blocks(text)]
    assert all(0 < len(piece) <= WORDS_PER_BLOCK for piece in pieces)
    assert [word for piece in pieces for word in piece] == text.split()


def test_a_long_question_is_cut_between_sentences_and_else_at_a_comma() -> None:
    assert [(words.rpartition(" ")[2], goes_on) for words, goes_on in blocks(LONG)] == [
        ("trinnet.", False),
        ("lærere.", False),
        ("ganger,", False),
        ("igjen?", True),
    ]
    endless = " ".join(["ord"] * 15 + ["ord,"] + ["ord"] * 15)
    assert [(len(words.split()), goes_on) for words, goes_on in blocks(endless)] == [(16, False), (15, True)]


@needs_node
@given(st.lists(st.text(alphabet="abcæ ,.?!…–\n🎒؟", max_size=400), min_size=20, max_size=20))
@settings(max_examples=5)
def test_the_browser_sets_a_text_as_the_server_does(texts: list[str]) -> None:
    body = "return data.map((text) => [it.blocks(text), it.size(text)]);"
    expected = [[[list(block) for block in blocks(text)], size_of(text)] for text in texts]
    assert node("stage/text.js", body, texts) == expected


@needs_node
def test_the_browser_chooses_the_scene_as_the_server_does() -> None:
    cases = [
        (wish, phase, question, clear, poll)
        for wish in Stage
        for phase in PHASES
        for question in (True, False)
        for clear in (True, False)
        for poll in (True, False)
    ]
    body = (
        "return data.map(([wish, phase, answering, transparent, polling]) =>"
        " it.scene(wish, phase, { answering, transparent, polling }));"
    )
    expected = [
        scene_of(wish, phase, answering=question, transparent=clear, polling=poll)
        for wish, phase, question, clear, poll in cases
    ]
    assert node("stage/scene.js", body, cases) == expected


@needs_node
def test_the_browser_follows_the_clock_from_what_it_was_told_once() -> None:
    """STATE says `live` of what is on; only `by_hand` tells whether the clock may end it."""
    state = a_state(
        agenda=an_agenda(
            a_session("opening", 0, 45, status="done"),
            a_session("rules", 45, 30),
            a_session("pause", 75, 15, kind="break"),
            a_session("owners", 90),
        )
    )
    told = json.loads(msgspec.json.encode(state_for(state, viewer_of(state, Role.ATTENDEE, at(50)))))
    minutes = [50, 74, 76, 89, 91, 200]
    body = (
        "return data.at.map((now) => { const seen = it.momentOf(data.told, now);"
        " return [seen.phase, it.backAt(seen, now) ?? null]; });"
    )
    found = node("stage/scene.js", body, {"told": told, "at": [milliseconds(at(m)) for m in minutes]})
    moments = [moment_of(state, at(m)) for m in minutes]
    assert (
        [phase for phase, _ in found]
        == [m.phase for m in moments]
        == ["live", "live", "break", "break", "live", "after"]
    )
    assert [back for _, back in found] == [milliseconds(back) if (back := back_at(m)) else None for m in moments]
