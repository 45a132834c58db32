"""The way out: one programme, eight formats. json, toml and pretalx keep everything; the others what they have a place
for.
"""

from collections.abc import Callable

from live.programme.calendars.ics_out import write_ics
from live.programme.pages.prose import write_markdown, write_text
from live.programme.schedules.frab_out import write_xml
from live.programme.schedules.own import write_own
from live.programme.schedules.pretalx_out import write_pretalx
from live.programme.schedules.toml import write_toml
from live.programme.shapes import Edition, Programme
from live.programme.tables.sheet import write_table

_WRITERS: dict[str, Callable[[Programme], bytes]] = {
    "text": write_text,
    "md": write_markdown,
    "csv": write_table,
    "json": write_own,
    "toml": write_toml,
}
_FOLLOWED: dict[str, Callable[[Programme, Edition], bytes]] = {
    "ics": write_ics,
    "pretalx": write_pretalx,
    "xml": write_xml,
}
FIRST = Edition()
FORMATS_OUT = (*_WRITERS, *_FOLLOWED)


def write(programme: Programme, form: str, edition: Edition = FIRST) -> bytes:
    """The programme in one of FORMATS_OUT; KeyError for another."""
    if form in _FOLLOWED:
        return _FOLLOWED[form](programme, edition)
    return _WRITERS[form](programme)
