"""Chapters of a recording."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from live.rules.agenda import Agenda, chapters
from live.rules.questions import Question
from tests.builders import a_question, a_session, an_agenda, at, the_seminar
from tests.rules.agenda.test_moves import agenda_of, sessions_of_a_day

SECOND = timedelta(seconds=1)


def seen(
    agenda: Agenda, questions: Iterable[Question] = (), recording: datetime | None = None
) -> list[tuple[float, str]]:
    made = chapters.chapters(agenda, {q.id: q for q in questions}, recording or at(0))
    return [(c.at / timedelta(minutes=1), c.title) for c in made]


def test_the_plan_gives_chapters_when_nobody_said_more() -> None:
    assert seen(the_seminar()) == [
        (0, "Opening"),
        (45, "Rules"),
        (75, "Pause"),
        (90, "Owners"),
        (120, "Others"),
        (150, "Closing"),
    ]


def test_what_really_happened_counts() -> None:
    agenda = an_agenda(
        a_session("one", 0, 30, started_at=at(3), ended_at=at(40)),
        a_session("two", 30, 30, started_at=at(41)),
        a_session("off", 60, 30, status="cancelled"),
    )
    assert seen(agenda, recording=at(3)) == [(0, "One"), (38, "Two")]


def test_a_recording_that_began_before_or_in_the_middle() -> None:
    assert seen(the_seminar(), recording=at(-5))[:2] == [(0, ""), (5, "Opening")]
    assert seen(the_seminar(), recording=at(80))[:2] == [(0, "Pause"), (10, "Owners")]


def test_an_answered_question_has_its_place() -> None:
    taken = a_question("q1", number=3, status="answered", text="Hvorfor?", taken_at=at(20), answered_at=at(24))
    told = a_question("q2", number=4, status="answered", text="Hvem?", answered_at=at(50))
    others = [
        a_question("q3", status="approved"),
        a_question("q4", status="answered", answered_at=at(5000), text="I etterkant"),
    ]
    found = chapters.chapters(the_seminar(), {q.id: q for q in (taken, told, *others)}, at(0))
    assert [(c.at, c.number) for c in found if c.number] == [(timedelta(minutes=20), 3), (timedelta(minutes=50), 4)]
    assert found[0].until == timedelta(minutes=20)


def test_a_recording_ends_with_the_day() -> None:
    agenda = an_agenda(a_session("one", 0, 30), a_session("two", 24 * 60, 30))
    assert seen(agenda) == [(0, "One")]
    assert seen(agenda, recording=at(24 * 60 - 5)) == [(0, ""), (5, "Two")]


@given(sessions_of_a_day, st.lists(st.integers(0, 400), max_size=5), st.integers(-100, 400))
def test_chapters_follow_each_other_from_zero(
    rows: list[tuple[int, int, str, str]], answers: list[int], recording: int
) -> None:
    questions = {
        str(n): a_question(str(n), number=n + 1, status="answered", answered_at=at(minute))
        for n, minute in enumerate(answers)
    }
    agenda = agenda_of(rows)
    found = chapters.chapters(agenda, questions, at(recording))
    assert bool(found) == any(s.ends > at(recording) for s in agenda.sessions)
    if found:
        assert found[0].at == timedelta(0)
        assert all(c.until - c.at >= chapters.SHORTEST for c in found)
        assert [c.until for c in found[:-1]] == [c.at for c in found[1:]]
