"""Times over midnight and over the nights on which Oslo's clock changes."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.rules.agenda import Agenda, Session, current, following, moves
from live.rules.instants import fixed, nearest, within
from tests.builders import OSLO

SPRING, AUTUMN = "2026-03-29", "2026-10-25"  # 02:00 → 03:00, and 03:00 → 02:00


def oslo(text: str) -> datetime:
    return fixed(datetime.fromisoformat(text).replace(tzinfo=OSLO), OSLO)


def a_night(day: str, *starts: str, minutes: int = 60) -> Agenda:
    sessions = [
        Session(
            id=f"s{n}",
            title=start,
            starts=(s := oslo(f"{day}T{start}")),
            ends=s + timedelta(minutes=minutes),
            planned_starts=s,
            planned_ends=s,
        )
        for n, start in enumerate(starts)
    ]
    return Agenda(sessions=tuple(sessions))


def test_a_time_that_does_not_exist_is_moved_on_by_the_gap() -> None:
    assert oslo(f"{SPRING}T02:30").isoformat() == "2026-03-29T03:30:00+02:00"


def test_a_session_over_the_change_keeps_its_length() -> None:
    agenda = a_night(SPRING, "01:30")
    assert agenda.sessions[0].length == timedelta(hours=1)
    assert fixed(agenda.sessions[0].ends, OSLO).isoformat() == "2026-03-29T03:30:00+02:00"


def test_a_delay_over_the_change_is_as_long_as_it_says() -> None:
    after = moves.delay(a_night(AUTUMN, "01:30", "03:30"), "s0", timedelta(minutes=60))
    assert [fixed(s.starts, OSLO).isoformat() for s in after.sessions] == [
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T04:30:00+01:00",
    ]


def test_the_hour_that_comes_twice_is_on_once() -> None:
    agenda = a_night(AUTUMN, "02:00")  # the first of the two
    first, second = oslo(f"{AUTUMN}T02:30"), oslo(f"{AUTUMN}T02:30") + timedelta(hours=1)
    assert [s.id for s in current(agenda, first)] == ["s0"]
    assert current(agenda, second) == ()
    assert current(agenda, second.astimezone(OSLO)) == ()
    assert following(agenda, first - timedelta(hours=1)) == agenda.sessions[0]


@pytest.mark.parametrize(
    ("clock", "to", "day"),
    [
        ("00:15", "2026-03-08T23:50", "2026-03-09"),
        ("23:50", "2026-03-09T00:10", "2026-03-08"),
        ("13:00", "2026-03-08T12:00", "2026-03-08"),
        ("02:30", "2026-03-29T01:50", "2026-03-29"),
    ],
)
def test_a_time_of_day_is_on_the_day_that_brings_it_nearest(clock: str, to: str, day: str) -> None:
    assert nearest(time.fromisoformat(clock), oslo(to), OSLO).date().isoformat() == day


def test_a_time_of_day_is_on_a_day_of_the_programme() -> None:
    evening = oslo("2026-03-08T22:00"), oslo("2026-03-09T01:30")
    assert within(time(0, 30), *evening, OSLO) == oslo("2026-03-09T00:30")
    assert within(time(22, 30), *evening, OSLO) == oslo("2026-03-08T22:30")
    assert within(time(9), *evening, OSLO) == oslo("2026-03-08T09:00")


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), st.timedeltas(timedelta(0), timedelta(days=2)))
def test_sums_and_comparisons_are_of_instants(moment: datetime, length: timedelta) -> None:
    begin = fixed(moment.replace(tzinfo=UTC), OSLO)
    assert begin == moment.replace(tzinfo=UTC)
    assert fixed(begin + length, OSLO) - begin == length
    assert begin.astimezone(OSLO).replace(tzinfo=None) == begin.replace(tzinfo=None)


def test_a_delay_on_one_day_leaves_the_next_day_alone() -> None:
    days = [oslo("2026-03-08T10:00"), oslo("2026-03-08T11:00"), oslo("2026-03-09T09:00")]
    agenda = Agenda(
        sessions=tuple(
            Session(id=f"s{n}", title="", starts=d, ends=d + timedelta(hours=1), planned_starts=d, planned_ends=d)
            for n, d in enumerate(days)
        )
    )
    after = moves.delay(agenda, "s0", timedelta(minutes=30))
    assert [s.starts - d for s, d in zip(after.sessions, days, strict=True)] == [
        timedelta(minutes=30),
        timedelta(minutes=30),
        timedelta(0),
    ]
    far = moves.delay(agenda, "s0", timedelta(hours=22))
    assert [s.id for s in far.sessions] == ["s0", "s1", "s2"], "and into the next day only what it runs into moves"
    assert far.sessions[2].starts == far.sessions[1].ends
