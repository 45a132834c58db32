"""Tables as one Excel workbook, a sheet each: dates are dates, numbers are numbers, and text is never a formula.

openpyxl is loaded when somebody asks for a workbook, and never before.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from live.exports.catalogues import catalogues
from live.exports.sheets import FORMULA, Table
from live.rules.agenda import SessionStatus
from live.rules.errors import NotFound
from live.rules.event import Event
from live.rules.polls import PollStatus
from live.rules.questions import Status
from live.rules.wishes.agenda import SessionKind
from live.rules.wishes.polls import PollKind
from live.views.press.words import STATUS

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

HEADINGS: Mapping[str, str] = {
    "questions": "Questions",
    "sessions": "Sessions",
    "polls": "Polls",
    "attendance": "People there",
    "number": "Number",
    "status": "State",
    "votes": "Votes",
    "text": "Question",
    "name": "Name",
    "session": "Session",
    "item": "Item",
    "answer": "Answer",
    "reason": "Reason",
    "merged_into": "Joined with number",
    "asked_at": "Asked at",
    "answered_at": "Answered at",
    "labels": "Labels",
    "kind": "Kind",
    "track": "Track",
    "planned_starts": "Planned start",
    "planned_ends": "Planned end",
    "began": "Actual start",
    "ended": "Actual end",
    "people_average": "People on average",
    "people_peak": "People at most",
    "asked": "Questions",
    "answered": "answered live",
    "written": "in writing",
    "merged": "joined",
    "declined": "not taken up",
    "withdrawn": "taken back",
    "promised": "later",
    "open": "open",
    "set": "Set",
    "poll": "Poll",
    "opened_at": "Opened at",
    "closed_at": "Closed at",
    "people": "People",
    "count": "Count",
    "time": "Time",
}
WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    SessionKind: {"talk": "talk", "break": "Break"},
    SessionStatus: {"scheduled": "planned", "live": "on now", "done": "done", "cancelled": "cancelled"},
    PollKind: {
        "single": "one answer",
        "multiple": "several answers",
        "scale": "scale 1–5",
        "words": "open words",
        "text": "answers in full",
    },
    PollStatus: {"draft": "draft", "open": "open for answers", "closed": "closed"},
}
MOMENTS: Mapping[str, str] = {"nb": "dd.mm.yyyy hh:mm", "nn": "dd.mm.yyyy hh:mm", "en": "yyyy-mm-dd hh:mm"}
NARROWEST, WIDEST, MOMENT = 8, 60, 17  # characters of the standard font
ARROW = 3  # characters that the button of the filter covers of a heading
LINE, TALLEST = 15.0, 409.0  # points: of one line, and of a row in Excel
A4 = 9  # as Excel counts paper
MOST_TEXT = 32_767  # characters of a cell in Excel
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # what Excel would take for a character (ECMA-376, ST_Xstring)


def as_workbook(tables: Sequence[Table], event: Event, language: str) -> bytes:
    """Write the tables, with headings in the language and moments in the zone of the event, to the minute.

    Refuses `no_such_format` where openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise NotFound(
            "Excel files need {library}, which is not installed here: take the tables as CSV.",
            code="no_such_format",
            library="openpyxl",
        ) from error
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = _NO_XML.sub("", event.title), "Live"
    for table in tables:
        _write(book, table, event.zone, language)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write(book: "Workbook", table: Table, zone: ZoneInfo, language: str) -> None:
    """A sheet with its headings in bold, which stay in sight and can be filtered by."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.dimensions import RowDimension

    sheet = book.create_sheet(_heading(table.name, language))
    headings = [_heading(name, language) for name in table.columns]
    rows = [[_value(value, zone, language) for value in row] for row in table.rows]
    sheet.freeze_panes = "A2"
    _on_paper(sheet)
    wide = [
        max(len(heading) + ARROW, *_bounded(_width(row[at]) for row in rows)) for at, heading in enumerate(headings)
    ]
    for at, width in enumerate(wide):
        sheet.column_dimensions[get_column_letter(at + 1)].width = width
    sheet.append([_cell(sheet, heading, language, bold=True) for heading in headings])
    for place, row in enumerate(rows, 2):
        if (lines := max(map(_lines, row, wide))) > 1:
            sheet.row_dimensions[place] = RowDimension(sheet, index=place, ht=min(lines * LINE, TALLEST))
        sheet.append([_cell(sheet, value, language) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(rows) + 1}"


def _on_paper(sheet: "WriteOnlyWorksheet") -> None:
    """As wide as a page of A4 that lies, its headings on each, and the number of the page below."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.right.text = "&A  &P / &N"


def _lines(value: object, width: int) -> int:
    """How many lines a text takes in a column; LibreOffice lays one over the other where nobody says it."""
    said = value if isinstance(value, str) else ""
    return sum(-(-len(line) // max(1, width - 1)) or 1 for line in said.splitlines()) or 1


def _heading(name: str, language: str) -> str:
    return _capital(catalogues().translate(HEADINGS[name], language))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _value(value: object, zone: ZoneInfo, language: str) -> object:
    """What stands in a cell: Excel knows no zones, and no character that XML does not know."""
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    if isinstance(value, Status):
        return _capital(catalogues().catalogues[language].pgettext(STATUS, value.value))
    if isinstance(value, StrEnum):
        return _capital(catalogues().translate(WORDS[type(value)][value], language))
    return _NO_XML.sub("", value)[:MOST_TEXT] or None if isinstance(value, str) else value


def _bounded(widths: Iterator[int]) -> tuple[int, int]:
    return NARROWEST, min(WIDEST, max(widths, default=0) + 1)


def _width(value: object) -> int:
    if isinstance(value, datetime):
        return MOMENT
    return max((len(line) for line in str(value).splitlines()), default=0) if value is not None else 0


def _cell(sheet: "WriteOnlyWorksheet", value: object, language: str, *, bold: bool = False) -> "WriteOnlyCell":
    """Text is said to be text, and stays text where somebody edits the cell (CWE-1236)."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet, _ESCAPED.sub("_x005F_", value) if isinstance(value, str) else value)
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
    if bold:
        cell.font = Font(bold=True)
    if isinstance(value, str):
        cell.data_type, cell.quotePrefix = "s", value.startswith(FORMULA)
    if isinstance(value, datetime):
        cell.number_format = MOMENTS[language]
    return cell
