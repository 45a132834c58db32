"""Which zone times are in that say how far they are from UTC, but not where."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from live.programme.shapes import Notice
from live.programme.values.zones import DEFAULT

_MOST = 400  # times that are looked at
# Where there are no whole hours, the first of these that agrees; Etc/GMT-5 would do for the others.
_UNEVEN = (
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Asia/Kabul",
    "Asia/Yangon",
    "Australia/Darwin",
    "Australia/Adelaide",
    "America/St_Johns",
    "Pacific/Chatham",
    "Australia/Lord_Howe",
)


def zone_of_times(said: Iterable[datetime | None]) -> tuple[str, Notice | None]:
    """The zone in which the times stand as they are written, and what is to be said about it.

    Europe/Oslo where it agrees with every offset; else the one fixed offset, kept. UTC alone says nothing of a place.
    """
    moments = [moment for moment, _ in zip(said, range(_MOST), strict=False) if moment is not None]
    aware = [moment for moment in moments if moment.tzinfo is not None and 1900 < moment.year < 9000]
    if not aware or not any(moment.utcoffset() for moment in aware):
        assumed = Notice("The file names no time zone; {zone} is assumed.", {"zone": DEFAULT})
        return DEFAULT, assumed if moments else None
    if _agrees(DEFAULT, aware):
        return DEFAULT, None
    zone = _fixed(aware[0].utcoffset() or timedelta(), aware)
    written = f"{aware[0]:%z}"
    kept = Notice(
        "The times are {offset} from UTC, and no time zone is named; they are kept as they are written. "
        "Name the zone if it is another.",
        {"offset": f"{written[:3]}:{written[3:5]}"},
    )
    return zone, kept


def _agrees(zone: str, moments: Sequence[datetime]) -> bool:
    return all(moment.astimezone(ZoneInfo(zone)).utcoffset() == moment.utcoffset() for moment in moments)


def _fixed(offset: timedelta, moments: Sequence[datetime]) -> str:
    hours = offset / timedelta(hours=1)
    name = f"Etc/GMT{-int(hours):+d}"  # the sign of these names is the other way round
    if hours == int(hours) and name in available_timezones():
        return name
    return next((zone for zone in _UNEVEN if _agrees(zone, moments)), DEFAULT)
