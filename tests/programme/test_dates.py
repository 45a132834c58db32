"""Dates in a line, and the year when there is none."""

import datetime as dt
from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from live.programme.text.days.dates import dates_in
from live.programme.text.days.years import dated
from live.programme.words.labels import LANGUAGES

TODAY = dt.date(2026, 1, 1)


def the_date(line: str, today: date = TODAY) -> date | None:
    return dated(dates_in(line)[0], near=today, year=None)


@pytest.mark.parametrize(
    "line",
    [
        "Fra: 8. mar. 2022 12:00", "tirsdag 8. mars 2022", "Tysdag 8. mars 2022 kl. 09.15", "8.3.2022", "08.03.22",
        "2022-03-08", "8/3/2022", "March 8, 2022", "Mar 8th 2022", "8th of March 2022", "Tuesday, March 8, 2022",
        "Dienstag, den 8. März 2022", "tisdag den 8 mars 2022", "tirsdag d. 8. marts 2022", "8.–9. mars 2022",
        "8-9 March 2022", "2022-03-08T12:00", "17/2022 ble holdt 8. mars 2022", "Dag 1 – 8. mars 2022",
    ],
)  # fmt: skip
def test_the_eighth_of_march(line: str) -> None:
    assert the_date(line) == dt.date(2022, 3, 8)


@pytest.mark.parametrize(
    "line",
    [
        "9.30",
        "mars 2022",
        "30. februar 2022",
        "12/2022",
        "May 10:30",
        "22 33 44 55",
        "2020-2021",
        "kap. 3.4.1",
        "1 marsvin",
    ],
)
def test_what_is_no_date(line: str) -> None:
    assert dates_in(line) == []


def test_a_date_without_a_year_is_the_next_one_unless_it_has_just_passed() -> None:
    assert the_date("8. mars", dt.date(2026, 1, 1)) == dt.date(2026, 3, 8)
    assert the_date("8. mars", dt.date(2026, 4, 1)) == dt.date(2026, 3, 8)
    assert the_date("8. mars", dt.date(2026, 11, 1)) == dt.date(2027, 3, 8)


def test_a_weekday_decides_the_year() -> None:
    assert the_date("mandag 8. mars", dt.date(2026, 1, 1)) == dt.date(2027, 3, 8)


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2089, 12, 31)), st.sampled_from(LANGUAGES), st.sampled_from(["long", "full"])
)
def test_what_babel_writes_is_read_back(date: date, language: str, form: str) -> None:
    assert the_date(format_date(date, form, language)) == date
