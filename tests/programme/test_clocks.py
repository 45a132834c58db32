"""Times and durations in a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.programme.text.clocks.spans import CERTAIN, FAINT, duration_in, spans_in
from live.programme.text.days.dates import blanked, dates_in


def hours(line: str) -> list[str]:
    """All stretches of time in a line as "9:00-10:00"."""
    spans = spans_in(blanked(line, dates_in(line)))
    return [
        f"{s.starts // 60}:{s.starts % 60:02}" + ("" if s.ends is None else f"-{s.ends // 60}:{s.ends % 60:02}")
        for s in spans
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("12:00 – 12:45", "12:00-12:45"),
        ("12:00-12:45", "12:00-12:45"),
        ("12:00 — 12:45", "12:00-12:45"),
        ("kl. 09.00", "9:00"),
        ("kl 9", "9:00"),
        ("Klokka 9", "9:00"),
        ("09.00–09.15 Velkommen", "9:00-9:15"),
        ("0900-0915", "9:00-9:15"),
        ("0900 til 0915", "9:00-9:15"),
        ("9:00 AM", "9:00"),
        ("12:30 a.m.", "0:30"),
        ("9am-10am", "9:00-10:00"),
        ("11-1pm", "11:00-13:00"),
        ("9:00 – 10:30 pm", "21:00-22:30"),
        ("11:30 AM – 1:00", "11:30-13:00"),
        ("14 Uhr", "14:00"),
        ("9 bis 10.30 Uhr", "9:00-10:30"),
        ("10.15 Uhr - 11.00 Uhr", "10:15-11:00"),
        ("14h30", "14:30"),
        ("fra kl. 10.00 til kl. 11.30", "10:00-11:30"),
        ("09:00 till 09:20", "9:00-9:20"),
        ("[09:00–09:15]", "9:00-9:15"),
        ("23:30 – 24:00", "23:30-24:00"),
        ("8. mars 2022 kl. 12.00", "12:00"),
    ],
)
def test_what_is_a_time(line: str, expected: object) -> None:
    assert hours(line) == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "22 33 44 55",
        "kapittel 9.3",
        "versjon 3.12.1",
        "20.00 kr",
        "12.50,-",
        "8.3.2022",
        "2022-03-08",
        "100.30",
        "9.75",
        "25:00",
        "12:61",
        "v1.20",
        "§ 4",
        "€12.50",
    ],
)
def test_what_is_no_time(line: str) -> None:
    assert hours(line) == []


def test_years_and_bare_numbers_are_hardly_believed() -> None:
    assert [span.belief for span in spans_in("Meld. St. 21 (2020-2021)")] == [FAINT]
    assert [span.belief for span in spans_in("9–10")] == [FAINT]
    assert [span.belief for span in spans_in("kl 9–10")] == [CERTAIN]


def test_a_number_after_a_dash_need_not_be_an_end() -> None:
    assert hours("09.00 – 10 tips til læreren") == ["9:00"]
    assert hours("09:00 – 2026 i sikte")[0] == "9:00"


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("(15 min)", 15),
        ("45 minutter", 45),
        ("1,5 timer", 90),
        ("1 time", 60),
        ("2 h", 120),
        ("1 h 30 min", 90),
        ("90 minutes", 90),
        ("30 Minuten", 30),
    ],
)
def test_durations(line: str, minutes: int) -> None:
    found = duration_in(line)
    assert found is not None
    assert found[0] == minutes


@given(
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(1, 180),
    st.sampled_from(["{:02}:{:02}", "{:02}.{:02}", "kl. {}.{:02}", "{}:{:02}"]),
)
def test_a_written_stretch_is_read_back(hour: int, minute: int, length: int, form: str) -> None:
    end = hour * 60 + minute + length
    if end > 24 * 60:
        return
    line = f"{form.format(hour, minute)} – {form.format(*divmod(end, 60))} Tittel"
    assert next((span.starts, span.ends) for span in spans_in(line)) == (hour * 60 + minute, end)
