"""Clock times in a line: "12:00 – 12:45", "kl. 9", "09.00–09.15", "0900-0915", "9-10 am", "14 Uhr", "14h30".

A time is believed by degrees. "9:00", "9 am" and "kl 9" are certain; "9.30" could be a chapter and "0900" a number,
so where it stands decides; "9–10" alone is only believed in the company of its like. `layout` weighs that.
"""

import re

import msgspec

CERTAIN, LIKELY, FAINT = 3, 2, 1
DAY = 24 * 60

_CLOCK = re.compile(
    r"""(?<![^\W_])(?<![0-9][.,:/])(?<![$€£§#@_])
    (?P<mark>(?i:kl\b\.?|klokk[ae]n?\b|klockan\b|um\b|at\b|ab\b|@)\s{0,3})?
    (?:(?P<packed>[01][0-9][0-5][0-9]|2[0-3][0-5][0-9])
      |(?P<hour>[01]?[0-9]|2[0-4])(?:(?P<sep>[:.]|\s?[hH]\s?(?=[0-5][0-9]))(?P<minute>[0-5][0-9])(?::[0-5][0-9])?)?)
    (?:\s?(?P<half>[aApP])\.?[mM]\b\.?)?
    (?P<unit>\s?(?:[Uu]hr|h)\b)?
    (?![0-9])(?![.,:/][0-9])(?!,-)(?![^\W_])(?!\s?(?:%|°|kr\b|,-|€|NOK|EUR|prosent\b|percent\b|Prozent\b))""",
    re.VERBOSE,
)
_BETWEEN = re.compile(
    r"\s{0,4}(?:-{1,3}>?|[‐-―−~→]|til\b|till\b|to\b|bis\b|until\b)\s{0,4}(?:ca\.?\s?)?", re.IGNORECASE
)
_DURATION = re.compile(
    r"\(?\s?(?<![\w.,:–-])(?:(?P<hours>[0-9]{1,2}(?:[.,][05]|½)?)\s?(?:t\b|timer?\b|timar?\b|h\b|hours?\b|hrs?\b|stunden?\b|std\b|tim\b|timmar?\b)"
    r"(?:\s?(?:og|and|und|och)?\s?(?P<rest>[0-9]{1,2})\s?(?:min\w{0,6}|m\b))?"
    r"|(?P<minutes>[0-9]{1,3})\s?(?:min\b\.?|minutt\w{0,5}|minutes?\b|minuten\b|minuter\b|minutter\b|mins\b|[′'](?!\w)))\s?\)?",
    re.IGNORECASE,
)
_FORMS = {":": "colon", ".": "dot"}


class Span(msgspec.Struct, frozen=True):
    """From when, until when, in minutes after midnight; where in the line; how far to believe it."""

    at: int
    to: int
    starts: int
    ends: int | None
    belief: int
    form: str
    half_known: bool = False  # am or pm was said


class _Clock(msgspec.Struct, frozen=True):
    at: int
    to: int
    minutes: int
    form: str
    marked: bool
    half: str


def spans_in(line: str) -> list[Span]:
    """All times and stretches of time in a line, from left to right. Blank out dates before asking."""
    if not any(character.isdigit() for character in line):
        return []
    clocks = [clock for match in _CLOCK.finditer(line) if (clock := _clock(match))]
    spans: list[Span] = []
    while clocks:
        first, second = clocks[0], clocks[1] if len(clocks) > 1 else None
        together = second is not None and _belong_together(line, first, second)
        span = _stretch(first, second) if together and second else _moment(first)
        clocks = clocks[2 if together else 1 :] if len(clocks) < 50 else []
        if span:
            spans.append(span)
    return spans


def duration_in(line: str) -> tuple[int, int, int] | None:
    """(minutes, from, to) of the first "45 min", "1,5 timer", "(1 h 30 min)" in a line."""
    found = _DURATION.search(line)
    if not found:
        return None
    if found["minutes"]:
        minutes = int(found["minutes"])
    else:
        hours = found["hours"].replace(",", ".").replace("½", ".5")
        minutes = int(float(hours) * 60) + int(found["rest"] or 0)
    return (minutes, found.start(), found.end()) if 0 < minutes <= DAY else None


def _clock(match: re.Match[str]) -> _Clock | None:
    hour, minute, form = _hour_minute_form(match)
    half = (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour * 60 + minute > DAY:
        return None
    marked = bool(match["mark"] or half or (match["unit"] or "").strip().lower() == "uhr")
    return _Clock(match.start(), match.end(), hour * 60 + minute, form, marked, half)


def _hour_minute_form(match: re.Match[str]) -> tuple[int, int, str]:
    if match["packed"]:
        return int(match["packed"][:2]), int(match["packed"][2:]), "packed"
    if match["minute"]:
        return int(match["hour"]), int(match["minute"]), _FORMS.get(match["sep"], "h")
    return int(match["hour"]), 0, "bare"


def _moment(clock: _Clock) -> Span | None:
    if clock.form == "bare" and not clock.marked:
        return None
    belief = CERTAIN if clock.marked or clock.form in ("colon", "h") else LIKELY if clock.form == "dot" else FAINT
    return Span(clock.at, clock.to, clock.minutes, None, belief, clock.form, bool(clock.half))


def _belong_together(line: str, first: _Clock, second: _Clock) -> bool:
    """Whether two clocks make a stretch. In "09.00 – 10 tips" and "09:00 – 2026 i sikte" they do not."""
    if not _BETWEEN.fullmatch(line, first.to, second.at) or (first.form == "packed") != (second.form == "packed"):
        return False
    spaced = line[first.to : second.at][-1:].isspace()
    return second.form != "bare" or second.marked or not spaced or first.form == "bare"


def _stretch(first: _Clock, second: _Clock) -> Span | None:
    starts, ends = _in_the_same_half(first, second), second.minutes
    if first.half and not second.half and ends < 13 * 60:
        ends = min((end for end in (ends % (12 * 60), ends % (12 * 60) + 12 * 60) if end > starts), default=ends)
    forms = {first.form, second.form}
    if first.marked or second.marked or forms & {"colon", "h"}:
        belief = CERTAIN
    elif forms == {"bare"} or _like_years(first, second):
        belief = FAINT
    else:
        belief = LIKELY
    form = first.form if first.form != "bare" else second.form
    return Span(first.at, second.to, starts, ends, belief, form, bool(first.half or second.half))


def _in_the_same_half(first: _Clock, second: _Clock) -> int:
    """In "9–10:30 am" and "11–1 pm" the first time borrows its half of the day from the second."""
    if not second.half or first.half or first.minutes >= 13 * 60:
        return first.minutes
    hour12 = first.minutes % (12 * 60)
    same = hour12 + (12 * 60 if second.half == "p" else 0)
    return same if same < second.minutes else hour12 if hour12 < second.minutes else first.minutes


def _like_years(first: _Clock, second: _Clock) -> bool:
    hours = (first.minutes // 60, second.minutes // 60)
    return first.form == second.form == "packed" and all(hour in (19, 20) for hour in hours)
