"""Opening hours and weekly timetables: times in plenty, and hardly a title among them."""

import re

from live.programme.text.clocks.spans import spans_in
from live.programme.text.layouts.readings import Reading, title_of, worth
from live.programme.text.lines.line import Line
from live.programme.text.lines.noise import is_hours_of_a_place
from live.programme.words.labels import alternatives, weekday_names

_HOURS = 3  # times without a title; fewer are a slip
_HOUR_WORDS = re.compile(
    rf"(?<![^\W_])(?:kl|uhr|uur|open|åpent|ope|stengt|closed|geschlossen|lukket|stängt|gesloten|"
    rf"{alternatives(weekday_names())})(?![^\W_])",
    re.IGNORECASE,
)
_WEEKDAY = f"(?:{alternatives(weekday_names())})"
_WEEKDAYS = re.compile(
    rf"(?<![^\W_]){_WEEKDAY}\.?(?:\s?[–-]\s?|,\s|\s(?:og|and|und|och|&|\+)\s|\s(?:til|till|to|bis|t/m|tot|à|au|a|y)\s){_WEEKDAY}(?![^\W_])",
    re.IGNORECASE,
)

_OPEN = re.compile(
    r"\b(?:åpent?|ope|open|öppet|åbent?|geöffnet|ouverte?|abierto|geopend|auki|avoinna)\s(?:kl\.?\s)?[0-9]",
    re.IGNORECASE,
)


def says_hours_only(lines: list[Line], reading: Reading) -> bool:
    """Whether most times of a reading have no title."""
    ranged = sum(one.alone and _WEEKDAYS.search(one.line.text) is not None for one in reading.sessions)
    if ranged > 1 and ranged * 2 > len(reading.sessions):
        return True  # "man–tors 11–21", "fre–lør 11–22", "søn 12–20"
    if all(_says_hours(one.line.text) for one in reading.sessions):
        return True  # "Disken: måndag–fredag 8.00–16.30"
    taken = {one.index for one in reading.sessions}
    titles = [title_of(lines, one, reading, taken) for one in reading.sessions]
    untitled = sum(worth(_without_clocks(title if isinstance(title, str) else title.text)) < 0 for title in titles)
    return len(titles) >= _HOURS and untitled * 3 > len(titles) * 2


def _says_hours(text: str) -> bool:
    return _WEEKDAYS.search(text) is not None or _OPEN.search(text) is not None or is_hours_of_a_place(text)


def _without_clocks(text: str) -> str:
    for span in reversed(spans_in(text)):
        text = text[: span.at] + text[span.to :]
    return _HOUR_WORDS.sub("", text)
