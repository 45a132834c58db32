"""A session while it is being read: times still in minutes, its end perhaps unknown; and hours named apart from any."""

import datetime as dt
from dataclasses import dataclass, field

import msgspec


@dataclass(slots=True, kw_only=True)
class Draft:
    """What one time in the text has led to so far."""

    line: int  # number of the line with the time
    lines: tuple[int, int] | None = None  # the first and the last that belong to it, when there are more
    day: dt.date
    starts: int  # minutes after midnight of `day`
    ends: int | None
    minutes: int | None = None  # how long, when the text says so
    half_known: bool = False  # am or pm was said
    title: str = ""
    cancelled: bool = False
    kind: str = ""  # "talk" or "break", when the text says it
    language: str = ""  # its own, when the text says it
    reason: str = ""  # why it was moved
    speakers: list[str] = field(default_factory=list)
    track: str = ""
    room: str = ""
    texts: list[str] = field(default_factory=list)  # lines of the description, "" between paragraphs
    items: list[str] = field(default_factory=list)
    labelled: bool = False  # its text says what it is, so that no line of it is a break without a time

    @property
    def lane(self) -> str:
        """What it is beside others in: its track, or its room."""
        return self.track or self.room


class Hours(msgspec.Struct, frozen=True):
    """A stretch of a day named apart from sessions: minutes after midnight, None where the text is silent; its line."""

    starts: int | None
    ends: int | None
    line: int
