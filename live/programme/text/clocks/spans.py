"""Clock times in a line: "12:00 – 12:45", "kl. 9", "09.00–09.15", "0900-0915", "9-10 am", "14 Uhr", "14h30".

A time is believed by degrees. "9:00", "9 am" and "kl 9" are certain; "9.30" could be a chapter and "0900" a number,
so where it stands decides; "9–10" alone is only believed in the company of its like. `layout` weighs that.
"""

import re
from functools import lru_cache

import msgspec

CERTAIN, LIKELY, FAINT = 3, 2, 1
_SHORT = 300  # characters; what is found in shorter lines is remembered, as several ask
DAY = 24 * 60

_ABOUT = r"^\s{0,8}(?:ca|cirka|circa|omkring|rundt|gegen|senast|senest|seinast|innen|inden)\b\.?"
_AT = r"klo?\b\.?:?|klokk[ae]n?\b|klockan\b|um\b|at\b|ab\b|om\b|vanaf\b|@"
_UNIT = r"[Uu]hr|UHR|uur|horas|heures|[Hh]rs"
_NOON = r"(?:(?:12|24|00)(?:[:.]00)?\s)?(?i:noon|midday|midnight|mezzogiorno|midi|minuit)(?![^\W_])"
_AFTER_NOON = r"\s*(?:$|[^\w\s]|[A-ZÆØÅÄÖÜ0-9]|to\b|til\b|till\b|bis\b|à)"
_GLUED = (
    r"(?<=[:.][0-5][0-9])(?=[A-ZÆØÅÄÖÜÉ]|[a-zæøåäöüé]{4})|(?<=[mM])(?=[A-ZÆØÅÄÖÜ][a-z])"  # "09:00Åpning", "9amTalks"
)
_CLOCK = re.compile(
    rf"""(?<![^\W_])(?<![0-9][.,:/])(?<![$€£§\#@_])
    (?P<mark>(?i:{_ABOUT}|{_AT})\s{{0,3}}(?:(?i:ca)\.?\s)?)?
    (?:(?P<word>(?<!s-){_NOON}(?={_AFTER_NOON}))
      |(?P<packed>[01][0-9][0-5][0-9]|2[0-3][0-5][0-9])
      |(?P<hour>[01]?[0-9]|2[0-4])(?:(?P<sep>[:.]|\s?[hHu]\s?(?=[0-5][0-9])|\s[Uu][Hh][Rr]\s(?=[0-5][05](?![:.,0-9]))|['’](?=[0-5][0-9]\s?h))(?P<minute>[0-5][0-9])(?::[0-5][0-9])?)?)
    (?:\s?(?P<half>[aApP])(?:\.?\s?[mM](?:(?![^\W\d_])|(?=[A-ZÆØÅÄÖ][a-zæøåäö]))\.?|(?<=:[0-9][0-9][aApP])(?![\w.])))?
    (?P<unit>\s?(?:{_UNIT}|h|u)\b)?
    (?:(?![0-9])(?![.,:/][0-9])(?!,-)(?![^\W_])|{_GLUED})
    (?!\s?(?:%|°|kr\b|,-|€|NOK\b|EUR\b|SEK\b|DKK\b|prosent\b|percent\b|Prozent\b|kg\b|km\b|meter\b|mb\b))""",
    re.VERBOSE,
)
_BETWEEN = re.compile(
    r"[.:]?\s{0,4}(?:[-‐-―−]{1,3}>?\s?[.:]?|[~→]|/|til\b|till\b|to\b|bis\b|until\b|tot\b|t/m|à|au\b|a\b)\s{0,4}"
    r"(?:(?:ca|cirka|circa|rundt|gegen|approx|about|ungefähr|omtrent|omkring)\b\.?\s{0,2})?(?:kl\b\.?\s?|klokka\s|"
    r"klockan\s)?",
    re.IGNORECASE,
)
# "15:15.16:00" and "12.15.13.00": a range whose dash was typed as a full stop
_DOTTED_RANGE = re.compile(
    r"(?<![\w.:,/-])((?:[01]?[0-9]|2[0-3])[:.][0-5][0-9])[.:;,]((?:[01]?[0-9]|2[0-4])[:.][0-5][0-9])(?!\w|:[0-9]|/|"
    r"[.,-][0-9])"
)
_BEGINS_A_TITLE = re.compile(r"\s{1,4}[^\W\d_a-zæøåäöüß]")
_DURATION = re.compile(
    r"\(?\s?(?<![\w.,:–-])(?:(?P<hours>[0-9]{1,2}(?:[.,][05]|½)?)\s?(?:t\b|timer?\b|timar?\b|h\b|hours?\b|hrs?\b|"
    r"stunden?\b|std\b|tim\b|timmar?\b)"
    r"(?:\s?(?:og|and|und|och)?\s?(?P<rest>[0-9]{1,2})\s?(?:min\w{0,6}|m\b))?"
    r"|(?P<minutes>[0-9]{1,3})\s?(?:min\b\.?|minutt\w{0,5}|minutes?\b|minuten\b|minuter\b|minutter\b|mins\b|"
    r"[′'](?!\w)))\s?\)?",
    re.IGNORECASE,
)
_AFTER_HOUR = re.compile(r"\s?(?:[:–—-]\s|$)")  # "10 h : Ouverture"; "10 h de marche" is how long
_WORDED = re.compile(r"\b(?:noon|midday|midnight|midi|minuit)\b", re.IGNORECASE)
_EARLIEST_H = 7
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


def repaired(line: str) -> str:
    """The line with ranges mended whose dash was typed as a full stop, as long as it was."""
    return _DOTTED_RANGE.sub(r"\1-\2", line) if line.count(".") + line.count(":") > 2 else line


class _Clock(msgspec.Struct, frozen=True):
    at: int
    to: int
    minutes: int
    form: str
    marked: bool
    half: str


def spans_in(line: str) -> list[Span]:
    """All times and stretches of time in a line, from left to right. Blank out dates before asking."""
    if not any(map(str.isdigit, line)) and not _WORDED.search(line):
        return []
    return list(_remembered(line) if len(line) <= _SHORT else _all_in(line))


@lru_cache(maxsize=20_000)
def _remembered(line: str) -> tuple[Span, ...]:
    return tuple(_all_in(line))


def _all_in(line: str) -> list[Span]:
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
    if match["word"]:
        midnight = (
            "mid" in (said := match["word"].lower()) and "midd" not in said and "midi" not in said or "minuit" in said
        )
        return _Clock(match.start(), match.end(), 0 if midnight else DAY // 2, "word", bool(match["mark"]), "")
    hour, minute, form = _hour_minute_form(match)
    half = (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour * 60 + minute > DAY:
        return None
    hours_after = match["unit"] == "h" or (match["unit"] == " h" and _AFTER_HOUR.match(match.string, match.end()))
    if form == "bare" and hours_after and hour >= _EARLIEST_H:
        form = "h"  # "10h Tourner une tasse"; "2 h" is how long
    marked = bool(match["mark"] or half or len((match["unit"] or "").strip()) > 1)
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
    belief = (
        CERTAIN if clock.marked or clock.form in ("colon", "h") else LIKELY if clock.form in ("dot", "word") else FAINT
    )
    return Span(clock.at, clock.to, clock.minutes, None, belief, clock.form, bool(clock.half))


def _belong_together(line: str, first: _Clock, second: _Clock) -> bool:
    """Whether two clocks make a stretch: "10.30 – 12 Lunsj" does, "09.00 – 10 tips", "09:00 – 2026 i sikte" do not."""
    if _is_pair(line, first, second):
        return True
    if not _BETWEEN.fullmatch(line, first.to, second.at):
        return False
    if (first.form == "packed") != (second.form == "packed"):  # "1300 – 13.10" and nothing else
        return "bare" not in (first.form, second.form) and not (line[: first.at] + line[second.to :]).strip()
    spaced = line[first.to : second.at][-1:].isspace()
    if second.form != "bare" or second.marked or not spaced or first.form == "bare":
        return True
    return first.minutes < second.minutes and _BEGINS_A_TITLE.match(line, second.to) is not None


def _is_pair(line: str, first: _Clock, second: _Clock) -> bool:
    """ "10:00 10:30 Innskriving": start and end side by side at the head of a line."""
    if line[first.to : second.at].strip() or line[: first.at].strip(" |>*•") or "bare" in (first.form, second.form):
        return False
    return first.form == second.form and first.minutes < second.minutes and (second.to - first.at) < 24


def _stretch(first: _Clock, second: _Clock) -> Span | None:
    starts, ends = _in_the_same_half(first, second), second.minutes
    if first.form == "word" and starts == 0:
        starts = 0 if ends < DAY // 2 else DAY
    if second.form == "word" and ends == 0:
        ends = DAY
    if second.form == "word" and not first.half and first.form == "bare" and starts > DAY // 2:
        return None
    if first.half and not second.half and second.form != "word" and ends < 13 * 60:
        ends = min((end for end in (ends % (12 * 60), ends % (12 * 60) + 12 * 60) if end > starts), default=ends)
    forms = {first.form, second.form}
    if first.marked or second.marked or forms & {"colon", "h", "word"}:
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
