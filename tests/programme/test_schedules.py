"""pretalx and frab, in the shapes they are exported in."""

import datetime as dt
import json
from typing import Any

import pytest

from live.programme import NotUnderstood, Programme, read
from tests.finding import inside

TODAY = dt.date(2026, 1, 1)

TALK = {
    "guid": "a1",
    "code": "ABCDEF",
    "id": 1,
    "date": "2026-05-07T10:00:00+02:00",
    "start": "10:00",
    "duration": "00:45",
    "room": "Sal 1",
    "title": "Learning with maps",
    "subtitle": "A field guide",
    "track": "Geography",
    "type": "Talk",
    "language": "en",
    "abstract": "Maps are everywhere.",
    "description": "We draw some.",
    "do_not_record": True,
    "recording_license": "",
    "persons": [{"id": 5, "name": "Jane Doe", "public_name": "Jane Doe", "biography": "…"}],
    "links": [],
    "attachments": [],
}
SCHEDULE = {
    "schedule": {
        "version": "0.3",
        "base_url": "https://example.org/",
        "conference": {
            "acronym": "maps26",
            "title": "Maps in School",
            "start": "2026-05-07",
            "end": "2026-05-08",
            "daysCount": 2,
            "timeslot_duration": "00:05",
            "time_zone_name": "Europe/Berlin",
            "rooms": [{"name": "Sal 1"}],
            "days": [
                {
                    "index": 1,
                    "date": "2026-05-07",
                    "day_start": "2026-05-07T04:00:00+02:00",
                    "rooms": {"Sal 1": [TALK], "Sal 2": []},
                },
                {
                    "index": 2,
                    "date": "2026-05-08",
                    "rooms": {
                        "Sal 1": [
                            {
                                **TALK,
                                "guid": "a2",
                                "date": None,
                                "start": "00:30",
                                "title": "Night walk",
                                "subtitle": "",
                                "language": "de",
                                "do_not_record": False,
                            },
                            {
                                **TALK,
                                "guid": "a3",
                                "date": "2026-05-08T12:00:00+02:00",
                                "title": "Lunch",
                                "subtitle": "",
                                "persons": [],
                                "do_not_record": False,
                            },
                            {"title": "No time"},
                        ]
                    },
                },
            ],
        },
    }
}
XML = """<?xml version='1.0' encoding='utf-8' ?>
<schedule><version>1.3</version><conference><acronym>c</acronym><title>Congress</title><days>1</days><time_zone_name>Europe/Oslo</time_zone_name></conference>
<day date='2026-12-27' end='2026-12-28T04:00:00+01:00' index='1' start='2026-12-27T11:00:00+01:00'><room name='Saal 1'>
<event guid='g1' id='6561'><date>2026-12-27T11:00:00+01:00</date><start>11:00</start><duration>00:30</duration>
<room>Saal 1</room><recording><license></license><optout>true</optout></recording><title>Opening &amp; more</title>
<subtitle></subtitle><track>Society</track>
<type>lecture</type><language>en</language><abstract>Short.</abstract><description>Short. And
longer.</description><persons><person id='1'>erdgeist</person><person id='2'>Geraldine B</person></persons>
</event></room></day></schedule>"""
WIDGET = {
    "talks": [
        {
            "code": "AA",
            "title": "Hei",
            "speakers": ["S1"],
            "track": 7,
            "start": "2026-05-07T10:00:00+02:00",
            "end": "2026-05-07T10:30:00+02:00",
            "room": 3,
        },
        {
            "title": {"en": "Break", "de": "Pause"},
            "start": "2026-05-07T10:30:00+02:00",
            "end": "2026-05-07T10:45:00+02:00",
            "room": 3,
        },
    ],
    "timezone": "Europe/Oslo",
    "tracks": [{"id": 7, "name": {"en": "Main"}}],
    "rooms": [{"id": 3, "name": {"en": "Hall"}}],
    "speakers": [{"code": "S1", "name": "Kari Nordmann"}],
}
API = {
    "count": 1,
    "results": [
        {
            "code": "BB",
            "title": "Hello",
            "speakers": [{"code": "S", "name": "Ola Berg"}],
            "submission_type": {"en": "Talk"},
            "track": {"en": "Main"},
            "state": "canceled",
            "abstract": "",
            "description": "x",
            "content_locale": "en",
            "do_not_record": False,
            "slots": [
                {
                    "room": {"id": 1, "name": {"en": "Hall"}},
                    "start": "2026-05-07T10:00:00+02:00",
                    "end": "2026-05-07T10:30:00+02:00",
                }
            ],
        }
    ],
}


def programme_of(data: Any) -> Programme:
    return read(json.dumps(data).encode(), today=TODAY)


def test_schedule_json() -> None:
    found = programme_of(SCHEDULE)
    assert (found.title, found.timezone, found.language, found.slug) == (
        "Maps in School",
        "Europe/Berlin",
        "en",
        "maps26",
    )
    talk, lunch, night = found.entries
    assert (talk.title, talk.track, talk.room, talk.speakers, talk.key) == (
        "Learning with maps: A field guide",
        "Geography",
        "Sal 1",
        ("Jane Doe",),
        "a1",
    )
    assert talk.ends - talk.starts == dt.timedelta(minutes=45)
    assert talk.description == "Maps are everywhere.\n\nWe draw some."
    assert lunch.kind == "break"
    assert (night.starts.isoformat(), night.language) == ("2026-05-09T00:30:00+02:00", "de")


def test_who_will_not_be_recorded_is_told() -> None:
    said = [notice.text() for notice in programme_of(SCHEDULE).notices]
    assert "Not to be recorded: Learning with maps" in said
    assert "1 sessions without a title or times were left out." in said


def test_schedule_xml() -> None:
    found = read(XML.encode(), today=TODAY)
    (entry,) = found.entries
    assert (found.title, entry.title, entry.track, entry.room, entry.key) == (
        "Congress",
        "Opening & more",
        "Society",
        "Saal 1",
        "g1",
    )
    assert (entry.speakers, entry.description) == (("erdgeist", "Geraldine B"), "Short. And\nlonger.")
    assert [notice.text() for notice in found.notices] == ["Not to be recorded: Opening & more"]


def test_the_widgets_schedule() -> None:
    talk, pause = programme_of(WIDGET).entries
    assert (talk.title, talk.speakers, talk.track, talk.room) == ("Hei", ("Kari Nordmann",), "Main", "Hall")
    assert (pause.kind, pause.room) == ("break", "Hall")


def test_the_apis_talks() -> None:
    (talk,) = programme_of(API).entries
    assert (talk.title, talk.speakers, talk.room, talk.track, talk.status) == (
        "Hello",
        ("Ola Berg",),
        "Hall",
        "Main",
        "cancelled",
    )


def test_talks_filed_by_day_and_hour() -> None:
    filed = {"schedule": {"2026-05-07": {"510": {}, "520": {"12": inside(API, "results", 0)}}}}
    assert [entry.title for entry in programme_of(filed).entries] == ["Hello"]


def test_hundreds_of_sessions_in_parallel_rooms() -> None:
    talks = [
        {
            **TALK,
            "guid": str(n),
            "date": f"2026-05-07T{9 + n // 60 % 8:02}:{n % 60:02}:00+02:00",
            "duration": "00:01",
            "title": f"Talk {n}",
        }
        for n in range(480)
    ]
    rooms = {f"Room {n}": [{**talk, "room": f"Room {n}"} for talk in talks[n::8]] for n in range(8)}
    data = {"schedule": {"conference": {"title": "Big", "days": [{"date": "2026-05-07", "rooms": rooms}]}}}
    found = programme_of(data)
    assert len(found.entries) == 480
    assert len({entry.room for entry in found.entries}) == 8


@pytest.mark.parametrize(
    "source",
    [
        b'{"schedule": ', b'{"a": 1}', b"[]", b'{"sessions": []}', b'{"talks": [{"title": "x", "start": "soon"}]}',
        b"<schedule><day>", b"<?xml version='1.0'?><a/>",
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><schedule/>", b"<schedule>" + b"<x>" * 40,
        b"[" * 1000 + b"]" * 1000,
    ],
)  # fmt: skip
def test_what_is_no_schedule_is_refused(source: bytes) -> None:
    with pytest.raises(NotUnderstood):
        read(source, name="x.json" if source[:1] in b"[{" else "x.xml", today=TODAY)
