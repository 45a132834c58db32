"""What an event came to: people over time, and the fates of the questions session by session."""

from hypothesis import given
from hypothesis import strategies as some

from live.rules.agenda import Agenda
from live.rules.people import attendance
from live.rules.report import report
from tests.builders import a_question, a_session, a_state, an_agenda, at, the_seminar


def counted(*people: int, start: float = 0) -> dict[int, int]:
    first = attendance.minute_of(at(start))
    return {first + n: number for n, number in enumerate(people) if number}


def test_a_minute_without_anybody_counts_as_nobody() -> None:
    there = attendance.presence(counted(10, 0, 20, 10), at(0), at(4))
    assert there == attendance.Headcount(10.0, 20, at(2))
    assert attendance.presence({}, at(0), at(4)) == attendance.Headcount(0.0, 0, None)
    assert attendance.presence(counted(1), at(4), at(4)) is None


@given(some.lists(some.integers(0, 50), min_size=1, max_size=90), some.integers(1, 90))
def test_the_average_lies_below_the_peak_and_both_within_what_was_counted(people: list[int], minutes: int) -> None:
    there = attendance.presence(counted(*people), at(0), at(minutes))
    assert there is not None
    assert 0 <= there.average <= there.peak == max(people[:minutes])


def test_only_the_minutes_around_the_event_are_kept() -> None:
    agenda = the_seminar()
    assert [attendance.is_kept(agenda, at(m)) for m in (-61, -60, 0, 165 + 60, 165 + 61)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert not attendance.is_kept(Agenda(), at(0))
    endless = an_agenda(a_session("year", 0, 365 * 24 * 60))
    assert not attendance.is_kept(endless, at(15 * 24 * 60)), "what is kept is bounded"


def test_a_session_is_measured_when_it_really_was() -> None:
    late = a_session("late", 0, 45, started_at=at(10), ended_at=at(12))
    state = a_state(agenda=an_agenda(late, a_session("off", 45, 30, status="cancelled"), a_session("next", 75, 30)))
    told = report(state, {}, counted(*[1] * 10, 30, 50), at(80))
    parts = {part.session.id: part for part in told.parts if part.session}
    assert parts["late"].presence == attendance.Headcount(40.0, 50, at(11))
    assert (parts["off"].began, parts["off"].presence) == (None, None)
    assert (parts["next"].began, parts["next"].ended) == (at(75), None)
    assert (told.peak, told.peak_at, told.over) == (50, at(11), False)


def test_every_question_is_counted_in_one_place_with_its_fate() -> None:
    asked = [
        a_question("q1", number=1, session="opening", status="answered", taken_at=at(3)),
        a_question("q2", number=2, session="opening", status="merged", merged_into="q1"),
        a_question("q3", number=3, session="gone", status="dismissed"),
        a_question("q4", number=4, status="approved"),
    ]
    told = report(a_state(questions={q.id: q for q in asked}), {"q1": 7, "q2": 3, "q4": 9}, {}, at(300))
    opening, event = told.parts[0], told.parts[-1]
    assert (opening.asked, opening.answered, opening.fates["merged"], opening.votes) == (2, 1, 1, 7), (
        "the votes for a merged question are those of the other"
    )
    assert (event.asked, event.fates["declined"], event.fates["open"]) == (2, 1, 1), (
        "of a session that is no more it is about the event"
    )
    assert sum(part.asked for part in told.parts) == told.total.asked == 4
    assert [q.id for q in told.top] == ["q4", "q1"]
    assert told.over


def test_an_event_nobody_came_to_has_a_report() -> None:
    told = report(a_state(agenda=Agenda()), {}, {}, at(0))
    assert (told.peak, told.peak_at, told.total.asked, told.total.presence, told.shown, told.top) == (
        0,
        None,
        0,
        None,
        (),
        (),
    )
