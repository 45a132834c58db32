"""The event and its agenda, as they go over the wire."""

from datetime import datetime
from typing import Annotated, TypedDict

from msgspec import Meta

from live.rules.agenda import SessionStatus
from live.rules.event import Advance, EventStatus, Stage
from live.rules.shapes.naming import Id, Revision
from live.rules.wishes.agenda import SessionKind


class ResourceShape(TypedDict):
    """What one is led to: slides, a hand-out, a form."""

    id: str
    title: str
    url: Annotated[str, Meta(description="An https address.")]


class ItemShape(TypedDict):
    """A bullet below a session."""

    id: Id
    text: str


class SectionShape(TypedDict):
    """A part of the event's page beside the programme."""

    heading: str
    text: str


class SessionShape(TypedDict):
    """An item of the agenda."""

    id: Id
    title: str
    kind: SessionKind
    starts: datetime
    ends: datetime
    planned_starts: datetime
    planned_ends: datetime
    status: SessionStatus
    by_hand: Annotated[bool, Meta(description="Whether somebody decided the status; otherwise it follows the clock.")]
    speakers: list[str]
    track: str
    room: str
    description: str
    language: Annotated[str, Meta(description="Empty: the event's.")]
    items: list[ItemShape]
    reason: Annotated[str, Meta(description="Why it was moved.")]
    stream: Annotated[str | None, Meta(description="Where it is shown; null: where its track or the event is.")]
    resources: list[ResourceShape]
    place: Annotated[int, Meta(description="Among those that start at the same time.")]
    revision: Revision


class HeadShape(TypedDict):
    """What goes with every change of the agenda."""

    revision: Revision
    current: Annotated[list[Id], Meta(description="The sessions that are on.")]
    next: Id | None


class AgendaShape(HeadShape):
    """The agenda, whole."""

    sessions: list[SessionShape]


class LogoShape(TypedDict):
    """The organiser's logo."""

    url: Annotated[str, Meta(description="Its address on this service; what is there never changes.")]
    width: int
    height: int
    ground: Annotated[str, Meta(description="What it needs behind it: light, dark, or nothing (empty).")]
    text: Annotated[str, Meta(description="What it says.")]


class EventShape(TypedDict):
    """The event itself."""

    slug: str
    title: str
    summary: str
    language: str
    timezone: str
    starts: datetime | None
    ends: datetime | None
    status: EventStatus
    contact: str
    sections: list[SectionShape]
    moderated: bool
    questions_open: bool
    advance: Annotated[Advance, Meta(description="What moves the programme on.")]
    stage: Annotated[Stage, Meta(description="What the big screen shows.")]
    slow_seconds: Annotated[int, Meta(description="Between two questions of one person; 0: the usual limit.")]
    archived: Annotated[bool, Meta(description="Whether it is put away.")]
    rehearsal: Annotated[
        dict[str, str] | None, Meta(description="Of a rehearsal: `of`, which event, and `ends`, when it is deleted.")
    ]
    stream: Annotated[str | None, Meta(description="Where the video is, an https address.")]
    other_stream: Annotated[dict[str, str] | None, Meta(description="`name` and `url`: the same in another language.")]
    track_streams: Annotated[dict[str, str], Meta(description="Where the video of each track is.")]
    stream_delay: Annotated[int, Meta(description="Seconds that the video is behind.")]
    resources: list[ResourceShape]
    answers_public: Annotated[bool, Meta(description="Whether the answers are a page for everyone.")]
    accent: Annotated[str | None, Meta(description="The organiser's colour, such as #14518c.")]
    logo: LogoShape | None
    accessibility_statement: Annotated[str, Meta(description="The organiser's, an https address; empty: none.")]
    privacy_notice: Annotated[str, Meta(description="The organiser's, an https address; empty: none.")]
    revision: Revision
