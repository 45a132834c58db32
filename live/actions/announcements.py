"""The moderators' word to everyone: made, retracted."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from live.actions.acting import Acting, Decision, Done
from live.rules import announcements, limits
from live.rules.announcements import Announcement, seen_announcement
from live.rules.changes import Change
from live.rules.errors import NotFound
from live.rules.people import Person, require_moderator
from live.store import Copy

SAME_WITHIN = timedelta(minutes=1)  # a form that is sent twice is one announcement


async def announce(acting: Acting, slug: str, by: Person, wish: Mapping[str, Any], key: str | None) -> Done:
    """`wish`: text, level, minutes until it expires (or none). Without a key, the same words within a minute are the same announcement."""
    require_moderator(by)

    def rule(copy: Copy, now: datetime) -> Decision:
        announcement_id = _new_id(copy, by, wish, key, now)
        kept = copy.state.announcements.get(announcement_id)
        if kept:
            return Decision(answer={"announcement": seen_announcement(kept)})
        made = announcements.announce(announcement_id, wish.get("text"), wish.get("level") or "info", wish.get("minutes"), now)
        return _told(made, "announcement.made", now)

    return await acting.do(slug, by, key, rule, limits.MOVE)


async def retract(acting: Acting, slug: str, by: Person, announcement_id: str, key: str | None) -> Done:
    require_moderator(by)

    def rule(copy: Copy, now: datetime) -> Decision:
        kept = copy.state.announcements.get(announcement_id)
        if kept is None:
            raise NotFound("There is no such announcement.", code="no_such_announcement")
        after = announcements.retract(kept)
        return Decision(answer={"announcement": seen_announcement(kept)}) if after is kept else _told(after, "announcement.retracted", now)

    return await acting.do(slug, by, key, rule, limits.MOVE)


def _new_id(copy: Copy, by: Person, wish: Mapping[str, Any], key: str | None, now: datetime) -> str:
    words = " ".join(str(wish.get("text")).split())
    over = sum(1 for a in copy.state.announcements.values() if " ".join(a.text.split()) == words and (a.retracted or now - a.at > SAME_WITHIN))
    parts = ("key", key) if key else ("words", words, str(wish.get("level")), str(over))
    return base64.b32encode(hashlib.sha256("\0".join((by.id, *parts)).encode()).digest()[:10]).decode().lower()


def _told(announcement: Announcement, kind: str, now: datetime) -> Decision:
    change = Change(kind=kind, at=now, announcement=announcement)
    return Decision(put={f"announcement:{announcement.id}": announcement}, changes=(change,), answer={"announcement": seen_announcement(announcement)})
