"""CSV, TOML and our own JSON, as people write them."""

import datetime as dt
import json
from typing import Any

import pytest

from live.programme import NotUnderstood, read, write

TODAY = dt.date(2026, 1, 1)


def sessions_of(text: str, **hints: Any) -> list[tuple[str, str, str]]:
    return [
        (e.starts.isoformat()[:16], f"{e.ends:%H:%M}", e.title)
        for e in read(text.encode(), today=TODAY, **hints).entries
    ]


def test_excel_in_norwegian() -> None:
    text = (
        '\ufeffDato;Fra;Til;Tittel;Foredragsholder;Rom;Type\r\n8.3.2026;09:00;09:45;"Velkommen; og litt til";Kari '
        "Nordmann og Ola Berg;Sal 1;\r\n8.3.2026;09:45;10:00;Pause;;;pause\r\n"
    )
    assert sessions_of(text) == [
        ("2026-03-08T09:00", "09:45", "Velkommen; og litt til"),
        ("2026-03-08T09:45", "10:00", "Pause"),
    ]
    first, second = read(text.encode(), today=TODAY).entries
    assert (first.speakers, first.room) == (("Kari Nordmann", "Ola Berg"), "Sal 1")
    assert second.kind == "break"


def test_a_time_column_and_start_only() -> None:
    assert sessions_of("Zeit,Titel\n09:00-09:30,A\n09:30,B\n10:00,C\n", name="x.csv") == [
        ("2026-01-01T09:00", "09:30", "A"),
        ("2026-01-01T09:30", "10:00", "B"),
        ("2026-01-01T10:00", "10:30", "C"),
    ]


def test_tabs_and_iso_times() -> None:
    text = "start\tend\ttitle\n2026-03-08T09:00:00+01:00\t2026-03-08T09:30:00+01:00\tA\n"
    assert sessions_of(text, name="x.tsv") == [("2026-03-08T09:00", "09:30", "A")]


def test_titles_that_are_formulas_do_no_harm_and_come_back() -> None:
    programme = read(b"start,end,title\n09:00,10:00,'=1+1\n10:00,11:00,-5 grader\n", name="x.csv", today=TODAY)
    assert [entry.title for entry in programme.entries] == ["=1+1", "-5 grader"]
    written = write(programme, "csv").decode("utf-8-sig")
    assert ",'=1+1," in written
    assert ",'-5 grader," in written


def test_a_table_without_headings_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="heading"):
        read(b"a,b\nc,d\n", name="x.csv", today=TODAY)


TOML = """
title = "Fagdag"
date = 2026-03-08

[[sessions]]
title = "Velkommen"
start = 09:00:00
minutes = 20

[[sessions]]
title = "Pause"
start = "09:20"

[[sessions]]
title = "Resten"
starts = 2026-03-08T09:30:00
ends = 2026-03-08T10:00:00
speakers = ["Kari Nordmann"]
items = ["a", "b"]
"""


def test_toml_as_people_write_it() -> None:
    programme = read(TOML.encode(), today=TODAY)
    assert [(f"{e.starts:%H:%M}", f"{e.ends:%H:%M}", e.kind) for e in programme.entries] == [
        ("09:00", "09:20", "talk"),
        ("09:20", "09:30", "break"),
        ("09:30", "10:00", "talk"),
    ]
    assert programme.entries[2].items == ("a", "b")


def test_the_state_of_an_event_is_a_programme() -> None:
    session = {
        "id": "s1",
        "title": "A",
        "kind": "talk",
        "starts": "2026-03-08T09:00:00+01:00",
        "ends": "2026-03-08T10:00:00+01:00",
        "items": [{"id": "i", "text": "x"}],
        "status": "live",
    }
    state = {
        "epoch": "e",
        "event": {
            "slug": "dag",
            "title": "Dag",
            "language": "nn",
            "timezone": "Europe/Oslo",
            "sections": [{"heading": "Om", "text": "Ja"}],
        },
        "agenda": {"sessions": [session]},
    }
    found = read(json.dumps(state).encode(), today=TODAY)
    assert (found.slug, found.title, found.language, found.parts[0].heading) == ("dag", "Dag", "nn", "Om")
    assert (found.entries[0].key, found.entries[0].items, found.entries[0].status) == ("s1", ("x",), "live")


def test_broken_toml_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="broken"):
        read(b"[[sessions]]\ntitle = ", today=TODAY)


def test_columns_headed_from_o_clock() -> None:
    text = "Dato;Fra kl.;Til kl.;Tema;Spor\r\n12.03.2026;09:00;09:30;Åpning;\r\n12.03.2026;09:30;10:15;Blåbær;Barn\r\n"
    found = read(text.encode("cp1252"), name="x.csv", today=TODAY).entries
    assert [(f"{e.starts:%H:%M}–{e.ends:%H:%M}", e.title, e.track) for e in found] == [
        ("09:00–09:30", "Åpning", ""),
        ("09:30–10:15", "Blåbær", "Barn"),
    ]


def test_rows_without_a_title_are_called_what_they_are_and_days_are_counted() -> None:
    text = "day,time,type,author,title\n1,9:00,Keynote,Kari Nordmann,Om papir\n,10:00,Break,,\n2,09:00,Lunch,,\n"
    assert sessions_of(text, date=dt.date(2027, 4, 20)) == [
        ("2027-04-20T09:00", "10:00", "Om papir"),
        ("2027-04-20T10:00", "10:30", "Break"),
        ("2027-04-21T09:00", "09:30", "Lunch"),
    ]
    first, pause, lunch = read(text.encode(), today=TODAY).entries
    assert (first.speakers, first.kind, pause.kind, lunch.kind) == (("Kari Nordmann",), "talk", "break", "break")


def test_weekdays_follow_one_another() -> None:
    text = "Tag;Uhrzeit;Thema\nMontag;09:00;Anfang\nMontag;10:00;Mitte\nDienstag;09:00;Ende\n"
    assert [start for start, _, _ in sessions_of(text, date=dt.date(2027, 3, 1))] == [
        "2027-03-01T09:00",
        "2027-03-01T10:00",
        "2027-03-02T09:00",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Starttid;Slutttid;Tittel;Foredragsholder",
        "Starttid;Sluttid;Rubrik;Talare",
        "Starttid;Sluttid;Titel;Oplægsholder",
        "Beginn;Ende;Titel;Referent",
        "Begintijd;Eindtijd;Onderwerp;Spreker",
        "Début;Fin;Titre;Intervenant",
        "Start;End;Title;Speaker",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", ";,\t")
def test_headings_encodings_and_delimiters(heading: Any, encoding: str, delimiter: Any) -> None:
    text = f"{heading}\n09:00;09:45;Åpning før øl;Kari Nordmann\n09:45;10:00;Pause;\n".replace(";", delimiter)
    programme = read(text.encode(encoding), name="p.csv", date=dt.date(2027, 3, 1), today=TODAY)
    assert [(e.title, e.speakers, f"{e.ends:%H:%M}") for e in programme.entries] == [
        ("Åpning før øl", ("Kari Nordmann",), "09:45"),
        ("Pause", (), "10:00"),
    ]


def test_a_title_above_the_headings_and_a_line_that_excel_writes() -> None:
    text = "sep=;\nFagdag om lesing;;\n\nTid;Tittel;Rom\n09:00-09:30;Start;Sal 1\n"
    programme = read(text.encode(), name="p.csv", date=dt.date(2027, 3, 1), today=TODAY)
    assert (programme.title, programme.entries[0].room) == ("Fagdag om lesing", "Sal 1")


def test_what_a_table_has_and_nothing_reads_is_said() -> None:
    programme = read(b"start,title,catering\n09:00,A,Cake\n,B,\n", name="p.csv", date=dt.date(2027, 3, 1), today=TODAY)
    said = [notice.text() for notice in programme.notices]
    assert "These columns were not read: catering" in said
    assert "line 3: 1 rows without a time were left out." in said


def test_a_table_without_headings_is_read_as_a_pasted_one() -> None:
    programme = read(
        b"09:00,Velkommen,Kari Nordmann\n09:30,Pause,\n10:00,Slutt,\n",
        name="p.csv",
        date=dt.date(2027, 3, 1),
        today=TODAY,
    )
    assert [entry.title for entry in programme.entries][:2] == ["Velkommen", "Pause"]


@pytest.mark.parametrize("key", [".".join(["a"] * 150_000), ".".join(['"a"'] * 150_000)])
def test_keys_of_many_parts_are_refused_at_once(key: Any) -> None:
    with pytest.raises(NotUnderstood, match="too deep"):
        read(f"[[sessions]]\n{key} = 1\n".encode(), today=TODAY)


def test_the_language_of_most_rows_is_the_programmes() -> None:
    text = "start,title,language\n09:00,A,sv\n10:00,B,sv\n11:00,C,en\n"
    programme = read(text.encode(), name="p.csv", date=dt.date(2027, 3, 1), today=TODAY)
    assert (programme.language, [entry.language for entry in programme.entries]) == ("sv", ["", "", "en"])
