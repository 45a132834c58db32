"""Names of months and weekdays with a slip of the finger: "16. septemer", "Torsdg", "Wendesday" on its own line."""

import re
from functools import cache

import msgspec

from live.programme.shapes import Notice
from live.programme.text.lines.line import Line
from live.programme.words.labels import month_names, weekday_names

_MONTH = re.compile(r"(?<![\d.:,])[0-3]?\d(?:\.|st|nd|rd|th|:?e)?\s{1,2}(?P<word>[^\W\d_]{5,12})(?![^\W_])")
_ALONE = re.compile(r"\W{0,4}(?P<word>[^\W\d_]{5,12})\W{0,4}$")
_LONGEST = 100  # characters; a heading or a line with a date
_SHORTEST = 5  # letters; "mars" is one letter from too much


def without_typos(lines: list[Line]) -> tuple[list[Line], list[Notice]]:
    """Return the lines with such names as they were meant, and a notice for each."""
    mended, notices = [], []
    for line in lines:
        found = _MONTH.search(line.text) if len(line.text) <= _LONGEST else None
        meant = _meant(found["word"], _months()) if found else ""
        if not meant and (found := _ALONE.match(line.text)):
            meant = _meant(found["word"], _weekdays())
        if found and meant:
            text = line.text[: found.start("word")] + meant + line.text[found.end("word") :]
            notices.append(Notice("Read “{said}” as “{meant}”.", {"said": found["word"], "meant": meant}, line.number))
            mended.append(msgspec.structs.replace(line, text=text))
        else:
            mended.append(line)
    return mended, notices


@cache
def _months() -> frozenset[str]:
    return frozenset(name for name in month_names() if len(name) >= _SHORTEST and name != "march")


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(name for name in weekday_names() if len(name) > _SHORTEST)


def _meant(word: str, names: frozenset[str]) -> str:
    """The name that is one slip away; "" when it is a name, or not near one."""
    said = word.lower()
    if said in names or said.removesuffix("s") in names:
        return ""
    near = [name for name in names if name[0] == said[0] and _is_one_slip(said, name)]
    return min(near, key=len).title() if near else ""


def _is_one_slip(said: str, meant: str) -> bool:
    """One letter too many, too few or wrong, or two the wrong way round."""
    same = next((at for at, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b), min(len(said), len(meant)))
    one, other = said[same:], meant[same:]
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        return one[1:] == other[1:] or (one[:2] == other[1::-1] and one[2:] == other[2:])
    return one[1:] == other if len(one) > len(other) else one == other[1:]
