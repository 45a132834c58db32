"""Fields of foreign data: whatever is in them, out comes clean text, a moment in a zone, or nothing.

Never an exception.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from live.programme.values.decoding import clean
from live.programme.values.zones import DEFAULT, is_zone

Foreign = Any  # what others have written; each reader looks at what is there, and takes what it knows

LONGEST = 20_000  # characters of one field
_LONGEST_ADDRESS = 2000  # characters
_MOST = 200  # members of one list
_SINCE_1970 = 5e8  # seconds: numbers below that are no moment of a programme
_MILLISECONDS = 1e11  # numbers above that count milliseconds


def text(value: object, language: str = "") -> str:
    """Clean text of a string, a number, or pretalx's {"en": …, "de": …}."""
    if isinstance(value, dict):
        value = value.get(language) or value.get("name") or value.get("en") or next(iter(value.values()), "")
        if isinstance(value, dict):
            return (
                text(next(iter(value.values()), ""), language)
                if not any(isinstance(v, dict) for v in value.values())
                else ""
            )
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(str(value)[:LONGEST]).strip()


def address(value: object) -> str:
    """An https address; empty of anything else."""
    said = text(value)
    return said if said.startswith("https://") and len(said) <= _LONGEST_ADDRESS and " " not in said else ""


def texts(value: object) -> tuple[str, ...]:
    """The texts of a list of strings or of objects with a text or name; a string is split at semicolons and lines."""
    if isinstance(value, str):
        value = value.replace("\n", ";").split(";")
    if not isinstance(value, list):
        return ()
    return tuple(said for one in value[:_MOST] if (said := text(_named(one))))


_NAMES = ("text", "public_name", "name", "full_public_name", "fullName", "full_name", "title")


def _named(one: object) -> object:
    if not isinstance(one, dict):
        return one
    return next((one[name] for name in _NAMES if one.get(name)), "")


def objects(value: object) -> list[dict[str, object]]:
    """The objects of a list; nothing of anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def as_written(value: object) -> datetime | None:
    """An ISO 8601 time, or seconds or milliseconds since 1970, as it is written: with its own offset, or with none."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and _SINCE_1970 < value < _SINCE_1970 * 1e5:
        return datetime.fromtimestamp(value / (1000 if value > _MILLISECONDS else 1), UTC)
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError:
        return None


def moment(value: object, zone: ZoneInfo) -> datetime | None:
    """A time in the zone; one without an offset is the zone's own."""
    written = as_written(value)
    return in_zone(written, zone) if written else None


def in_zone(value: datetime, zone: ZoneInfo) -> datetime | None:
    """The same instant in the zone; None for years in which offsets overflow."""
    if not 1900 < value.year < 9000:
        return None
    return value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)


def day(value: object) -> date | None:
    """An ISO date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        return None


def length(value: object) -> timedelta | None:
    """A duration: minutes as a number, "00:45", "1:00:00", "PT45M" is not met in the wild here."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return timedelta(minutes=value) if 0 < value <= 7 * 24 * 60 else None
    pieces = str(value or "").strip().split(":")
    if not 1 <= len(pieces) <= 4 or not all(piece.isdigit() and len(piece) < 5 for piece in pieces):
        return None
    numbers = [int(piece) for piece in pieces]
    minutes = numbers[0] if len(numbers) == 1 else numbers[0] * 60 + numbers[1]
    if len(numbers) == 4:  # frab of old: days:hours:minutes:seconds
        minutes = (numbers[0] * 24 + numbers[1]) * 60 + numbers[2]
    return timedelta(minutes=minutes) if 0 < minutes <= 7 * 24 * 60 else None


def zone_named(name: str) -> str:
    """The zone's name when this machine knows it, else Europe/Oslo."""
    return name if name and is_zone(name) else DEFAULT
