"""When a house is open or somebody can be reached, as pages say at their foot: times, but of no session."""

import re

from live.programme.text.clocks.spans import FAINT, spans_in
from live.programme.text.days.dates import dates_in
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import FACT, START, mark
from live.programme.words.labels import alternatives, weekday_names

_HOURS_OF_A_PLACE = re.compile(
    r"\b(?:åpningstid\w*|opningstid\w*|telefontid\w*|sentralbord\w*|kontortid\w*|besøkstid\w*|opening (?:hours|times)|"
    r"office hours|öffnungszeit\w*|sprechzeit\w*|bürozeit\w*|"
    r"öppettid\w*|åbningstid\w*|openingstijd\w*|horaires d.ouverture|aukioloajat|(?:tlf|telefon|tel|phone|mobil|ring|"
    r"call)\b[^!?]{0,30}[0-9]{2}[^.!?]{0,20}\b(?:mellom|between|zwischen|mellan|mellem|tussen|entre|kl)\b)",
    re.IGNORECASE,
)
_WEEKDAY = f"(?:{alternatives(weekday_names())})"
_WEEKDAYS = (
    rf"(?<![^\W_]){_WEEKDAY}\.?(?:\s?[–-]\s?|,\s|\s(?:og|and|und|och|&|\+)\s|"
    rf"\s(?:til|till|to|bis|t/m|tot|à|au|a|y)\s){_WEEKDAY}(?![^\W_])"
)
WEEKDAYS = re.compile(_WEEKDAYS, re.IGNORECASE)
_OPEN_WORDS = "åpe[nt]t?|ope|open|opent|öppet|åbent?|geöffnet|ouvert(?:e|ure)?|abierto|geopend|auki|avoinna"
_OPEN_ON = re.compile(rf"\b(?:{_OPEN_WORDS})\b\.?:?\s{_WEEKDAYS}", re.IGNORECASE)
OPEN_AT = re.compile(rf"\b(?:{_OPEN_WORDS})\s(?:kl\.?\s)?[0-9]", re.IGNORECASE)
_HOUR_WORDS = re.compile(
    rf"(?<![^\W_])(?:kl|uhr|uur|{_OPEN_WORDS}|stengt|closed|geschlossen|lukket|stängt|gesloten|fermé|{_WEEKDAY})(?![^\W_])",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?<![^\W_]){_WEEKDAY}(?![^\W_])", re.IGNORECASE)
_JOINING = re.compile(
    r"(?<![^\W_])(?:og|and|und|och|til|till|to|bis|tot|à|au|by appointment|etter avtale)(?![^\W_])", re.IGNORECASE
)
_LONGEST_LABEL = 40  # characters; a longer line says more than that hours follow


def is_hours_of_a_place(text: str) -> bool:
    """ "Åpningstider: 09:00–15:30", "Tlf. 22 00 00 00 mellom 9 og 15": when somebody is there."""
    return len(text) < 300 and _HOURS_OF_A_PLACE.search(text) is not None


def without_clocks(text: str) -> str:
    """What a line says beside its times, weekdays, and whether it is open."""
    for span in reversed(spans_in(text)):
        text = text[: span.at] + text[span.to :]
    return _HOUR_WORDS.sub("", text)


def open_hours(lines: list[Line]) -> set[int]:
    """Where opening hours stand, their heading among them; nowhere if the text has hardly another time."""
    found: set[int] = set()
    heading: int | None = None
    for at, line in enumerate(lines):
        if line.blank:
            continue
        if len(line.text) < 300 and _says_hours(line.text):
            found.add(at)
        elif heading is not None and _only_hours(line.text):
            found.update((heading, at))
            continue
        heading = at if _heads_hours(line.text) else None
    return found if found and _any_other(lines, found) else set()


def _heads_hours(text: str) -> bool:
    return len(text) < _LONGEST_LABEL and (
        is_hours_of_a_place(text) or re.fullmatch(rf"(?:{_OPEN_WORDS})\s?:", text, re.IGNORECASE) is not None
    )


def _says_hours(text: str) -> bool:
    """ "Åpningstider: man–fre 9–15", "Storgata 14 | Åpent man–fre 9–15"."""
    if _OPEN_ON.search(text):
        return True
    bare = _HOURS_OF_A_PLACE.sub("", text, count=1)
    return bare != text and _only_hours(bare)


def _only_hours(text: str) -> bool:
    """ "Mandag–fredag 08.00–15.30", "lør 10–14", "Søndag: stengt"."""
    if not _NAMED.search(text) or dates_in(text):
        return False
    return not any(map(str.isalnum, _JOINING.sub("", without_clocks(text))))


def _any_other(lines: list[Line], found: set[int]) -> bool:
    said = (one for at, line in enumerate(lines) if at not in found and (one := mark(at, line)))
    marks = [one for one in said if one.span.belief > FAINT]
    of_an_event = any(one.place == FACT or (one.dates and one.span.ends) for one in marks)
    return of_an_event or sum(one.place == START for one in marks) > 1
