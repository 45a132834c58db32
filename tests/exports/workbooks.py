"""A workbook as a program that opens it sees it."""

import io
from collections.abc import Mapping

import openpyxl

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def opened(data: bytes) -> Mapping[str, list[list[object]]]:
    """The values of each sheet, row by row; formulas as they are written."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def text_of(data: bytes) -> str:
    """Every cell as text, a row a line."""
    return "\n".join(
        "\t".join("" if value is None else str(value) for value in row)
        for rows in opened(data).values()
        for row in rows
    )
