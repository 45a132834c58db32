"""What moderators wish to tell everyone."""

from datetime import datetime, time
from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from live.rules.wishes import Move, Wish, choice, described, line, raw, words

LONGEST, LONGEST_LINK, LONGEST_LABEL = 500, 500, 60
LONGEST_MINUTES = 7 * 24 * 60


class Level(StrEnum):
    """How loud an announcement is."""

    INFO = "info"
    IMPORTANT = "important"
    URGENT = "urgent"


LEVEL = choice("Choose a level: info, important or urgent.", "How loud it is.", code="unknown_level")
LINK = raw("A link below the text: https, or a path of this service.", longest=LONGEST_LINK)
LINK_LABEL = line("What the link says; empty: where it leads.", longest=LONGEST_LABEL)
STARTS = described("When it is described: RFC 3339, or a time of day of the event. Left out: at once.")


class Announce(Wish, frozen=True, kw_only=True):
    """Tell everyone something, at once or at a time that is set. Without a key, the same words within a minute are the
    same announcement.
    """

    text: Annotated[str, words("The message.", longest=LONGEST, shortest=1)]
    level: Annotated[Level, LEVEL] = Level.INFO
    minutes: Annotated[float | None, described("Minutes until it is gone; left out or null: it stays.")] = None
    link: Annotated[str, LINK] = ""
    link_label: Annotated[str, LINK_LABEL] = ""
    starts: Annotated[datetime | time | None, STARTS] = None
    in_minutes: Annotated[float | None, described("Minutes from now until it is described.")] = None


class Correct(Move, frozen=True, kw_only=True):
    """Other words, level, link or end for an announcement, or another time for one that waits. What is left out
    stays.
    """

    text: Annotated[str | UnsetType, words("The message.", longest=LONGEST, shortest=1)] = UNSET
    level: Annotated[Level | UnsetType, LEVEL] = UNSET
    minutes: Annotated[float | None, described("Minutes until it is gone; 0: it stays.")] = None
    link: Annotated[str | UnsetType, LINK] = UNSET
    link_label: Annotated[str | UnsetType, LINK_LABEL] = UNSET
    starts: Annotated[datetime | time | None, STARTS] = None
    in_minutes: Annotated[float | None, described("Minutes from now until it is described.")] = None
