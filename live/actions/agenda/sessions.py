"""A session as people wish it: times in the event's zone, words and points as a session has them."""

from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec import UNSET
from msgspec.structs import replace

from live.rules.agenda import Session
from live.rules.agenda.making import items
from live.rules.errors import Unfit
from live.rules.instants import fixed, nearest, within
from live.rules.resources import lines
from live.rules.wishes.agenda import EditSession, InsertSession
from live.store import Copy

MOST_SPEAKERS = 20
HALF_AN_HOUR = timedelta(minutes=30)


class Times(NamedTuple):
    """The times of a wish, in the event's zone."""

    starts: datetime | None
    ends: datetime | None


def times_of(copy: Copy, wish: EditSession, session: Session | None = None) -> Times:
    """Return when it is to start and end, as far as that is said."""
    return Times(
        placed(copy, wish.starts, session.starts if session else None),
        placed(copy, wish.ends, session.ends if session else None),
    )


def placed(copy: Copy, said: datetime | time | None, was: datetime | None) -> datetime | None:
    """Place a time: without an offset it is the event's own; a bare time of day is on the day nearest to the session's,
    or a day of the agenda.
    """
    zone = copy.state.event.zone
    if isinstance(said, time):
        return _on_its_day(copy, said, was, zone)
    if isinstance(said, datetime):
        return fixed(said if said.tzinfo else said.replace(tzinfo=zone), zone)
    return None


def _on_its_day(copy: Copy, clock: time, was: datetime | None, zone: ZoneInfo) -> datetime:
    """A form repeats what it does not change, without the seconds: then it is what it was."""
    if was is not None:
        same = was.astimezone(zone).strftime("%H:%M") == clock.strftime("%H:%M")
        return was if same else nearest(clock, was, zone)
    agenda = copy.state.agenda
    return within(
        clock, agenda.starts or copy.state.event.imported_at, agenda.ends or copy.state.event.imported_at, zone
    )


def edited(session: Session, wish: EditSession, times: Times) -> dict[str, object]:
    """Return the fields of a session this wish changes. Refuses `ends_first`."""
    said = {name: getattr(wish, name) for name in ("title", "kind", "track", "room", "description", "stream")}
    values: dict[str, object] = {name: value for name, value in said.items() if value is not UNSET}
    if wish.speakers is not UNSET:
        values["speakers"] = tuple(filter(None, wish.speakers[:MOST_SPEAKERS]))
    if wish.items is not UNSET:
        values["items"] = items(session.id, wish.items)
    if wish.resources is not UNSET:
        values["resources"] = lines(wish.resources)
    return values | _edited_times(session, wish.minutes, times)


def _edited_times(session: Session, minutes: float | None, times: Times) -> dict[str, datetime]:
    starts = times.starts or session.starts
    length = timedelta(minutes=minutes) if minutes else session.length
    ends = times.ends or starts + length
    if ends <= starts:
        raise Unfit("A session cannot end before it starts.", code="ends_first", field="ends")
    return {"starts": starts, "ends": ends} if (starts, ends) != (session.starts, session.ends) else {}


def new(session_id: str, wish: InsertSession, times: Times) -> Session:
    """Return a session of half an hour, unless the wish says otherwise."""
    starts = times.starts
    assert starts is not None, "a wish for a new session says when it starts"
    blank = Session(
        id=session_id,
        title=wish.title,
        starts=starts,
        ends=starts + HALF_AN_HOUR,
        planned_starts=starts,
        planned_ends=starts,
    )
    fields = edited(blank, wish, times)
    return replace(blank, **fields, planned_ends=fields.get("ends", blank.ends))
