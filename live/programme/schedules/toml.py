"""TOML, for those who keep their programme in a repository: a few keys on top, one [[sessions]] table per session.

title = "Fagdag"
timezone = "Europe/Oslo"

[[sessions]]
title = "Velkommen"
starts = 2026-03-08T12:00:00     # local to the timezone, or with an offset
ends = 2026-03-08T12:45:00       # or minutes = 45, or nothing: the next session's start
"""

import json
import re
import tomllib
from datetime import date, datetime, time, timedelta
from itertools import islice

from live.programme.schedules.own import as_own, read_own
from live.programme.shapes import Hints, Notice, NotUnderstood, Programme
from live.programme.values.fields import Foreign, length
from live.programme.words.breaks import is_break

_MOST_CHARACTERS = 1_500_000  # tomllib reads a megabyte in a second
_LONG_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')\s*+\.\s*+){8}""")  # a key of nine parts
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_MOST_KEYS, _MOST_TABLES = 60_000, 6_000  # tomllib takes seconds for more; 5,000 sessions have fewer
TIMES = ("starts", "ends", "planned_starts", "planned_ends", "started_at", "ended_at")
_LAST = timedelta(minutes=30)  # a last session without an end


def read_toml(text: str, hints: Hints) -> Programme:
    """The programme in a TOML text."""
    if len(text) > _MOST_CHARACTERS or text.count("=") > _MOST_KEYS or _LONG_KEY.search(text) or _too_many_tables(text):
        raise NotUnderstood(Notice("The TOML is too long or too deep to be a programme."))
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise NotUnderstood(Notice("The TOML is broken: {reason}.", {"reason": str(error)[:120]})) from error
    sessions = data.get("sessions") or data.get("session") or data.get("entries")
    if not isinstance(sessions, list):
        raise NotUnderstood(Notice("The TOML is no programme: looked for [[sessions]] and found none."))
    tables = [_with_kind(_with_start(session, data, hints)) for session in sessions if isinstance(session, dict)]
    for at, session in enumerate(tables):
        session["ends"] = _end(session, tables[at + 1].get("starts") if at + 1 < len(tables) else None)
    return read_own({**data, "sessions": tables}, hints)


def _too_many_tables(text: str) -> bool:
    return next(islice(_TABLE.finditer(text), _MOST_TABLES, None), None) is not None


def _with_start(session: dict[str, Foreign], data: dict[str, Foreign], hints: Hints) -> dict[str, Foreign]:
    """The start as one datetime: `starts`, or `date` and `start`."""
    starts = session.get("starts", session.get("start"))
    if isinstance(starts, str) and len(starts) <= 8:
        starts = _clock(starts)
    if isinstance(starts, time):
        on = session.get("date", data.get("date"))
        starts = datetime.combine(on if isinstance(on, date) else hints.date or hints.today, starts)
    return {**session, "starts": starts}


def _clock(said: str) -> time | None:
    try:
        return time.fromisoformat(said.replace(".", ":").zfill(5))
    except ValueError:
        return None


def _end(session: dict[str, Foreign], following: Foreign) -> Foreign:
    starts, ends = session["starts"], session.get("ends", session.get("end"))
    if isinstance(ends, str) and len(ends) <= 8:
        ends = _clock(ends)
    if isinstance(ends, time) and isinstance(starts, datetime):
        end = datetime.combine(starts.date(), ends, starts.tzinfo)
        return end if end >= starts else end + timedelta(days=1)
    if ends is None and isinstance(starts, datetime):
        lasts = length(session.get("minutes"))
        return starts + lasts if lasts else following or starts + _LAST
    return ends


def _with_kind(session: dict[str, Foreign]) -> dict[str, Foreign]:
    return (
        session
        if "kind" in session
        else {**session, "kind": "break" if is_break(str(session.get("title", ""))) else "talk"}
    )


def write_toml(programme: Programme) -> bytes:
    """TOML that `read_toml` reads back; empty fields are left out."""
    own = as_own(programme)
    lines = [
        _line(key, own[key])
        for key in ("slug", "title", "summary", "language", "timezone", "contact", "stream")
        if own[key]
    ]
    lines += (
        ["", "[settings]", *(_line(name, value) for name, value in own["settings"].items())] if own["settings"] else []
    )
    for table, rows in (("sections", own["sections"]), ("sessions", own["sessions"])):
        for row in rows:
            lines += ["", f"[[{table}]]"]
            lines += [
                _line(key, value)
                for key, value in row.items()
                if value or key == "title" or (key == "key" and row["id"])
            ]
    return "\n".join([*lines, ""]).encode()


def _line(key: str, value: Foreign) -> str:
    if key in TIMES:
        return f"{key} = {value}"
    if isinstance(value, bool | int):
        return f"{key} = {str(value).lower()}"
    if isinstance(value, list | tuple):
        return f"{key} = [{', '.join(_string(one) for one in value)}]"
    return f"{key} = {_string(value)}"


def _string(value: str) -> str:
    """A TOML basic string; JSON's escapes are a subset of TOML's, but for DEL, which TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
