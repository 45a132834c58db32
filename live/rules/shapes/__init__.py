"""What goes over the wire, as types: STATE, every thing in it and every frame, each field with what it means.

`/openapi.json`, `/asyncapi.json` and the tables of docs/protocol.md are written from these; a test holds everything the
service tells against them. A name that ends in `Shape` is the name in capitals there: QUESTION is `QuestionShape`.
"""

from datetime import datetime
from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta

from live.rules.shapes.audience import (
    AnnouncementShape,
    FollowedShape,
    OptionShape,
    OwnShape,
    PollShape,
    QuestionShape,
    ResultsShape,
)
from live.rules.shapes.naming import Cursor, Id, Revision, name_of
from live.rules.shapes.programme import (
    AgendaShape,
    EventShape,
    HeadShape,
    ItemShape,
    LogoShape,
    ResourceShape,
    SectionShape,
    SessionShape,
)


class MarkShape(TypedDict):
    """The labels of a question; for moderators only."""

    id: Id
    labels: list[str]
    moved_by: str
    revision: Revision


class OrderShape(TypedDict):
    """What stands at the top of the queue; for moderators only."""

    ids: list[Id]
    moved_by: str
    revision: Revision


class PresenceShape(TypedDict):
    """Who is here."""

    people: int
    connections: int


class StateShape(TypedDict):
    """The event at a cursor, as a viewer may see it; the last two are for moderators only."""

    epoch: str
    cursor: Cursor
    now: datetime
    event: EventShape
    agenda: AgendaShape
    announcements: list[AnnouncementShape]
    questions: list[QuestionShape]
    polls: list[PollShape]
    presence: PresenceShape
    marks: NotRequired[list[MarkShape]]
    order: NotRequired[OrderShape]


class GoneShape(TypedDict):
    """A thing that leaves somebody's list: which one, and what became of it."""

    id: Id
    status: str


class ChangeShape(TypedDict):
    """A change with the whole thing as it now is, under its noun."""

    kind: str
    at: datetime
    event: NotRequired[EventShape]
    question: NotRequired[OwnShape | QuestionShape | GoneShape]
    announcement: NotRequired[AnnouncementShape]
    poll: NotRequired[PollShape | GoneShape]
    mark: NotRequired[MarkShape]
    order: NotRequired[OrderShape]
    agenda: NotRequired[HeadShape]
    sessions: NotRequired[list[SessionShape]]
    removed: NotRequired[list[Id]]
    moved_by: NotRequired[str]
    own: NotRequired[Annotated[Literal[True], Meta(description="It is the reader's own question.")]]


SHAPES: dict[str, type] = {
    name_of(kind): kind
    for kind in (
        StateShape,
        EventShape,
        SectionShape,
        AgendaShape,
        HeadShape,
        SessionShape,
        ItemShape,
        ResourceShape,
        LogoShape,
        QuestionShape,
        OwnShape,
        FollowedShape,
        AnnouncementShape,
        PollShape,
        OptionShape,
        ResultsShape,
        MarkShape,
        OrderShape,
        PresenceShape,
        GoneShape,
        ChangeShape,
    )
}
