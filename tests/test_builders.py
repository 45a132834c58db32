"""What tests build around the real now is the same whenever they run: no midnight and no change of clocks in it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import morning, moved_to, running_now, the_seminar, zone_of
from tests.finding import there

DAYS = [
    datetime(2026, 1, 5),
    datetime(2026, 3, 29),
    datetime(2026, 7, 1),
    datetime(2026, 10, 25),
    datetime(2028, 2, 29),
]


@pytest.mark.parametrize("day", DAYS, ids=lambda day: f"{day:%Y-%m-%d}")
def test_it_is_always_morning(day: datetime) -> None:
    for minutes in range(0, 24 * 60, 7):
        now = day.replace(tzinfo=UTC) + timedelta(minutes=minutes)
        here = now.astimezone(morning(now))
        assert here.hour == 10
        assert (here - timedelta(hours=8)).date() == (here + timedelta(hours=8)).date() == here.date()


def test_a_moved_agenda_keeps_its_lengths_and_is_in_the_zone_it_was_moved_to() -> None:
    begins = datetime(2026, 7, 1, 10, 0, tzinfo=morning(datetime(2026, 7, 1, tzinfo=UTC)))
    moved, seminar = moved_to(the_seminar(), begins), the_seminar()
    began = there(seminar.starts)
    assert [(s.starts - begins, s.length, s.start_moved) for s in moved.sessions] == [
        (s.starts - began, s.length, s.start_moved) for s in seminar.sessions
    ]
    assert zone_of(moved) == str(begins.tzinfo)


def test_the_seminar_that_runs_now_began_so_long_ago() -> None:
    began = there(running_now(into=20).starts)
    assert timedelta(minutes=20) <= datetime.now(UTC) - began < timedelta(minutes=21)
