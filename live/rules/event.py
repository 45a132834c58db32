"""The whole happening: its facts, its settings, and whether it is upcoming, live or over."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from live.rules.rehearsal import Rehearsal
from live.rules.templates import PollTemplate

LANGUAGES = ("nb", "nn", "en")
LONGEST_TITLE, LONGEST_SUMMARY = 200, 4000


class Advance(StrEnum):
    """What moves the agenda on: the clock, or the moderator's hand."""

    CLOCK = "clock"
    HAND = "hand"


class Stage(StrEnum):
    """What the stage shows: what the moment calls for, or one thing a moderator has chosen.

    `now` is `auto` without questions.
    """

    AUTO = "auto"
    QUESTION = "question"
    NOW = "now"
    AGENDA = "agenda"
    BREAK = "break"
    POLL = "poll"
    JOIN = "join"


class Section(msgspec.Struct, frozen=True):
    heading: str
    text: str


class Logo(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that is kept beside the event. `name` is made of its bytes; `ground` is what it needs behind it to be
    seen in both schemes, `light` or `dark`; empty: nothing.
    """

    name: str
    width: int
    height: int
    ground: str = ""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """An event as it is kept. `starts` and `ends` are not here: the agenda knows them.

    `flagged_words` only mark questions on the desk and are told to nobody else. `announcement_templates` and
    `saved_replies` are the moderators' own phrases, and `poll_templates` are their sets of polls.
    `slow_seconds`: between two questions of one person. `stream` is where the video is, `other_stream` the same in sign
    language or another language, as `other_stream_name` says; `track_streams` are lines "Track: https://…";
    `stream_delay` is how many seconds the video is behind, `resources` are as in `rules/resources.py`.
    `embed_origins`: whose pages may frame it.
    `accessibility_statement` and `privacy_notice`: the organiser's, https addresses; where one is empty, that of the
    installation is told. `rehearsal`: what it is a copy of, to practise on. `accent` is the organiser's colour
    (`rules/accent.py`), `logo_text` what their logo says.
    """

    slug: str
    title: str
    summary: str = ""
    language: str = "nb"
    timezone: str = "Europe/Oslo"
    contact: str = ""
    sections: tuple[Section, ...] = ()
    moderated: bool = True
    questions_open: bool = True
    advance: Advance = Advance.CLOCK
    stage: Stage = Stage.AUTO
    listed: bool = True
    flagged_words: tuple[str, ...] = ()
    announcement_templates: tuple[str, ...] = ()
    saved_replies: tuple[str, ...] = ()
    slow_seconds: int = 0
    accessibility_statement: str = ""
    privacy_notice: str = ""
    embed_origins: tuple[str, ...] = ()
    archived: bool = False
    stream: str = ""
    other_stream: str = ""
    other_stream_name: str = ""
    track_streams: tuple[str, ...] = ()
    stream_delay: int = 0
    rehearsal: Rehearsal | None = None
    resources: tuple[str, ...] = ()
    answers_public: bool = False
    poll_templates: tuple[PollTemplate, ...] = ()
    accent: str = ""
    logo: Logo | None = None
    logo_text: str = ""
    imported_at: datetime
    revision: int = 1

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class EventStatus(StrEnum):
    """Where an event stands, by the clock."""

    UPCOMING = "upcoming"
    LIVE = "live"
    OVER = "over"


def status(starts: datetime | None, ends: datetime | None, now: datetime) -> EventStatus:
    """Return where an event that begins and ends then stands."""
    if starts is None or ends is None or now < starts:
        return EventStatus.UPCOMING
    return EventStatus.LIVE if now < ends else EventStatus.OVER
