"""The sample seminar is running, at the moment that was asked for."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.actions.understood import agenda_of
from live.demo.seminar import QUESTIONS, seminar
from live.rules.agenda import current
from tests.finding import there


@pytest.mark.parametrize(("at", "title"), [("12:20", "Velkommen"), ("13:20", "Pause"), ("14:44", "Oppsummering")])
@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)))
def test_the_moment_asked_for_is_now(at: str, title: str, now: datetime) -> None:
    agenda = agenda_of(seminar(now, at))
    on = current(agenda, now)
    assert [s.title.startswith(title) for s in on] == [True]
    assert there(agenda.starts).second == 0
    assert there(agenda.ends) - there(agenda.starts) == timedelta(hours=2, minutes=45)


def test_every_sample_question_is_about_something_that_exists() -> None:
    agenda = agenda_of(seminar(datetime.now(UTC), "12:20"))
    for _, place, item in QUESTIONS:
        assert item is None or agenda.sessions[place].items[item]
