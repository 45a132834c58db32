"""What is on and what is next, at any instant."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from live.rules.agenda import Agenda, current, following, moves, share_lane, shown_status
from live.rules.event import Advance
from tests.builders import a_session, an_agenda, at, the_seminar


def ids(agenda: Agenda, minute: float, advance: Advance = Advance.CLOCK) -> tuple[list[str], str | None]:
    soon = following(agenda, at(minute), advance)
    return [s.id for s in current(agenda, at(minute), advance)], soon.id if soon else None


def test_the_clock_says_what_is_on() -> None:
    assert ids(the_seminar(), -10) == ([], "opening")
    assert ids(the_seminar(), 0) == (["opening"], "rules")
    assert ids(the_seminar(), 80) == (["pause"], "owners")
    assert ids(the_seminar(), 164.9) == (["closing"], None)
    assert ids(the_seminar(), 165) == ([], None)


def test_a_session_started_by_hand_stays_on_past_its_end() -> None:
    on = moves.start(the_seminar(), "opening", at(0))
    assert ids(on, 50) == (["opening"], "rules")


def test_by_hand_nothing_moves_by_itself() -> None:
    assert ids(the_seminar(), 50, Advance.HAND) == ([], "opening")
    on = moves.start(the_seminar(), "rules", at(50))
    assert ids(on, 200, Advance.HAND)[0] == ["rules"]


def test_a_cancelled_session_is_never_on() -> None:
    assert ids(moves.cancel(the_seminar(), "opening"), 10) == ([], "rules")


def test_each_track_has_its_own_session() -> None:
    agenda = an_agenda(
        a_session("a", 0, 30, track="A"), a_session("b", 0, 60, track="B"), a_session("a2", 30, 30, track="A")
    )
    assert ids(agenda, 10) == (["a", "b"], "a2")
    assert ids(agenda, 40) == (["b", "a2"], None)


def test_what_is_over_by_the_clock_is_done_and_by_hand_is_not() -> None:
    agenda, now = the_seminar(), at(50)
    on = current(agenda, now)
    assert [shown_status(s, on, now) for s in agenda.sessions[:3]] == ["done", "live", "scheduled"]
    assert shown_status(agenda.sessions[0], (), now, Advance.HAND) == "scheduled"


@given(st.integers(-30, 200), st.sampled_from([s.id for s in the_seminar().sessions]), st.sampled_from(list(Advance)))
def test_what_is_on_never_shares_a_lane_and_next_is_none_of_it(minute: int, started: str, advance: Advance) -> None:
    agenda = moves.start(the_seminar(), started, at(minute))
    for later in (0, 15, 60):
        now = at(minute) + timedelta(minutes=later)
        on, soon = current(agenda, now, advance), following(agenda, now, advance)
        assert not any(share_lane(a, b) for a in on for b in on if a is not b)
        assert soon not in on
        assert all(shown_status(s, on, now, advance) == "live" for s in on)
