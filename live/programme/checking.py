"""What a reader should look at in any agenda: overlaps in a track or room, gaps in a day. Reported, never repaired."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice

from live.programme.shapes import Entry, Notice

_GAP = timedelta(minutes=1)
_NIGHT = timedelta(hours=6)  # a longer gap is a night, not a gap
_MOST_NOTICES = 50  # of a kind; nobody reads more

_Placed = tuple[Entry, int | None]


def overlaps(entries: Sequence[Entry], lines: Sequence[int] = ()) -> list[Notice]:
    """Sessions of the same track and room that run at the same time. `lines`: where each entry stands in its source."""
    together: dict[tuple[str, str], list[_Placed]] = defaultdict(list)
    for entry, line in _placed(entries, lines):
        if entry.status != "cancelled":
            together[entry.track, entry.room].append((entry, line))
    return list(islice((notice for group in together.values() for notice in _overlaps_in(group)), _MOST_NOTICES))


def gaps(entries: Sequence[Entry], lines: Sequence[int] = ()) -> list[Notice]:
    """Stretches within a day in which nothing runs anywhere."""
    return list(islice(_gaps_in(_placed(entries, lines)), _MOST_NOTICES))


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries by start; those that start together stay as they came."""
    return tuple(sorted(entries, key=lambda entry: entry.starts))


def _placed(entries: Sequence[Entry], lines: Sequence[int]) -> list[_Placed]:
    pairs = zip(entries, lines, strict=True) if lines else ((entry, None) for entry in entries)
    return sorted(pairs, key=lambda pair: pair[0].starts)


def _overlaps_in(ordered: Iterable[_Placed]) -> Iterator[Notice]:
    running: Entry | None = None
    for entry, line in ordered:
        if running is not None and entry.starts < running.ends:
            values = {"later": entry.title, "earlier": running.title, "time": f"{entry.starts:%H:%M}"}
            yield Notice("“{later}” begins at {time}, before “{earlier}” ends.", values, line)
        if running is None or entry.ends > running.ends:
            running = entry


def _gaps_in(ordered: Iterable[_Placed]) -> Iterator[Notice]:
    until: Entry | None = None
    for entry, line in ordered:
        if until is not None and _GAP <= entry.starts - until.ends < _NIGHT:
            values = {"from": f"{until.ends:%H:%M}", "to": f"{entry.starts:%H:%M}", "before": entry.title}
            yield Notice("Nothing is planned from {from} to {to}, before “{before}”.", values, line)
        if until is None or entry.ends > until.ends:
            until = entry
