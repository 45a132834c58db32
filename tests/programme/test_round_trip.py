"""What we write we can read: the same programme, as far as each form can carry it."""

import datetime as dt
import unicodedata
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.programme import FORMATS_OUT, Entry, Part, Programme, read, write
from live.programme.shapes import without_lines

TODAY = dt.date(2026, 1, 1)
OSLO = ZoneInfo("Europe/Oslo")
NAME = {
    "json": "p.json",
    "toml": "p.toml",
    "pretalx": "p.json",
    "csv": "p.csv",
    "ics": "p.ics",
    "text": "p.txt",
    "md": "p.md",
}

WORDS = (
    "lesing regning skriving klasse elever arbeid samtale natur historie musikk arena veien videre læring åpenhet pause"
).split()
anything = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs"]), min_size=1, max_size=25
)
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(lambda chosen: " ".join(chosen).capitalize())
people = st.sampled_from(["Kari Nordmann", "Ola Berg, rektor", "Eva Lind"])
minutes = st.integers(0, 60 * 24 * 3).map(lambda n: n * 5)


def entries(
    text: st.SearchStrategy[str], *, everything: bool, noted: bool = False, told: bool = False
) -> st.SearchStrategy[tuple[Entry, ...]]:
    def made(
        title: str,
        kind: str,
        start: int,
        length: int,
        speakers: tuple[str, ...],
        track: str,
        room: str,
        description: str,
        items: tuple[str, ...],
        key: str,
        status: str,
        language: str,
    ) -> Entry:
        starts = (dt.datetime(2026, 3, 2, tzinfo=dt.UTC) + dt.timedelta(minutes=start)).astimezone(OSLO)
        ends = (starts.astimezone(dt.UTC) + dt.timedelta(minutes=length)).astimezone(OSLO)
        extra: dict[str, Any] = (
            {
                "key": key,
                "status": status,
                "planned_starts": starts - dt.timedelta(minutes=5) if status == "done" else None,
            }
            if everything
            else {}
        )
        if noted and everything:
            extra |= {
                "id": f"s{start}",
                "reason": key,
                "started_at": starts + dt.timedelta(seconds=7),
                "ended_at": ends if status == "done" else None,
            }
        if told:
            extra |= {
                "status": "cancelled" if status == "cancelled" else "scheduled",
                "reason": key,
                "language": language,
            }
        return Entry(
            title=title,
            kind=kind if everything or told else "talk",
            starts=starts,
            ends=ends,
            speakers=tuple(dict.fromkeys(speakers)),
            track=track,
            room=room,
            description=description,
            items=tuple(items),
            **extra,
        )

    return st.builds(
        made,  # type: ignore[arg-type]  # it is given lists where it takes tuples
        text,
        st.sampled_from(["talk", "break"]),
        minutes,
        st.integers(1, 300),
        st.lists(people, max_size=2),
        st.just("") | text,
        st.just("") | text,
        st.just("") | text,
        st.lists(text, max_size=3),
        st.just("") | (text if told else anything),
        st.sampled_from(["scheduled", "done", "cancelled"]),
        st.sampled_from(["", "de", "sv"]),
    )


def programmes(
    text: st.SearchStrategy[str], *, everything: bool, noted: bool = False, told: bool = False
) -> st.SearchStrategy[Programme]:
    return st.builds(
        Programme,
        title=text,
        summary=st.just("") | text,
        language=st.sampled_from(["nb", "nn", "en"]),
        contact=st.sampled_from(["", "a@example.no"]),
        stream=st.sampled_from(["", "https://zoom.us/j/1"]) if noted else st.just(""),
        entries=st.lists(entries(text, everything=everything, noted=noted, told=told), min_size=1, max_size=6).map(
            lambda found: tuple(sorted(found, key=lambda e: e.starts))
        ),
        parts=st.lists(st.builds(Part, text, text), max_size=2).map(tuple),
        slug=st.sampled_from(["", "fagdag"]),
        settings=st.dictionaries(
            st.sampled_from(["stage", "slow_seconds", "moderated"]),
            st.booleans() | st.integers(0, 99) | text | st.lists(text, max_size=2).map(tuple),
        )
        if noted
        else st.just({}),
    )


def back(programme: Programme, form: str, **hints: Any) -> Programme:
    found = read(write(programme, form), name=NAME[form], today=TODAY, timezone="Europe/Oslo", **hints)
    return msgspec.structs.replace(found, notices=())


@pytest.mark.parametrize("form", ["json", "toml", "pretalx"])
@settings(max_examples=35, deadline=None)
@given(programme=programmes(anything.map(str.strip).filter(bool), everything=True, noted=True))
def test_the_lossless_forms_lose_nothing(form: str, programme: Programme) -> None:
    assert back(programme, form) == _normal(programme)


def _normal(value: Any) -> Any:
    """Reading normalises text (NFC); what was written in another form comes back normalised."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {name: _normal(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_normal(one) for one in value)
    if isinstance(value, Programme | Entry | Part):
        return type(value)(**{name: _normal(getattr(value, name)) for name in value.__struct_fields__})
    return value


@settings(max_examples=35, deadline=None)
@given(programmes(anything.map(str.strip).filter(bool), everything=True))
def test_csv_keeps_every_session(programme: Programme) -> None:
    assert without_lines(back(programme, "csv")).entries == _normal(programme).entries


@settings(max_examples=25, deadline=None)
@given(programmes(words, everything=False, told=True))
def test_a_calendar_keeps_the_agenda(programme: Programme) -> None:
    found = back(programme, "ics", language=programme.language)
    assert [msgspec.structs.replace(entry, key="") for entry in found.entries] == list(programme.entries)
    assert (found.title, found.summary, found.contact) == (programme.title, programme.summary, programme.contact)


@pytest.mark.parametrize("form", ["text", "md"])
@settings(max_examples=25, deadline=None)
@given(programme=programmes(words, everything=False, told=True))
def test_text_keeps_when_and_what(form: str, programme: Programme) -> None:
    found = back(programme, form, language=programme.language)
    assert found.title == programme.title
    kept = ("starts", "title", "speakers", "room", "track", "kind", "language", "reason", "status")
    assert [[getattr(e, name) for name in kept] for e in found.entries] == [
        [getattr(e, name) for name in kept] for e in programme.entries
    ]


@pytest.mark.parametrize("form", ["text", "md"])
@pytest.mark.parametrize("language", ["nb", "nn", "en", "de", "sv", "da"])
def test_text_keeps_what_it_can_say(form: str, language: str) -> None:
    def at(hour: int, minute: int = 0) -> dt.datetime:
        return dt.datetime(2026, 3, 2, hour, minute, tzinfo=OSLO)

    said = "Først dette.\n\n10:15 ringer klokka\nFredag\nRom: 5 er stort\n- et punkt her"
    entries = (
        Entry(title="Stille og ro", kind="break", starts=at(9), ends=at(9, 30)),
        Entry(title="Pause", kind="talk", starts=at(9, 30), ends=at(10)),
        Entry(
            title="Vann", starts=at(10), ends=at(11), language="nb" if language == "en" else "en", description=said,
            reason="Toget er forsinket", status="cancelled",
        ),
        Entry(
            title="Jord", starts=at(11), ends=at(12), description="09.00–10.00 Ut", items=("10:30 et punkt", "Pause")
        ),
        Entry(title="Ild", starts=at(13), ends=at(14), description="Pause"),
        Entry(title="Luft", starts=at(15), ends=at(16)),
    )  # fmt: skip
    programme = Programme(title="Fagdag om vann", language=language, entries=entries)
    found = read(write(programme, form), name=NAME[form], today=TODAY, timezone="Europe/Oslo", language=language)
    assert without_lines(found).entries == entries
    assert not [one for one in found.notices if "Nothing is planned" not in one.message]


def test_there_are_eight_forms() -> None:
    assert set(FORMATS_OUT) == {"text", "md", "ics", "csv", "json", "pretalx", "xml", "toml"}


@pytest.mark.parametrize("said", ["__0__", "Ta med *alt*", "# 1", "[her](https://x.no)", "a &amp; b", "<b>nei</b>"])
def test_a_table_of_our_own_says_what_was_written(said: str) -> None:
    nine = dt.datetime(2027, 3, 4, 9, tzinfo=ZoneInfo("Europe/Oslo"))
    entry = Entry(title="Velkommen", starts=nine, ends=nine + dt.timedelta(hours=1), description=said)
    programme = Programme(title="Samling", language="nb", timezone="Europe/Oslo", entries=(entry,))
    assert back(programme, "csv").entries[0].description == said
