"""Dates in a line, as they are written in ten languages. Finds them; what they are dates *of* is for `calendar`."""

import datetime as dt
import re
from functools import cache, lru_cache

import msgspec

from live.programme.words.labels import alternatives, month_names, weekday_names


class Found(msgspec.Struct, frozen=True):
    """A date in a line. The year may be missing; a range ("8.–9. mars") has its last day in `until_day`."""

    at: int
    to: int
    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    until_day: int | None = None
    either_way: bool = False  # 8/3 can be August 3rd, too

    def on(self, year: int) -> dt.date | None:
        """The date in that year, when there is such a day."""
        return _date(self.year or year, self.month, self.day)


# Gates: most lines with a digit have no date, and these two are several times cheaper than the patterns.
_NUMERIC = re.compile(r"[0-9][./-] ?[0-9]")
_MONTHLIKE = re.compile(
    r"jan|jän|feb|fév|mar|mär|mrz|mrt|maa|mae|apr|avr|ma[ijy]|mei|ju[nl]|juin|jui|aug|ao[uû]t|sep|o[kc]t|nov|"
    r"de[scz]|déc|ene|abr|ago|dic|tam|hel|huh|tou|kes|hei|elo|syy|lok|jou",
    re.IGNORECASE,
)
_NUMBERED_CLOCK = re.compile(r"[0-9]{1,2}\.\s[0-9]{1,2}\.[0-9]{2}")  # "1. 7.00 pm", the first point of an agenda
_WEEKDAY_UNTIL = re.compile(r"[^\W\d_]{3,}\s?[–—-]\s?$|[^\W\d_]{3,}\s(?:til|till|bis|to|tot|t/m|og|och|and|und)\s$")
_SHORT = 300  # characters
_NAMED = (1, 2)  # the patterns with names of months


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{alternatives(month_names())})(?![^\W\d_])\.?"
    weekday = (
        rf"(?:(?<![^\W_])(?P<weekday>{alternatives(weekday_names())})(?:en|s)?(?![^\W\d_])\.?,?\s{{1,3}}(?:den\s|the\s|"
        rf"d\.\s?|der\s|le\s|de\s)?)?"
    )
    year = r"(?:,?\s{0,3}(?:del?\s)?(?P<year>(?:19|20)[0-9]{2})(?![0-9]))?"
    short_year = r"(?P<year>(?:19|20)[0-9]{2}|[0-9]{2}(?![0-9:.]))"
    day = r"(?<![0-9.,:/])(?<!\bdag\s)(?<!\bday\s)(?<!\btag\s)(?P<day>[0-3]?[0-9])"
    until = (
        rf"(?:(?:\.|st|nd|rd|th|:?[ea])?(?:\s?[-–—/]\s?|,?\s(?:og|and|und|och|til|till|bis|to|tot|t/m|en|et|au|&)\s)"
        rf"(?:(?:{alternatives(weekday_names())})\.?\s)?(?:the\s|den\s)?(?P<until>[0-3]?[0-9]))?"
    )
    ordinal = r"(?:\.|st|nd|rd|th|:?[ea]|er)?"
    compiled = (
        r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9])(?:T(?=[0-9]{2}:))?",
        rf"{weekday}{day}{until}{ordinal}\s{{0,3}}(?:of\s|den\s|de\s)?{month}{year}",
        rf"{weekday}(?<![^\W_]){month}\s{{1,3}}(?P<day>[0-3]?[0-9]){until}(?:st|nd|rd|th)?(?![0-9])(?![:.][0-9]){year}",
        rf"{weekday}{day}(?P<sep>[./-])\s?(?P<month>[0-3]?[0-9])(?P=sep)\s?{short_year}(?![0-9])",
        rf"{weekday}{day}/(?P<month>[01]?[0-9])\s?[-–]\s?(?P<year>(?:19|20)[0-9]{{2}}|[2-9][0-9])(?![0-9:.])",
        rf"(?<![0-9:.,]){day}/(?P<month>[01]?[0-9])\s(?P<year>20[0-9]{{2}})(?![0-9:.])",
        rf"{weekday.removesuffix('?')}{day}(?P<sep>[./])(?P<month>[0-3]?[0-9])(?![0-9])(?![:/][0-9])\.?",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in compiled)


def dates_in(line: str) -> list[Found]:
    """All dates in a line, from left to right, not overlapping. Several ask of each line; short ones are remembered."""
    if not any(map(str.isdigit, line)):
        return []
    return list(_remembered(line) if len(line) <= _SHORT else _all_in(line))


@lru_cache(maxsize=20_000)
def _remembered(line: str) -> tuple[Found, ...]:
    return tuple(_all_in(line))


def _all_in(line: str) -> list[Found]:
    numeric, named = _NUMERIC.search(line), _MONTHLIKE.search(line)
    found: list[Found] = []
    for number, pattern in enumerate(_patterns()):
        if not (named if number in _NAMED else numeric):
            continue
        for match in pattern.finditer(line):
            date = _found(match)
            if date and all(date.to <= other.at or date.at >= other.to for other in found):
                found.append(date)
    return sorted(found, key=lambda date: date.at)


def blanked(line: str, dates: list[Found]) -> str:
    """The line with its dates blanked out, every other character where it was."""
    for date in dates:
        line = line[: date.at] + " " * (date.to - date.at) + line[date.to :]
    return line


def _found(match: re.Match[str]) -> Found | None:
    said = match.groupdict()
    if _NUMBERED_CLOCK.fullmatch(match[0]):
        return None
    day, month = int(said["day"]), _month(said["month"])
    either_way = said.get("sep") == "/" and day <= 12 and month <= 12 and day != month
    if said.get("sep") == "/" and month > 12 >= day:
        day, month = month, day
    year = _year(said.get("year"))
    if month > 12 or _date(year or 2024, month, day) is None:  # 2024 has a 29th of February
        return None
    weekday = weekday_names().get((said.get("weekday") or "").lower())
    if said.get("until") and _WEEKDAY_UNTIL.search(match.string, 0, match.start()):
        weekday = None  # "Fredag – søndag 5.–7. november": it is the last day's
    until = int(said["until"]) if said.get("until") and int(said["until"] or 0) > day else None
    return Found(match.start(), match.end(), day, month, year, weekday, until, either_way)


def _month(said: str) -> int:
    return int(said) if said.isdigit() else month_names()[said.lower()]


def _year(said: str | None) -> int | None:
    if not said:
        return None
    return int(said) if len(said) == 4 else 2000 + int(said)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
