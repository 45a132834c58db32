"""How an agenda moves: stories first, then what holds for any sequence of moves."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.rules.agenda import Agenda, Session, moves, share_lane
from live.rules.agenda.undo import Moves, noted, taken_back, undone
from live.rules.errors import Conflict, Refused, Unfit
from live.rules.wishes.agenda import Rest
from tests.builders import a_session, an_agenda, at, the_seminar


def times(agenda: Agenda) -> dict[str, tuple[int, int]]:
    """Minutes after noon."""
    return {
        s.id: (int((s.starts - at(0)).total_seconds() / 60), int((s.ends - at(0)).total_seconds() / 60))
        for s in agenda.sessions
    }


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def test_a_delay_moves_everything_after_it() -> None:
    after = moves.delay(the_seminar(), "rules", minutes(10))
    assert times(after) == {
        "opening": (0, 45),
        "rules": (55, 85),
        "pause": (85, 100),
        "owners": (100, 130),
        "others": (130, 160),
        "closing": (160, 175),
    }
    assert after.revision == 2
    assert [s.planned_starts for s in after.sessions] == [s.planned_starts for s in the_seminar().sessions]


def test_a_break_absorbs_the_delay() -> None:
    after = moves.delay(the_seminar(), "rules", minutes(8), rest=Rest.ABSORB)
    assert times(after) == {
        "opening": (0, 45),
        "rules": (53, 83),
        "pause": (83, 90),
        "owners": (90, 120),
        "others": (120, 150),
        "closing": (150, 165),
    }


def test_a_break_keeps_five_minutes_and_the_rest_shifts() -> None:
    after = moves.delay(the_seminar(), "rules", minutes(20), rest=Rest.ABSORB)
    assert times(after)["pause"] == (95, 100)
    assert times(after)["owners"] == (100, 130)


def test_what_follows_is_shortened() -> None:
    after = moves.delay(the_seminar(), "owners", minutes(10), rest=Rest.SHORTEN)
    assert times(after)["owners"] == (100, 130)
    assert times(after)["others"] == (130, 150)
    assert times(after)["closing"] == (150, 165)


def test_a_negative_delay_does_not_run_into_what_comes_before() -> None:
    with pytest.raises(Unfit) as refused:
        moves.delay(the_seminar(), "rules", minutes(-5))
    assert refused.value.why == "overlap"
    moved = moves.delay(the_seminar(), "rules", minutes(10))
    assert times(moves.delay(moved, "rules", minutes(-10))) == times(the_seminar())


def test_starting_late_pushes_only_what_it_runs_into() -> None:
    agenda = an_agenda(a_session("one", 0, 30), a_session("two", 40, 30), a_session("three", 100, 30))
    after = moves.start(agenda, "one", at(15))
    assert times(after) == {"one": (15, 45), "two": (45, 75), "three": (100, 130)}
    assert after.session("one").status == "live"


def test_starting_the_next_ends_what_is_on() -> None:
    on = moves.start(the_seminar(), "opening", at(0))
    after = moves.start(on, "rules", at(40))
    assert after.session("opening").status == "done"
    assert times(after)["opening"] == (0, 40)
    assert times(after)["rules"] == (40, 70)
    assert times(after)["pause"] == (75, 90), "what was published does not jump earlier by itself"


def test_what_is_passed_over_comes_after_what_was_begun_early() -> None:
    after = moves.start(the_seminar(), "rules", at(0))
    assert times(after) == {
        "rules": (0, 30),
        "opening": (30, 75),
        "pause": (75, 90),
        "owners": (90, 120),
        "others": (120, 150),
        "closing": (150, 165),
    }


def test_an_overrun_pushes_the_rest_when_it_ends() -> None:
    on = moves.start(the_seminar(), "opening", at(0))
    after = moves.end(on, "opening", at(52))
    assert times(after)["opening"] == (0, 52)
    assert times(after)["rules"] == (52, 82)
    assert times(after)["owners"] == (97, 127)


def test_an_event_of_another_year_can_be_rehearsed() -> None:
    later = at(0) + timedelta(days=1700)
    after = moves.start(the_seminar(), "rules", later)
    assert after.session("rules").status == "live"
    assert times(after) == times(the_seminar())
    assert moves.end(after, "rules", later).session("rules").status == "done"


def test_cancelling_leaves_an_honest_gap_and_restoring_fills_it() -> None:
    cancelled = moves.cancel(the_seminar(), "rules")
    assert times(cancelled) == times(the_seminar())
    assert moves.restore(cancelled, "rules").session("rules").status == "scheduled"


def test_two_sessions_change_places() -> None:
    after = moves.swap(the_seminar(), "opening", "rules")
    assert times(after)["rules"] == (0, 30)
    assert times(after)["opening"] == (30, 75)
    assert times(after)["pause"] == (75, 90)


def test_a_session_is_put_in_and_pushes_what_it_runs_into() -> None:
    after = moves.insert(the_seminar(), a_session("extra", 45, 10))
    assert times(after)["extra"] == (45, 55)
    assert times(after)["rules"] == (55, 85)
    assert after.revision == 2


def test_tracks_move_apart_until_they_meet() -> None:
    agenda = an_agenda(
        a_session("a1", 0, 30, track="A"),
        a_session("b1", 0, 30, track="B"),
        a_session("a2", 30, 30, track="A"),
        a_session("b2", 30, 30, track="B"),
    )
    after = moves.delay(agenda, "a1", minutes(10))
    assert times(after)["a2"] == (40, 70)
    assert times(after)["b2"] == (30, 60)


def test_undo_brings_back_exactly_what_was() -> None:
    before = the_seminar()
    after = moves.delay(before, "rules", minutes(10))
    log = noted(Moves(), before, after, "session.delayed", "rules", at(50))
    assert times(undone(log, after)) == times(before)
    assert taken_back(log).moves == ()
    with pytest.raises(Conflict):
        undone(taken_back(log), after)


sessions_of_a_day = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.integers(1, 12),
        st.sampled_from(["talk", "talk", "break"]),
        st.sampled_from(["", "", "A", "B"]),
    ),
    min_size=1,
    max_size=8,
)
one_move = st.tuples(
    st.sampled_from(["delay", "extend", "start", "end", "cancel", "restore", "swap", "move"]),
    st.integers(0, 7),
    st.integers(0, 7),
    st.integers(-30, 60),
    st.sampled_from(Rest),
)


def agenda_of(rows: list[tuple[int, int, str, str]]) -> Agenda:
    """Without overlaps in any lane: each session starts when its lane is free."""
    made: list[Session] = []
    for index, (gap, length, kind, track) in enumerate(rows):
        one = a_session(f"s{index}", 0, length * 5, kind=kind, track=track)
        free = max((int((m.ends - at(0)).total_seconds() / 60) for m in made if share_lane(m, one)), default=0)
        made.append(a_session(f"s{index}", free + gap % 4 * 5, length * 5, kind=kind, track=track))
    return an_agenda(*made)


def moved(agenda: Agenda, move: tuple[str, int, int, int, Rest]) -> Agenda:
    name, index, other, number, rest = move
    ids = [s.id for s in agenda.sessions]
    session, second = ids[index % len(ids)], ids[other % len(ids)]
    match name:
        case "delay" | "extend":
            return getattr(moves, name)(agenda, session, minutes(number), rest=rest)
        case "start" | "end":
            return getattr(moves, name)(agenda, session, at(number * 3), rest=rest)
        case "move":
            return moves.move(agenda, session, at(number * 3), rest=rest)
        case "swap":
            return moves.swap(agenda, session, second)
    return getattr(moves, name)(agenda, session)


def overlaps(agenda: Agenda) -> list[tuple[str, str]]:
    stand = [s for s in agenda.sessions if s.stands and s.status != "done"]
    return [
        (a.id, b.id)
        for a in stand
        for b in stand
        if a.id < b.id and share_lane(a, b) and a.starts < b.ends and b.starts < a.ends
    ]


@settings(max_examples=400, deadline=None)
@given(sessions_of_a_day, st.lists(one_move, min_size=1, max_size=6))
def test_no_sequence_of_moves_makes_sessions_of_a_lane_overlap(
    rows: list[tuple[int, int, str, str]], wishes: list[tuple[str, int, int, int, Rest]]
) -> None:
    agenda = agenda_of(rows)
    log, steps = Moves(), []
    for wish in wishes:
        try:
            after = moved(agenda, wish)
        except Refused:
            continue
        assert overlaps(after) == [], wish
        assert {s.id for s in after.sessions} == {s.id for s in agenda.sessions}
        assert all(s.ends >= s.starts for s in after.sessions)
        if wish[0] == "swap" or (wish[0] in ("delay", "move", "start") and wish[4] in ("shift", "push")):
            lengths = {s.id: s.length for s in agenda.sessions if s.status == "scheduled"}
            assert all(
                s.length == lengths[s.id] for s in after.sessions if s.id in lengths and s.status == "scheduled"
            ), "durations are kept unless shortened"
        if after is not agenda:
            log = noted(log, agenda, after, wish[0], agenda.sessions[0].id, at(0))
            steps.append(agenda)
        agenda = after
    for before in reversed(steps):
        agenda, log = undone(log, agenda), taken_back(log)
        assert [(s.id, s.starts, s.ends, s.status) for s in agenda.sessions] == [
            (s.id, s.starts, s.ends, s.status) for s in before.sessions
        ]
