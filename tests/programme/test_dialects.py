"""JSON of other systems: Sessionize in its shapes, the hubs of the Chaos congresses, EuroPython, home-made lists."""

import datetime as dt
import json
from typing import Any

import pytest

from live.programme import Programme, read

TODAY = dt.date(2026, 1, 1)


def programme_of(data: Any, **hints: Any) -> Programme:
    return read(json.dumps(data).encode(), today=TODAY, **hints)


def told(programme: Programme) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    return [(e.starts.isoformat()[:16], f"{e.ends:%H:%M}", e.title, e.room, e.speakers) for e in programme.entries]


SESSION = {
    "id": "77",
    "title": "Kilns &amp; timers",
    "description": "Hot &amp; <b>slow</b>.",
    "startsAt": "2026-05-08T09:55:00",
    "endsAt": "2026-05-08T10:40:00",
    "isServiceSession": False,
    "isPlenumSession": False,
    "roomId": 2,
    "status": "Accepted",
}
ALL = {
    "sessions": [
        {**SESSION, "speakers": ["5cc8c01c-7a5f-4d38-a5c2-8f0a2a9e6b01"], "categoryItems": [501]},
        {**SESSION, "id": "9", "title": "Lunch", "startsAt": "2026-05-08T12:00:00", "endsAt": "2026-05-08T13:00:00"},
        {**SESSION, "id": "10", "title": "Not placed yet", "startsAt": None, "endsAt": None},
    ],
    "speakers": [{"id": "5cc8c01c-7a5f-4d38-a5c2-8f0a2a9e6b01", "fullName": "Isla Renwick"}],
    "categories": [{"id": 1, "title": "Track", "items": [{"id": 501, "name": "Clay"}]}],
    "rooms": [{"id": 2, "name": "Loft"}],
}
PLACED = {**SESSION, "speakers": [{"id": "5cc8", "name": "Isla Renwick"}], "room": "Loft"}
GRID = [
    {
        "date": "2026-05-08T00:00:00",
        "isDefault": True,
        "rooms": [{"id": 2, "name": "Loft", "sessions": [PLACED]}],
        "timeSlots": [{"slotStart": "09:55:00", "rooms": [{"id": 2, "name": "Loft", "session": PLACED}]}],
    }
]
GROUPED = [{"groupId": None, "groupName": "All", "sessions": [PLACED]}]


def test_sessionize_with_everything_beside_its_sessions() -> None:
    programme = programme_of(ALL, timezone="Europe/London")
    assert told(programme) == [
        ("2026-05-08T09:55", "10:40", "Kilns & timers", "Loft", ("Isla Renwick",)),
        ("2026-05-08T12:00", "13:00", "Lunch", "Loft", ()),
    ]
    first, lunch = programme.entries
    assert (first.description, first.track, first.key, lunch.kind) == ("Hot & slow.", "Clay", "77", "break")


@pytest.mark.parametrize("data", [GRID, GROUPED], ids=["grid", "grouped"])
def test_sessionize_by_room_and_by_group_has_each_session_once(data: bytes) -> None:
    assert told(programme_of(data)) == [("2026-05-08T09:55", "10:40", "Kilns & timers", "Loft", ("Isla Renwick",))]


def test_a_hub_with_rooms_that_are_only_numbers() -> None:
    event = {
        "id": "0c4e7b0e-66b3-4a5a-9d8b-3a6f0e7d5c11",
        "kind": "assembly",
        "name": "Lötkurs",
        "slug": "loetkurs",
        "room": "5f1f8a3e-2f0a-4a57-8f7c-6b7a2d1f0e99",
        "track": None,
        "language": "de",
        "description": "**Löten** für alle, siehe [hier](https://hub.example/x).",
        "schedule_start": "2026-12-27T10:00:00+01:00",
        "schedule_duration": "00:40:00",
        "schedule_end": "2026-12-27T10:40:00+01:00",
    }
    programme = programme_of([event])
    assert told(programme) == [("2026-12-27T10:00", "10:40", "Lötkurs", "", ())]
    assert programme.language == "de"
    assert programme.entries[0].description == "Löten für alle, siehe hier (https://hub.example/x)."


def test_days_that_hold_events_beside_their_rooms() -> None:
    session = {
        "event_type": "session",
        "code": "ABC",
        "title": "Typing slowly",
        "speakers": [{"code": "S1", "name": "Ada Bell"}],
        "rooms": ["Forum"],
        "start": "2026-07-10T09:00:00+02:00",
        "duration": 45,
    }
    pause = {**session, "event_type": "break", "code": "", "title": "Stretch", "speakers": []}
    pause |= {"rooms": ["Forum", "South 1", "South 2", "North"], "start": "2026-07-10T09:45:00+02:00", "duration": 15}
    programme = programme_of({"days": {"2026-07-10": {"rooms": ["Forum", "South 1"], "events": [session, pause]}}})
    assert told(programme) == [
        ("2026-07-10T09:00", "09:45", "Typing slowly", "Forum", ("Ada Bell",)),
        ("2026-07-10T09:45", "10:00", "Stretch", "", ()),
    ]
    assert programme.entries[1].kind == "break"


def test_clocks_under_days_that_are_keys() -> None:
    days = {
        "2026-05-07": [{"title": "A", "start": "09:00", "end": "09:30"}],
        "2026-05-08": [{"title": "B", "start": "10:00", "duration": "30"}],
    }
    assert [one[:3] for one in told(programme_of(days))] == [
        ("2026-05-07T09:00", "09:30", "A"),
        ("2026-05-08T10:00", "10:30", "B"),
    ]


def test_a_slot_takes_nothing_from_its_talk_and_a_talk_may_have_two() -> None:
    slots = [
        {"start": "2026-05-07T09:00:00+02:00", "end": "2026-05-07T09:30:00+02:00", "description": None, "room": None},
        {"start": "2026-05-08T09:00:00+02:00", "end": "2026-05-08T09:30:00+02:00", "description": ""},
    ]
    talk = {"code": "X", "title": "Twice", "description": "Kept.", "room": "Sal", "slots": slots}
    entries = programme_of({"count": 1, "results": [talk]}).entries
    assert [(e.starts.day, e.description, e.room) for e in entries] == [(7, "Kept.", "Sal"), (8, "Kept.", "Sal")]


@pytest.mark.parametrize(
    ("offset", "zone", "word"),
    [
        ("-04:00", "Etc/GMT+4", "-04:00"),
        ("+05:30", "Asia/Kolkata", "+05:30"),
        ("+02:00", "Europe/Oslo", ""),
        ("Z", "Europe/Oslo", "names no time zone"),
    ],
)
def test_an_offset_without_a_zone_is_kept_and_said(offset: Any, zone: Any, word: Any) -> None:
    programme = programme_of([{"title": "A", "start": f"2026-06-02T09:00:00{offset}", "duration": 30}])
    assert programme.timezone == zone
    assert programme.entries[0].starts.hour == (11 if offset == "Z" else 9)
    assert (word in " ".join(notice.text() for notice in programme.notices)) if word else not programme.notices
    named = programme_of([{"title": "A", "start": f"2026-06-02T09:00:00{offset}", "duration": 30}], timezone="UTC")
    assert (named.timezone, named.notices) == ("UTC", ())


def test_a_session_without_an_end_ends_when_the_next_begins_and_that_is_said() -> None:
    open_end = {**SESSION, "id": "1", "title": "Registration", "startsAt": "2026-05-08T09:00:00", "endsAt": None}
    programme = programme_of({"sessions": [open_end, SESSION]})
    assert [one[1:3] for one in told(programme)] == [("09:55", "Registration"), ("10:40", "Kilns & timers")]
    assert any("No end is given for 1 sessions" in notice.text() for notice in programme.notices)


def test_categories_that_are_no_list_are_no_category() -> None:
    found = programme_of({"sessions": [{"categoryItems": 1, "title": "A", "start": "2027-01-01T10:00:00Z"}]})
    assert [entry.title for entry in found.entries] == ["A"]
