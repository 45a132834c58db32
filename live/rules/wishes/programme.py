"""What organisers wish: an event made from a programme, as it was read or as it was corrected."""

from enum import StrEnum
from typing import Annotated

import msgspec

from live.rules.wishes import REPEATED, Wish, choice, described, raw, texts


class File(msgspec.Struct, frozen=True):
    """A file that was sent with a form."""

    name: str
    content: bytes


class Use(StrEnum):
    """What counts when both the text and the sessions were changed."""

    TEXT = "text"
    TABLE = "table"


def column(name: str) -> tuple[str, ...]:
    """Return a field of the sessions, as often as there are sessions."""
    given: tuple[str, ...] = msgspec.field(default=(), name=f"session-{name}")
    return given


class DeleteEvent(Wish, frozen=True, kw_only=True):
    """Delete an event and everything anybody left in it. There is no way back."""

    slug: Annotated[str, raw("The address of the event, typed again.", longest=100)] = ""


class NewProgramme(Wish, frozen=True, kw_only=True):
    """Read a programme and show what was understood; with `keep`, make it an event.

    The fields that begin with `session-` are the sessions as corrected, each as often as there are sessions.
    """

    text: Annotated[str, raw("The programme, as text.")] = ""
    file: Annotated[File | None, described("The programme as a file, in a form of several parts.")] = None
    date: Annotated[str, raw("The day of its first session, as YYYY-MM-DD; empty: as in the text.")] = ""
    timezone: Annotated[str, raw("Its time zone; empty: as in the text.")] = ""
    language: Annotated[str, raw("Its language: nb, nn or en; empty: as in the text.")] = ""
    slug: Annotated[str, raw("The address of the event; empty: made of its title.")] = ""
    replace: Annotated[bool, described("Whether it replaces the event at that address.")] = False
    offered: Annotated[str, raw("The free address that was offered, when it is taken.")] = ""
    suggested: Annotated[str, raw("The address that was proposed, as the page carries it along.")] = ""
    listed: Annotated[bool, described("Whether the front page lists the event.")] = True
    stream: Annotated[str, raw("Where the video is, as typed.")] = ""
    stream_was: Annotated[str, raw("What the page showed there.")] = ""
    today: Annotated[bool, described("Whether its first session is to be today.")] = False
    on: Annotated[str, raw("The day its first session is moved to, as YYYY-MM-DD; empty: stays.")] = ""
    keep: Annotated[bool, described("Whether it is kept; otherwise it is only shown.")] = False
    use: Annotated[Use | None, choice("Choose the text or the sessions.", "What counts when both were changed.")] = None
    title: Annotated[str, raw("The title, as corrected.")] = ""
    base: Annotated[str, raw("What was read, as the page carries it along.")] = ""
    read: Annotated[str, raw("What the sessions were read from, as the page carries it along.")] = ""
    out: Annotated[tuple[str, ...], texts("The numbers of the sessions to leave out.", many=REPEATED)] = ()
    number: Annotated[tuple[str, ...], texts("The place of each session in what was read.", many=REPEATED)] = column(
        "number"
    )
    day: Annotated[tuple[str, ...], texts("Its day.", many=REPEATED)] = column("day")
    starts: Annotated[tuple[str, ...], texts("When it starts.", many=REPEATED)] = column("starts")
    ends: Annotated[tuple[str, ...], texts("When it ends.", many=REPEATED)] = column("ends")
    titles: Annotated[tuple[str, ...], texts("What it is called.", many=REPEATED)] = column("title")
    kind: Annotated[tuple[str, ...], texts("Whether it is a talk or a break.", many=REPEATED)] = column("kind")
    speakers: Annotated[tuple[str, ...], texts("Who speaks, one on each line.", many=REPEATED)] = column("speakers")
    track: Annotated[tuple[str, ...], texts("Its track.", many=REPEATED)] = column("track")
    room: Annotated[tuple[str, ...], texts("Its room.", many=REPEATED)] = column("room")
