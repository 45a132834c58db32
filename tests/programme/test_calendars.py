"""iCalendar in and out."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from live.programme import Edition, Entry, NotUnderstood, Programme, read, write

TODAY = dt.date(2026, 1, 1)
OUTLOOK = """BEGIN:VCALENDAR
METHOD:PUBLISH
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
DESCRIPTION:Foredragsholder: Kari Nordmann\\nOm lesing\\n- Fakta\\n- Lyrikk\\n
SUMMARY;LANGUAGE=nb-NO:Lesing i alle fag
DTSTART;TZID=W. Europe Standard Time:20260708T120000
DTEND;TZID=W. Europe Standard Time:20260708T124500
UID:040000008200E00074C5B7101A82E008
CATEGORIES:Norsk
LOCATION:Microsoft Teams-møte
STATUS:CONFIRMED
END:VEVENT
BEGIN:VEVENT
SUMMARY:Pause
DTSTART;TZID=W. Europe Standard Time:20260708T124500
DURATION:PT15M
UID:2
STATUS:CANCELLED
END:VEVENT
BEGIN:VEVENT
SUMMARY:Hele dagen
DTSTART;VALUE=DATE:20260708
UID:3
END:VEVENT
END:VCALENDAR
"""


def calendar_of(*lines: str) -> bytes:
    event = "\n".join(("BEGIN:VEVENT", "SUMMARY:X", "UID:1", *lines, "END:VEVENT"))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}\nEND:VCALENDAR\n".encode()


def test_outlooks_zone_names_are_understood() -> None:
    first, second = read(OUTLOOK.encode(), today=TODAY).entries
    assert first.starts == dt.datetime(2026, 7, 8, 12, tzinfo=ZoneInfo("Europe/Oslo"))
    assert first.starts.utcoffset() == dt.timedelta(hours=2)
    assert second.ends - second.starts == dt.timedelta(minutes=15)


def test_what_a_calendar_says_of_a_session() -> None:
    first, second = read(OUTLOOK.encode(), today=TODAY).entries
    assert (first.title, first.track, first.room, first.key) == (
        "Lesing i alle fag",
        "Norsk",
        "Microsoft Teams-møte",
        "040000008200E00074C5B7101A82E008",
    )
    assert (first.speakers, first.description, first.items) == (("Kari Nordmann",), "Om lesing", ("Fakta", "Lyrikk"))
    assert (second.kind, second.status) == ("break", "cancelled")


def test_an_all_day_event_is_no_session_and_that_is_told() -> None:
    assert any("all-day" in notice.text() for notice in read(OUTLOOK.encode(), today=TODAY).notices)


def test_floating_and_universal_times() -> None:
    floating = read(
        calendar_of("DTSTART:20260301T100000", "DTEND:20260301T110000"), today=TODAY, timezone="Europe/Helsinki"
    ).entries[0]
    assert floating.starts.isoformat() == "2026-03-01T10:00:00+02:00"
    universal = read(calendar_of("DTSTART:20260301T100000Z", "DTEND:20260301T110000Z"), today=TODAY).entries[0]
    assert universal.starts.isoformat() == "2026-03-01T11:00:00+01:00"


def test_a_weekly_event_repeats_as_often_as_it_says() -> None:
    lines = (
        "DTSTART;TZID=Europe/Oslo:20260318T100000",
        "DTEND;TZID=Europe/Oslo:20260318T110000",
        "RRULE:FREQ=WEEKLY;COUNT=4;INTERVAL=1",
    )
    entries = read(calendar_of(*lines, "EXDATE;TZID=Europe/Oslo:20260325T100000"), today=TODAY).entries
    assert [entry.starts.isoformat()[:16] for entry in entries] == [
        "2026-03-18T10:00",
        "2026-04-01T10:00",
        "2026-04-08T10:00",
    ]
    assert len({entry.key for entry in entries}) == 3


def test_an_endless_repetition_ends_and_says_so() -> None:
    lines = ("DTSTART:20260318T100000Z", "DTEND:20260318T110000Z", "RRULE:FREQ=DAILY")
    found = read(calendar_of(*lines), today=TODAY)
    assert len(found.entries) == 12
    assert any("without an end" in notice.text() for notice in found.notices)


def test_a_repetition_that_ends_is_read_to_its_end() -> None:
    lines = ("DTSTART:20260318T100000Z", "DTEND:20260318T110000Z", "RRULE:FREQ=WEEKLY;UNTIL=20261231T000000Z")
    found = read(calendar_of(*lines), today=TODAY)
    assert len(found.entries) == 42
    assert not any("without an end" in notice.text() for notice in found.notices)


INVITATION = (
    "DTSTART;TZID=Europe/Oslo:20270212T090000",
    "DTEND;TZID=Europe/Oslo:20270212T110000",
    "LOCATION:Microsoft Teams-møte",
)


@pytest.mark.parametrize(
    "described",
    [
        r"Hei\,\n09.00 Velkommen\n09.10 Bokprat v/ Leif Aas\n10.00 Pause\n10.15 Samtale\n\n____\nTeams\nMøte-ID: 000",
        "<ul><li>09:00 Velkommen</li><li>09:10 Bokprat v/ Leif Aas</li><li>10:00 Pause</li><li>10:15 Samtale</li></ul>",
    ],
    ids=["outlook", "google"],
)
def test_an_invitation_with_the_agenda_in_its_description(described: Any) -> None:
    found = read(calendar_of(*INVITATION, f"DESCRIPTION:{described}"), today=TODAY)
    assert [(f"{e.starts:%H:%M}", f"{e.ends:%H:%M}", e.title) for e in found.entries] == [
        ("09:00", "09:10", "Velkommen"),
        ("09:10", "10:00", "Bokprat"),
        ("10:00", "10:15", "Pause"),
        ("10:15", "11:00", "Samtale"),
    ]
    assert found.title == "X"
    assert found.entries[1].speakers == ("Leif Aas",)
    assert "Møte-ID" not in str(found.entries)


def test_a_description_with_other_times_stays_a_description() -> None:
    described = r"Påmelding til 16.00.\nKontoret er åpent 08.00–15.30.\n07.00 Buss\n19.00 Middag"
    assert len(read(calendar_of(*INVITATION, f"DESCRIPTION:{described}"), today=TODAY).entries) == 1


def test_a_broken_event_is_left_out_and_said() -> None:
    found = read(
        calendar_of("DTSTART:20260318T100000Z", "END:VEVENT", "BEGIN:VEVENT", "SUMMARY:Y", "DTSTART:soon"), today=TODAY
    )
    assert [entry.title for entry in found.entries] == ["X"]
    assert any("left out" in notice.text() for notice in found.notices)


@pytest.mark.parametrize(
    "line",
    [
        "DTSTART:",
        "EXDATE:soon",
        "CATEGORIES;VALUE=PERIOD:",
        "RRULE:FREQ=DAILY;COUNT=x",
        "DURATION:P99999999999D",
        "RECURRENCE-ID:never",
    ],
)
def test_a_broken_property_breaks_nothing_else(line: str) -> None:
    event = calendar_of(
        "DTSTART:20260318T100000Z", "DTEND:20260318T110000Z", "END:VEVENT", "BEGIN:VEVENT", "SUMMARY:Y", line
    )
    assert read(event, today=TODAY).entries[0].title == "X"


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY"])
def test_other_repetitions_are_read_once_and_told(rule: str) -> None:
    found = read(calendar_of("DTSTART:20260318T100000Z", "DTEND:20260318T110000Z", f"RRULE:{rule}"), today=TODAY)
    assert len(found.entries) == 1
    assert any("repeated" in notice.text() for notice in found.notices)


def test_a_broken_calendar_is_refused() -> None:
    for source in (
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
        b"BEGIN:VCALENDAR\nEND:VCALENDAR",
        b"BEGIN:VCALENDAR\nEND:VEVENT",
    ):
        with pytest.raises(NotUnderstood):
            read(source, today=TODAY)


def a_programme(**fields: Any) -> Programme:
    starts = dt.datetime(2026, 7, 8, 12, tzinfo=ZoneInfo("Europe/Oslo"))
    entry = Entry(title="Åpning, og mer", starts=starts, ends=starts + dt.timedelta(minutes=45), **fields)
    return Programme(title="Fagdag", entries=(entry,), slug="fagdag")


def lines_of(source: bytes) -> list[str]:
    return source.decode().replace("\r\n ", "").split("\r\n")


def test_the_identity_of_a_session_stays_when_it_moves() -> None:
    before = a_programme(key="s1")
    uids = [line for line in lines_of(write(before, "ics")) if line.startswith("UID:")]
    assert uids == ["UID:s1@fagdag.live"]
    assert read(write(before, "ics"), today=TODAY).entries[0].key == "s1"


def test_the_zone_is_described_for_the_dates_only() -> None:
    lines = lines_of(write(a_programme(), "ics", Edition(number=3)))
    assert "SEQUENCE:3" in lines
    assert "DTSTART;TZID=Europe/Oslo:20260708T120000" in lines
    assert "TZID:Europe/Oslo" in lines
    assert sum(line.startswith(("RDATE", "RRULE")) for line in lines) == 0
    assert len("\n".join(lines)) < 1500


def test_a_cancelled_session_says_so() -> None:
    assert "STATUS:CANCELLED" in lines_of(write(a_programme(status="cancelled"), "ics"))


def test_what_a_page_has_left_around_a_calendar_is_passed_over() -> None:
    source = b"<!--\n" + calendar_of("DTSTART:20260318T100000Z", "DTEND:20260318T110000Z") + b"-->\n"
    assert [entry.title for entry in read(source, name="p.ics", today=TODAY).entries] == ["X"]


def test_a_calendar_says_where_it_is_from_when_it_changed_and_when_to_ask_again() -> None:
    stamp = dt.datetime(2026, 7, 1, 9, tzinfo=dt.UTC)
    edition = Edition(number=3, stamp=stamp, base="https://live.example.no/fagdag")
    lines = lines_of(write(a_programme(id="s1", speakers=("Kari",)), "ics", edition))
    assert "SEQUENCE:3" in lines
    assert lines.count("LAST-MODIFIED:20260701T090000Z") == 2
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT15M" in lines
    assert {line for line in lines if line.startswith("URL")} == {
        "URL:https://live.example.no/fagdag",
        "URL:https://live.example.no/fagdag#session-s1",
    }
    assert "SOURCE;VALUE=URI:https://live.example.no/fagdag/agenda.ics" in lines


@pytest.mark.parametrize(
    ("language", "said", "category"),
    [("nb", "Foredragsholdere", "Pause"), ("nn", "Foredragshaldarar", "Pause"), ("en", "Speakers", "Break")],
)
def test_a_calendar_speaks_the_events_language_and_is_read_back(language: str, said: str, category: str) -> None:
    programme = msgspec.structs.replace(a_programme(speakers=("Kari", "Ola"), kind="break"), language=language)
    written = write(programme, "ics")
    lines = lines_of(written)
    assert f"DESCRIPTION:{said}: Kari\\; Ola" in lines
    assert f"CATEGORIES:{category}" in lines
    (entry,) = read(written, today=TODAY).entries
    assert (entry.speakers, entry.kind) == (("Kari", "Ola"), "break")
