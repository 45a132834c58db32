"""Questions, announcements and polls, as they go over the wire."""

from datetime import datetime
from typing import Annotated, NotRequired, TypedDict

from msgspec import Meta

from live.rules.polls import PollStatus
from live.rules.questions import Status
from live.rules.shapes.naming import Id, Revision
from live.rules.wishes.announcements import Level
from live.rules.wishes.polls import PollKind


class QuestionShape(TypedDict):
    """A question as a viewer may see it; the last two are for moderators only."""

    id: Id
    number: Annotated[int, Meta(description="From 1, without gaps, as people say it aloud.")]
    text: str
    name: str | None
    session: Id | None
    item: Id | None
    status: Status
    votes: int
    pinned: bool
    promised: Annotated[bool, Meta(description="Will be answered later.")]
    answer: str | None
    reason: str | None
    merged_into: Id | None
    asked_at: datetime
    changed_at: datetime
    answered_at: datetime | None
    revision: Revision
    original: NotRequired[Annotated[str | None, Meta(description="The asker's words, where moderators changed them.")]]
    moved_by: NotRequired[Annotated[str, Meta(description="The moderator who changed it last.")]]


class FollowedShape(TypedDict):
    """The question that another was merged into, as far as the asker of that one may know it."""

    id: Id
    number: int
    fate: str
    answer: str | None
    reason: str | None
    answered_at: datetime | None


class OwnShape(QuestionShape):
    """A question as its asker sees it."""

    fate: Annotated[str, Meta(description="What became of it: one of the fates.")]
    follows: NotRequired[FollowedShape]


class AnnouncementShape(TypedDict):
    """The moderators' word to everyone."""

    id: Id
    text: Annotated[str, Meta(description="Empty when it was taken back.")]
    level: Level
    at: datetime
    expires_at: datetime | None
    retracted: bool
    link: str
    link_label: str
    due_at: Annotated[datetime | None, Meta(description="When it is to be told; for moderators only.")]
    corrected_at: datetime | None
    revision: Revision


class OptionShape(TypedDict):
    """Something to choose in a poll."""

    id: str
    text: str


class ResultsShape(TypedDict):
    """The counts of a poll: people who took part, and `[id, words, count]` of each choice."""

    people: int
    counts: list[tuple[str, str, int]]


class PollShape(TypedDict):
    """A poll as a viewer may see it; the last two are for moderators only."""

    id: Id
    text: str
    kind: PollKind
    options: list[OptionShape]
    status: PollStatus
    shown: bool
    session: Annotated[str | None, Meta(description="What it is about; of a draft also `now`.")]
    set: Annotated[str, Meta(description="The polls it is answered together with; empty: none.")]
    made_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    closes_at: Annotated[datetime | None, Meta(description="When it closes by itself, or has.")]
    answered: Annotated[int, Meta(description="How many people have.")]
    results: ResultsShape | None
    revision: Revision
    hidden: NotRequired[list[str]]
    removed: NotRequired[bool]
