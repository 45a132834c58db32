"""Where on a line its time stands, and what is left of the line without it."""

import re
from functools import cache

import msgspec

from live.programme.text.clocks.spans import Span, duration_in, spans_in
from live.programme.text.days.dates import Found, blanked, dates_in
from live.programme.text.lines.line import Line
from live.programme.words.ends import AT_THE_END, IT_ENDS, THE_END, THE_END_PHRASES, WE_SAY
from live.programme.words.labels import DAY_LABELS, PARTS_OF_DAY, TIME_LABELS, alternatives, weekday_names

START, END, MIDDLE, FACT, UNTIL = "start", "end", "middle", "fact", "until"
_TABLE = 3  # cells; two may be a line with a gap in it
_PREFIX = 70  # characters; a time further into the line does not begin it

_WORDED = re.compile(r"\b(?:noon|midday|midnight|midi|minuit)\b", re.IGNORECASE)
_LONG, _HEAD = 600, 200  # characters; in a longer line only a time near its head is looked for

_LABEL = re.compile(
    r"\W{0,3}([^\W\d_]{2,24}(?: ?[/(][^\W\d_]{1,12}\)?)?)(?: (?:og|and|und|och|&) [^\W\d_]{2,15})?\s?:(?=\s|$)"
)
_BARE_TIME_LABEL = re.compile(rf"\W{{0,3}}(?:{alternatives(TIME_LABELS)})\b", re.IGNORECASE)
CLOCK_LABEL = re.compile(r"\W{0,3}(?:kl|klo|klokk[ae]n?|klockan)\.?\s?:\s?", re.IGNORECASE)
_ALSO = re.compile(  # "/ 8:00 a.m. PT": the same moment elsewhere
    r"^\s?[/|=]\s?[0-9]{1,2}(?:[:.][0-9]{2})?\s?(?:[apAP]\.?[mM]\.?)?(?:\s?[-–]\s?[0-9]{1,2}(?:[:.][0-9]{2})"
    r"?\s?(?:[apAP]\.?[mM]\.?)?)?\s?[A-Z]{2,4}T?(?![^\W_])",
)
_ZONE = re.compile(
    r"^\s?\(?(?:ET|PT|CT|P[SD]T|C[SD]T|M[SD]T|CES?T|MES?Z|UTC(?:[+-][0-9]{1,2})?|GMT(?:[+-][0-9]{1,2})?|BST|E[SD]T|"
    r"EES?T|norsk tid)\)?(?![^\W_])"
)
_OPENERS = " \t-–—−:|.,;·•*)]>→►▶▸➤➔»⇒●■"
_CLOSERS = " \t-–—−:|,;·•*([<→@►▶▸➤➔"
_TRAILING_WORDS = re.compile(r"(?:\b(?:kl|klokken|klokka|klockan|fra|from|von|från|um|at|ca)\.?\s*)+$", re.IGNORECASE)
_UNTIL_WORDS = "til|till|until|bis|tot|jusqu'à|innen|innan|inden|senest|seinast|senast|spätestens|by|before|før"
_UNTIL = re.compile(rf"\W*(?:{_UNTIL_WORDS})\b", re.IGNORECASE)
_APPROXIMATELY = re.compile(
    r"\s*\b(?:ca|cirka|circa|gegen|um|omkring|rundt|about|around|at|kl|senest|seinast|senast|spätestens|by|innen|uiterlijk)"
    r"\.?$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"^\s?\([^()]{0,12}[0-9]{1,2}[:.][0-9]{2}[^()]{0,40}\)")  # "(12:00–13:30 UK time)"
_EMPTY_BRACKETS = re.compile(r"[(\[]\s*(?:kl\.?\s*)?[)\]]")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A line that says a time: which one, where, and the words beside it."""

    index: int
    line: Line
    dates: list[Found]
    span: Span
    place: str
    beside: str  # the words of the line without its time and date
    cells: tuple[str, ...] = ()  # when it is a row: the cells, with those of the time emptied
    minutes: int | None = None  # how long, when the line says so

    @property
    def alone(self) -> bool:
        """Nothing but the time (and perhaps a date) on the line."""
        return not self.beside


def mark(index: int, line: Line) -> Mark | None:
    """The mark of a line, or None when it says no time."""
    if line.rule or not (any(map(str.isdigit, line.text)) or _WORDED.search(line.text)):
        return None
    return (_row(index, line) if len(line.cells) > 1 else None) or _plain(index, line)


def _plain(index: int, line: Line) -> Mark | None:
    head = line.text if len(line.text) <= _LONG else line.text[:_HEAD]
    dates = dates_in(head)
    hidden = blanked(head, dates)
    spans = spans_in(hidden)
    if not spans:
        return None
    span = next((span for span in spans if span.ends is not None and span.belief > 1), spans[0])
    if leads(hidden[: spans[0].at]):
        span = spans[0]
    before, after = hidden[: span.at], without_zone(hidden[span.to :] + line.text[len(head) :])
    place = _place(line.text, before, after)
    beside, minutes = without_duration(_beside(place, before, after))
    return Mark(index=index, line=line, dates=dates, span=span, place=place, beside=beside, minutes=minutes)


def without_zone(after: str) -> str:
    """What follows a time without the zone it is in and the same moment in others."""
    bare = _ZONE.sub("", after)
    while bare != after and (found := _ALSO.match(bare)):
        bare = bare[found.end() :]
    return bare


def _place(text: str, before: str, after: str) -> str:
    label = label_of(text)
    if label in DAY_LABELS or (label in TIME_LABELS) or _BARE_TIME_LABEL.match(before):
        return FACT
    if CLOCK_LABEL.match(text) and not (before.strip() or after.strip()):
        return FACT  # "Kl.: 19:00" of the whole event
    if leads(before):
        return UNTIL if _UNTIL.match(before) else START
    if says_the_end(_APPROXIMATELY.sub("", before.strip(_CLOSERS + " ."))) and not after.strip(" \t)].,;:!*|"):
        return UNTIL
    return END if not after.strip(" \t)].,;:!*|") else MIDDLE


def label_of(text: str) -> str:
    """The lower-case word before the colon a line begins with ("Tid: …"), or nothing."""
    found = _LABEL.match(text)
    return found[1].lower() if found else ""


def after_label(text: str) -> str:
    """What follows the label."""
    found = _LABEL.match(text)
    return text[found.end() :].strip() if found else text


@cache
def _lead_pattern() -> re.Pattern[str]:
    words = (
        "kl|klo|klokken|klokka|klockan|fra|frå|from|von|från|mellom|between|ca|cirka|circa|omtrent|rundt|omkring|"
        "ungefähr|etwa|gegen|about|"
        "approx|around|um|om|at|vanaf|de|à|dès|vers|partir|a|rond|las|desde|hasta|alle|ore|den|the|dag|day|tag|uhr|"
        f"{PARTS_OF_DAY}|{_UNTIL_WORDS}"
    )
    return re.compile(
        rf"(?:[\W_]|[0-9]{{1,2}}(?=[.:)\s])|(?<![^\W_])(?:{words}|{alternatives(weekday_names())})(?![^\W\d_]))*",
        re.IGNORECASE,
    )


def leads(before: str) -> bool:
    """Whether nothing but "kl.", a weekday, a bullet and the like stands before a time."""
    return len(before) <= _PREFIX and _lead_pattern().fullmatch(before) is not None


def _beside(place: str, before: str, after: str) -> str:
    if place in (START, FACT) or (place == UNTIL and leads(before)):
        return _ELSEWHERE.sub("", after).lstrip(_OPENERS).rstrip()
    head = _TRAILING_WORDS.sub("", before.rstrip(_CLOSERS)).rstrip(_CLOSERS)
    tail = after.lstrip(" \t)]").rstrip()
    if place in (END, UNTIL):
        return head
    return _EMPTY_BRACKETS.sub("", head + ("" if tail[:1] in ":,." else " ") + tail).strip(_OPENERS)


def says_the_end(title: str) -> bool:
    """ "Slutt", "Ende der Veranstaltung", "Takk for i dag": no session, but when the one above ends."""
    said = WE_SAY.sub("", title.lower().strip("!. –->→"), count=1)
    words = set(said.partition(",")[0].split())
    only = not words.isdisjoint(THE_END) and words <= THE_END | AT_THE_END
    return only or said.startswith(THE_END_PHRASES) or IT_ENDS.match(said) is not None


def without_duration(text: str) -> tuple[str, int | None]:
    """A title without the "(15 min)" at its beginning or end, and the minutes it says."""
    found = duration_in(text)
    if not found:
        return text, None
    minutes, at, to = found
    bracketed = text[at:to].lstrip().startswith("(") and text[:to].rstrip().endswith(")")
    at_an_end = not text[:at].strip(_OPENERS) or not text[to:].strip(_CLOSERS + ").")
    if not (bracketed or at_an_end):
        return text, None
    tail = text[to:].lstrip()
    if not bracketed and not text[:at].strip(_OPENERS) and (tail[:1].islower() or tail[:1] == "("):
        return text, minutes if text[to : to + 1].isalpha() else None  # "10 minutters pause" is its own title
    if bracketed and text[:at].strip(_CLOSERS) and text[to:].strip(_OPENERS):
        return text[:at].rstrip() + text[to:].rstrip(), minutes
    return (text[:at].rstrip(_CLOSERS) + " " + text[to:].lstrip(_OPENERS)).strip(), minutes


def _row(index: int, line: Line) -> Mark | None:
    """A table row: the cell that holds only a time, or the two that hold start and end."""
    dates: list[Found] = []
    cells, span = list(line.cells), None
    for position, cell in enumerate(cells):
        found = dates_in(cell[:_HEAD])
        hidden = blanked(cell, found)
        spans = spans_in(hidden[:_HEAD])
        if found and not hidden.strip(" .,"):
            dates, cells[position] = found, ""
        elif spans and _only_time(hidden, spans[0]):
            dates, cells[position] = dates or found, ""
            span, done = _joined(span, spans[0])
            if done:
                break
        elif span and not cell.strip("-–— "):
            cells[position] = ""
        elif cell and span is None and spans and leads(hidden[: spans[0].at]):
            span, cells[position] = spans[0], _beside(START, "", _ZONE.sub("", hidden[spans[0].to :]))
            break
        elif cell and (span is not None or len(cells) < _TABLE):
            break  # with more columns than two, the time may stand in any: "Debate | 10:30 | 13:00"
    if span is None or (cells[0] and cells[0] == line.cells[0] and _says_a_time(cells)):
        return None  # "| Velkommen | 12:03–12:48 | 12:03–12:50 |": planned and actual
    beside, minutes = _minutes_of(cells)
    return Mark(
        index=index, line=line, dates=dates, span=span, place=START, beside=beside, cells=tuple(cells), minutes=minutes
    )


def _says_a_time(cells: list[str]) -> bool:
    found = ((cell, spans) for cell in cells if (spans := spans_in(cell[:_HEAD])))
    return any(_only_time(cell, spans[0]) for cell, spans in found)


def _only_time(hidden: str, span: Span) -> bool:
    return leads(hidden[: span.at]) and not _ZONE.sub("", hidden[span.to :]).strip(" .:–—-)]")


def _joined(first: Span | None, second: Span) -> tuple[Span, bool]:
    if first is None:
        return second, second.ends is not None
    if second.ends is None:
        return msgspec.structs.replace(first, ends=second.starts), True
    return first, True


def _minutes_of(cells: list[str]) -> tuple[str, int | None]:
    """The words of a row, and how long it says it lasts; a cell that only says so is emptied."""
    minutes = None
    for position, cell in enumerate(cells):
        rest, said = without_duration(cell)
        if said:
            cells[position], minutes = rest, said
    return " | ".join(filter(None, cells)), minutes
