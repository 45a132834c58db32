"""What organisers wish of whole events: again on other days, put away, deleted."""

from enum import StrEnum
from typing import Annotated

from live.rules.wishes import Wish, choice, described, raw, within

MOST_COPIES = 30


class Every(StrEnum):
    """How far apart the events of a series are, in weeks."""

    WEEK = "1"
    FORTNIGHT = "2"
    FOUR_WEEKS = "4"


class CopyEvent(Wish, frozen=True, kw_only=True):
    """The same programme on another day, or on several; with its settings and polls, without what people left."""

    on: Annotated[str, raw("The day of the first, as YYYY-MM-DD.")] = ""
    times: Annotated[
        int, within("Choose from 1 to {most} events.", "How many events.", least=1, most=MOST_COPIES, empty=1)
    ] = 1
    every: Annotated[Every, choice("Choose how far apart the events are.", "Weeks from one to the next.")] = Every.WEEK


class ArchiveEvent(Wish, frozen=True, kw_only=True):
    """Put an event away, or take it out again. Its page stays; the front page and the list leave it out."""

    on: Annotated[bool, described("Whether it is put away.")] = True
