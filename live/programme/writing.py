"""The way out: one programme, seven formats. json, toml and pretalx keep everything; the others what they have a place
for.
"""

import datetime as dt
from collections.abc import Callable

from live.programme.calendar_out import write_ics
from live.programme.own import write_own
from live.programme.pretalx_out import write_pretalx
from live.programme.prose import write_markdown, write_text
from live.programme.shapes import Programme
from live.programme.sheet import write_table
from live.programme.toml import write_toml

_WRITERS: dict[str, Callable[[Programme], bytes]] = {
    "text": write_text,
    "md": write_markdown,
    "ics": write_ics,
    "csv": write_table,
    "json": write_own,
    "pretalx": write_pretalx,
    "toml": write_toml,
}
FORMATS_OUT = tuple(_WRITERS)


def write(programme: Programme, form: str, *, sequence: int = 0, stamp: dt.datetime | None = None) -> bytes:
    """The programme in one of FORMATS_OUT; KeyError for another. `sequence` and `stamp` are for calendars: how many
    changes there have been, and when the last one was."""
    if form == "ics":
        return write_ics(programme, sequence=sequence, stamp=stamp)
    return _WRITERS[form](programme)
