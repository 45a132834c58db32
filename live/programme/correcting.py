"""A programme corrected by hand, session by session: what a form says about each, put over what was read.

What the form does not show (descriptions, bullets, keys, planned times) stays with its session. Nothing typed is
thrown away: a row that
cannot be read comes back with what is wrong with it.
"""

import datetime as dt
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from live.programme.checking import gaps, in_order, overlaps
from live.programme.shapes import Entry, Notice, Programme
from live.programme.values.decoding import one_line

LONGEST = 500  # characters of one field
MOST_SPEAKERS = 50


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One session as a form has it, all text.

    `number` is its place in the programme that was read; what is beyond that is new.
    """

    number: int
    day: str = ""
    starts: str = ""
    ends: str = ""
    title: str = ""
    kind: str = "talk"
    speakers: str = ""  # one on each line
    track: str = ""
    room: str = ""

    @property
    def blank(self) -> bool:
        """Nothing has been written in it."""
        return not (self.title or self.starts or self.ends or self.speakers)


class Corrected(msgspec.Struct, frozen=True):
    """What became of it.

    With `problems` (row number, field, what is wrong) programme and rows are as they came; else the rows are in
    order.
    """

    programme: Programme
    rows: tuple[Row, ...]
    problems: tuple[tuple[int, str, Notice], ...] = ()


class _Unreadable(Exception):
    def __init__(self, field: str, notice: Notice) -> None:
        super().__init__(field)
        self.field, self.notice = field, notice


def rows_of(programme: Programme) -> tuple[Row, ...]:
    """The sessions as a form shows them first."""
    return tuple(_row(number, entry) for number, entry in enumerate(programme.entries))


def corrected(programme: Programme, title: str, rows: Sequence[Row]) -> Corrected:
    """The programme as the rows say; a notice's line is then the number of its row."""
    entries: list[Entry] = []
    problems = []
    filled = [row for row in rows if not row.blank or row.number < len(programme.entries)]
    for row in filled:
        try:
            entries.append(_entry(programme, row))
        except _Unreadable as wrong:
            problems.append((row.number, wrong.field, msgspec.structs.replace(wrong.notice, line=row.number)))
    if problems:
        return Corrected(programme, tuple(filled), tuple(problems))
    numbers = [row.number for row in filled]
    notices = (*gaps(entries, numbers), *overlaps(entries, numbers))
    made = msgspec.structs.replace(
        programme, title=one_line(title)[:LONGEST] or programme.title, entries=in_order(entries), notices=notices
    )
    return Corrected(
        made,
        tuple(
            _row(number, entry)
            for number, entry in sorted(zip(numbers, entries, strict=True), key=lambda one: one[1].starts)
        ),
    )


def _row(number: int, entry: Entry) -> Row:
    return Row(
        number=number,
        day=entry.starts.date().isoformat(),
        starts=f"{entry.starts:%H:%M}",
        ends=f"{entry.ends:%H:%M}",
        title=one_line(entry.title),
        kind=entry.kind,
        speakers="\n".join(map(one_line, entry.speakers)),
        track=one_line(entry.track),
        room=one_line(entry.room),
    )


def _entry(programme: Programme, row: Row) -> Entry:
    was = programme.entries[row.number] if row.number < len(programme.entries) else None
    shown = _row(row.number, was) if was is not None else None
    if was is not None and row == shown:
        return was
    title = one_line(row.title)[:LONGEST]
    if not title:
        raise _Unreadable("title", Notice("A session needs a title."))
    starts, ends = _times(row, was, shown, ZoneInfo(programme.timezone))
    speakers = tuple(filter(None, (one_line(name)[:LONGEST] for name in row.speakers.split("\n")[:MOST_SPEAKERS])))
    words = {
        "title": title,
        "kind": "break" if row.kind == "break" else "talk",
        "speakers": speakers,
        "track": one_line(row.track)[:LONGEST],
        "room": one_line(row.room)[:LONGEST],
    }
    if was is None:
        return Entry(starts=starts, ends=ends, **words)  # type: ignore[arg-type]  # of a row, as read
    return msgspec.structs.replace(was, starts=starts, ends=ends, **words)


def _times(row: Row, was: Entry | None, shown: Row | None, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """What the form shows without seconds is kept to the second when it was not touched.

    An end before the start is of the next day.
    """
    if (
        was is not None
        and shown is not None
        and (row.day, row.starts, row.ends) == (shown.day, shown.starts, shown.ends)
    ):
        return was.starts, was.ends
    day, starts, ends = _day(row.day), _clock("starts", row.starts), _clock("ends", row.ends)
    nights = (was.ends.date() - was.starts.date()).days if was is not None else 0
    if nights < 2:  # else it lasts for days, and goes on doing so
        nights = int(ends < starts)
    return datetime.combine(day, starts, zone), datetime.combine(day + timedelta(days=nights), ends, zone)


def _day(said: str) -> date:
    try:
        day = dt.date.fromisoformat(said.strip())
    except ValueError:
        day = date.min
    if not 1900 < day.year < 9000:
        raise _Unreadable("day", Notice("“{value}” is no date.", {"value": said[:40]}))
    return day


def _clock(field: str, said: str) -> time:
    """A time as browsers send it, or as people write it: 09:00, 9.00, 0900."""
    text = said.strip().replace(".", ":")
    text = f"{text[:-2]}:{text[-2:]}" if text.isdigit() and len(text) in (3, 4) else text
    try:
        return time.fromisoformat(text.zfill(5)).replace(tzinfo=None)
    except ValueError:
        raise _Unreadable(field, Notice("“{value}” is no time of day.", {"value": said[:40]})) from None
