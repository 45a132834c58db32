"""Which part of an agenda a page has at once."""

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from live.rules.agenda import Agenda
from live.rules.agenda.moment import Moment, moment_of
from live.rules.agenda.window import MOST_OF_A_DAY, Choice, days_shown, is_large
from tests.builders import NOON, OSLO, a_conference, a_session, a_state, an_agenda, the_seminar

SECOND = NOON + timedelta(days=1)


def moment(agenda: Agenda, now: datetime, tracks: frozenset[str] = frozenset()) -> Moment:
    return moment_of(a_state(agenda=agenda), now, tracks)


def test_a_small_agenda_is_there_whole_with_its_past_days_folded() -> None:
    agenda = a_conference(days=2, tracks=2, each=6)
    days = days_shown(agenda, moment(agenda, SECOND), OSLO)
    assert not is_large(agenda)
    assert [(len(day.sessions), day.is_open, day.before) for day in days] == [(12, False, None), (12, True, None)]


def test_of_a_large_one_the_day_that_matters_is_there() -> None:
    agenda = a_conference()
    assert [len(day.sessions) for day in days_shown(agenda, moment(agenda, SECOND), OSLO)] == [0, 104, 0, 0]
    assert [len(day.sessions) for day in days_shown(agenda, moment(agenda, NOON - timedelta(9)), OSLO)] == [
        104,
        0,
        0,
        0,
    ]
    assert [day.is_over for day in days_shown(agenda, moment(agenda, NOON + timedelta(9)), OSLO)] == [True] * 4


def test_what_is_next_tomorrow_is_there_in_the_evening() -> None:
    agenda = a_conference()
    last = max(s.starts for s in agenda.sessions if s.starts < SECOND + timedelta(hours=9))
    days = days_shown(agenda, moment(agenda, last + timedelta(minutes=10)), OSLO)
    assert [len(day.sessions) for day in days] == [0, 104, 104, 0]


def test_days_and_tracks_are_chosen() -> None:
    agenda, asked = a_conference(), Choice(days=(date(2022, 3, 11),), tracks=frozenset({"Spor 3"}))
    days = days_shown(agenda, moment(agenda, NOON, asked.tracks), OSLO, asked)
    assert [len(day.sessions) for day in days] == [0, 0, 0, 13]
    assert {session.track for session in days[3].sessions} == {"Spor 3"}
    whole = days_shown(agenda, moment(agenda, NOON), OSLO, Choice(whole=True))
    assert [len(day.sessions) for day in whole] == [104] * 4


def test_words_make_an_agenda_large_too() -> None:
    assert is_large(an_agenda(a_session(description="ord " * 20_000)))
    assert not is_large(the_seminar())


def test_a_day_of_a_thousand_goes_on_where_it_ended() -> None:
    agenda = a_conference(days=1, tracks=50, each=20)
    first = days_shown(agenda, moment(agenda, NOON - timedelta(1)), OSLO)[0]
    seen, day = list(first.sessions), first
    while day.before:
        day = days_shown(agenda, moment(agenda, NOON - timedelta(1)), OSLO, Choice((day.date,), after=day.before))[0]
        seen += day.sessions
    assert len(first.sessions) <= MOST_OF_A_DAY
    assert seen == list(agenda.sessions)


@given(st.integers(-300, 60 * 24 * 5))
def test_what_is_on_and_next_is_always_there(minutes: int) -> None:
    agenda, now = AGENDA, NOON + timedelta(minutes=minutes)
    seen = moment(agenda, now)
    days = days_shown(agenda, seen, OSLO)
    here = {session.id for day in days for session in day.sessions}
    assert {s.id for s in seen.on} | ({seen.next.id} if seen.next else set()) <= here
    assert all(one.date < other.date for one, other in pairwise(days))


AGENDA = a_conference(days=3, tracks=3, each=14)
