"""A session as people wish it: the fields of a form read as a session's own, in the event's zone and cleaned."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from live.rules.agenda import Item, Session
from live.rules.errors import Unfit
from live.rules.instants import fixed, nearest, within
from live.rules.text import fitting
from live.store import Copy

LONGEST_TITLE, LONGEST_TEXT, LONGEST_NAME, MOST_SPEAKERS = 200, 4000, 120, 20


def starts_of(wish: Mapping[str, Any]) -> datetime:
    """Refuses `empty`."""
    if wish.get("starts") is None:
        raise Unfit("When does it start?", code="empty", field="starts")
    starts: datetime = wish["starts"]
    return starts


def minutes_of(wish: Mapping[str, Any]) -> timedelta:
    """Refuses `empty`, `too_far`."""
    minutes = wish.get("minutes")
    if minutes is None:
        raise Unfit("By how many minutes?", code="empty", field="minutes")
    if not abs(minutes) <= 366 * 24 * 60:
        raise Unfit("That is too far to move a session.", code="too_far", field="minutes")
    return timedelta(minutes=minutes)


def zoned(copy: Copy, wish: Mapping[str, Any], session: Session | None = None) -> dict[str, Any]:
    """Times without an offset are the event's own; a bare time of day is on the day nearest to the session's, or a day
    of the agenda.
    """
    zone = copy.state.event.zone

    def placed(name: str, value: Any) -> Any:
        if isinstance(value, time):
            return _on_its_day(copy, value, getattr(session, name, None), zone)
        if isinstance(value, datetime):
            return fixed(value if value.tzinfo else value.replace(tzinfo=zone), zone)
        return value

    return {name: placed(name, value) for name, value in wish.items()}


def _on_its_day(copy: Copy, clock: time, was: datetime | None, zone: ZoneInfo) -> datetime:
    """A form repeats what it does not change, without the seconds: then it is what it was."""
    if was is not None:
        same = was.astimezone(zone).strftime("%H:%M") == clock.strftime("%H:%M")
        return was if same else nearest(clock, was, zone)
    agenda = copy.state.agenda
    return within(
        clock, agenda.starts or copy.state.event.imported_at, agenda.ends or copy.state.event.imported_at, zone
    )


def edited(session: Session, wish: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a session this wish names, cleaned."""
    values: dict[str, Any] = {}
    for field, longest in (
        ("title", LONGEST_TITLE),
        ("track", LONGEST_NAME),
        ("room", LONGEST_NAME),
        ("description", LONGEST_TEXT),
    ):
        if wish.get(field) is not None:
            values[field] = fitting(
                wish[field], field=field, longest=longest, shortest=int(field == "title"), lines=field == "description"
            )
    if wish.get("speakers") is not None:
        names = wish["speakers"] if isinstance(wish["speakers"], list) else str(wish["speakers"]).split(",")
        values["speakers"] = tuple(
            filter(None, (fitting(n, field="speakers", longest=LONGEST_NAME) for n in names[:MOST_SPEAKERS]))
        )
    if wish.get("kind") is not None:
        if wish["kind"] not in ("talk", "break"):
            raise Unfit("A session is a talk or a break.", code="unknown_kind", field="kind")
        values["kind"] = wish["kind"]
    if wish.get("items") is not None:
        values["items"] = items(session.id, [str(text) for text in wish["items"]])
    return values | _edited_times(session, wish)


def _edited_times(session: Session, wish: Mapping[str, Any]) -> dict[str, Any]:
    starts = wish.get("starts") or session.starts
    length = timedelta(minutes=wish["minutes"]) if wish.get("minutes") else session.length
    ends = wish.get("ends") or starts + length
    if ends <= starts:
        raise Unfit("A session cannot end before it starts.", code="ends_first", field="ends")
    return {"starts": starts, "ends": ends} if (starts, ends) != (session.starts, session.ends) else {}


def new(session_id: str, wish: Mapping[str, Any]) -> Session:
    """A session of half an hour, unless the wish says otherwise. Refuses `empty`."""
    if wish.get("starts") is None:
        raise Unfit("When does it start?", code="empty", field="starts")
    starts = wish["starts"]
    blank = Session(
        id=session_id,
        title="",
        starts=starts,
        ends=starts + timedelta(minutes=30),
        planned_starts=starts,
        planned_ends=starts,
    )
    fields = edited(blank, {"title": "", **wish})
    return replace(blank, **fields, planned_ends=fields.get("ends", blank.ends))


def items(session_id: str, texts: list[str]) -> tuple[Item, ...]:
    """Bullets with ids that follow their words, so that a reordered list keeps its questions."""
    seen: dict[str, int] = {}
    made = []
    for text in texts:
        words = fitting(text, field="items", longest=500)
        seen[words] = seen.get(words, 0) + 1
        made.append(
            Item(id="i" + hashlib.sha256(f"{session_id}\0{words}\0{seen[words]}".encode()).hexdigest()[:10], text=words)
        )
    return tuple(made)
