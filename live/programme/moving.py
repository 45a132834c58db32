"""A programme on another day, at the same hours of the clock."""

import datetime as dt
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import msgspec

from live.programme.shapes import Entry, Programme


def on_day(entries: tuple[Entry, ...], day: date | None, zone: ZoneInfo) -> tuple[Entry, ...]:
    """All entries moved so that the first is on `day`; later days keep their distance. None leaves them."""
    return entries if day is None else later(entries, (day - first_day(entries)).days, zone)


def first_day(entries: tuple[Entry, ...]) -> date:
    return min(entry.starts for entry in entries).date()


def later(entries: tuple[Entry, ...], days: int, zone: ZoneInfo) -> tuple[Entry, ...]:
    """All entries moved by so many days."""
    return tuple(_later(entry, days, zone) for entry in entries) if days else entries


def programme_later(programme: Programme, days: int) -> Programme:
    """The programme moved by so many days."""
    entries = later(programme.entries, days, ZoneInfo(programme.timezone))
    return msgspec.structs.replace(programme, entries=entries)


def _later(entry: Entry, days: int, zone: ZoneInfo) -> Entry:
    def moved(moment: dt.datetime | None) -> dt.datetime | None:
        return moment and (moment.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=zone)

    times = {name: moved(getattr(entry, name)) for name in ("starts", "ends", "planned_starts", "planned_ends")}
    return msgspec.structs.replace(entry, **times)
