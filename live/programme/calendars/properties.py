"""Properties of a calendar's events, whatever is in them: clean text, moments, categories, or nothing.

Never an exception.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from live.programme.values.decoding import clean
from live.programme.values.fields import Foreign, address, in_zone, text
from live.programme.values.streams import stream_in
from live.programme.words.breaks import is_break
from live.programme.words.languages import LANGUAGE_NAMES

_STREAMS = ("CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-GOOGLE-CONFERENCE", "LOCATION", "URL", "DESCRIPTION")


def part_of(value: Foreign, name: str) -> Foreign:
    """An attribute of a property; None where it lacks it. icalendar's broken properties raise on what they lack."""
    try:
        return getattr(value, name, None)
    except (ValueError, TypeError):
        return None


def said(component: Foreign, name: str) -> str:
    """The clean text of a property, the first when there are several."""
    value = component.get(name)
    value = value[0] if isinstance(value, list) and value else value
    if value is None:
        return ""
    return text(unescaped_line(str(value)) if name.startswith("X-") else str(value))


def unescaped_line(value: str) -> str:
    """Text of a property icalendar does not know and leaves as it was on the line."""
    return re.sub(r"\\([nN,;\\])", lambda found: "\n" if found[1] in "nN" else found[1], value)


def moment_of(event: Foreign, name: str) -> Foreign:
    """The date, the moment or the length of a property; None of one that is broken."""
    value = event.get(name)
    return part_of(value[0] if isinstance(value, list) and value else value, "dt")


def rule_of(event: Foreign) -> Mapping[str, Foreign] | None:
    """How the event repeats, when it does; of several rules the first."""
    value = event.get("RRULE")
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, Mapping) and value else None


def time_of(event: Foreign, name: str, zone: ZoneInfo) -> dt.datetime | None:
    """A moment in the zone; None of a date, or of what is broken or too far away."""
    value = moment_of(event, name)
    if value is None and name.startswith("X-"):
        try:
            value = dt.datetime.fromisoformat(said(event, name))
        except ValueError:
            return None
    try:
        return in_zone(value, zone) if isinstance(value, dt.datetime) else None
    except (ValueError, OverflowError):
        return None


def categories(event: Foreign) -> list[str]:
    """All categories of an event, however they are listed."""
    listed = event.get("CATEGORIES")
    return [
        clean(str(one)).strip()
        for value in (listed if isinstance(listed, list) else [listed])
        for one in part_of(value, "cats") or ()
        if str(one).strip()
    ]


def spoken(event: Foreign) -> str:
    """The language of a title: "nb" of "nb-NO", when it is one."""
    said = str((part_of(event.get("SUMMARY"), "params") or {}).get("LANGUAGE", "")).split("-")[0].lower()
    return LANGUAGE_NAMES.get(said, said) if re.fullmatch("[a-z]{2,3}", said) else ""


def left_out(event: Foreign) -> Iterator[Foreign]:
    """The moments on which an event that repeats does not take place."""
    listed = event.get("EXDATE") or []
    for one in listed if isinstance(listed, list) else [listed]:
        yield from (moment.dt for moment in part_of(one, "dts") or ())


def stream_of(event: Foreign) -> str:
    """Where it is shown: what a calendar program says of it, or the first address of a video."""
    return address(said(event, "CONFERENCE")) or next(
        (found for name in _STREAMS if (found := stream_in(said(event, name)))), ""
    )


def is_pause(event: Foreign, title: str, kinds: list[str], *, ours: bool) -> bool:
    """What others leave busy may still be a lunch; what we wrote says it."""
    if ours:
        return said(event, "TRANSP").upper() == "TRANSPARENT"
    return is_break(title) or any(is_break(category) for category in kinds)


def track_of(kinds: list[str], title: str, *, pause: bool, ours: bool) -> str:
    """The category that is no break; of ours the first one, unless it says what the title of a break does not."""
    if ours:
        return next(iter(kinds[: -1 if pause and not is_break(title) else None]), "")
    return next((category for category in kinds if not is_break(category)), "")
