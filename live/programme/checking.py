"""What a reader should look at in any agenda: overlaps in a track or room, gaps in a day. Reported, never repaired."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from live.programme.shapes import Entry, Notice

_GAP = timedelta(minutes=1)
_NIGHT = timedelta(hours=6)  # a longer gap is a night, not a gap
_MOST_NOTICES = 50  # of a kind; an export with hundreds of overlaps is not read line by line


def overlaps(entries: Iterable[Entry]) -> list[Notice]:
    """Sessions of the same track and room that run at the same time."""
    together: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.status != "cancelled":
            together[entry.track, entry.room].append(entry)
    found = (notice for group in together.values() for notice in _overlaps_in(sorted(group, key=_start)))
    return [notice for notice, _ in zip(found, range(_MOST_NOTICES), strict=False)]


def _overlaps_in(ordered: list[Entry]) -> Iterable[Notice]:
    running: Entry | None = None
    for entry in ordered:
        if running is not None and entry.starts < running.ends:
            yield Notice("“{later}” begins at {time}, before “{earlier}” ends.", {
                "later": entry.title, "earlier": running.title, "time": f"{entry.starts:%H:%M}",
            })  # fmt: skip
        if running is None or entry.ends > running.ends:
            running = entry


def gaps(entries: Iterable[Entry]) -> list[Notice]:
    """Stretches within a day in which nothing runs anywhere."""
    found: list[Notice] = []
    until: Entry | None = None
    for entry in sorted(entries, key=_start):
        if until is not None and _GAP <= entry.starts - until.ends < _NIGHT and len(found) < _MOST_NOTICES:
            values = {"from": f"{until.ends:%H:%M}", "to": f"{entry.starts:%H:%M}", "before": entry.title}
            found.append(Notice("Nothing is planned from {from} to {to}, before “{before}”.", values))
        if until is None or entry.ends > until.ends:
            until = entry
    return found


def _start(entry: Entry) -> datetime:
    return entry.starts


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries by start; those that start together stay as they came."""
    return tuple(sorted(entries, key=_start))

