"""Saved web pages."""

import datetime as dt

from live.programme import read

TODAY = dt.date(2026, 1, 1)
PAGE = """<!DOCTYPE html><html lang="nb"><head><title>Fagdag om lesing | Direktoratet</title>
<script>var t = "09:00 – 10:00 Falsk";</script></head><body>
<nav><ul><li>10:00 Meny</li></ul></nav><div class="cookie-banner">Vi bruker informasjonskapsler 09:00</div>
<main><h1>Fagdag om lesing</h1><p>For alle som <b>leser</b>.</p>
<h2>Program</h2>
<p>12:00&nbsp;&ndash;&nbsp;12:45</p><p>Velkommen.<br>Skoleeksempler:</p>
<ul><li>Kuben vgs: Lesing</li><li>Hvam vgs: Skriving</li></ul>
<p>12:45 – 13:00<br>Pause</p>
<p><strong>13:00 – 13:30</strong><br>Oppsummering</p>
<h2>Hvem kan delta?</h2><p>Alle lærere.</p>
<aside><img alt="Icon showing a calendar"><dl><dt>Fra:</dt><dd>8. mar. 2026 12:00</dd></dl></aside></main>
<footer>Kontakt 10:00–15:00</footer></body></html>"""
TABLE = """<html><body><h1>Konferanse</h1><p>Torsdag 5. mars 2026</p>
<table><thead><tr><th>Tid</th><th>Tema</th><th>Hvem</th></tr></thead>
<tr><td>09:00–09:30</td><td><p><strong>Velkommen</strong></p><p>Kort om dagen</p><ul><li>En</li><li>To</li></ul></td>
<td>Kari Nordmann</td></tr>
<tr><td>09:30–09:45</td><td colspan=2>Pause</td></tr></table></body></html>"""


def test_a_page_is_read_as_its_text() -> None:
    programme = read(PAGE.encode(), today=TODAY)
    assert programme.title == "Fagdag om lesing"
    assert [(f"{e.starts:%d.%m %H:%M}", f"{e.ends:%H:%M}", e.title) for e in programme.entries] == [
        ("08.03 12:00", "12:45", "Velkommen"),
        ("08.03 12:45", "13:00", "Pause"),
        ("08.03 13:00", "13:30", "Oppsummering"),
    ]
    assert programme.entries[0].items == ("Kuben vgs: Lesing", "Hvam vgs: Skriving")
    assert [part.heading for part in programme.parts] == ["Hvem kan delta?"]


def test_a_table_in_a_page() -> None:
    first, second = read(TABLE.encode(), today=TODAY).entries
    assert (first.title, first.speakers, first.description, first.items) == (
        "Velkommen",
        ("Kari Nordmann",),
        "Kort om dagen",
        ("En", "To"),
    )
    assert second.kind == "break"


def test_notices_of_a_page_have_no_line_numbers() -> None:
    assert all(notice.line is None for notice in read(PAGE.encode(), today=TODAY).notices)


def test_a_page_headed_program_is_named_by_its_title() -> None:
    page = (
        "<html lang=nb><head><title>Program – Bibliotekmøtet</title></head><body><h1>Program</h1><p>20. april "
        "2026</p><p>10:00 – 10:30<br>Åpning</p></body></html>"
    )
    assert read(page.encode(), name="x-wp.html", today=TODAY).title == "Bibliotekmøtet"
