"""The reference programme of the project, where it is at hand (it is not ours to copy into the repository)."""

import datetime as dt
from pathlib import Path

import pytest

from live.programme import Programme, read

REFERENCE = Path(__file__).parents[3] / "shared" / "programmes" / "hkdir-utvekslingssamarbeid-2022-03-08.txt"
TODAY = dt.date(2026, 1, 1)


@pytest.fixture
def programme() -> Programme:
    if not REFERENCE.exists():
        pytest.skip("the reference programme is not beside this checkout")
    return read(REFERENCE.read_bytes(), today=TODAY)


def test_its_head(programme: Programme) -> None:
    assert programme.title == "Webinar om utvekslingssamarbeid i videregående skole"
    assert (programme.language, programme.timezone, programme.contact) == ("nb", "Europe/Oslo", "aud.trohaug@hkdir.no")
    assert programme.summary.startswith("Velkommen til halvdagsseminar")
    assert "I dette seminaret vil du få høre" in programme.summary


def test_its_six_sessions(programme: Programme) -> None:
    assert [
        (f"{entry.starts:%H:%M}", f"{entry.ends:%H:%M}", entry.kind, len(entry.items)) for entry in programme.entries
    ] == [
        ("12:00", "12:45", "talk", 4),
        ("12:45", "13:15", "talk", 2),
        ("13:15", "13:30", "break", 0),
        ("13:30", "14:00", "talk", 2),
        ("14:00", "14:30", "talk", 1),
        ("14:30", "14:45", "talk", 0),
    ]
    assert [entry.title for entry in programme.entries] == [
        "Velkommen og informasjon om ordningen «Godkjenning av utvekslingssamarbeid for utdanningsstøtte»",
        "Informasjon om formelle rammer, søknadsprosess og økonomi",
        "Pause",
        "Skoleeiers rolle og strategisk bruk av utvekslingssamarbeid",
        "Informasjon om andre ordninger og ressurser",
        "Oppsummering og avslutning",
    ]
    assert {entry.starts.date() for entry in programme.entries} == {dt.date(2022, 3, 8)}
    assert all(entry.starts.utcoffset() == dt.timedelta(hours=1) for entry in programme.entries)


def test_its_points(programme: Programme) -> None:
    first, second, _, fourth, fifth, _ = programme.entries
    assert first.items[0] == "Kongshavn vgs i Oslo: Samarbeid med Tyskland, studiespesialisering."
    assert [item.split()[0] for item in first.items] == ["Kongshavn", "Hvam", "Amalie", "Borgund"]
    assert [item.split()[0] for item in second.items] == ["Kuben", "Dahlske"]
    assert fourth.items == ("Vestland fylkeskommune", "Trøndelag fylkeskommune")
    assert fifth.items[0].endswith("Langtidsmobilitet Erasmus+")


def test_its_sections_and_warnings(programme: Programme) -> None:
    assert [part.heading for part in programme.parts] == [
        "Hvem kan delta?",
        "Om utvekslingssamarbeid",
        "Politiske føringer",
        "Om seminaret",
    ]
    assert "Meld. St. 21 (2020-2021)" in programme.parts[2].text
    said = " ".join(notice.text() for notice in programme.notices)
    assert "Icon showing a calendar" in said
    assert "Påmeldingsfrist" in said
    assert "15:00" in said
