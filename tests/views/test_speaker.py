"""The speaker's page: what is on, what is asked most, and how time is told."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from live.rules.event import Advance
from live.views import Views
from live.views.speaker import TOP
from tests.builders import a_question, a_session, a_state, an_agenda, an_event, at
from tests.finding import one
from tests.views.copies import Copy
from tests.views.test_scripts import node

VIEWS = Views()


def test_the_most_wanted_open_questions_come_first_and_no_others() -> None:
    questions = {f"q{n}": a_question(f"q{n}", number=n, status="approved", text=f"Spørsmål {n}") for n in range(1, 9)}
    questions |= {
        "gone": a_question("gone", number=20, status="answered"),
        "new": a_question("new", number=21),
        "top": a_question("top", number=22, status="approved", pinned=True),
    }
    page = LexborHTMLParser(
        VIEWS.speaker(
            Copy(a_state(questions=questions), {"q3": 9, "q5": 4, "gone": 99, "new": 99}).snapshot("nb", at(28))
        )
    )
    found = [item.text(separator=" ", strip=True) for item in page.css(".wanted")]
    assert len(found) == TOP
    assert [text.split("Nr. ")[1].split()[0] for text in found] == ["22", "3", "5", "1", "2"]


@pytest.mark.parametrize(("minutes", "left"), [(28, "17"), (80, "10"), (44.5, "1")])
def test_printed_it_tells_the_minutes_left(minutes: float, left: str) -> None:
    page = LexborHTMLParser(VIEWS.speaker(Copy().snapshot("nb", at(minutes))))
    assert one(page, '[data-slot="left"]').text() == left


@pytest.mark.needs("node")
def test_seconds_are_told_when_they_matter_and_overrun_counts_up() -> None:
    seconds = [3600, 300, 299, 121, 120, 61, 9.2, 0, -5, -133]
    body = "return data.map((s) => { const { number, pace } = it.left(s * 1000, 0, true); return [number, pace]; });"
    found = node("speaker/left.js", body, seconds)
    assert found == [
        ["60", "calm"],
        ["5", "calm"],
        ["4:59", "close"],
        ["2:01", "close"],
        ["2:00", "soon"],
        ["1:01", "soon"],
        ["0:10", "soon"],
        ["+0:00", "over"],
        ["+0:05", "over"],
        ["+2:13", "over"],
    ]
    waiting = node("speaker/left.js", "return data.map((s) => it.left(s * 1000, 0, false).number);", [600, 86_400, -5])
    assert waiting == ["10", "–", "–"]


def test_what_is_next_on_another_day_is_told_with_its_day() -> None:
    copy = Copy(a_state(agenda=an_agenda(a_session("opening"), a_session("second", 24 * 60))))
    page = LexborHTMLParser(VIEWS.speaker(copy.snapshot("nb", at(28))))
    assert one(page, '[data-slot="next-time"]').text() == "i morgen 12:00"


def test_what_somebody_should_have_begun_is_told_as_that() -> None:
    late = a_state(event=an_event(advance=Advance.HAND))
    page = LexborHTMLParser(VIEWS.speaker(Copy(late).snapshot("nb", at(5))))
    assert one(page, '[data-slot="title"]').text(strip=True) == "Vi begynner straks"
    assert one(page, '[data-slot="planned"]').text() == "planlagt 12:00"
    assert one(page, '[data-slot="next-time"]').attributes.keys() >= {"hidden"}
