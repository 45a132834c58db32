"""Sessions in table rows: what each column holds, by its heading or by its look; several tracks side by side in one
row.
"""

import datetime as dt
import re

from live.programme.text.days.headings import day_heading
from live.programme.text.lines.line import IN_CELL, Line
from live.programme.text.lines.marks import Mark
from live.programme.text.sessions.body import read_body
from live.programme.text.sessions.draft import Draft
from live.programme.words.breaks import is_break
from live.programme.words.columns import role_of
from live.programme.words.people import is_person_line, labelled_people, split_people
from live.programme.words.places import ROOM_LIKE

_SCHOOL_WEEK = 5  # days
_POINT_NUMBER = re.compile(r"(?:top|punkt|pkt|sak|nr|no|item|§)?\.?\s?[0-9]{1,3}(?:[./][0-9]{1,4})?\.?", re.IGNORECASE)
_LONGEST_HEAD = 40  # characters over a column


def headers_of(lines: list[Line], marks: set[int]) -> tuple[dict[int, tuple[str, ...]], set[int]]:
    """For each line with a time, the heading row above it, and where those rows are: rows that name at least one known
    column.
    """
    headers: dict[int, tuple[str, ...]] = {}
    rows: set[int] = set()
    current: tuple[str, ...] = ()
    at = -1
    for index, line in enumerate(lines):
        if index in marks:
            headers[index] = current
            rows.update({at} if current and len(line.cells) > 1 else ())
        elif len(line.cells) > 1 and (
            any(map(role_of, line.cells)) or (not current and _names_columns(line.cells)) or is_timetable(line.cells)
        ):
            current, at = line.cells, index
        elif line.heading:
            current = ()
    return headers, rows


def _names_columns(cells: tuple[str, ...]) -> bool:
    """ "|  | Room Wool | Room Silk |": an empty corner, and what runs side by side."""
    return len(cells) > 2 and not cells[0] and all(0 < len(cell) <= _LONGEST_HEAD for cell in cells[1:])


def row_drafts(mark: Mark, header: tuple[str, ...], body: list[Line], blank: Draft, language: str) -> list[Draft]:
    """The sessions of one row and of the rows below it that leave the time empty."""
    cells = _filled_up(mark.cells, header)
    header = header if len(header) == len(cells) else ()
    own = [line for line in body if len(line.cells) > 1 and len(line.cells) == len(cells)] if header else []
    below = [line for line in body if line not in own]
    cells, below = _with_wrapped(cells, below)
    drafts = _tracks_side_by_side(cells, header, blank, language) or [_one_row(cells, header, below, blank, language)]
    return drafts + [_one_row(line.cells, header, [], blank, language) for line in own if _titled(line.cells, header)]


def _with_wrapped(cells: tuple[str, ...], below: list[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """A row whose cells go on in the line below them, as a page in columns wraps them; the time's does not."""
    for line in below:
        if 1 < len(line.cells) == len(cells) - 1 and line.indent and not cells[0]:
            cells = ("", *(f"{one} {more}".strip() for one, more in zip(cells[1:], line.cells, strict=True)))
            below = [other for other in below if other is not line]
    return cells, below


def _filled_up(cells: tuple[str, ...], header: tuple[str, ...]) -> tuple[str, ...]:
    """A row whose last cells were left out, when what it says has its column."""
    filled = (*cells, *[""] * (len(header) - len(cells)))
    return filled if header and len(filled) == len(header) and _titled(filled, header) else cells


def _titled(cells: tuple[str, ...], header: tuple[str, ...]) -> bool:
    return any(cell and role_of(heading) == "title" for cell, heading in zip(cells, header, strict=True))


def _tracks_side_by_side(cells: tuple[str, ...], header: tuple[str, ...], blank: Draft, language: str) -> list[Draft]:
    """ "| Tid | Spor A | Spor B |": a session per column; one that fills the row alone, or all cells alike, is for
    everyone.
    """
    columns = [at for at, heading in enumerate(header) if heading and not role_of(heading)]
    if len(columns) < 2 or any(role_of(heading) == "title" for heading in header):
        return []
    filled = [(header[at], cells[at]) for at in columns if cells[at]]
    if all(_day_of(heading, blank) for heading, _ in filled):
        return [_on_its_day(cell, heading, blank, language) for heading, cell in filled]
    if len(filled) == 1 or len({cell for _, cell in filled}) == 1:
        common = filled[0][1]
        first = filled[0][0]
        everyone = len(filled) > 1 or is_break(common) or (first == header[columns[0]] and not ROOM_LIKE.match(first))
        return [_from_cell(common, "" if everyone else first, blank, language)]
    return [_from_cell(cell, heading, blank, language) for heading, cell in filled]


def _day_of(heading: str, blank: Draft) -> dt.date | None:
    """The day a column is headed by: "Torsdag 11. mars", "Fredag"."""
    day = day_heading(0, Line(0, heading))
    if day and day.date:
        return day.date.on(blank.day.year)
    return (
        blank.day + dt.timedelta(days=(day.weekday - blank.day.weekday()) % 7)
        if day and day.weekday is not None
        else None
    )


def _on_its_day(cell: str, heading: str, blank: Draft, language: str) -> Draft:
    draft = _from_cell(cell, "", blank, language)
    draft.day = _day_of(heading, blank) or draft.day
    return draft


def is_timetable(header: tuple[str, ...]) -> bool:
    """A grid of a whole week, with no dates: lessons, opening hours; no event."""
    days = [day for cell in header if (day := day_heading(0, Line(0, cell)))]
    return len(days) >= _SCHOOL_WEEK and not any(day.date for day in days)


def _from_cell(cell: str, heading: str, blank: Draft, language: str) -> Draft:
    draft = _copy(blank)
    title, rest = _title_and_rest(cell, draft.line)
    read_body(draft, title, rest, language)
    if heading and ROOM_LIKE.match(heading):
        draft.room = draft.room or heading
    else:
        draft.track = draft.track or heading
    return draft


def _one_row(cells: tuple[str, ...], header: tuple[str, ...], below: list[Line], blank: Draft, language: str) -> Draft:
    draft = _copy(blank)
    roles = [role_of(heading) for heading in header] if header else [""] * len(cells)
    title_at = _title_at(cells, roles)
    title, rest = _title_and_rest(cells[title_at] if title_at >= 0 else "", draft.line)
    for at, cell in enumerate(cells):
        if cell and at != title_at and (roles[at] or not _POINT_NUMBER.fullmatch(cell)):
            _put(draft, roles[at] or _look(cell), cell)
    more, draft.texts = draft.texts, []
    read_body(draft, title, [*rest, *below], language)
    draft.texts.extend(more)
    return draft


def _title_at(cells: tuple[str, ...], roles: list[str]) -> int:
    """Which cell is the title: a break's name wherever it stands, the title's column, the first that could be."""
    named = [at for at, role in enumerate(roles) if role == "title" and cells[at]]
    breaks = [at for at, cell in enumerate(cells) if roles[at] == "speakers" and is_break(cell)]
    could_be = [at for at, cell in enumerate(cells) if cell and not _POINT_NUMBER.fullmatch(cell)]
    first = [at for role in ("", "description", "speakers") for at in could_be if roles[at] == role]
    if breaks and not (named and is_break(cells[named[0]])):
        return breaks[0]
    return next(iter([*named, *first]), -1)


def _title_and_rest(cell: str, number: int) -> tuple[str, list[Line]]:
    """The first line of a cell, and its other lines with their bullets told apart."""
    said = [text.strip() for text in cell.split(IN_CELL) if text.strip()] or [""]
    return said[0].removeprefix("- "), [
        Line(number, text.removeprefix("- "), bullet=text.startswith("- ")) for text in said[1:]
    ]


def _look(cell: str) -> str:
    """What an unnamed column seems to hold."""
    if is_person_line(cell) or labelled_people(cell) is not None:
        return "speakers"
    return "room" if len(cell) < 40 and ROOM_LIKE.match(cell) else "description"


def _put(draft: Draft, role: str, cell: str) -> None:
    said = cell.replace(IN_CELL, ", ")
    if role == "speakers":
        draft.speakers.extend(labelled_people(said) or split_people(said))
    elif role == "room":
        draft.room = said
    elif role == "track":
        draft.track = said
    elif role == "minutes" and said.isdigit() and len(said) < 4:
        draft.minutes = int(said) or None
    elif role in ("title", "description"):
        draft.texts.extend(text.strip() for text in cell.split(IN_CELL) if text.strip())


def _copy(blank: Draft) -> Draft:
    return Draft(
        line=blank.line,
        lines=blank.lines,
        day=blank.day,
        starts=blank.starts,
        ends=blank.ends,
        minutes=blank.minutes,
        half_known=blank.half_known,
    )
