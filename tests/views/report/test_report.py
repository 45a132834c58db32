"""The report as a page: whole in three languages, a drawing that says the same as its table, nothing of people."""

import re
from collections import Counter

import pytest
from selectolax.lexbor import LexborHTMLParser

from live.rules.agenda import Agenda
from live.rules.event import LANGUAGES
from live.rules.people.attendance import minute_of
from live.rules.report import report
from live.views import Views
from live.views.report.attendance import charts
from tests.builders import OSLO, a_question, a_session, a_state, an_agenda, an_announcement, at, the_seminar
from tests.finding import one
from tests.views.copies import Copy

VIEWS = Views()


def page(copy: Copy, attendance: dict[int, int], language: str = "nb", minutes: float = 300) -> LexborHTMLParser:
    return LexborHTMLParser(VIEWS.report(copy.snapshot(language, at(minutes)), attendance, (), {}))


def many(minutes: int) -> dict[int, int]:
    return {minute_of(at(n)): 20 + n % 7 for n in range(minutes)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("minutes", [20, 300])
def test_it_is_whole_in_every_language_while_the_event_is_on_and_after(language: str, minutes: int) -> None:
    questions = {"q1": a_question("q1", status="answered", text="Hva <b>koster</b> det?", answer="Ingenting.")}
    tree = page(Copy(questions=questions, announcements={"a1": an_announcement()}), many(minutes), language, minutes)
    ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
    assert [name for name, times in ids.items() if times > 1] == []
    names = [
        name for node in tree.css("[aria-labelledby]") for name in (node.attributes["aria-labelledby"] or "").split()
    ]
    assert names
    assert [name for name in names if name not in ids] == []
    assert not re.findall(r"\{\w+\}|%\(\w+\)", one(tree, "body").text())
    assert not tree.css("[style]")
    assert "Hva <b>koster</b> det?" in one(tree, ".report__text").text()


def test_an_empty_event_has_a_report_too() -> None:
    tree = page(Copy(a_state(agenda=Agenda())), {})
    assert tree.css_first("svg.chart") is None
    assert "Ingen er talt ennå" in one(tree, "body").text()


def test_the_drawing_is_as_high_as_the_most_and_its_sessions_do_not_overlap() -> None:
    agenda = an_agenda(a_session("a", 0, 60, track="A"), a_session("b", 0, 60, track="B"), a_session("c", 60, 30))
    counted = {minute_of(at(0)): 10, minute_of(at(1)): 40, minute_of(at(3)): 40}
    (day,) = charts(agenda, report(a_state(agenda=agenda), {}, counted, at(300)), counted, OSLO)
    assert [chart.name for chart in day.charts] == ["wide", "narrow"]
    wide = day.charts[0]
    heights = [float(y) for y in re.findall(r"(?:V| )([\d.]+)", wide.line)]
    assert heights == [122.5, 10.0, 160.0, 10.0], (
        "10 of 40, then all, then nobody in the minute not counted, then all again"
    )
    assert [label for _, label in wide.up] == ["0", "10", "20", "30", "40"]
    assert [(bar.number, bar.y) for bar in wide.bars] == [(1, 186), (2, 210), (3, 186)]
    assert all(bar.x + bar.width <= wide.width for bar in wide.bars)
    assert day.rows == [(at(0), 40)]


def test_every_day_has_its_own_drawing() -> None:
    agenda = Agenda(sessions=(*the_seminar().sessions, a_session("tomorrow", 24 * 60, 30)))
    counted = {minute_of(at(5)): 3, minute_of(at(24 * 60 + 5)): 4}
    days = charts(agenda, report(a_state(agenda=agenda), {}, counted, at(3000)), counted, OSLO)
    assert [len(day.charts[0].bars) for day in days] == [6, 1]
