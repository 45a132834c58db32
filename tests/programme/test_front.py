"""Markdown files of web sites begin with a block of facts."""

import datetime as dt

from live.programme import read

TODAY = dt.date(2026, 1, 1)
BODY = "\n## Program\n\n09:00 – 09:30 Velkommen\n09:30 – 10:00 Samtale\n"
FACTS = (
    '---\ntitle: "Fagdag: lesing"\ndate: 2027-03-12T09:00:00+01:00\nlang: nn\ntimezone: Europe/London\n'
    "draft: false\nsummary: Ein dag.\n---\n"
)


def test_the_facts_name_and_date_the_programme() -> None:
    programme = read((FACTS + BODY).encode(), name="index.md", today=TODAY)
    assert (programme.title, programme.language, programme.timezone) == ("Fagdag: lesing", "nn", "Europe/London")
    assert programme.summary == "Ein dag."
    assert programme.entries[0].starts.isoformat() == "2027-03-12T09:00:00+00:00"
    assert [entry.title for entry in programme.entries] == ["Velkommen", "Samtale"]


def test_the_day_in_the_text_beats_the_day_a_page_was_written() -> None:
    programme = read((FACTS + "\n20. april 2027\n" + BODY).encode(), today=TODAY)
    assert programme.entries[0].starts.date() == dt.date(2027, 4, 20)


def test_lines_keep_their_numbers_and_rules_are_no_facts() -> None:
    told = read((FACTS + BODY + "11:00 Slutten\n").encode(), today=TODAY).notices
    assert any(notice.line == 14 for notice in told)
    plain = read(f"---\n\nFagdag 12. mars 2027\n\n---\n{BODY}".encode(), today=TODAY)
    assert plain.entries[0].starts.date() == dt.date(2027, 3, 12)
