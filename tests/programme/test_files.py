"""Word, Excel, PDF and mails: read by what is in them, whatever they are called, refused before they can do harm."""

import datetime as dt
import resource
import subprocess
import sys
from typing import Any

import pytest

from live.programme import NotUnderstood, Programme, read
from live.programme.files import is_packed, kind_of
from live.programme.files.unpack import SECONDS
from tests.programme.made import ROWS, excel, mail, pdf, with_member, word, zipped
from tests.waiting import slower

TODAY = dt.date(2026, 1, 1)
WHOLE = [
    ("09:00", "09:15", "Velkommen"),
    ("09:15", "10:00", "Leseforståelse i alle fag"),
    ("10:00", "10:15", "Pause"),
    ("10:15", "11:00", "Arbeid i grupper"),
]
TABLE = [
    (x, 700 - 30 * at, said) for at, row in enumerate(ROWS) for x, said in zip((50, 140, 400), row, strict=True) if said
]


def told(programme: Programme) -> list[tuple[str, str, str]]:
    return [(f"{e.starts:%H:%M}", f"{e.ends:%H:%M}", e.title) for e in programme.entries]


def read_file(source: bytes, name: str = "noe.txt") -> Programme:
    return read(source, name=name, today=TODAY)


def test_a_word_table() -> None:
    programme = read_file(word())
    assert told(programme) == WHOLE
    assert (programme.title, programme.entries[0].starts.date()) == ("Fagdag om lesing", dt.date(2027, 3, 12))
    assert programme.entries[1].speakers == ("Ola Berg",)


def test_word_paragraphs_with_points_and_breaks_within_lines() -> None:
    def build(document: Any) -> None:
        document.add_heading("Skrivedag", 0)
        document.add_paragraph("12. mars 2027")
        document.add_paragraph("09.00 Registrering\n09.30 Åpning")
        document.add_paragraph("Hva vi gjorde", style="List Bullet")
        document.add_paragraph("Hva vi fant", style="List Bullet")
        document.add_paragraph("10.30 Lunsj")

    programme = read_file(word(build))
    assert [title for _, _, title in told(programme)] == ["Registrering", "Åpning", "Lunsj"]
    assert programme.entries[1].items == ("Hva vi gjorde", "Hva vi fant")


def test_a_table_of_one_column_is_only_a_frame() -> None:
    def build(document: Any) -> None:
        cell = document.add_table(1, 1).rows[0].cells[0]
        cell.text = "Fagdag 12. mars 2027"
        for said in ("09.00 Velkommen", "10.00 Pause", "10.15 Samtale"):
            cell.add_paragraph(said)

    assert [title for _, _, title in told(read_file(word(build)))] == ["Velkommen", "Pause", "Samtale"]


def test_excel_with_real_dates_and_clocks_and_numbers_that_look_like_clocks() -> None:
    rows: list[list[object]] = [
        ["Skriveseminar"],
        ["Dato", "Start", "Slutt", "Tittel", "Foredragsholder"],
        [dt.date(2027, 4, 20), dt.time(9), dt.time(9, 30), "Åpning", "Kari Nordmann"],
        [None, 0.3958333333, 10.15, "Om papir", "Ola Berg"],
        [dt.date(2027, 4, 21), 9.3, 10, "Dag to", "Eva Lind"],
    ]
    programme = read_file(excel(("Ark1", rows)))
    assert programme.title == "Skriveseminar"
    assert [(e.starts.isoformat()[:16], f"{e.ends:%H:%M}") for e in programme.entries] == [
        ("2027-04-20T09:00", "09:30"),
        ("2027-04-20T09:30", "10:15"),
        ("2027-04-21T09:30", "10:00"),
    ]


def test_a_sheet_for_each_day() -> None:
    day = [["Tid", "Hva"], ["09:00-09:30", "Start"], ["09:30-10:00", "Pause"]]
    programme = read_file(excel(("Tirsdag 20. april 2027", day), ("Onsdag 21. april 2027", day)))
    assert [e.starts.isoformat()[:16] for e in programme.entries] == [
        "2027-04-20T09:00",
        "2027-04-20T09:30",
        "2027-04-21T09:00",
        "2027-04-21T09:30",
    ]


def test_a_pdf_that_was_written_cell_by_cell() -> None:
    programme = read_file(pdf([(50, 760, "Fagdag om lesing"), (50, 740, "Fredag 12. mars 2027"), *TABLE]))
    assert told(programme) == WHOLE
    assert programme.entries[1].speakers == ("Ola Berg",)


def test_cells_of_a_pdf_that_wrap() -> None:
    wrapped = [(50, 740, "Fredag 12. mars 2027")]
    for at, (time, title, who) in enumerate(ROWS):
        y = 700 - 40 * at
        wrapped += [
            (50, y, time),
            (140, y + 7, f"{title} og en linje til som er lang"),
            (140, y - 6, "og som går over på neste"),
        ]
        wrapped += [(400, y, who or "Alle")]
    titles = [title for _, _, title in told(read_file(pdf(wrapped)))]
    assert titles[1] == "Leseforståelse i alle fag og en linje til som er lang og som går over på neste"


def test_a_pdf_in_two_columns_with_hyphens() -> None:
    left = [
        (50, 700, "09.00 Velkommen"),
        (50, 680, "09.15 Leseforstå-"),
        (50, 667, "else i alle fag"),
        (50, 640, "10.00 Pause"),
    ]
    right = [(320, 700, "10.15 Arbeid i grupper"), (320, 680, "11.00 Samtale")]
    programme = read_file(pdf([(50, 760, "Fagdag 12. mars 2027"), *left, *right]))
    assert [title for _, _, title in told(programme)] == [
        "Velkommen",
        "Leseforståelse i alle fag",
        "Pause",
        "Arbeid i grupper",
        "Samtale",
    ]


PLAN = "Hei,\n\n09.00 Velkommen\n09.15 Skriving v/ Ola Berg\n10.00 Pause\n10.15 Samtale\n"


def test_a_mail_is_called_what_its_subject_is_and_dated_by_when_it_was_sent() -> None:
    programme = read_file(mail("SV: Program for skrivedagen 12. mars", PLAN))
    assert [title for _, _, title in told(programme)] == ["Velkommen", "Skriving", "Pause", "Samtale"]
    assert programme.entries[0].starts.date() == dt.date(2027, 3, 12)
    assert "skrivedagen" in programme.title


def test_a_mail_with_the_programme_in_its_table_its_calendar_or_its_file() -> None:
    table = "".join(f"<tr><td>{a}</td><td>{b}</td><td>{c}</td></tr>" for a, b, c in ROWS)
    html = read_file(mail("Fagdag 12. mars 2027", "Se under.", f"<p>Hei</p><table>{table}</table>"))
    assert told(html) == WHOLE
    assert told(read_file(mail("Fagdag", "Se vedlegg.", attached=word()))) == WHOLE
    calendar = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nSUMMARY:Fagdag\nDTSTART:20270312T080000Z\n"
        "DTEND:20270312T103000Z\n"
    )
    calendar += (
        "DESCRIPTION:09.00 Velkommen\\n09.15 Skriving\\n10.00 Pause\\n10.15 Samtale\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    invited = read_file(mail("Fagdag", "Du er invitert.", calendar=calendar))
    assert [title for _, _, title in told(invited)] == ["Velkommen", "Skriving", "Pause", "Samtale"]


def test_a_mail_pasted_by_hand_is_text() -> None:
    assert kind_of(b"Fra: Kari\nSendt: 1. mars\nEmne: Program\n\n09.00 Hei") is None
    assert kind_of(b"From: Kari\nSubject: Programme\nDate: 1 March\n\n09:00 Hi") is None
    assert is_packed(b"\xd0\xcf\x11\xe0old")


W = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 20) for at in range(9)
)
BOOK = excel(("Ark1", [["Tid", "Hva"], ["09:00", "Hei"]]))
BOMBS = {
    "a zip bomb": with_member(word(), "word/media/a.bin", b"0" * 100_000_000),
    "a document of spaces": with_member(word(), "word/document.xml", W + b" " * 50_000_000 + b"</w:body></w:document>"),
    "entities": with_member(word(), "word/document.xml", ENTITIES + b"]>" + W + b"&j;</w:body></w:document>"),
    "tables in tables": with_member(word(), "word/document.xml", W + b"<w:tbl><w:tr><w:tc>" * 3_000),
    "half a million paragraphs": with_member(
        word(),
        "word/document.xml",
        W + b"<w:p><w:r><w:t>09.00 Hei</w:t></w:r></w:p>" * 500_000 + b"</w:body></w:document>",
    ),
    "many members": zipped({"word/document.xml": W, **{f"a{number}": b"" for number in range(3_000)}}),
    "no document in it": zipped({"word/document.xml": b"<x/>"}),
    "half a file": word()[:3_000],
    "half a million rows": with_member(
        BOOK,
        "xl/worksheets/sheet1.xml",
        SHEET + b'<row><c t="inlineStr"><is><t>09:00</t></is></c></row>' * 400_000 + b"</sheetData></worksheet>",
    ),
    "ten thousand pages": pdf(TABLE, pages=10_000),
    "pages within themselves": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
    b"trailer<</Root 1 0 R>>\n",
    "a pdf of brackets": b"%PDF-1.7\n" + b"<<" * 100_000,
    "a scan": pdf([]),
    "mails in mails": b"From: a\nMessage-ID: 1\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n"
    + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 50_000,
    "an old document": b"\xd0\xcf\x11\xe0" + b"\0" * 1_000,
    "a presentation": zipped({"ppt/presentation.xml": b"<x/>"}),
}


@pytest.mark.parametrize("what", BOMBS)
def test_it_is_refused_in_one_line_within_two_seconds_of_the_processor(what: str) -> None:
    before = _spent()
    with pytest.raises(NotUnderstood) as refused:
        read_file(BOMBS[what])
    assert "\n" not in refused.value.notice.text()
    assert _spent() - before < (SECONDS + 0.4) * slower()


def _spent() -> float:
    mine, children = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime


def test_the_libraries_are_loaded_nowhere_but_in_a_process_of_their_own() -> None:
    said = (
        "import sys, datetime; from live.programme import read; read(sys.stdin.buffer.read(), "
        "today=datetime.date(2026, 1, 1)); "
    )
    said += "print([name for name in ('docx', 'lxml', 'openpyxl', 'pypdf') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", said], input=word(), capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_without_the_library_the_file_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    from live.programme.files import unpack

    monkeypatch.setitem(sys.modules, "docx", None)
    refusal = unpack.answer(word(), "docx", "p.docx").refusal
    assert refusal is not None
    assert "python-docx" in refusal.text()
