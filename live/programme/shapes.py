"""What a programme is once it has been read, whatever format it came in.

These shapes are the only thing the rest of the house sees of this room. They hold content, never behaviour of an event:
ids, revisions and delays belong to `rules/`.
"""

import datetime as dt
from datetime import datetime

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One session of the agenda. Times are aware and in the programme's zone."""

    title: str
    kind: str = "talk"  # "talk" or "break"
    starts: datetime
    ends: datetime
    speakers: tuple[str, ...] = ()
    track: str = ""
    room: str = ""
    stream: str = ""  # where the video is, when that is not where the programme's is
    description: str = ""
    language: str = ""  # only when it differs from the programme's
    items: tuple[str, ...] = ()  # the bullets under the title
    key: str = ""  # the source's own stable identity: UID, guid, code
    planned_starts: datetime | None = None
    planned_ends: datetime | None = None
    status: str = "scheduled"
    reason: str = ""  # why it was moved, as attendees see it
    started_at: datetime | None = None  # by hand
    ended_at: datetime | None = None
    id: str = ""  # what we called it ourselves, in what we wrote
    lines: tuple[int, int] | None = None  # where it stands in the text it was read from: first and last, from 1


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """Which edition of a programme is written, for formats that are fetched again and again.

    `number` grows with every move, `stamp` is when the last one was made; `base` is the address of the event's page.
    """

    number: int = 0
    stamp: datetime | None = None
    base: str = ""


class Part(msgspec.Struct, frozen=True):
    """A headed section beside the agenda: who can attend, about, practical matters."""

    heading: str
    text: str


class Notice(msgspec.Struct, frozen=True):
    """Something the reader should look at. `message` is a gettext msgid with {named} places for `values`."""

    message: str
    values: dict[str, str] = {}
    line: int | None = None

    def text(self) -> str:
        """The notice in English, with its line number in front when there is one."""
        said = self.message.format(**self.values)
        return said if self.line is None else f"line {self.line}: {said}"


class Programme(msgspec.Struct, frozen=True, kw_only=True):
    """A whole agenda with what stands around it."""

    title: str
    summary: str = ""
    language: str = "nb"
    timezone: str = "Europe/Oslo"
    contact: str = ""
    stream: str = ""  # where the video is
    entries: tuple[Entry, ...]
    parts: tuple[Part, ...] = ()
    notices: tuple[Notice, ...] = ()
    slug: str = ""
    settings: dict[str, object] = {}  # only in our own forms: names and values as they were written
    logo: bytes = b""  # only in our own forms: a picture as it was sent, to be looked at as an upload is


class NotUnderstood(Exception):
    """Nothing could be read. `notice` says in one sentence what was looked for and what is missing."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.text())
        self.notice = notice


class Hints(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller knows beside the source itself; what is given here beats what the source says."""

    today: dt.date
    name: str = ""
    date: dt.date | None = None
    timezone: str | None = None
    language: str | None = None


def without_lines(programme: Programme) -> Programme:
    """The programme without line numbers: they would be those of a text that the reader does not see."""
    return msgspec.structs.replace(
        programme,
        notices=tuple(msgspec.structs.replace(notice, line=None) for notice in programme.notices),
        entries=tuple(msgspec.structs.replace(entry, lines=None) for entry in programme.entries),
    )


def without_repetition(notices: list[Notice]) -> tuple[Notice, ...]:
    """Each notice once, in order."""
    return tuple({(notice.text()): notice for notice in notices}.values())
