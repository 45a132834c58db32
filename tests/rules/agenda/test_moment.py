"""Which card the page shows at a moment, and what it counts down to."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from live.rules.agenda import Agenda
from live.rules.agenda.moment import countdown, moment_of
from live.rules.event import Advance
from live.rules.state import State
from tests.builders import a_session, a_state, an_agenda, an_event, at
from tests.finding import there


@pytest.mark.parametrize(
    ("minutes", "phase", "session", "following"),
    [
        (-30, "before", None, "opening"),
        (0, "live", "opening", "rules"),
        (80, "break", "pause", "owners"),
        (160, "live", "closing", None),
        (165, "after", None, None),
    ],
)
def test_the_clock_turns_the_card(minutes: int, phase: str, session: str | None, following: str | None) -> None:
    moment = moment_of(a_state(), at(minutes))
    assert (moment.phase, moment.session and moment.session.id, moment.next and there(moment.next).id) == (
        phase,
        session,
        following,
    )


def test_a_gap_is_not_the_end() -> None:
    state = a_state(agenda=an_agenda(a_session("one", 0, 10), a_session("two", 20, 10)))
    moment = moment_of(state, at(15))
    assert (moment.phase, moment.wait) == ("between", ("minutes", 5))


def test_an_empty_programme_has_a_card_of_its_own() -> None:
    assert moment_of(a_state(agenda=Agenda()), at(0)).phase == "empty"


def test_beside_a_talk_a_break_comes_second() -> None:
    state = a_state(
        agenda=an_agenda(a_session("coffee", 0, 30, kind="break", track="B"), a_session("talk", 5, 30, track="A"))
    )
    moment = moment_of(state, at(10))
    assert (there(moment.session).id, [s.id for s in moment.also]) == ("talk", ["coffee"])


def test_an_overrun_is_honest() -> None:
    state = a_state(agenda=an_agenda(a_session("one", 0, 10, status="live"), a_session("two", 10, 10)))
    moment = moment_of(state, at(12))
    assert (there(moment.session).id, moment.left, moment.elapsed) == ("one", timedelta(minutes=-2), 600)


def test_by_hand_nothing_is_on_until_somebody_starts_it() -> None:
    state: State = replace(a_state(), event=an_event(advance=Advance.HAND))
    moment = moment_of(state, at(5))
    assert (moment.phase, there(moment.next).id) == ("between", "opening")


@pytest.mark.parametrize(
    ("left", "counted"),
    [
        (timedelta(seconds=1), ("minutes", 1)),
        (timedelta(seconds=-5), ("minutes", 0)),
        (timedelta(minutes=89), ("minutes", 89)),
        (timedelta(minutes=90), ("hours", 2)),
        (timedelta(hours=47), ("hours", 47)),
        (timedelta(hours=48), ("days", 2)),
        (timedelta(days=9.6), ("days", 10)),
    ],
)
def test_a_countdown_is_as_exact_as_people_need(left: timedelta, counted: tuple[str, int]) -> None:
    assert countdown(left) == counted
