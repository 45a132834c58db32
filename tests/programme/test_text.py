"""What the text parser does with the turns programmes take. Each test is one turn."""

import datetime as dt
from typing import Any

import pytest

from live.programme import NotUnderstood, Programme, read

TODAY = dt.date(2026, 1, 1)


def programme_of(text: str, **hints: Any) -> Programme:
    return read(text.encode(), today=TODAY, **hints)


def sessions_of(text: str, **hints: Any) -> list[tuple[str, str, str]]:
    """(start, end, title) of each session."""
    return [(f"{e.starts:%H:%M}", f"{e.ends:%H:%M}", e.title) for e in programme_of(text, **hints).entries]


def warnings_of(text: str, **hints: Any) -> list[str]:
    return [notice.text() for notice in programme_of(text, **hints).notices]


def test_a_start_ends_where_the_next_one_begins() -> None:
    assert sessions_of("09:00 A\n09:45 B\n10:00 C") == [
        ("09:00", "09:45", "A"),
        ("09:45", "10:00", "B"),
        ("10:00", "10:30", "C"),
    ]
    assert "line 3: No end is given for the last session; 30 minutes are assumed." in warnings_of(
        "09:00 A\n09:45 B\n10:00 C"
    )


def test_the_end_of_the_event_ends_the_last_session() -> None:
    assert sessions_of("Dag\nTid: 09:00–11:00\n\n09:00 A\n10:00 B")[-1] == ("10:00", "11:00", "B")


def test_a_duration_is_an_end() -> None:
    assert sessions_of("09:00 A (20 min)\n10:00 B (1,5 time)") == [("09:00", "09:20", "A"), ("10:00", "11:30", "B")]


def test_a_closing_line_ends_the_one_above_and_is_no_session() -> None:
    assert sessions_of("09:00 A\n09:45 B\n10:15 Slutt") == [("09:00", "09:45", "A"), ("09:45", "10:15", "B")]


def test_titles_above_their_times() -> None:
    text = "Dagen\n\nÅpning\n09:00–09:15\n\nFaglig påfyll\n09:15–10:00\n"
    assert sessions_of(text) == [("09:00", "09:15", "Åpning"), ("09:15", "10:00", "Faglig påfyll")]


def test_titles_glued_below_their_times() -> None:
    assert sessions_of("09:00–09:15\nÅpning\n09:15–10:00\nPåfyll\n10:00–10:10\nPause") == [
        ("09:00", "09:15", "Åpning"),
        ("09:15", "10:00", "Påfyll"),
        ("10:00", "10:10", "Pause"),
    ]


def test_a_title_wrapped_by_a_mail_program_is_joined() -> None:
    assert (
        sessions_of("09:00–10:00 En lang tittel om\n  lesing i alle fag\n10:00–11:00 B")[0][2]
        == "En lang tittel om lesing i alle fag"
    )


def test_prose_with_times_is_no_session() -> None:
    text = (
        "Kurs\nVi starter kl. 09:00 og holder på til 10:00.\n\n09:00–09:30 A\n09:30–10:00 B\n\n"
        "Ring 22 33 44 55 før kl. 15.00."
    )
    assert [title for _, _, title in sessions_of(text)] == ["A", "B"]


def test_a_point_with_a_time_inside_a_session_stays_a_point() -> None:
    entries = programme_of("09:00–10:00 Verksted\n- 09:20 demo\n- 09:40 øving\n10:00–10:30 B").entries
    assert [entry.title for entry in entries] == ["Verksted", "B"]
    assert len(entries[0].items) == 2


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Velkommen v/ Kari Nordmann", ("Kari Nordmann",)),
        ("Velkommen v/rektor", ("rektor",)),
        ("Velkommen ved rektor Kari Nordmann", ("rektor Kari Nordmann",)),
        ("Velkommen, med Kari Nordmann, rektor", ("Kari Nordmann, rektor",)),
        ("Samtale: Kari Nordmann, Ola Berg og Eva Lind", ("Kari Nordmann", "Ola Berg", "Eva Lind")),
        ("Velkommen (Kari Nordmann, Udir)", ("Kari Nordmann, Udir",)),
        ("Velkommen – Kari Nordmann", ("Kari Nordmann",)),
        ("Velkommen\nForedragsholder: Kari Nordmann", ("Kari Nordmann",)),
        ("Velkommen\nOrdstyrer: Kari Nordmann", ("Kari Nordmann",)),
        ("Velkommen\nKari Nordmann\nrektor ved Kuben", ("Kari Nordmann, rektor ved Kuben",)),
        ("Velkommen\nv/ Kari Nordmann og Ola Berg", ("Kari Nordmann", "Ola Berg")),
        ("Talk by Jane Doe", ("Jane Doe",)),
        ("Vortrag mit Dr. Anna Müller, Universität Köln", ("Dr. Anna Müller, Universität Köln",)),
        ("Samarbeid med Kina og Japan", ()),
        ("Møte med Oslo kommune", ()),
        ("Keynote – The Future of Learning", ()),
        ("Hva ved vi om lesing?", ()),
    ],
)
def test_who_speaks(line: str, people: object) -> None:
    assert programme_of(f"09:00–10:00 {line}\n10:00–10:30 Pause").entries[0].speakers == people


@pytest.mark.parametrize(
    "title",
    ["Pause", "Lunsj", "Lunsj i kantina", "Kaffe og mingling", "Kaffepause", "Matpause", "Coffee break", "Lunch",
     "Mittagspause", "Kurze Pause", "Fika", "Frokost", "Pust i bakken", "Beinstrekk", "Kaffipause",
     "Registrering og kaffe", "Lunch & networking", "10 minutters pause", "Pause (10 min)"],
)  # fmt: skip
def test_what_is_a_break(title: str) -> None:
    assert programme_of(f"09:00–09:30 {title}\n09:30–10:00 X").entries[0].kind == "break"


@pytest.mark.parametrize(
    "title",
    [
        "Registrering",
        "Mingling",
        "Frokostseminar: Ny giv",
        "Etter pausen",
        "Kaffe i Colombia – et foredrag",
        "Breakout rooms",
        "Lunch-and-learn: Excel",
        "Pausens historie i skolen",
    ],
)
def test_what_is_no_break(title: str) -> None:
    assert programme_of(f"09:00–09:30 {title}\n09:30–10:00 X").entries[0].kind == "talk"


def test_days_by_number_and_by_name() -> None:
    text = "Kurs\n\nDag 1 – 5. mai 2026\n09:00–10:00 A\n\nDag 2\n09:00–10:00 B\n\nTorsdag\n09:00–10:00 C"
    assert [entry.starts.day for entry in programme_of(text).entries] == [5, 6, 7]


def test_a_given_date_moves_the_first_day_and_keeps_the_distance() -> None:
    text = "5. mai 2026\n09:00–10:00 A\n7. mai 2026\n09:00–10:00 B"
    assert [entry.starts.date().isoformat() for entry in programme_of(text, date=dt.date(2026, 10, 24)).entries] == [
        "2026-10-24",
        "2026-10-26",
    ]
    hours = [entry.starts.hour for entry in programme_of(text, date=dt.date(2026, 10, 24)).entries]
    assert hours == [9, 9], "the clock changes in between; nine o'clock stays nine o'clock"


def test_without_a_date_today_is_assumed_and_told() -> None:
    assert programme_of("09:00–10:00 A").entries[0].starts.date() == TODAY
    assert any("no date" in warning for warning in warnings_of("09:00–10:00 A"))
    assert not any("no date" in warning for warning in warnings_of("09:00–10:00 A", date=TODAY))


def test_a_deadline_is_not_the_date_of_the_event() -> None:
    text = "Kurs\nPåmeldingsfrist: 1. mars 2026\nNår: 8. mars 2026\n\n09:00–10:00 A"
    assert programme_of(text).entries[0].starts.date() == dt.date(2026, 3, 8)


def test_a_wrong_weekday_is_told() -> None:
    assert any("weekday" in warning for warning in warnings_of("Mandag 8. mars 2022\n09:00–10:00 A"))


def test_past_midnight() -> None:
    entries = programme_of("4. desember 2026\n22:00–23:30 A\n23:30–00:30 B\n00:30–01:00 C").entries
    assert [(e.starts.day, e.ends.day) for e in entries] == [(4, 4), (4, 5), (5, 5)]


def test_overlaps_and_gaps_are_told_with_their_lines_and_left_alone() -> None:
    text = "09:00–10:00 A\n09:30–10:30 B\n11:00–11:30 C"
    assert sessions_of(text) == [("09:00", "10:00", "A"), ("09:30", "10:30", "B"), ("11:00", "11:30", "C")]
    said = warnings_of(text)
    assert "line 2: “B” begins at 09:30, before “A” ends." in said
    assert "line 3: Nothing is planned from 10:30 to 11:00, before “C”." in said


def test_tracks_in_parallel_do_not_overlap() -> None:
    text = "09:00–10:00 Spor A: X\n09:00–10:00 Spor B: Y"
    assert [(e.track, e.title) for e in programme_of(text).entries] == [("Spor A", "X"), ("Spor B", "Y")]
    assert not any("before" in warning for warning in warnings_of(text))


def test_the_zone_is_said_or_given() -> None:
    assert programme_of("09:00 UTC A\n10:00 UTC B").timezone == "UTC"
    assert programme_of("Alle tider er norsk tid\n09:00 A\n10:00 B").timezone == "Europe/Oslo"
    assert programme_of("09:00 UTC A\n10:00 UTC B", timezone="Europe/Berlin").timezone == "Europe/Berlin"
    with pytest.raises(NotUnderstood):
        programme_of("09:00 A", timezone="Middle/Earth")


def test_text_below_the_agenda_is_kept_under_its_headings() -> None:
    text = "Kurs\n\n09:00–10:00 A\n10:00–11:00 B\n\nOm kurset\nVi lærer mye.\n\nPris\nGratis."
    assert [(part.heading, part.text) for part in programme_of(text).parts] == [
        ("Om kurset", "Vi lærer mye."),
        ("Pris", "Gratis."),
    ]


def test_hidden_characters_are_cleaned_away() -> None:
    entry = programme_of("09:00–10:00 V\u202eelkommen\u200b\x00\x07\n10:00–11:00 A\u030apning").entries
    assert [one.title for one in entry] == ["Velkommen", "Åpning"]


def test_a_session_called_off_is_kept_and_marked() -> None:
    entries = programme_of("09:00–10:00 A (avlyst)\n10:00–11:00 AVLYST: B\n11:00–12:00 C").entries
    assert [(entry.title, entry.status) for entry in entries] == [
        ("A", "cancelled"),
        ("B", "cancelled"),
        ("C", "scheduled"),
    ]


def test_a_pdf_is_told_to_be_one() -> None:
    with pytest.raises(NotUnderstood, match="copy the programme and paste it"):
        read(b"%PDF-1.7\n...", today=TODAY)


@pytest.mark.parametrize(
    "text", ["", "   \n\n", "Bare litt tekst uten noe program.", "Møtet er 8. mars 2022.", "\x00\x01\x02"]
)
def test_nothing_understood_is_one_clear_sentence(text: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        programme_of(text)
    assert "looked for lines with a time" in refused.value.notice.text()
    assert "\n" not in refused.value.notice.text()


def test_an_american_date_is_not_turned_round_twice() -> None:
    assert [
        f"{e.starts:%m-%d %H:%M}"
        for e in programme_of("Town Hall – 3/17/2026\n6:00pm Doors open\n6:30pm Welcome\n").entries
    ] == ["03-17 18:00", "03-17 18:30"]


def test_a_track_in_brackets_behind_the_title() -> None:
    entries = programme_of("10:30–11:15 Forecasting (Track 1)\n10:30–11:15 Ethics [Spor B] – en samtale\n").entries
    assert [(e.track, e.title) for e in entries] == [("Track 1", "Forecasting"), ("Spor B", "Ethics – en samtale")]
    assert warnings_of("Fagdag om tall, 8. mars 2026\n10:30–11:15 A (Track 1)\n10:30–11:15 B (Track 2)\n") == []


def test_a_block_of_one_day_says_nothing_of_the_next() -> None:
    text = (
        "DAG 1 (25. august 2026)\nBolk 1: Grunnlag (09:00–10:30)\n09:00 A\n09:20 B\n10:45 C\n12:15 Slutt\n\n"
        "DAG 2 (26. august 2026)\n09:00 D\n09:15 E\n11:00 F\n11:30 Slutt\n"
    )
    assert sessions_of(text)[1] == ("09:20", "10:30", "B")
    assert sessions_of(text)[4] == ("09:15", "11:00", "E")


def test_an_escaped_bar_in_a_table_ends_no_cell() -> None:
    text = "| Tid | Tema | Hvem |\n|---|---|---|\n| 11:15–12:00 | Del 2 \\| Øving | Jon Vik |\n"
    entry = programme_of(text).entries[0]
    assert (entry.title, entry.speakers) == ("Del 2 / Øving", ("Jon Vik",))
