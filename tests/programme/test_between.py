"""A break without a time of its own fills the gap it stands in."""

from datetime import date

import pytest

from live.programme import read


@pytest.mark.parametrize("line", ["Pause", "- Kaffepause", "Lunsj.", "\nPause\n"])
def test_a_break_between_two_times_fills_the_gap(line: str) -> None:
    programme = read(
        f"Fagdag\n12. mars 2026\n\n09:00 – 09:45 Åpning\n{line}\n10:00 – 11:00 Arbeid\n".encode(),
        today=date(2026, 1, 1),
    )
    assert [(e.kind, f"{e.starts:%H:%M}", f"{e.ends:%H:%M}") for e in programme.entries] == [
        ("talk", "09:00", "09:45"), ("break", "09:45", "10:00"), ("talk", "10:00", "11:00"),
    ]  # fmt: skip
    assert programme.entries[0].description == ""
    assert not programme.notices


def test_a_sentence_about_lunch_stays_where_it_is() -> None:
    text = (
        "Fagdag\n12. mars 2026\n\n09:00 – 09:45 Åpning\nHusk at lunsj må bestilles på forhånd av alle deltakerne\n"
        "10:00 – 11:00 Arbeid\n"
    )
    programme = read(text.encode(), today=date(2026, 1, 1))
    assert [e.kind for e in programme.entries] == ["talk", "talk"]
