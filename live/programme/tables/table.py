"""CSV as spreadsheets make it, read: comma, semicolon, tab or bar; headings in eight languages."""

import csv
import io
import re
from collections.abc import Iterator

from live.programme.shapes import Hints, Notice, NotUnderstood, Programme
from live.programme.tables.grid import MOST_ROWS, Sheet, is_heading, read_sheets

_LONGEST_FIELD = 1_000_000  # characters; a broken quote must not swallow the file into one field
_HEAD_LINES = 12  # among which a heading row is looked for
_SEPARATOR = re.compile(r"sep=([;,\t|])[ \t]*\n", re.IGNORECASE)  # a first line that Excel understands


def looks_like_table(head: str, *, sure: bool) -> bool:
    """Whether one of the first lines is a heading row with a time and a title. `sure`: the file is named .csv."""
    if sure or _SEPARATOR.match(head):
        return True
    lines = [line for line in head.split("\n") if line.strip()][:_HEAD_LINES]
    return any(
        line.count(delimiter) > 0 and is_heading([cell.strip(' "') for cell in line.split(delimiter)])
        for line in lines[:-1]
        for delimiter in ",;"
    )


def read_table(text: str, hints: Hints) -> Programme:
    """The programme in a CSV text. Raises NotUnderstood when no row has a time and a title."""
    named = _SEPARATOR.match(text)
    body = text[named.end() :] if named else text
    delimiter = named[1] if named else _delimiter(body)
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        records = list(_limited(csv.reader(io.StringIO(body), delimiter=delimiter)))
    except csv.Error as error:
        raise NotUnderstood(Notice("The CSV is broken: {reason}.", {"reason": str(error)[:120]})) from error
    return read_sheets([Sheet("", records, 2 if named else 1)], hints)


def _limited(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    for number, record in enumerate(reader):
        if number > MOST_ROWS:
            raise NotUnderstood(
                Notice("The CSV has more than {count} rows; that is no programme.", {"count": str(MOST_ROWS)})
            )
        yield record


def _delimiter(text: str) -> str:
    """The one that makes a heading row of one of the first lines; else the one that is met most."""
    lines = text.split("\n", _HEAD_LINES)[:_HEAD_LINES]
    for line in lines:
        found = [one for one in ";,\t|" if is_heading([cell.strip(' "') for cell in line.split(one)])]
        if found:
            return max(found, key=line.count)
    return max(";,\t|", key="\n".join(lines).count)
