"""Signals, cues and big screens: who is told what, and from when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.rules.desk import cue, stages
from live.rules.errors import Conflict, NotFound, Unfit
from live.rules.people import Role
from live.rules.people.signals import SHOWN_FROM, Signal, check_on, signal_of, signals_for, unheard
from live.rules.wishes.people import GiveCue
from tests.finding import inside

COUNTS = st.dictionaries(st.sampled_from([str(s) for s in Signal]), st.integers(1, 50))


@given(COUNTS)
def test_nobody_but_moderators_is_told_what_a_few_say(counts: dict[str, int]) -> None:
    for role in (Role.ATTENDEE, Role.SPEAKER):
        assert signals_for(counts, role) == {kind: n for kind, n in counts.items() if n >= SHOWN_FROM}
    assert signals_for(counts, Role.MODERATOR) == counts


@pytest.mark.parametrize(
    ("deaf", "people", "alarm"),
    [(4, 4, False), (5, 6, True), (5, 50, True), (5, 51, False), (29, 300, False), (30, 300, True)],
)
def test_the_desk_is_alarmed_at_five_or_a_tenth_of_the_room(deaf: int, people: int, *, alarm: bool) -> None:
    assert unheard({"sound": deaf, "fast": 100}, people) is alarm


def test_there_are_four_kinds_and_only_while_something_is_on() -> None:
    assert [signal_of(name) for name in ("sound", "fast", "lost", "applause")] == list(Signal)
    with pytest.raises(NotFound):
        signal_of("boo")
    check_on("live")
    for phase in ("before", "break", "between", "after", "empty"):
        with pytest.raises(Conflict):
            check_on(phase)


def test_a_cue_is_one_short_line_and_confirmed_by_its_own_id() -> None:
    assert GiveCue(text="  Rund\nav ").text == "Rund av"
    with pytest.raises(Unfit):
        GiveCue(text="x" * 81)
    given_now = cue.Cue(id="b", text="Rund av", given_at=1)
    assert cue.check_seen(given_now, "b") is given_now
    for other in (None, given_now):
        with pytest.raises(Conflict):
            cue.check_seen(other, "a")


def test_a_screen_is_missed_within_half_a_minute_and_not_for_ever() -> None:
    def stale(seconds: float) -> tuple[int, int]:
        told = stages.stages_as_json({"a": 1_000_000.0}, 1000 + seconds)
        return inside(told, "seen"), inside(told, "stale")

    assert stale(20) == (1, 0)  # two reports may be lost
    assert stale(26) == (0, 1)
    assert stale(599) == (0, 1)
    assert stale(601) == (0, 0)


def test_what_is_told_of_a_screen_that_reports_does_not_change_with_each_report() -> None:
    assert stages.stages_as_json({"a": 990_000.0}, 1000) == stages.stages_as_json({"a": 997_000.0}, 1000)


@pytest.mark.parametrize("name", ["", "short", "x" * 41, "a b c d e f", "æøåæøåæøå", "../../../../x"])
def test_a_screen_calls_itself_something_plain(name: str) -> None:
    with pytest.raises(Unfit):
        stages.checked_id(name)
