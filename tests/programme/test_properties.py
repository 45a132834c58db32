"""Whatever comes in: a programme with sound times, or a refusal. Never anything else, never for long."""

import datetime as dt
import string
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from live.programme import NotUnderstood, read

TODAY = dt.date(2026, 1, 1)
FRAGMENTS = st.sampled_from(
    [
        "09:00",
        "9.30",
        "kl. 9",
        " – ",
        "-",
        "10:15 AM",
        "8. mars 2022",
        "8/3/2022",
        "Dag 2",
        "tirsdag",
        "\n",
        "\n\n",
        "- ",
        "• ",
        "# ",
        "|",
        "\t",
        "   ",
        "v/ Kari Nordmann",
        "Pause",
        "Velkommen",
        "(15 min)",
        "Tid:",
        "Fra:",
        "Til:",
        "Påmeldingsfrist:",
        "Spor A:",
        "Program",
        "a@b.no",
        "24:00",
        "00:00",
        "1/1",
        "«",
        "(",
        "BEGIN:VCALENDAR",
        "<html>",
        "{",
        "[",
        '"sessions"',
        "start;title",
        "2020-2021",
        "Side 1 av 2",
        "> ",
        "**",
        "---",
        "31.12.2099",
    ]
)
MESSY = st.lists(FRAGMENTS | st.text(string.printable, max_size=12), max_size=60).map("".join)


def sound(source: bytes, name: str = "") -> None:
    try:
        programme = read(source, name=name, today=TODAY)
    except NotUnderstood as refused:
        assert refused.notice.text()
        return
    assert programme.title
    assert programme.entries
    assert [entry.starts for entry in programme.entries] == sorted(entry.starts for entry in programme.entries)
    for entry in programme.entries:
        assert entry.title
        assert entry.starts <= entry.ends
        assert entry.starts.utcoffset() is not None
        assert entry.kind in ("talk", "break")
    assert all(notice.text() for notice in programme.notices)


@settings(max_examples=150, deadline=None)
@given(MESSY)
def test_messy_text_is_a_programme_or_a_refusal(text: str) -> None:
    sound(text.encode())


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    sound(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "x.html", "x.ics", "x.json", "x.xml", "x.csv", "x.toml"]))
def test_any_bytes_under_any_name(source: bytes, name: str) -> None:
    sound(source, name)


@settings(max_examples=60, deadline=None)
@given(
    MESSY,
    st.sampled_from(
        [
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101T100000\nSUMMARY:x\n{}\nEND:VEVENT\nEND:VCALENDAR",
            "<html><p>{}</p><table><tr><td>09:00<td>{}",
        ]
    ),
)
def test_mess_within_a_calendar_or_a_page(text: str, frame: Any) -> None:
    sound(frame.format(text, text).encode())


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.just("2026-01-01T10:00:00+01:00"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "title",
                    "starts",
                    "ends",
                    "start",
                    "date",
                    "duration",
                    "sessions",
                    "schedule",
                    "conference",
                    "days",
                    "rooms",
                    "talks",
                    "slot",
                    "slots",
                    "persons",
                    "speakers",
                    "track",
                    "room",
                    "live",
                    "language",
                    "items",
                    "event",
                    "agenda",
                    "timezone",
                    "results",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=30,
)


@settings(max_examples=150, deadline=None)
@given(json_values)
def test_any_json(value: Any) -> None:
    import json

    sound(json.dumps(value).encode(), "x.json")
