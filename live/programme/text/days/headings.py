"""Lines that say which day it is: "Tirsdag 8. mars 2022", "Dag 2", "Fredag", "Dag 1: Grunnlaget"."""

import re
from functools import cache

import msgspec

from live.programme.text.clocks.spans import spans_in
from live.programme.text.days.dates import Found, blanked, dates_in
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import START, Mark, after_label, label_of
from live.programme.words.labels import DAY_LABELS, FROM_LABELS, TIME_LABELS, alternatives, weekday_names

_NUMBERED = re.compile(
    r"\W*(?:dag|day|tag)\s+(?P<number>[1-9]|en|én|ein|to|tre|one|two|three|eins|zwei|drei|ett|två)(?![^\W_])",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\W*(?P<number>[1-9])(?:\.|st|nd|rd|:[ea]|e|er|ère?)?\s(?:dag|dagen|day|tag|jour|kursdag|konferansedag)(?![^\W_])",
    re.IGNORECASE,
)
_NUMBERS = {
    "en": 1,
    "én": 1,
    "ein": 1,
    "one": 1,
    "eins": 1,
    "ett": 1,
    "to": 2,
    "two": 2,
    "zwei": 2,
    "två": 2,
    "tre": 3,
    "three": 3,
    "drei": 3,
}
_LONGEST_HEADING = 90  # characters
_SHORT = 3  # letters of a weekday in short; it begins with a capital
_WORD = re.compile(r"[^\W\d_]+")


class DayHeading(msgspec.Struct, frozen=True, kw_only=True):
    """A line that says a new day begins."""

    index: int
    date: Found | None = None
    number: int | None = None
    weekday: int | None = None
    title: str = ""  # what else it says: "Dag 1: Grunnlaget"


@cache
def _weekday_line() -> re.Pattern[str]:
    wide = [name for name in weekday_names() if len(name) > 4]
    return re.compile(rf"\W*(?P<weekday>{alternatives(wide)})(?![^\W_])\W*", re.IGNORECASE)


def day_heading(index: int, line: Line) -> DayHeading | None:
    """The line as a day heading, when it is one: a date or "Dag 2" with at most a few words more, and no sentence."""
    if (
        line.blank
        or line.bullet
        or len(line.text) > _LONGEST_HEADING
        or label_of(line.text) in FROM_LABELS | TIME_LABELS
    ):
        return None
    text = after_label(line.text) if label_of(line.text) in DAY_LABELS else line.text
    found = dates_in(text)
    numbered = _NUMBERED.match(text) or _ORDINAL.match(text)
    weekday = _weekday_line().match(text)
    if not (found and _begins(text, found[0])) and not numbered and not (weekday and weekday.end() == len(text)):
        return None
    title = _words_left(text, found, numbered or weekday)
    if title.endswith((".", "!")) or len(title.split()) > 8:
        return None
    number = numbered["number"].lower() if numbered else None
    return DayHeading(
        index=index,
        date=found[0] if found else None,
        number=None if number is None else int(number) if number.isdigit() else _NUMBERS[number],
        weekday=weekday_names()[weekday["weekday"].lower()] if weekday else None,
        title=title,
    )


def weekday_before(mark: Mark) -> int | None:
    """The weekday in front of a session's time: "Torsdag kl. 13.00: Opning", "Fri 18.00 Supper"."""
    if mark.place != START:
        return None
    word = _WORD.search(mark.line.cells[0] if mark.cells else mark.line.text[: mark.span.at])
    said = word[0] if word else ""
    long_enough = len(said) > _SHORT or (len(said) == _SHORT and said[0].isupper())
    return weekday_names().get(said.lower()) if long_enough else None


def _begins(text: str, date: Found) -> bool:
    before = re.sub(r"\b(?:dag|day|tag)\b\W*[0-9]?|[\W_]", "", text[: date.at], flags=re.IGNORECASE)
    return not before or before.lower() in weekday_names()


def _words_left(text: str, found: list[Found], named: re.Match[str] | None) -> str:
    if named:
        text = " " * named.end() + text[named.end() :]
    text = blanked(text, found)
    for span in spans_in(text):
        text = text[: span.at] + " " * (span.to - span.at) + text[span.to :]
    return " ".join(text.split()).strip(" ,:;|–—-()")
