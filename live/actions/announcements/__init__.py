"""The moderators' word to everyone: made, set for a time, corrected, told, retracted."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from msgspec.structs import replace

from live.actions.acting import Acting, Decision, Done, check_revision
from live.rules import announcements
from live.rules.announcements import Announcement, seen_announcement
from live.rules.changes import Change
from live.rules.errors import Conflict, NotFound
from live.rules.instants import fixed, within
from live.rules.people import Person, Role, limits, require_moderator
from live.rules.state import State
from live.store import Copy

SAME_WITHIN = timedelta(minutes=1)  # a form that is sent twice is one announcement
CLOCK = Person(id="clock", role=Role.MODERATOR)  # who tells what was set for a time


async def announce(acting: Acting, slug: str, by: Person, wish: Mapping[str, Any], key: str | None) -> Done:
    """`wish`: text, level, link, link_label, minutes until it expires (or none), and `starts` or `in_minutes` when it
    is to be told later.

    Without a key, the same words within a minute are the same announcement.
    """
    require_moderator(by)

    def rule(copy: Copy, now: datetime) -> Decision:
        announcement_id = _new_id(copy, by, wish, key, now)
        kept = copy.state.announcements.get(announcement_id)
        if kept:
            return _nothing(kept)
        made = announcements.announce(
            announcement_id, wish.get("text"), wish.get("level") or "info", wish.get("minutes"), now,
            link=wish.get("link") or "", label=wish.get("link_label") or "", due=_due(copy.state, wish, now),
        )  # fmt: skip
        return _told(
            replace(made, moved_by=by.name), "announcement.scheduled" if made.due_at else "announcement.made", now
        )

    return await acting.do(slug, by, key, rule, limits.MOVE)


async def correct(
    acting: Acting, slug: str, by: Person, announcement_id: str, wish: Mapping[str, Any], key: str | None
) -> Done:
    """Other text, level, link, minutes (0: no expiry), or another time for one that waits.

    Refuses `conflict`, also for one taken back.
    """
    require_moderator(by)

    def rule(copy: Copy, now: datetime) -> Decision:
        kept = _kept(copy, announcement_id)
        check_revision(wish.get("revision"), kept.revision, _current(kept))
        if kept.retracted:
            raise Conflict("This message has been taken back. Send a new one.", current=_current(kept))
        after = announcements.correct(kept, dict(wish), now, _due(copy.state, wish, now))
        kind = "announcement.scheduled" if after.due_at else "announcement.corrected"
        return _told(replace(after, moved_by=by.name), kind, now) if after is not kept else _nothing(kept)

    return await acting.do(slug, by, key, rule, limits.MOVE)


async def tell(acting: Acting, slug: str, by: Person, announcement_id: str, key: str | None) -> Done:
    """Tell everyone now what was set for later. Told already, or taken back: nothing happens."""
    require_moderator(by)

    def rule(copy: Copy, now: datetime) -> Decision:
        kept = _kept(copy, announcement_id)
        after = announcements.tell(kept, now)
        return _told(after, "announcement.made", now) if after is not kept else _nothing(kept)

    return await acting.do(slug, by, key, rule, limits.MOVE)


async def tell_due(acting: Acting, slug: str, announcement_id: str) -> Done:
    """Tell everyone what is due. Any number of processes may try: the store takes only the first."""

    def rule(copy: Copy, now: datetime) -> Decision:
        kept = _kept(copy, announcement_id)
        if kept.due_at is None or not announcements.is_due(kept, now):
            return _nothing(kept)
        return _told(announcements.tell(kept, kept.due_at), "announcement.made", now)

    return await acting.do(slug, CLOCK, None, rule)


async def retract(acting: Acting, slug: str, by: Person, announcement_id: str, key: str | None) -> Done:
    require_moderator(by)

    def rule(copy: Copy, now: datetime) -> Decision:
        kept = _kept(copy, announcement_id)
        after = announcements.retract(kept)
        return _nothing(kept) if after is kept else _told(after, "announcement.retracted", now)

    return await acting.do(slug, by, key, rule, limits.MOVE)


def _current(kept: Announcement) -> dict[str, Any]:
    """What a stale moderator gets."""
    return seen_announcement(kept) | {"moved_by": kept.moved_by}


def _kept(copy: Copy, announcement_id: str) -> Announcement:
    kept = copy.state.announcements.get(announcement_id)
    if kept is None:
        raise NotFound("There is no such announcement.", code="no_such_announcement")
    return kept


def _due(state: State, wish: Mapping[str, Any], now: datetime) -> datetime | None:
    """When it is to be told. A time of day is that of the first day of the event on which it is still to come."""
    if wish.get("in_minutes"):
        return now + timedelta(minutes=wish["in_minutes"])
    starts, zone = wish.get("starts"), state.event.zone
    if isinstance(starts, time):
        first = max(now, state.agenda.starts or now)
        return within(starts, first, max(first, state.agenda.ends or first), zone)
    if isinstance(starts, datetime):
        return fixed(starts if starts.tzinfo else starts.replace(tzinfo=zone), zone)
    return None


def _new_id(copy: Copy, by: Person, wish: Mapping[str, Any], key: str | None, now: datetime) -> str:
    words = " ".join(str(wish.get("text")).split())
    over = sum(
        1
        for a in copy.state.announcements.values()
        if " ".join(a.text.split()) == words and (a.retracted or now - a.at > SAME_WITHIN)
    )
    later = [str(wish[name]) for name in ("starts", "in_minutes") if wish.get(name)]
    parts = ("key", key) if key else ("words", words, str(wish.get("level")), str(over), *later)
    return base64.b32encode(hashlib.sha256("\0".join((by.id, *parts)).encode()).digest()[:10]).decode().lower()


def _told(announcement: Announcement, kind: str, now: datetime) -> Decision:
    change = Change(kind=kind, at=now, thing=announcement)
    return Decision(
        put={f"announcement:{announcement.id}": announcement},
        changes=(change,),
        answer={"announcement": seen_announcement(announcement)},
    )


def _nothing(announcement: Announcement) -> Decision:
    return Decision(answer={"announcement": seen_announcement(announcement)})
