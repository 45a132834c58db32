"""Spreadsheets as CSV: the sheets that have a heading row one below the other, else every row as it stands."""

import csv
import datetime as dt
import io

from live.programme.files.apart import Opened
from live.programme.files.unpack import refuse_bomb
from live.programme.tables.grid import is_heading
from live.programme.text.days.dates import dates_in
from live.programme.values.fields import Foreign
from live.programme.words.columns import role_of
from live.programme.words.labels import weekday_names

_MOST_ROWS, _MOST_COLUMNS, _MOST_SHEETS = 5_000, 60, 40
_HEADING_WITHIN = 20  # rows
_CLOCKS = ("start", "end", "time")

Cells = list[str]


def unpack(source: bytes, name: str) -> list[Opened]:
    """One CSV text with everything that is shown in the workbook."""
    import openpyxl

    refuse_bomb(source)
    book = openpyxl.load_workbook(io.BytesIO(source), read_only=True, data_only=True)
    sheets = [(sheet.title, _rows(sheet)) for sheet in book.worksheets[:_MOST_SHEETS] if sheet.sheet_state == "visible"]
    rows = _joined([(title, found) for title, found in sheets if found])
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return [Opened(out.getvalue(), f"{name.rpartition('.')[0] or name}.csv")]


def _rows(sheet: Foreign) -> list[Cells]:
    """The rows of a sheet as text; cells under a heading of times are clocks even where Excel keeps numbers."""
    found: list[Cells] = []
    clocks: set[int] = set()
    for values in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True):
        cells = [_said(value, clock=at in clocks) for at, value in enumerate(values)]
        if is_heading(cells):
            clocks = {at for at, cell in enumerate(cells) if role_of(cell) in _CLOCKS}
        found.append(cells)
    while found and not any(found[-1]):
        found.pop()
    return found


def _said(value: Foreign, *, clock: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d}" if value.time() == dt.time() and not clock else _of_moment(value)
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _number(float(value), clock=clock)
    return str(value).strip()


def _of_moment(value: dt.datetime) -> str:
    """A time without a day is kept as one of the first days of 1900."""
    return f"{value:%H:%M}" if value.year < 1901 else f"{value:%Y-%m-%d %H:%M}"


def _number(value: float, *, clock: bool) -> str:
    if clock and 0 <= value < 1:  # a part of a day, shown as a number
        minutes = round(value * 24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if clock and 1 <= value < 25:  # 9.3 is what Excel makes of "9.30"
        return f"{value:.2f}"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else str(value)


def _joined(sheets: list[tuple[str, list[Cells]]]) -> list[Cells]:
    """All sheets under the headings of the first; sheets that are called a day give their rows that day."""
    headed = [(title, rows, at) for title, rows in sheets if (at := _heading_at(rows)) is not None]
    if not headed:
        return [cells for title, rows in sheets for cells in ([[title]] if _is_day(title) else []) + rows]
    _, first, at = headed[0]
    headings = list(dict.fromkeys(heading for _, rows, place in headed for heading in rows[place] if heading))
    by_day = any(_is_day(title) for title, _, _ in headed) and "date" not in map(role_of, headings)
    joined = [[cell for cell in cells if cell] for cells in first[:at]]
    joined.append([*(["date"] if by_day else []), *headings])
    for title, rows, place in headed:
        for cells in rows[place + 1 :]:
            named = dict(zip(reversed(rows[place]), reversed(cells), strict=False))  # of two columns the first
            joined.append(
                [*([title] if by_day else []), *(named.get(heading, "") for heading in headings)] if any(cells) else []
            )
    return joined


def _heading_at(rows: list[Cells]) -> int | None:
    return next((at for at, cells in enumerate(rows[:_HEADING_WITHIN]) if is_heading(cells)), None)


def _is_day(title: str) -> bool:
    words = title.lower().strip().rstrip(".").split()
    numbered = len(words) == 2 and words[0] in ("dag", "day", "tag", "jour") and words[1].rstrip(".").isdecimal()
    return bool(dates_in(title)) or numbered or (len(words) == 1 and words[0] in weekday_names())
