"""What schedule apps and conference software fetch: what the C3VOC's schemas of `schedule.json` and `schedule.xml` ask.

The schemas themselves are under another licence (EUPL) and not in the tree; what they demand of what we write stands
here, and both were held against 120 files of this generator (https://github.com/voc/schedule, commit 0a403ee).
"""

import json
import re
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.programme import Edition, Programme, read, write
from tests.programme.test_round_trip import anything, programmes

TODAY = date(2026, 1, 1)
BASE = "https://live.example.no/fagdag"
EDITION = Edition(number=3, stamp=datetime(2026, 1, 1, tzinfo=UTC), base=BASE)
CONFERENCE = {"title", "acronym", "days", "daysCount", "start", "end", "timeslot_duration"}
CONFERENCE_TOO = {"description", "time_zone_name", "url", "rooms", "tracks"}
EVENT = set(
    "abstract date duration guid id language links persons room slug start subtitle title track type url".split()
)
EVENT_TOO = {"description", "do_not_record", "attachments"}
PATTERNS = {
    "guid": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "start": r"(0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]",
    "duration": r"[0-9]+:[0-9]{2}",
    "slug": r"[a-z0-9_]{4,}-[a-z0-9\-_]*[a-z0-9]",
    "url": r"(https?://|urn:uuid:)\S+",
    "date": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)",
}
any_programme = programmes(anything.map(str.strip).filter(bool), everything=True, noted=True)


@settings(max_examples=30, deadline=None)
@given(any_programme, st.sampled_from([Edition(), EDITION]))
def test_the_json_is_what_the_schema_asks(programme: Programme, edition: Edition) -> None:
    whole = json.loads(write(programme, "pretalx", edition))
    assert whole.keys() == {"$schema", "generator", "schedule"}
    conference = whole["schedule"]["conference"]
    assert CONFERENCE <= conference.keys() <= CONFERENCE | CONFERENCE_TOO
    assert re.fullmatch(r"[a-z0-9_-][a-z0-9_]{3,}", conference["acronym"])
    assert all(room.keys() == {"name", "guid"} for room in conference["rooms"])
    talks = [talk for day in conference["days"] for room in day["rooms"].values() for talk in room]
    assert len(talks) == len(programme.entries)
    for talk in talks:
        assert_talk(talk)
    for name in ("id", "guid", "slug"):
        assert len({talk[name] for talk in talks}) == len(talks), name


def assert_talk(talk: dict[str, Any]) -> None:
    assert EVENT <= talk.keys() <= EVENT | EVENT_TOO
    for name, pattern in PATTERNS.items():
        assert re.fullmatch(pattern, talk[name]), (name, talk[name])
    assert talk["id"] >= 1
    assert all("name" in person and "id" not in person for person in talk["persons"])


@settings(max_examples=30, deadline=None)
@given(any_programme)
def test_the_xml_is_well_formed_whatever_is_in_it_and_is_read_back(programme: Programme) -> None:
    source = write(programme, "xml", EDITION)
    root = ElementTree.fromstring(source)
    assert root.findtext("version") == "4"
    events = root.findall("day/room/event")
    assert len({event.get("id") for event in events}) == len(events) == len(programme.entries)
    assert all(re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", event.findtext("duration") or "") for event in events)
    assert {event.findtext("url") for event in events} == {
        f"{BASE}#session-{entry.id}" if entry.id else BASE for entry in programme.entries
    }


def test_a_schedule_app_reads_the_agenda_from_the_xml() -> None:
    source = "Fagdag\n8. mars 2027\n09:00–10:00 Åpning – Kari Nordmann\n10:00–10:15 Pause\n10:15–11:00 Øvelser"
    programme = read(source.encode(), today=TODAY, timezone="Europe/Oslo")
    again = read(write(programme, "xml", EDITION), name="schedule.xml", today=TODAY)
    told = [(e.starts, e.ends, e.title, e.kind, e.speakers) for e in again.entries]
    assert told == [(e.starts, e.ends, e.title, e.kind, e.speakers) for e in programme.entries]


def test_guids_stay_when_a_session_moves_and_the_version_grows() -> None:
    source = "Fagdag\n8. mars 2027\n09:00–10:00 Åpning\n10:00–11:00 Øvelser"
    for form in ("pretalx", "xml"):
        programme = read(write(read(source.encode(), today=TODAY), "json"), name="a.json", today=TODAY)
        first, second = (write(programme, form, Edition(number=n)) for n in (0, 1))
        assert first != second
        assert re.findall(PATTERNS["guid"], first.decode()) == re.findall(PATTERNS["guid"], second.decode())


@pytest.mark.parametrize("zone", ["Etc/GMT-3", "America/New_York", "UTC"])
def test_a_zone_the_schema_does_not_know_is_kept_all_the_same(zone: str) -> None:
    source = "Fagdag\n8. mars 2027\n09:00–10:00 Åpning"
    programme = read(source.encode(), today=TODAY, timezone=zone)
    written = write(programme, "pretalx", EDITION)
    assert read(written, name="a.json", today=TODAY).timezone == zone
    told = json.loads(written)["schedule"]["conference"].get("time_zone_name")
    assert told in (None, zone)
    assert told is None or re.match(r"[A-Z][a-z]+/[A-Z][a-z]+|UTC$", told)
