"""What people wish for questions: to ask, to vote, to take back; and what moderators make of them."""

from enum import StrEnum
from typing import Annotated

import msgspec

from live.rules.wishes import COMMAS, Move, Wish, choice, described, line, raw, texts, words

SHORTEST, LONGEST = 3, 500  # characters of a question
LONGEST_NAME, LONGEST_ANSWER, LONGEST_REASON, LONGEST_LABEL = 60, 2000, 300, 30


class QuestionMove(StrEnum):
    """What moderators can do with one question, by the last part of the address."""

    APPROVE = "approve"
    DISMISS = "dismiss"
    TAKE = "take"
    ANSWER = "answer"
    REOPEN = "reopen"
    HOLD = "hold"
    EDIT = "edit"
    PIN = "pin"
    PROMISE = "promise"
    MERGE = "merge"
    UNMERGE = "unmerge"


class Sweep(StrEnum):
    """What moderators can do with all questions of the person who asked one."""

    REMOVE_ALL = "remove_all"
    RESTORE_ALL = "restore_all"


class Erasure(StrEnum):
    """What moderators can erase for good."""

    ERASE = "erase"
    ERASE_ANSWER = "erase_answer"


class EraseMine(Wish, frozen=True, kw_only=True):
    """Erase everything of one's own at this event for good. It cannot be taken back."""


class Ask(Wish, frozen=True, kw_only=True):
    """Ask a question. Without a key, the same words about the same thing by the same person are the same question."""

    text: Annotated[str, words("The question.", longest=LONGEST, shortest=SHORTEST)]
    session: Annotated[
        str | None, raw("The session it is about; empty for the whole event. Left out: what is on now.")
    ] = None
    item: Annotated[str | None, raw("The point of the programme it is about; it says the session too.")] = None
    name: Annotated[str | None, line("Who asks, if they want to say it.", longest=LONGEST_NAME)] = None


class Upvote(Wish, frozen=True, kw_only=True):
    """Vote for a question, or take the vote back."""

    on: Annotated[bool, described("Whether there is to be a vote; saying it again changes nothing.")] = True


class Withdraw(Wish, frozen=True, kw_only=True):
    """Take back one's own question."""


class Reword(Wish, frozen=True, kw_only=True):
    """Correct one's own question while it waits for the moderators."""

    text: Annotated[str, words("The question as it is meant.", longest=LONGEST, shortest=SHORTEST)]


class Dismiss(Move, frozen=True, kw_only=True):
    """Leave a question out."""

    reason: Annotated[str, line("Why; the asker sees it.", longest=LONGEST_REASON)] = ""


class Answer(Move, frozen=True, kw_only=True):
    """A question has been answered: in writing with a text, live without."""

    text: Annotated[str, words("The answer; empty when it was given live.", longest=LONGEST_ANSWER)] = ""


class Edit(Move, frozen=True, kw_only=True):
    """Clearer words for a question; the asker's own are kept beside them."""

    text: Annotated[str, words("The question in other words.", longest=LONGEST, shortest=SHORTEST)]


class Pin(Move, frozen=True, kw_only=True):
    """Pin a question to the top of everyone's list."""

    on: Annotated[bool, described("Whether it is to be pinned.")] = True


class Promise(Move, frozen=True, kw_only=True):
    """Promise an answer later, perhaps after the event."""

    on: Annotated[bool, described("Whether it is promised.")] = True


class Merge(Move, frozen=True, kw_only=True):
    """Make a question the same as another one."""

    into: Annotated[str, raw("The other question: its id, or the number people call it by.")] = ""


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question of many and what is to become of it; `revision` is what the moderator saw."""

    id: str
    move: str
    revision: int | None = None
    reason: str = ""
    text: str = ""
    into: str = ""
    on: bool = True


class Bulk(Wish, frozen=True, kw_only=True):
    """One move for many questions, or with `each` a step for each of them. `move` may also be `label`.

    The other fields are those of the move; the desk's form has all of them, and what the move does not take is not
    used.
    """

    ids: Annotated[tuple[str, ...], texts("The questions, each perhaps as `id:revision`.", many=COMMAS)] = ()
    move: Annotated[str, raw("What is to become of all of them.")] = ""
    each: Annotated[tuple[Step, ...], described("A step for each question, in place of `ids` and `move`.")] = ()
    reason: Annotated[str, line("Why they are left out.", longest=LONGEST_REASON)] = ""
    into: Annotated[str, raw("The question they are merged into.")] = ""
    label: Annotated[str, line("A label, for moderators only.", longest=LONGEST_LABEL)] = ""
    on: Annotated[bool, described("Whether they are to have the label.")] = True


class Label(Move, frozen=True, kw_only=True):
    """Label a question, for the moderators' own eyes. `revision` is that of its mark."""

    labels: Annotated[tuple[str, ...] | None, texts("All labels it is to have.", many=COMMAS)] = None
    label: Annotated[str | None, line("One label that it is to have, or not.", longest=LONGEST_LABEL)] = None
    on: Annotated[bool, described("Whether it is to have this one label.")] = True


class Place(StrEnum):
    """One place in the queue."""

    UP = "up"
    DOWN = "down"


class Arrange(Move, frozen=True, kw_only=True):
    """The queue in an order by hand: `ids` at its top, none to sort it by votes again; or one `question` up or down."""

    ids: Annotated[tuple[str, ...], texts("What is to stand at the top, the first first.", many=COMMAS)] = ()
    question: Annotated[str | None, raw("One question that is moved a place.")] = None
    move: Annotated[Place | None, choice("Choose up or down.", "Where it is moved.")] = None
