"""What moderators wish of the agenda: its sessions moved, begun, ended, edited; and the last move taken back."""

from datetime import datetime, time
from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from live.rules.wishes import (
    COMMAS,
    LINES,
    RESOURCES,
    Move,
    choice,
    described,
    line,
    needed,
    raw,
    texts,
    web,
    within,
    words,
)

LONGEST_TITLE, LONGEST_TEXT, LONGEST_NAME, LONGEST_ITEM, LONGEST_REASON = 200, 4000, 120, 500, 120
FARTHEST_MINUTES = 366 * 24 * 60


class SessionKind(StrEnum):
    """What a session is."""

    TALK = "talk"
    BREAK = "break"


class Rest(StrEnum):
    """What happens to the sessions that follow one that moves; see `following.py`."""

    SHIFT = "shift"
    PUSH = "push"
    ABSORB = "absorb"
    SHORTEN = "shorten"


class SessionAction(StrEnum):
    """What a moderator can do with a session, by the last part of the address."""

    DELAY = "delay"
    EXTEND = "extend"
    MOVE = "move"
    SWAP = "swap"
    START = "start"
    END = "end"
    CANCEL = "cancel"
    RESTORE = "restore"
    EDIT = "edit"


WHEN = "RFC 3339, or a time of day of the event."
KIND = choice("A session is a talk or a break.", "What it is.", code="unknown_kind")
TITLE = line("What it is called.", longest=LONGEST_TITLE, shortest=1)
SPEAKERS = texts("Who speaks.", many=COMMAS, longest=LONGEST_NAME)
TRACK = line("The track it belongs to; empty for all of them.", longest=LONGEST_NAME)
ROOM = line("Where it is.", longest=LONGEST_NAME)
DESCRIPTION = words("What it is about.", longest=LONGEST_TEXT)
STREAM = web("Where it is shown: an https address; empty: where its track or the event is.")
ITEMS = texts("The points below it.", many=LINES, longest=LONGEST_ITEM)


class SessionMove(Move, frozen=True, kw_only=True):
    """What every move of a session takes. `revision` is the agenda's."""

    rest: Annotated[
        Rest | None,
        choice(
            "Choose what happens to the rest: shift, push, absorb or shorten.",
            "What happens to what follows: all of it shifts, only what is in the way is pushed, breaks absorb "
            "the delay, "
            "or what comes next is shortened.",
            code="unknown_rest",
        ),
    ] = None
    reason: Annotated[str, line("Why; attendees see it beside the session.", longest=LONGEST_REASON)] = ""
    preview: Annotated[bool, described("Only say what it would change.")] = False


class Delay(SessionMove, frozen=True, kw_only=True):
    """Start a session later, or earlier; it keeps its length."""

    minutes: Annotated[
        float,
        within(
            "That is too far to move a session.",
            "By how many minutes; negative is earlier.",
            code="too_far",
            least=-FARTHEST_MINUTES,
            most=FARTHEST_MINUTES,
            missing="By how many minutes?",
        ),
    ]


class Extend(Delay, frozen=True, kw_only=True):
    """End a session later, or earlier."""


class MoveTo(SessionMove, frozen=True, kw_only=True):
    """Start a session at a given time."""

    starts: Annotated[datetime | time, needed("When does it start?", f"When it starts: {WHEN}")]


class Swap(SessionMove, frozen=True, kw_only=True):
    """Let two sessions of a track change places."""

    other: Annotated[str, raw("The id of the other one, or `previous` or `next`.")] = ""


class EditSession(SessionMove, frozen=True, kw_only=True):
    """Other words or times for a session. What is left out stays."""

    title: Annotated[str | UnsetType, TITLE] = UNSET
    kind: Annotated[SessionKind | UnsetType, KIND] = UNSET
    starts: Annotated[datetime | time | None, described(f"When it starts: {WHEN}")] = None
    ends: Annotated[datetime | time | None, described(f"When it ends: {WHEN}")] = None
    minutes: Annotated[float | None, described("How long it lasts, where no end is said.")] = None
    speakers: Annotated[tuple[str, ...] | UnsetType, SPEAKERS] = UNSET
    track: Annotated[str | UnsetType, TRACK] = UNSET
    room: Annotated[str | UnsetType, ROOM] = UNSET
    description: Annotated[str | UnsetType, DESCRIPTION] = UNSET
    items: Annotated[tuple[str, ...] | UnsetType, ITEMS] = UNSET
    stream: Annotated[str | UnsetType, STREAM] = UNSET
    resources: Annotated[tuple[str, ...] | UnsetType, RESOURCES] = UNSET


class InsertSession(EditSession, frozen=True, kw_only=True):
    """A new session, of half an hour unless said otherwise."""

    title: Annotated[str, TITLE]
    starts: Annotated[datetime | time, needed("When does it start?", f"When it starts: {WHEN}")]


class Undo(Move, frozen=True, kw_only=True):
    """Take the last move of the agenda back, whoever made it. `revision` is the agenda's."""

    preview: Annotated[bool, described("Only say what it would change.")] = False
