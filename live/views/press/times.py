"""Times as people read them: in the event's zone, in their language, with a 24-hour clock."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date

LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
MINUTE = 60  # seconds


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """Write `12:45` in the zone."""
    return moment.astimezone(zone).strftime("%H:%M")


def instant(moment: datetime, zone: ZoneInfo) -> str:
    """Write RFC 3339 with the zone's offset, for machines."""
    return moment.astimezone(zone).isoformat(timespec="seconds")


def milliseconds(moment: datetime) -> int:
    """Since 1970: two things of one second have an order, too."""
    return int(moment.timestamp() * 1000)


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


@lru_cache(maxsize=2048)
def long_date(day: date, language: str) -> str:
    """Write `tysdag 8. mars 2022`"""
    return format_date(day, "EEEE d. MMMM y" if language != "en" else "EEEE d MMMM y", locale=LOCALES[language])


@lru_cache(maxsize=2048)
def week_date(day: date, language: str) -> str:
    """Write `tysdag 8. mars`"""
    return format_date(day, "EEEE d. MMMM" if language != "en" else "EEEE d MMMM", locale=LOCALES[language])


@lru_cache(maxsize=2048)
def short_date(day: date, language: str) -> str:
    """Write `8. mars`"""
    return format_date(day, "d. MMMM" if language != "en" else "d MMMM", locale=LOCALES[language])


@lru_cache(maxsize=2048)
def weekday_date(day: date, language: str) -> str:
    """Write `tys. 8. mars`"""
    return format_date(day, "EEE d. MMM" if language != "en" else "EEE d MMM", locale=LOCALES[language])


def minutes(length: timedelta) -> int:
    """Return whole minutes, rounded up: the minute that is running counts."""
    return max(0, -(-int(length.total_seconds()) // MINUTE))
