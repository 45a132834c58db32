"""A programme corrected session by session: what is not touched stays, what cannot be read is said and kept."""

import datetime as dt
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings

from live.programme import Programme, read
from live.programme.correcting import Row, corrected, rows_of
from tests.programme.test_round_trip import anything, programmes

TEXT = """Fagdag

8. mars 2022

12:00 – 12:45 Velkommen
- Kongshavn vgs
12:45 – 13:15 Rammer, Kari Nordmann
13:15 – 13:30 Pause
"""


def the_day() -> Programme:
    return read(TEXT.encode(), today=dt.date(2022, 1, 1))


def with_row(rows: Sequence[Row], number: int, **values: str) -> list[Row]:
    return [msgspec.structs.replace(row, **values) if row.number == number else row for row in rows]


@settings(max_examples=60, deadline=None)
@given(programmes(anything.map(str.strip).filter(bool), everything=True, noted=True))
def test_what_is_not_touched_is_as_it_was(programme: Programme) -> None:
    again = corrected(programme, programme.title, rows_of(programme))
    assert again.problems == ()
    assert again.programme.entries == programme.entries


def test_a_correction_keeps_what_the_form_does_not_show() -> None:
    day = the_day()
    made = corrected(
        day,
        "Ny fagdag",
        with_row(rows_of(day), 0, title="Åpning", starts="11.50", speakers="Eva Lind\nOla Berg, rektor\n"),
    ).programme
    assert made.title == "Ny fagdag"
    first = made.entries[0]
    assert (first.title, f"{first.starts:%H:%M}", f"{first.ends:%H:%M}") == ("Åpning", "11:50", "12:45")
    assert (first.items, first.speakers) == (("Kongshavn vgs",), ("Eva Lind", "Ola Berg, rektor"))
    assert made.entries[1:] == day.entries[1:]


def test_gaps_and_overlaps_are_said_at_their_row() -> None:
    day = the_day()
    found = corrected(day, "", with_row(with_row(rows_of(day), 0, ends="12:50"), 2, starts="13:20")).programme
    assert [(n.line, n.message.split()[0]) for n in found.notices] == [(2, "Nothing"), (1, "“{later}”")]


def test_one_can_be_left_out_and_one_added() -> None:
    day = the_day()
    rows = [row for row in rows_of(day) if row.number != 1]
    new = Row(number=3, day="2022-03-08", starts="1245", ends="13:15", title="Samtale", track="B")
    made = corrected(day, "", [*rows, new, Row(number=4, day="2022-03-08")]).programme
    assert [(e.title, e.track) for e in made.entries] == [("Velkommen", ""), ("Samtale", "B"), ("Pause", "")]
    assert made.notices == ()


def test_an_end_before_the_start_is_after_midnight() -> None:
    day = the_day()
    last = corrected(day, "", with_row(rows_of(day), 2, starts="23:30", ends="00:15")).programme.entries[-1]
    assert last.ends - last.starts == dt.timedelta(minutes=45)


@pytest.mark.parametrize(("field", "value"), [("title", " "), ("starts", "25:00"), ("ends", ""), ("day", "8. mars")])
def test_what_cannot_be_read_is_said_and_changes_nothing(field: str, value: str) -> None:
    day = the_day()
    found = corrected(day, "x", with_row(rows_of(day), 1, **{field: value, "room": "R1"}))
    assert [(number, name) for number, name, _ in found.problems] == [(1, field)]
    assert found.programme == day
