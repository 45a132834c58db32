"""Rows of cells under a heading row, of CSV or of a spreadsheet, with times in any form the text reader knows."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

import msgspec

from live.programme.checking import gaps, overlaps
from live.programme.shapes import Entry, Hints, Notice, NotUnderstood, Programme, without_lines
from live.programme.tables.days import days_of
from live.programme.text.clocks.spans import duration_in, spans_in
from live.programme.text.days.dates import blanked, dates_in
from live.programme.text.days.years import dated
from live.programme.text.sessions.draft import Draft
from live.programme.text.sessions.ends import settle_times
from live.programme.values.fields import as_written, moment, texts
from live.programme.values.markup import unmarked
from live.programme.values.offsets import zone_of_times
from live.programme.values.zones import DEFAULT
from live.programme.words.breaks import is_break
from live.programme.words.columns import role_of
from live.programme.words.languages import LANGUAGE_NAMES, guess_language, language_at
from live.programme.words.people import split_people

MOST_ROWS = 5_000
_GUARDED = re.compile(r"'+[=+\-@\t\r]")  # an apostrophe that keeps a spreadsheet from calculating
_HEADING_WITHIN = 20  # rows; titles and empty rows may stand above the heading row

Row = dict[str, str]
OURS = "planned_starts"  # a column that no other system has: what stands in such a table is what was written


class Sheet(msgspec.Struct, frozen=True):
    """One table: what it is called, its rows, and on which line its first row stands."""

    name: str
    records: list[list[str]]
    first_line: int = 1


def is_heading(cells: Sequence[str]) -> bool:
    """Whether the cells name a time and a title, or what stands for one."""
    roles = {role_of(cell) for cell in cells}
    return bool(roles & {"start", "time"}) and bool(roles & {"title", "kind"})


def read_sheets(sheets: list[Sheet], hints: Hints) -> Programme:
    """The programme in one or more tables. Without a heading row anywhere the cells are read as a pasted table is."""
    headed = [(sheet, at) for sheet in sheets if (at := _heading_at(sheet)) is not None]
    if not headed:
        return _as_text(sheets, hints)
    rows = [row for sheet, at in headed for row in _rows(sheet, at)]
    zone, told = _zone(rows, hints)
    days, assumed = days_of([row.get("date", "") for row in rows], [row["sheet"] for row in rows], hints)
    timed = [(row, draft) for row, day in zip(rows, days, strict=True) if (draft := _draft(row, day, hints, zone))]
    if not timed:
        raise NotUnderstood(
            Notice("No sessions were found: looked for rows with a time under a heading such as “start” or “tid”.")
        )
    if any(day is not None for day in days):
        timed.sort(key=lambda pair: (pair[1].day, pair[1].starts))
    notices = settle_times([draft for _, draft in timed], None)
    if not hints.date and any(day is None and not _dated(row) for row, day in zip(rows, days, strict=True)):
        assumed = hints.today
    if not hints.date and assumed:
        notices.insert(0, Notice("The text gives no date; {date} is assumed.", {"date": assumed.isoformat()}))
    entries = tuple(_entry(row, draft, zone) for row, draft in timed)
    lines = [draft.line for _, draft in timed]
    left = [row for row in rows if not any(row is one for one, _ in timed)] if len(rows) > len(timed) else []
    language = hints.language or _language(rows, timed, zone.key)
    return Programme(
        title=_title(headed) or hints.name or timed[0][1].title,
        language=language,
        timezone=zone.key,
        entries=tuple(
            msgspec.structs.replace(one, language="") if one.language == language else one for one in entries
        ),
        notices=(
            *told,
            *notices,
            *_unread(headed),
            *_left_out(left),
            *overlaps(entries, lines),
            *gaps(entries, lines),
        ),
    )


def _as_text(sheets: list[Sheet], hints: Hints) -> Programme:
    """A table without headings, as the rows of a pasted one."""
    from live.programme.text.reading import read_text

    rows = [cells for sheet in sheets for cells in [[sheet.name], *sheet.records]]
    said = "\n".join(
        f"| {' | '.join(cell.replace('|', '/').replace(chr(10), ' ') for cell in cells)} |" for cells in rows
    )
    try:
        return without_lines(read_text(said, hints))
    except NotUnderstood:
        raise NotUnderstood(
            Notice("The CSV has no heading row: looked for columns such as “start”, “end” and “title”.")
        ) from None


def _heading_at(sheet: Sheet) -> int | None:
    return next((at for at, cells in enumerate(sheet.records[:_HEADING_WITHIN]) if is_heading(cells)), None)


def _title(headed: list[tuple[Sheet, int]]) -> str:
    """A row above the headings with one filled cell is the title."""
    sheet, at = headed[0]
    above = [filled for cells in sheet.records[:at] if (filled := [cell for cell in cells if cell.strip()])]
    return " ".join(above[0][0].split()) if above and len(above[0]) == 1 and not dates_in(above[0][0]) else ""


def _rows(sheet: Sheet, at: int) -> Iterator[Row]:
    roles = [role_of(cell) for cell in sheet.records[at]]
    for number, cells in enumerate(sheet.records[at + 1 :], sheet.first_line + at + 1):
        times = [cell for role, cell in zip(roles, cells, strict=False) if role in ("start", "time")]
        is_repeated = is_heading(cells) and not any(char.isdigit() for cell in times for char in cell)
        if any(map(str.strip, cells)) and not is_repeated:
            yield _row(roles, cells, number, sheet.name)


def _row(roles: list[str], cells: list[str], number: int, sheet: str) -> Row:
    row: Row = {"line": str(number), "sheet": sheet}
    for role, cell in zip(roles, cells, strict=False):
        said = cell.strip(" \n\r")
        if role == OURS or (role and said and role not in row):
            row[role] = said[1:] if _GUARDED.match(said) else said
    if "title" not in row and "kind" in row:  # a "Break" or "Lunch" needs no other title
        row["title"] = row["kind"]
    return row


def _zone(rows: list[Row], hints: Hints) -> tuple[ZoneInfo, tuple[Notice, ...]]:
    """A table names no zone, but its times may say how far they are from UTC."""
    if hints.timezone:
        return ZoneInfo(hints.timezone), ()
    written = [found for row in rows if (found := as_written(row.get("start"))) and found.tzinfo]
    name, notice = zone_of_times(written) if written else (DEFAULT, None)
    return ZoneInfo(name), (notice,) if notice else ()


def _language(rows: list[Row], timed: list[tuple[Row, Draft]], zone: str) -> str:
    said = [_spoken(row) for row in rows if row.get("language")]
    if said and len(said) * 2 > len(rows):
        return max(dict.fromkeys(said), key=said.count)
    return guess_language(" ".join(draft.title for _, draft in timed), language_at(zone))


def _spoken(row: Row) -> str:
    said = row.get("language", "")
    return LANGUAGE_NAMES.get(said.lower(), said)[:35]


def _unread(headed: list[tuple[Sheet, int]]) -> Iterator[Notice]:
    """Columns with a heading and something in them that nothing is known about, or whose meaning is taken."""
    names: dict[str, None] = {}
    for sheet, at in headed:
        taken: set[str] = set()
        for column, heading in enumerate(sheet.records[at]):
            role = role_of(heading)
            filled = any(len(cells) > column and cells[column].strip() for cells in sheet.records[at + 1 :])
            if heading.strip() and filled and (not role or role in taken):
                names[" ".join(heading.split())[:60]] = None
            taken.add(role)
    if names:
        yield Notice("These columns were not read: {names}", {"names": ", ".join(names)[:400]})


def _left_out(rows: list[Row]) -> Iterator[Notice]:
    if rows:
        yield Notice("{count} rows without a time were left out.", {"count": str(len(rows))}, int(rows[0]["line"]))


def _dated(row: Row) -> bool:
    said = f"{row.get('start', '')} {row.get('time', '')}"
    return bool(dates_in(said)) or "T" in said


def _draft(row: Row, day: dt.date | None, hints: Hints, zone: ZoneInfo) -> Draft | None:
    start = _when(row.get("start") or row.get("time") or "", day, hints, zone)
    if start is None or "title" not in row:
        return None
    on, starts, ends = start
    if "end" in row and (end := _when(row["end"], on, hints, zone)):
        ends = end[1] + (end[0] - on).days * 24 * 60
    return Draft(
        line=int(row["line"]),
        day=on,
        starts=starts,
        ends=ends,
        minutes=_minutes(row.get("minutes", "")),
        title=" ".join(unmarked(row["title"]).split()),
    )


def _minutes(said: str) -> int | None:
    if found := duration_in(said):
        return found[0]
    if clock := re.fullmatch(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?", said):
        return int(clock[1]) * 60 + int(clock[2]) or None
    return int(said) or None if said.isdecimal() and said.isascii() and len(said) < 4 else None


def _when(said: str, day: dt.date | None, hints: Hints, zone: ZoneInfo) -> tuple[dt.date, int, int | None] | None:
    """(day, start, end) of a cell: an ISO time, a date with a time, a time, a stretch of time."""
    if len(said) > 15 and (iso := moment(said, zone)):
        return iso.date(), iso.hour * 60 + iso.minute, None
    dates = dates_in(said)
    spans = spans_in(blanked(said, dates))
    if not spans:
        return None
    own = dated(dates[0], near=hints.date or hints.today, year=None) if dates else None
    return own or day or hints.date or hints.today, spans[0].starts, spans[0].ends


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
        description=row.get("description", "") if OURS in row else unmarked(row.get("description", ""), markdown=True),
        language=_spoken(row),
        items=tuple(row["items"].split("\n")) if "items" in row else (),
        key=row.get("key", ""),
        planned_starts=moment(row.get("planned_starts"), zone),
        planned_ends=moment(row.get("planned_ends"), zone),
        status=row.get("status", "").lower() if row.get("status", "").lower() in _STATUSES else "scheduled",
        reason=row.get("reason", ""),
        lines=(draft.line, draft.line),
    )


_STATUSES = ("scheduled", "live", "done", "cancelled")


def _speakers(said: str) -> tuple[str, ...]:
    return texts(said) if ";" in said or "\n" in said else split_people(said)
