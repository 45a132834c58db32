"""What moderators wish of polls, and what everyone answers."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from live.rules.wishes import LINES, REPEATED, Move, Wish, choice, described, line, raw, texts

LONGEST_TEXT, LONGEST_OPTION, LONGEST_WORD, LONGEST_ANSWER = 200, 100, 40, 500
LONGEST_SET = 60


class PollKind(StrEnum):
    """How people answer."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    WORDS = "words"
    TEXT = "text"


class PollMove(StrEnum):
    """What a moderator can do with a poll, by the last part of the address."""

    EDIT = "edit"
    OPEN = "open"
    CLOSE = "close"
    SHOW = "show"
    HIDE = "hide"
    HIDE_WORD = "hide_word"
    REMOVE = "remove"
    RESTORE = "restore"


KIND = choice("Choose a kind: single, multiple, scale, words or text.", "How people answer.", code="unknown_kind")
ABOUT = raw(
    "The session it is about, `now` for the one that is on when it is opened, or empty for nothing in particular."
)
OPTIONS = texts("What there is to choose from.", many=LINES, longest=LONGEST_OPTION)


class MakePoll(Wish, frozen=True, kw_only=True):
    """Make a poll. Without a key, the same words are the same poll until it is closed or removed."""

    text: Annotated[str, line("What is asked.", longest=LONGEST_TEXT, shortest=1)]
    kind: Annotated[PollKind, KIND] = PollKind.SINGLE
    options: Annotated[tuple[str, ...], OPTIONS] = ()
    session: Annotated[str | None, ABOUT] = None
    set: Annotated[str, line("The set it belongs to, such as an evaluation; empty: none.", longest=LONGEST_SET)] = ""
    on: Annotated[bool, described("Whether it is opened at once; otherwise it is a draft.")] = False


class EditPoll(Move, frozen=True, kw_only=True):
    """Other words for a draft. What is left out stays."""

    text: Annotated[str | UnsetType, line("What is asked.", longest=LONGEST_TEXT, shortest=1)] = UNSET
    kind: Annotated[PollKind | UnsetType, KIND] = UNSET
    options: Annotated[tuple[str, ...] | UnsetType, OPTIONS] = UNSET
    session: Annotated[str | None, ABOUT] = None


class HideWord(Move, frozen=True, kw_only=True):
    """Hide a word from the results of open words."""

    text: Annotated[str, raw("The word, however it is written.")] = ""
    on: Annotated[bool, described("Whether it is hidden.")] = True


class Vote(Wish, frozen=True, kw_only=True):
    """Answer a poll: one's whole answer, in place of the one before; none takes it back."""

    choice: Annotated[
        tuple[str, ...],
        texts("The ids of what is chosen, or words of one's own.", many=REPEATED, longest=LONGEST_ANSWER),
    ] = ()
