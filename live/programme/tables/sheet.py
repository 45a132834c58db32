"""CSV written: one row per session, safe to open in a spreadsheet and to read back with `table`."""

import csv
import io
import re
from datetime import datetime

from live.programme.shapes import Entry, Programme

_HEADINGS = (
    "date",
    "start",
    "end",
    "title",
    "type",
    "speakers",
    "track",
    "room",
    "description",
    "language",
    "items",
    "key",
    "status",
    "planned start",
    "planned end",
    "reason",
)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write_table(programme: Programme) -> bytes:
    """UTF-8 with a byte order mark, which Excel needs to see it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    writer.writerows([_safe(cell) for cell in _cells(entry, programme.language)] for entry in programme.entries)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cells(entry: Entry, language: str) -> tuple[str, ...]:
    same_day = entry.ends.date() == entry.starts.date()
    return (
        f"{entry.starts:%Y-%m-%d}",
        f"{entry.starts:%H:%M}",
        f"{entry.ends:%H:%M}" if same_day else f"{entry.ends:%Y-%m-%d %H:%M}",
        entry.title,
        entry.kind,
        "".join(f"{speaker}; " for speaker in entry.speakers).rstrip(" ") if entry.speakers else "",
        entry.track,
        entry.room,
        entry.description,
        entry.language or language,
        "\n".join(entry.items),
        entry.key,
        entry.status if entry.status != "scheduled" else "",
        _said(entry.planned_starts),
        _said(entry.planned_ends),
        entry.reason,
    )


def _said(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _safe(cell: str) -> str:
    """A cell that begins like a formula gets an apostrophe (OWASP, CSV injection); the reader takes it off again."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
