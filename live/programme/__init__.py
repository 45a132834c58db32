"""Agendas in the world's formats: read into one shape, written back out.

Pure: no network, no store, no clock (`today` is an argument), and nothing of the house but this room.
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
