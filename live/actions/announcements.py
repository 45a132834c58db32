"""The moderators' word to everyone: made, retracted."""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from live.actions.acting import Acting, Decision, Done
from live.rules import announcements, limits
from live.rules.announcements import Announcement, seen_announcement
from live.rules.changes import Change
from live.rules.errors import NotFound
from live.rules.people import Person, require_moderator
from live.store import Copy


async def announce(acting: Acting, slug: str, by: Person, wish: Mapping[str, Any], key: str | None) -> Done:
    """`wish`: text, level, minutes until it expires (or none)."""
    require_moderator(by)
    digest = hashlib.sha256(f"{by.id}\0{key or secrets.token_hex(16)}".encode()).digest()[:10]
    announcement_id = base64.b32encode(digest).decode().lower()

    def rule(copy: Copy, now: datetime) -> Decision:
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


def _told(announcement: Announcement, kind: str, now: datetime) -> Decision:
    change = Change(kind=kind, at=now, announcement=announcement)
    return Decision(put={f"announcement:{announcement.id}": announcement}, changes=(change,), answer={"announcement": seen_announcement(announcement)})
