"""Files made for tests with the libraries that others make them with: Word, Excel, PDF and mails."""

import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from typing import Any

import docx
import openpyxl

ROWS = [
    ("09.00–09.15", "Velkommen", "Kari Nordmann"),
    ("09.15–10.00", "Leseforståelse i alle fag", "Ola Berg"),
    ("10.00–10.15", "Pause", ""),
    ("10.15–11.00", "Arbeid i grupper", "Eva Lind"),
]


def word(build: Any = None) -> bytes:
    """A document with a title, a date and the rows as a table; `build` makes another body."""
    document = docx.Document()
    if build is not None:
        build(document)
    else:
        document.add_heading("Fagdag om lesing", 0)
        document.add_paragraph("Fredag 12. mars 2027")
        table = document.add_table(0, 3)
        for row in [("Tid", "Hva", "Hvem"), *ROWS]:
            for cell, said in zip(table.add_row().cells, row, strict=True):
                cell.text = said
    return _saved(document)


def excel(*sheets: tuple[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook with these sheets."""
    book = openpyxl.Workbook()
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    return _saved(book)


def _saved(thing: Any) -> bytes:
    out = io.BytesIO()
    thing.save(out)
    return out.getvalue()


def pdf(pieces: Sequence[tuple[float, float, str]], pages: int = 1) -> bytes:
    """A PDF that writes these pieces, one after the other, at their places on each of its pages."""
    drawn = "".join(f"BT /F1 11 Tf {x} {y} Td ({_escaped(said)}) Tj ET\n" for x, y, said in pieces).encode("cp1252")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{' '.join(['5 0 R'] * pages)}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, at))


def _escaped(said: str) -> str:
    return said.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def mail(subject: str, plain: str = "", html: str = "", calendar: str = "", attached: bytes = b"") -> bytes:
    """A saved mail."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@skole.example", "b@skole.example", subject
    message["Date"], message["Message-ID"] = "Mon, 01 Feb 2027 10:00:00 +0100", "<1@skole.example>"
    message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html")
    if calendar:
        message.add_alternative(calendar, subtype="calendar")
    if attached:
        message.add_attachment(attached, maintype="application", subtype="octet-stream", filename="program.bin")
    return bytes(message)


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_member(archive: bytes, name: str, content: bytes) -> bytes:
    """The same zip with one member changed or added."""
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        members = {member: old.read(member) for member in old.namelist()}
    return zipped(members | {name: content})
