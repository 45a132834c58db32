"""Programmes of many layouts and languages, each with what a careful reader would make of it (the .json beside it)."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from live.programme import Programme, read

CORPUS = Path(__file__).parent / "corpus"
TODAY = dt.date(2026, 1, 1)
NAMES = sorted(path.stem for path in CORPUS.glob("*.txt"))


def as_seen(programme: Programme) -> dict[str, Any]:
    """A programme in the words of the expected files: empty fields left out."""
    fields = ("speakers", "track", "room", "description", "items")
    sessions = []
    for entry in programme.entries:
        seen: dict[str, Any] = {
            "starts": f"{entry.starts:%Y-%m-%d %H:%M}",
            "ends": f"{entry.ends:%Y-%m-%d %H:%M}",
            "title": entry.title,
        }
        if entry.kind != "talk":
            seen["kind"] = entry.kind
        for name in fields:
            if value := getattr(entry, name):
                seen[name] = list(value) if isinstance(value, tuple) else value
        sessions.append(seen)
    return {
        "title": programme.title,
        "summary": programme.summary,
        "language": programme.language,
        "timezone": programme.timezone,
        "contact": programme.contact,
        "sessions": sessions,
        "sections": [part.heading for part in programme.parts],
        "warnings": [notice.text() for notice in programme.notices],
    }


@pytest.mark.parametrize("name", NAMES)
def test_it_is_read_as_a_careful_reader_would(name: str) -> None:
    programme = read((CORPUS / f"{name}.txt").read_bytes(), today=TODAY)
    assert as_seen(programme) == json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_does_not_matter(name: str, encoding: str) -> None:
    text = (CORPUS / f"{name}.txt").read_text(encoding="utf-8")
    source = text.replace("☕", "*").replace("◦", "-").replace("\n", "\r\n").encode(encoding)
    assert [entry.title for entry in read(source, today=TODAY).entries if "pause" not in entry.title] == [
        session["title"]
        for session in json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))["sessions"]
        if "pause" not in session["title"]
    ]


def test_there_are_at_least_fourteen_in_all_six_languages() -> None:
    assert len(NAMES) >= 14
    assert {name.split("-")[0] for name in NAMES} == {"nb", "nn", "en", "de", "sv", "da"}
