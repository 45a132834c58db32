"""Which unmarked lines are headings, told as a reader tells it: short, alone, capital first, no full stop."""

import re

from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import after_label, label_of
from live.programme.words.labels import CONTACT_HEADINGS, PROGRAMME_HEADINGS

_MOST_WORDS = 11
_ADDRESS = re.compile(r"@|https?://|www\.")
_FOR_THE_DAY = frozenset(
    "for the of dag day tag dagen dagene day kvelden webinaret seminaret samlingen samlinga kurset møtet overview "
    "oversikt foreløpig foreløbigt foreløbig førebels preliminärt preliminary tentative vorläufig voorlopig dagens "
    "kveldens helgens helgas kvällens aftenens vårt our unser full fullt fullstendig fullständigt detaljert detaljerat "
    "detailed vorläufiges detailliertes komplett".split()
)
_WORD = re.compile(r"[^\W\d_]+")


def looks_like_heading(line: Line) -> bool:
    """Marked as a heading, set in bold, or short and unpunctuated with a capital first."""
    text = line.text
    if (
        not text
        or line.bullet
        or line.cells
        or len(text) > 90
        or len(text.split()) > _MOST_WORDS
        or _ADDRESS.search(text)
    ):
        return False
    if line.heading or line.strong:
        return True
    if text.endswith((".", ",", ";", "!")) or not (text[0].isupper() or text[0].isdigit() or text[0] in '«“„"'):
        return False
    return not (label_of(text) and after_label(text))


def is_programme_heading(text: str) -> bool:
    """ "Program", "Agenda for dagen:", "Tagesordnung": above the sessions, and no title of anything."""
    words = _WORD.findall(text.lower())
    words = words[1:] if words and words[0] in ("på", "im", "i", "on") else words
    if not 0 < len(words) <= 4 or PROGRAMME_HEADINGS.isdisjoint(words):
        return False
    return all(word in PROGRAMME_HEADINGS or word in _FOR_THE_DAY for word in words)


def is_contact_heading(text: str) -> bool:
    """ "Spørsmål?", "Kontakt", "Any questions? …"."""
    lowered = text.lower().lstrip()
    return 0 < len(text) < 40 and lowered.startswith(CONTACT_HEADINGS) and (text[-1] in "?:" or len(text.split()) <= 2)
