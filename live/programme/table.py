"""CSV as spreadsheets make it, read: comma, semicolon or tab; headings in six languages; times in any form the text
parser knows.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from live.programme.breaks import is_break
from live.programme.checking import gaps, overlaps
from live.programme.columns import role_of
from live.programme.fields import moment, texts
from live.programme.languages import guess_language
from live.programme.people import split_people
from live.programme.shapes import Entry, Hints, Notice, NotUnderstood, Programme
from live.programme.text.clocks import duration_in, spans_in
from live.programme.text.dates import blanked, dates_in
from live.programme.text.draft import Draft
from live.programme.text.ends import settle_times
from live.programme.text.years import dated
from live.programme.zones import DEFAULT

_GUARDED = re.compile(r"'+[=+\-@\t\r]")  # an apostrophe that keeps a spreadsheet from calculating
_MOST_ROWS = 5_000
_HEADING_WITHIN = 10  # rows; titles and empty rows may stand above the heading row
_LONGEST_FIELD = 1_000_000  # characters; a broken quote must not swallow the file into one field

Row = dict[str, str]


def looks_like_table(head: str, *, sure: bool) -> bool:
    """Whether the first filled line is a heading row with a time and a title. `sure`: the file is named .csv."""
    lines = [line for line in head.split("\n") if line.strip()][:2]
    if sure or len(lines) < 2:
        return sure
    delimiter = _delimiter(lines[0])
    roles = [role_of(cell.strip(' "')) for cell in lines[0].split(delimiter)]
    return delimiter in ",;" and "title" in roles and ("start" in roles or "time" in roles)


def read_table(text: str, hints: Hints) -> Programme:
    """The programme in a CSV text. Raises NotUnderstood when no heading row names a time and a title."""
    rows = _rows(text)
    zone = ZoneInfo(hints.timezone or DEFAULT)
    timed = [(row, draft) for row in rows if (draft := _draft(row, hints, zone))]
    if not timed:
        raise NotUnderstood(
            Notice("No sessions were found: looked for rows with a time under a heading such as “start” or “tid”.")
        )
    if all(row.get("date") for row, _ in timed):
        timed.sort(key=lambda pair: (pair[1].day, pair[1].starts))
    notices = settle_times([draft for _, draft in timed], None)
    if (
        any("date" not in row and not dates_in(row.get("start", "") + row.get("time", "")) for row, _ in timed)
        and not hints.date
    ):
        notices.insert(0, Notice("The text gives no date; {date} is assumed.", {"date": hints.today.isoformat()}))
    entries = tuple(_entry(row, draft, zone) for row, draft in timed)
    lines = [draft.line for _, draft in timed]
    language = hints.language or guess_language(" ".join(draft.title for _, draft in timed))
    return Programme(
        title=hints.name or timed[0][1].title,
        language=language,
        timezone=zone.key,
        entries=entries,
        notices=(*notices, *_left_out(len(rows) - len(timed)), *overlaps(entries, lines), *gaps(entries, lines)),
    )


def _left_out(count: int) -> Iterator[Notice]:
    if count:
        yield Notice("{count} rows without a time were left out.", {"count": str(count)})


def _rows(text: str) -> list[Row]:
    """The rows under the heading row, by what their columns hold."""
    head = "\n".join(text.split("\n", 3)[:3])
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        records = list(_limited(csv.reader(io.StringIO(text), delimiter=_delimiter(head))))
    except csv.Error as error:
        raise NotUnderstood(Notice("The CSV is broken: {reason}.", {"reason": str(error)[:120]})) from error
    for at, record in enumerate(records[:_HEADING_WITHIN]):
        roles = [role_of(cell) for cell in record]
        if "title" in roles and ("start" in roles or "time" in roles):
            return [
                _row(roles, cells, at + 2 + number)
                for number, cells in enumerate(records[at + 1 :])
                if any(map(str.strip, cells))
            ]
    raise NotUnderstood(Notice("The CSV has no heading row: looked for columns such as “start”, “end” and “title”."))


def _limited(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    for number, record in enumerate(reader):
        if number > _MOST_ROWS:
            raise NotUnderstood(
                Notice("The CSV has more than {count} rows; that is no programme.", {"count": str(_MOST_ROWS)})
            )
        yield record


def _delimiter(head: str) -> str:
    return max(";,\t", key=head.count)


def _row(roles: list[str], cells: list[str], number: int) -> Row:
    row: Row = {"line": str(number)}
    for role, cell in zip(roles, cells, strict=False):
        said = cell.strip(" \n\r")
        if role and said and role not in row:
            row[role] = said[1:] if _GUARDED.match(said) else said
    return row


def _draft(row: Row, hints: Hints, zone: ZoneInfo) -> Draft | None:
    start = _when(row.get("start") or row.get("time") or "", row, hints, zone)
    if start is None or "title" not in row:
        return None
    day, starts, ends = start
    if "end" in row and (end := _when(row["end"], row | {"date": day.isoformat()}, hints, zone)):
        ends = end[1] + (end[0] - day).days * 24 * 60
    minutes = duration_in(row["minutes"]) if "minutes" in row else None
    length = (
        minutes[0]
        if minutes
        else int(row["minutes"])
        if row.get("minutes", "")[:4].isdecimal() and len(row["minutes"]) < 4
        else None
    )
    return Draft(
        line=int(row["line"]), day=day, starts=starts, ends=ends, minutes=length, title=" ".join(row["title"].split())
    )


def _when(said: str, row: Row, hints: Hints, zone: ZoneInfo) -> tuple[dt.date, int, int | None] | None:
    """(day, start, end) of a cell: an ISO time, a date with a time, a time, a stretch of time."""
    if len(said) > 15 and (iso := moment(said, zone)):
        return iso.date(), iso.hour * 60 + iso.minute, None
    dates = dates_in(said)
    spans = spans_in(blanked(said, dates))
    if not spans:
        return None
    own = dates or dates_in(row.get("date", ""))
    day = dated(own[0], near=hints.date or hints.today, year=None) if own else None
    return day or hints.date or hints.today, spans[0].starts, spans[0].ends


def _entry(row: Row, draft: Draft, zone: ZoneInfo) -> Entry:
    midnight = dt.datetime.combine(draft.day, dt.time(), zone)
    kind = row.get("kind", "").lower()
    return Entry(
        title=draft.title,
        kind=kind if kind in ("talk", "break") else "break" if is_break(draft.title) or is_break(kind) else "talk",
        starts=midnight + dt.timedelta(minutes=draft.starts),
        ends=midnight + dt.timedelta(minutes=draft.ends or draft.starts),
        speakers=_speakers(row.get("speakers", "")),
        track=row.get("track", ""),
        room=row.get("room", ""),
        description=row.get("description", ""),
        language=row.get("language", ""),
        items=tuple(row["items"].split("\n")) if "items" in row else (),
        key=row.get("key", ""),
        planned_starts=moment(row.get("planned_starts"), zone),
        planned_ends=moment(row.get("planned_ends"), zone),
        status=row.get("status") or "scheduled",
    )


def _speakers(said: str) -> tuple[str, ...]:
    return texts(said) if ";" in said or "\n" in said else split_people(said)
