"""Programmes in layouts that organisers really publish, each with what a person reads out of it (the .read beside it).

In a .read file: the title (or a part of it), then a line for each session: when, "t" talk, "b" break, "*" either, "o" may
be there, and how its title begins. An end of "?" is not in the text, so a notice has to say that it is assumed.
"""

import datetime as dt
import re
from pathlib import Path

import pytest

from live.programme import Programme, read

LAYOUTS = Path(__file__).parent / "layouts"
TODAY = dt.date(2026, 11, 29)
_SESSION = re.compile(r"(\S+ \S\S:\S\S)-(\S+) ([tb*o]) (.+)")


def unlike(programme: Programme, wanted: str) -> list[str]:
    """What differs from the reading of a person."""
    title, *lines = wanted.strip().split("\n")
    faults = [] if title in programme.title else [f"title {programme.title!r}"]
    found = {(f"{e.starts:%Y-%m-%d %H:%M}", e.title): e for e in programme.entries}
    for line in lines:
        starts, ends, kind, begins = _SESSION.fullmatch(line).groups()  # type: ignore[union-attr]
        key = next((key for key in found if key[0] == starts and key[1].startswith(begins)), None)
        entry = found.pop(key) if key else None
        if entry is None:
            faults += [] if kind == "o" else [f"missing {line}"]
        elif ends != "?" and f"{entry.ends:%H:%M}" != ends:
            faults.append(f"{line} ends {entry.ends:%H:%M}")
        elif kind in "tb" and entry.kind[0] != kind:
            faults.append(f"{line} is a {entry.kind}")
        elif ends == "?" and kind != "o" and not any("assumed" in notice.text() for notice in programme.notices):
            faults.append(f"{line}: nothing says that the end is assumed")
    return faults + [f"no such session {key}" for key in found]


@pytest.mark.parametrize("name", sorted(path.stem for path in LAYOUTS.glob("*.txt")))
def test_it_is_read_as_a_person_reads_it(name):
    programme = read((LAYOUTS / f"{name}.txt").read_bytes(), today=TODAY)
    assert unlike(programme, (LAYOUTS / f"{name}.read").read_text(encoding="utf-8")) == []
