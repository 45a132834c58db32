"""Repeated events, as far as programmes repeat: daily or weekly, a bounded number of times.

A general RRULE expander can be sent looking for a 30th of February until the end of time; this one cannot.
"""

import datetime as dt
from collections.abc import Iterator, Mapping

import msgspec

from live.programme.shapes import Entry, Notice
from live.programme.values.fields import Foreign

MOST = 500  # repetitions of one event
ENDLESS = 12  # of one that goes on for ever: a programme has an end, and somebody must look at what is shown
_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


def repeated(entry: Entry, rule: Mapping[str, Foreign], without: set[Foreign]) -> Iterator[Entry]:
    """The entry and its repetitions by a DAILY or WEEKLY rule with INTERVAL, COUNT, UNTIL and BYDAY; otherwise the
    entry alone.
    """
    frequency, interval, most, until = _rule(rule)
    skipped = {_plain(moment) for moment in without}
    days = {_DAYS[day] for said in _listed(rule, "BYDAY") if (day := str(said).upper()[-2:]) in _DAYS} or {
        entry.starts.weekday()
    }
    if frequency not in ("DAILY", "WEEKLY"):
        yield entry
        return
    count = 0
    for offset in range(MOST * 7):
        starts = _later(entry.starts, offset)
        week = (offset + entry.starts.weekday()) // 7
        due = offset % interval == 0 if frequency == "DAILY" else week % interval == 0 and starts.weekday() in days
        if count >= most or (until is not None and starts.date() > until):
            return
        if due:
            count += 1
            if _plain(starts) not in skipped:
                yield _moved(entry, offset)


def _listed(rule: Mapping[str, Foreign], name: str) -> list[Foreign]:
    value = rule.get(name) or []
    return value if isinstance(value, list) else [value]


def _rule(rule: Mapping[str, Foreign]) -> tuple[str, int, int, dt.date | None]:
    def first(name: str) -> Foreign:
        return next(iter(_listed(rule, name)), None)

    until, count, interval = first("UNTIL"), first("COUNT"), first("INTERVAL")
    last = until.date() if isinstance(until, dt.datetime) else until if isinstance(until, dt.date) else None
    bound = MOST if count or last else ENDLESS
    return str(first("FREQ") or "").upper(), _whole(interval, 1), min(bound, _whole(count, bound)), last


def _whole(said: Foreign, otherwise: int) -> int:
    try:
        return max(1, int(said or otherwise))
    except (TypeError, ValueError):
        return otherwise


def repeating_notice(rule: Mapping[str, Foreign], title: str) -> Notice | None:
    """What is to be said about an event that repeats, when not all of it is read."""
    frequency, _, _, until = _rule(rule)
    if frequency not in ("DAILY", "WEEKLY"):
        return Notice("Only the first of a repeated event was read: {title}", {"title": title})
    if until is None and not rule.get("COUNT"):  # and one that ends after more than MOST is no programme
        return Notice(
            "“{title}” repeats without an end; the first {count} are read.", {"title": title, "count": str(ENDLESS)}
        )
    return None


def _moved(entry: Entry, days: int) -> Entry:
    key = f"{entry.key}#{days}" if entry.key and days else entry.key
    return msgspec.structs.replace(entry, starts=_later(entry.starts, days), ends=_later(entry.ends, days), key=key)


def _later(moment: dt.datetime, days: int) -> dt.datetime:
    return (moment.replace(tzinfo=None) + dt.timedelta(days=days)).replace(tzinfo=moment.tzinfo)


def _plain(moment: Foreign) -> str:
    """An instant, comparable across zones; a date compares with dates."""
    if isinstance(moment, dt.datetime) and moment.tzinfo and 1 < moment.year < 9999:
        return moment.astimezone(dt.UTC).isoformat()
    return str(moment)
