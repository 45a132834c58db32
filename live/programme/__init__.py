"""Agendas in the world's formats: read into one shape, written back out.

Pure: no network, no store, no clock (`today` is an argument), and nothing of the house but this room.

`reading` recognises a source and hands it to one of `text`, `pages`, `calendars`, `schedules`, `tables`, or first to
`files`, which unpacks it; `words` and `values` are what they share. `writing` is the way out.
"""

from live.programme.reading import FORMATS_IN, read
from live.programme.shapes import Edition, Entry, Notice, NotUnderstood, Part, Programme
from live.programme.writing import FORMATS_OUT, write

__all__ = [
    "FORMATS_IN",
    "FORMATS_OUT",
    "Edition",
    "Entry",
    "NotUnderstood",
    "Notice",
    "Part",
    "Programme",
    "read",
    "write",
]
