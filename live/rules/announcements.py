"""The moderator's word to everyone."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from live.rules.errors import Unfit
from live.rules.text import fitting

LEVELS = ("info", "important", "urgent")
LONGEST = 500
LONGEST_MINUTES = 7 * 24 * 60


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    text: str
    level: str = "info"
    at: datetime
    expires_at: datetime | None = None
    retracted: bool = False
    revision: int = 1


def announce(announcement_id: str, text: object, level: str, minutes: float | None, now: datetime) -> Announcement:
    """`minutes` until it expires, or None for as long as the event lasts. Refuses `empty`, `too_long`, `unknown_level`."""
    words = fitting(text, field="text", shortest=1, longest=LONGEST, lines=True)
    if level not in LEVELS:
        raise Unfit("Choose a level: info, important or urgent.", code="unknown_level", field="level")
    if minutes is not None and not 0 < minutes <= LONGEST_MINUTES:
        raise Unfit("Choose a number of minutes between 1 and {longest}.", code="too_long", field="minutes", longest=LONGEST_MINUTES)
    return Announcement(id=announcement_id, text=words, level=level, at=now, expires_at=now + timedelta(minutes=minutes) if minutes else None)


def retract(announcement: Announcement) -> Announcement:
    if announcement.retracted:
        return announcement
    return replace(announcement, retracted=True, revision=announcement.revision + 1)


def stands(announcement: Announcement, now: datetime) -> bool:
    return not announcement.retracted and (announcement.expires_at is None or now < announcement.expires_at)


def seen_announcement(announcement: Announcement) -> dict[str, Any]:
    """ANNOUNCEMENT of the contract; a retracted one leaves without its text."""
    return {
        "id": announcement.id, "text": "" if announcement.retracted else announcement.text, "level": announcement.level,
        "at": announcement.at, "expires_at": announcement.expires_at, "retracted": announcement.retracted,
    }  # fmt: skip
