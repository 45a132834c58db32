"""What is said to be off: "Avlyst: 11.00 Dikt", "INSTÄLLT" above "kl. 9.00 Morgonlyssning", "[CANCELLED] Folding"."""

import re

import msgspec

from live.programme.text.clocks.spans import LIKELY, spans_in
from live.programme.text.days.dates import blanked, dates_in
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import leads

OFF = (
    r"(?:avlyst|avlyses|innstilt|cancell?ed|entfällt|abgesagt|inställt|inställd|ställs in|aflyst|annul(?:é|ée|ation)|"
    r"geannuleerd|vervallen|vervalt|afgelast)"
)
_BEFORE = re.compile(rf"\W{{0,4}}(?P<off>{OFF})(?![^\W_])\s?[\])]?\s?[:!–—-]?\s{{0,3}}(?P<rest>.+)$", re.IGNORECASE)
_ALONE = re.compile(rf"\W{{0,4}}(?P<off>{OFF})\W{{0,4}}$", re.IGNORECASE)


def with_what_is_off(lines: list[Line]) -> list[Line]:
    """Return the lines with the word behind the session it is about, where titles are looked at for it."""
    found, off = list(lines), ""
    for at, line in enumerate(lines):
        if line.blank or line.cells:
            off = off if line.blank else ""
            continue
        if alone := _ALONE.match(line.text):
            off, found[at] = alone["off"], Line(line.number, "")
            continue
        said = _BEFORE.match(line.text)
        if said and _begins_with_a_time(said["rest"]):
            off, found[at] = said["off"], msgspec.structs.replace(line, text=said["rest"])
        if off and _has_a_title(found[at].text):
            found[at], off = msgspec.structs.replace(line, text=f"{found[at].text} ({off})"), ""
    return found if not off else list(lines)


def _begins_with_a_time(text: str) -> bool:
    spans = spans_in(blanked(text, dates_in(text)))
    return bool(spans) and spans[0].belief >= LIKELY and leads(text[: spans[0].at])


def _has_a_title(text: str) -> bool:
    for span in reversed(spans_in(text)):
        text = text[: span.at] + text[span.to :]
    return sum(map(str.isalpha, text)) > 2
