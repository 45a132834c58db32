"""A programme laid out in another way is the same programme: what a person reads the same, we read the same."""

import datetime as dt
import re
from collections.abc import Callable

import pytest

from live.programme import read

TODAY = dt.date(2026, 11, 29)
SAID = """Fagdag om tørrfisk

Torsdag 11. mars 2027

09:00-09:20 Kaffe og navneskilt
09:20-10:05 Hvordan henger fisken ved Randi Hjellvik
10:05-10:25 Pause
10:25-11:30 Verktøy for tynne garn
11:30-12:15 Lunsj
12:15-14:00 Samtale om neste vinter
"""
READ = ["09:00-09:20", "09:20-10:05", "10:05-10:25", "10:25-11:30", "11:30-12:15", "12:15-14:00"]

TIMED = re.compile(r"^(\d\d:\d\d)-(\d\d:\d\d) (.+)$", re.MULTILINE)
ON_TOP = "Hopp til innhold\nMeny\nForside\nOm oss\nVi bruker informasjonskapsler for et bedre nettsted.\nGodta alle\n\n"
ADDRESS = "\nKontakt oss\nBryggegata 14, 0184 Eksempelby\nTelefon: 22 00 00 00\npost@eksempel.no\n"


def _lines(as_now: str) -> Callable[[str], str]:
    return lambda text: TIMED.sub(as_now, text)


def _clocks(change: Callable[[str, str], str]) -> Callable[[str], str]:
    return lambda text: re.sub(r"(\d\d):(\d\d)", lambda found: change(found[1], found[2]), text)


def _numbered(text: str, as_now: str) -> str:
    numbers = iter(range(1, 99))
    return TIMED.sub(lambda found: f"{next(numbers)}. ".join(found.expand(as_now).split("#")), text)


LAYOUTS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "en dash": _lines(r"\1–\2 \3"),
    "em dash with spaces": _lines(r"\1 — \2 \3"),
    "full stops": _clocks(lambda hour, minute: f"{hour}.{minute}"),
    "one digit": _clocks(lambda hour, minute: f"{int(hour)}.{minute}"),
    "four digits": _clocks(lambda hour, minute: hour + minute),
    "kl. before": _lines(r"kl. \1-\2 \3"),
    "Kl before": _lines(r"Kl \1–\2: \3"),
    "bullets": _lines(r"• \1-\2 \3"),
    "hyphens before": _lines(r"- \1-\2 \3"),
    "a tab before": _lines(r"\t\1-\2 \3"),
    "a tab between": _lines(r"\1-\2\t\3"),
    "a colon between": _lines(r"\1-\2: \3"),
    "a pipe between": _lines(r"\1-\2 | \3"),
    "blank lines between": lambda text: text.replace("\n", "\n\n"),
    "no blank lines": lambda text: re.sub(r"\n+", "\n", text),
    "spaces at the ends": lambda text: text.replace("\n", "  \n"),
    "spaces that do not break": lambda text: text.replace(" ", "\xa0"),
    "lines as in Windows": lambda text: text.replace("\n", "\r\n"),
    "a page's menu on top": lambda text: ON_TOP + text,
    "a page's foot below": lambda text: f"{text}{ADDRESS}Åpningstider\nMandag–fredag 08.00–15.30\n",
    "opening hours in lines": lambda text: f"{text}{ADDRESS}Åpent:\nMan–tors: 8–16\nFre 8–15\nLørdag: stengt\n",
    "opening hours behind their word": lambda text: f"{text}{ADDRESS}Besøkstid: man.–fre. kl. 9–15\n",
    "opening hours in English": lambda text: f"{text}{ADDRESS}Opening hours:\n\nMonday to Friday 9 am – 4 pm\n",
    "all of it in one line at the foot": lambda text: (
        f"{text}\nBryggegata 14 | Tlf 22 00 00 00 | Åpent man–fre 08–15\n"
    ),
    "a heading above": lambda text: text.replace("\n09:00", "\nProgram\n\n09:00"),
    "times above": _lines(r"\1-\2\n\3"),
    "times in paragraphs above": _lines(r"\n\1-\2\n\n\3\n"),
    "times below": _lines(r"\3\n\1-\2"),
    "bold titles": _lines(r"\1-\2 **\3**"),
    "bold times": _lines(r"**\1-\2** \3"),
    "numbers before the times": lambda text: _numbered(text, r"#\1-\2 \3"),
    "numbers before the titles": lambda text: _numbered(text, r"\1-\2 #\3"),
    "a mail answered": lambda text: re.sub("^", "> ", text, flags=re.MULTILINE),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_does_not_change_what_is_read(layout: str) -> None:
    found = read(LAYOUTS[layout](SAID).encode(), name="", today=TODAY)
    assert found.title == "Fagdag om tørrfisk"
    assert [f"{entry.starts:%H:%M}-{entry.ends:%H:%M}" for entry in found.entries] == READ
    assert [re.sub(r"^\d\. ", "", entry.title) for entry in found.entries] == [
        "Kaffe og navneskilt",
        "Hvordan henger fisken",
        "Pause",
        "Verktøy for tynne garn",
        "Lunsj",
        "Samtale om neste vinter",
    ]
    assert {entry.starts.date() for entry in found.entries} == {dt.date(2027, 3, 11)}
    assert [entry.kind == "break" for entry in found.entries] == [True, False, True, False, True, False]
    assert found.entries[1].speakers == ("Randi Hjellvik",)
