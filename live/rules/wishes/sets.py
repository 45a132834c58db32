"""What moderators wish of sets of polls, and what somebody answers to a whole one."""

from enum import StrEnum
from typing import Annotated

import msgspec

from live.rules.wishes import Wish, described, line, raw
from live.rules.wishes.polls import ABOUT, LONGEST_SET


class SetMove(StrEnum):
    """What a moderator can do with a set, by the last part of the address."""

    OPEN = "open"
    CLOSE = "close"
    KEEP = "keep"
    FORGET = "forget"
    UNTIL = "until"


LAST_DAY = raw(
    "The last day on which it can be answered (YYYY-MM-DD, in the event's time zone); empty: until it is closed."
)


class MakeSet(Wish, frozen=True, kw_only=True):
    """Make the polls of a template. The same name is the same set, as long as any of it is there."""

    template: Annotated[str, raw("`evaluation`, `pace`, `start`, or the name of a template of one's own.")]
    name: Annotated[
        str, line("What the set is called; empty: as its template. People see it.", longest=LONGEST_SET)
    ] = ""
    session: Annotated[str | None, ABOUT] = None
    on: Annotated[bool, described("Whether its polls are opened at once; otherwise they are drafts.")] = False
    until: Annotated[str, LAST_DAY] = ""


class MoveSet(Wish, frozen=True, kw_only=True):
    """Open or close all polls of a set, change their last day, keep it as a template of one's own, or forget the
    template of that name.
    """

    name: Annotated[str, raw("What the set, or the template, is called.")]
    until: Annotated[str, LAST_DAY] = ""


class AnswerOf(msgspec.Struct, frozen=True):
    """One person's whole answer to one poll of a set."""

    poll: str
    choice: tuple[str, ...] = ()


class AnswerSet(Wish, frozen=True, kw_only=True):
    """Answer several polls at once, each as if it were answered alone."""

    answers: Annotated[tuple[AnswerOf, ...], described("The polls, each with all that is chosen in it.")] = ()
