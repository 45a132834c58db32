"""Programmes in layouts that organisers really publish, each with what a person reads out of it (the .read beside it).

In a .read file: the title (or a part of it), then a line for each session: when, "t" talk, "b" break, "*" either, "c"
cancelled, "o" may be there, and how its title begins. An end of "?" is not in the text, so a notice has to say that it
is assumed.
"""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from live.programme import NotUnderstood, Programme, read
from tests.finding import there

LAYOUTS = Path(__file__).parent / "layouts"
TODAY = dt.date(2026, 11, 29)
_SESSION = re.compile(r"(\S+ \S\S:\S\S)-(\S+) ([tb*oc]) (.*)")


def unlike(programme: Programme, wanted: str) -> list[str]:
    """What differs from the reading of a person."""
    title, *lines = wanted.strip().split("\n")
    faults = [] if title in programme.title else [f"title {programme.title!r}"]
    found = {(f"{e.starts:%Y-%m-%d %H:%M}", e.title): e for e in programme.entries}
    for line in lines:
        starts, ends, kind, begins = there(_SESSION.fullmatch(line)).groups()
        key = next((key for key in found if key[0] == starts and key[1].startswith(begins)), None)
        entry = found.pop(key) if key else None
        if entry is None:
            faults += [] if kind == "o" else [f"missing {line}"]
        elif ends != "?" and f"{entry.ends:%H:%M}" != ends:
            faults.append(f"{line} ends {entry.ends:%H:%M}")
        elif kind == "c" and entry.status != "cancelled":
            faults.append(f"{line} is not cancelled")
        elif kind in "tb" and entry.kind[0] != kind:
            faults.append(f"{line} is a {entry.kind}")
        elif ends == "?" and kind != "o" and not any("assumed" in notice.text() for notice in programme.notices):
            faults.append(f"{line}: nothing says that the end is assumed")
    return faults + [f"no such session {key}" for key in found]


@pytest.mark.parametrize("name", sorted(path.stem for path in LAYOUTS.glob("*.txt")))
def test_it_is_read_as_a_person_reads_it(name: str) -> None:
    programme = read((LAYOUTS / f"{name}.txt").read_bytes(), today=TODAY)
    assert unlike(programme, (LAYOUTS / f"{name}.read").read_text(encoding="utf-8")) == []


def test_days_side_by_side_in_a_table_are_days() -> None:
    text = (
        "| Tid | Torsdag 11. mars 2027 | Fredag 12. mars 2027 |\n| 09:00–10:00 | Åpning | Skriving |\n"
        "| 10:00–10:15 | Pause | Pause |"
    )
    programme = read(text.encode(), today=TODAY)
    assert [(f"{e.starts:%d %H:%M}", e.title, e.track) for e in programme.entries] == [
        ("11 09:00", "Åpning", ""), ("11 10:00", "Pause", ""), ("12 09:00", "Skriving", ""), ("12 10:00", "Pause", ""),
    ]  # fmt: skip


def test_columns_under_an_empty_corner_run_side_by_side() -> None:
    text = "| | Room Wool | Room Silk |\n| 10:00–10:45 | Knots | Dyeing |\n| 10:45–11:00 | Break | Break |"
    programme = read(text.encode(), today=TODAY)
    assert [(f"{e.starts:%H:%M}", e.title, e.room) for e in programme.entries] == [
        ("10:00", "Knots", "Room Wool"), ("10:00", "Dyeing", "Room Silk"), ("10:45", "Break", ""),
    ]  # fmt: skip


def test_names_behind_a_dash_speak_where_nearly_all_titles_have_one() -> None:
    text = "Meet\n2 October 2027\n10.00 Smoke Without Fire – Nell Hartigan\n11.00 Queens – Rufus Adeyemi and Kit Lowell"
    programme = read(text.encode(), today=TODAY)
    assert [(e.title, e.speakers) for e in programme.entries] == [
        ("Smoke Without Fire", ("Nell Hartigan",)), ("Queens", ("Rufus Adeyemi", "Kit Lowell")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Öppettider\nDisken: måndag–fredag 8.00–16.30\nLäsesalen\nmåndag 10–18\ntisdag 10–20\nlördag 11–15",
        "Åpningstider\nMandag: 09:00 – 16:00\nTirsdag: 09:00 – 16:00\nOnsdag: 10:00 – 18:00\nTorsdag: 09:00 – 16:00",
        (
            "Kl. | Mandag | Tirsdag | Onsdag | Torsdag | Fredag\n08:30–10:00 | Norsk | Matte | Engelsk | Norsk | Gym\n"
            "10:15–11:45 | Matte | Norsk | Musikk | Matte | KRLE"
        ),
    ],
)
def test_opening_hours_and_week_grids_are_no_programme(text: str) -> None:
    with pytest.raises(NotUnderstood, match="hours without titles"):
        read(text.encode(), today=TODAY)


def test_what_the_text_says_of_when_is_read_or_named_with_its_line() -> None:
    text = (
        "Kurs\n9. mars 2027\n09:00 A\n10:00 B\n11:00 Slutt\n\nMiddag for alle kl. 18:30.\nOmvisning 12. mars.\n"
        "Fredag er fri."
    )
    said = [notice.text() for notice in read(text.encode(), today=TODAY).notices]
    assert [one for one in said if one.startswith(("line 7", "line 8", "line 9"))] == [
        "line 7: A time that was not made a session: Middag for alle kl. 18:30.",
        "line 8: A date on which there are no sessions: Omvisning 12. mars.",
        "line 9: A day on which there are no sessions: Fredag er fri.",
    ]


def test_what_repeats_the_agenda_is_not_worth_a_word() -> None:
    text = (
        "Kurs\n9. mars 2027\nVi starter kl. 09:00 tirsdag 9. mars.\n\n09:00–10:00 A\n10:00–11:00 B\n\nHusk: kl. 09:00!"
    )
    assert not read(text.encode(), today=TODAY).notices


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("09:00 Jord og frø 09:40-10:30 Hager på tak", "Read as 2 sessions on one line"),
        ("Til 09:45 Fruktpause", "This says only when it ends"),
    ],
)
def test_what_was_done_to_a_line_is_told_at_its_line(line: str, told: Any) -> None:
    notices = read(f"Kurs\n9. mars 2027\n08:00 A\n{line}\n11:00 B\n12:00 C".encode(), today=TODAY).notices
    assert any(told in notice.text() and notice.line == 4 for notice in notices)


def test_a_clock_that_falls_back_overnight_is_a_new_day_and_told() -> None:
    programme = read(b"9. mars 2027\n18:00 A\n22:00 B\n09:00 C\n10:00 D", today=TODAY)
    assert [entry.starts.day for entry in programme.entries] == [9, 9, 10, 10]
    assert any("a new day is assumed" in notice.text() and notice.line == 4 for notice in programme.notices)


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ("Ab 10.30 Uhr gehen wir alle gemeinsam in den Garten.", "A time that was not made a session"),
        ("Dørene åpnes 08.30, og det er kaffe.", "A time that was not made a session"),
        ("Vi møtes kl. 10:00 på torget og går kl. 10:45 videre.", "A time that was not made a session"),
        ("Registration opens at 8:30.", "A time that was not made a session"),
        ("Share your story 11:00–11:45", "A time that was not made a session"),
        ("Jeudi est libre.", "A day on which there are no sessions"),
        ("Middag klokka sju på Grand.", "A time that was not made a session"),
        ("Um sieben Uhr gibt es Suppe.", "A time that was not made a session"),
        ("Doors open at half past eight.", "A time that was not made a session"),
        ("Poster session: 8-9pm", "A time that was not made a session"),
        ("Lunch 11.30-12.15 in the hall", "A time that was not made a session"),
        ("Bussen går kl. 09:30 fra torget.", "A time that was not made a session"),
        ("Vi har åpent 9-10.", "A time that was not made a session"),
        ("Mellom 9 og 10 er det stille.", "A time that was not made a session"),
        ("Middag for alle (10/3).", "A date on which there are no sessions"),
        ("Vi ses den 12/3", "A date on which there are no sessions"),
    ],
)
def test_a_time_below_is_told_whatever_language_and_punctuation_it_stands_in(below: str, told: str) -> None:
    # "10:30" is the end that was assumed for the last session, so that it explains nothing
    notices = read(f"Kurs\n9. mars 2027\n08:00 A\n09:00 B\n09:30 C\n10:00 D\n{below}".encode(), today=TODAY).notices
    assert any(told in notice.text() and notice.line == 7 for notice in notices)


@pytest.mark.parametrize(
    "below",
    [
        "Påmeldingsfrist: 1. mars 2027 kl. 12:00.",
        "Åpningstider: mandag–fredag 08:00–15:30",
        "Tlf. 22 00 00 00 mellom kl. 08 og 15",
        "Sist oppdatert fredag 5. mars 2027 kl. 07:14",
        "Loven av 17. juni 2005 sier mer, i kapittel 9.30.",
        "Prisen er kr 12.50.",
        "Anträge bitte bis 5. März schriftlich.",
        "Motions must be with the office by noon on 26 February.",
        "Opptaket ligger ute til 1. april.",
        "Møt opp 10-15 minutter før.",
        "Les side 9-10 og for trinn 8-10.",
        "Forholdet er 1/2, og vakta er der 24/7.",
    ],
)
def test_what_is_certainly_not_of_the_event_is_not_told(below: str) -> None:
    notices = read(f"Kurs\n9. mars 2027\n09:00–10:00 A\n10:00–11:00 B\n\n{below}".encode(), today=TODAY).notices
    assert [notice.text() for notice in notices if notice.line == 6 and "Left out" not in notice.text()] == []


def test_more_text_below_the_last_session_than_below_any_other_is_told() -> None:
    text = "Kurs\n9. mars 2027\n09:00–10:00 A\nTa med penn.\n10:00–11:00 B\nTa med papir.\nBygget eies av kommunen."
    assert [notice.text() for notice in read(text.encode(), today=TODAY).notices] == [
        "line 7: Read as a part of the last session: Bygget eies av kommunen."
    ]


def test_two_readings_that_explain_the_same_are_told() -> None:
    text = "Åpning\n09:00–10:00\nHager på tak\n10:00–11:00\nJord og frø\n11:00–12:00\nLys og luft"
    assert any("two ways" in notice.text() for notice in read(text.encode(), today=TODAY).notices)
