"""Cleaning what people type, so that nothing they send can reorder, hide or flood what others read.

Removed: control characters, bidirectional controls and other invisible format characters (zero-width joiners stay
inside words, where emoji and several scripts need them), and piles of combining marks ("zalgo"). Kept: every language.
"""

import re
import unicodedata

from live.rules.errors import TooLong, Unfit

MARKS_PER_LETTER = 4
LONGEST_NUMBER = 9  # digits
_JOINERS = "\u200c\u200d"
_BLANK_LETTERS = (
    "\u115f\u1160\u3164\uffa0\u2800"  # letters that show nothing: names and questions made of them look empty
)
_STRAY_JOINERS = re.compile(rf"(?:(?<=\s)|^)[{_JOINERS}]+|[{_JOINERS}]+(?=\s|$)|(?<=[{_JOINERS}])[{_JOINERS}]+")


def is_number(text: str) -> bool:
    """Return whether `int` reads it: `isdigit` is also true of ², and thousands of digits are refused."""
    return text.isdecimal() and len(text) <= LONGEST_NUMBER


def clean(text: str, *, lines: bool = False) -> str:
    """Normalise to NFC and drop what only serves to deceive. With `lines`, line breaks stay (two in a row at most)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if not text.isascii():
        text = _STRAY_JOINERS.sub("", unicodedata.normalize("NFC", text))
    text = "".join(_shown(text))
    if not lines:
        return " ".join(text.split())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in text.split("\n"))).strip()


def _shown(text: str) -> list[str]:
    kept, marks = [], 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if (
            character in "\n\t"
            or character in _JOINERS
            or (category[0] != "C" and marks <= MARKS_PER_LETTER and character not in _BLANK_LETTERS)
            or category == "Cn"
        ):
            kept.append(character)
    return kept


def fitting(text: object, *, field: str, longest: int, shortest: int = 0, lines: bool = False) -> str:
    """Return the cleaned text, or `Unfit` naming the field. Lengths are counted in code points, after cleaning."""
    if not isinstance(text, str):
        raise Unfit("Write this as text.", code="not_text", field=field)
    cleaned = clean(text, lines=lines)
    if shortest and not cleaned:
        raise Unfit("There is nothing here yet. Write something first.", code="empty", field=field)
    if len(cleaned) < shortest:
        raise Unfit(
            "This is very short. Write at least {shortest} characters.",
            code="too_short",
            field=field,
            shortest=shortest,
        )
    if len(cleaned) > longest:
        raise TooLong(cleaned, longest, field)
    return cleaned


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def isolated(words: str) -> str:
    """Return what somebody typed as a sentence can hold it: what runs from right to left stands between marks (FSI,
    PDI), so that it turns nothing beside it. `static/js/words.js` does the same.
    """
    return f"\u2068{words}\u2069" if _RIGHT_TO_LEFT.search(words) else words
