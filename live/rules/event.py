"""The whole happening: its facts, its settings, and whether it is upcoming, live or over."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from live.rules.errors import Unfit
from live.rules.text import fitting

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


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """An event as it is kept. `starts` and `ends` are not here: the agenda knows them.

    `flagged_words` only mark questions on the desk and are told to nobody else. `announcement_templates` are the
    moderators' own phrases. `slow_seconds`: between two questions of one person.
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
    slow_seconds: int = 0
    imported_at: datetime
    revision: int = 1

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


MOST_WORDS, LONGEST_WORD = 200, 60
MOST_TEMPLATES, LONGEST_TEMPLATE = 20, 500  # as long as an announcement
SLOWEST = 3600  # seconds
SETTINGS: dict[str, Any] = {
    "moderated": bool,
    "questions_open": bool,
    "listed": bool,
    "advance": Advance,
    "stage": Stage,
    "title": str,
    "summary": str,
    "contact": str,
    "flagged_words": tuple[str, ...],
    "announcement_templates": tuple[str, ...],
    "slow_seconds": int,
}


def with_settings(event: Event, wishes: dict[str, Any]) -> Event:
    """The event with these settings, absolute values. Refuses a setting that does not exist (`unknown_setting`)."""
    unknown = wishes.keys() - SETTINGS.keys()
    if unknown or not wishes:
        raise Unfit(
            "There is no setting called “{name}”.",
            code="unknown_setting",
            field=next(iter(unknown), None),
            name=", ".join(sorted(unknown)),
        )
    values = {name: _fit(name, value) for name, value in wishes.items()}
    if all(getattr(event, name) == value for name, value in values.items()):
        return event
    return msgspec.structs.replace(event, **values, revision=event.revision + 1)


def _fit(name: str, value: Any) -> Any:
    if SETTINGS[name] is str:
        return fitting(
            value,
            field=name,
            shortest=int(name == "title"),
            longest=LONGEST_SUMMARY if name == "summary" else LONGEST_TITLE,
            lines=name == "summary",
        )
    if name == "flagged_words":
        return _words(value)
    if name == "announcement_templates":
        return _templates(value)
    if name == "slow_seconds" and not (isinstance(value or 0, int) and 0 <= (value or 0) <= SLOWEST):
        raise Unfit("Choose from 0 to {most} seconds.", field=name, most=SLOWEST)
    if name == "slow_seconds":
        return value or 0
    try:
        return msgspec.convert(value, SETTINGS[name], strict=False)
    except msgspec.ValidationError:
        raise Unfit("“{value}” does not fit here.", field=name, value=str(value)[:40]) from None


def _words(value: Any) -> tuple[str, ...]:
    """Each once, in the order given, without regard to case."""
    cleaned = [fitting(word, field="flagged_words", longest=LONGEST_WORD) for word in value or ()]
    words = tuple({word.casefold(): word for word in cleaned if word}.values())
    if len(words) > MOST_WORDS:
        raise Unfit(
            "This is {over} lines too many. The most is {longest}.",
            field="flagged_words",
            longest=MOST_WORDS,
            over=len(words) - MOST_WORDS,
        )
    return words


def _templates(value: Any) -> tuple[str, ...]:
    """Messages to begin an announcement with, each once, in the order given."""
    cleaned = [fitting(text, field="announcement_templates", longest=LONGEST_TEMPLATE) for text in value or ()]
    texts = tuple(dict.fromkeys(filter(None, cleaned)))
    if len(texts) > MOST_TEMPLATES:
        raise Unfit(
            "This is {over} lines too many. The most is {longest}.",
            field="announcement_templates",
            longest=MOST_TEMPLATES,
            over=len(texts) - MOST_TEMPLATES,
        )
    return texts


def status(starts: datetime | None, ends: datetime | None, now: datetime) -> str:
    """`upcoming`, `live` or `over`, by the clock."""
    if starts is None or ends is None or now < starts:
        return "upcoming"
    return "live" if now < ends else "over"
