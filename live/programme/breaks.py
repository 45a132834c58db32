"""Is this item a break? People pause questions and stretch their legs by the answer."""

import re

from live.programme.words import BREAK, BREAK_PHRASES, COMPANIONS, NOT_A_BREAK, REFRESHMENT

_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*/?|[&+]")
# Compounds glue the word on: "kaffepause", "lunsjbuffet" is lunch but "frokostseminar" is a seminar.
_COMPOUND = re.compile(
    r"^(?:.{2,14}(?:pause|pausen|paus|fika|lunsj|lunch|break)|(?:lunsj|lunch)(?:buffet|buffé|servering|pause|paus|break|tid|time))$"
)
_LONGEST_BREAK_TITLE = 6  # words; "Lunsj og mingling i foajeen" is a break, a sentence that mentions lunch is not


def is_break(title: str) -> bool:
    """Whether a title names a break, in any of our six languages."""
    lowered = title.lower().strip()
    if any(lowered.startswith(phrase) for phrase in BREAK_PHRASES):
        return True
    words = [word for word in _WORD.findall(lowered) if not word.isdigit()]
    if not words or any(word in NOT_A_BREAK for word in words):
        return False
    if _names_a_break(words[0]) and not _goes_on_to_something_else(lowered, words):
        return True
    return _only_refreshments(words)


def _names_a_break(word: str) -> bool:
    return word in BREAK or any(part in BREAK for part in word.split("-")[-1:]) or bool(_COMPOUND.match(word))


def _goes_on_to_something_else(lowered: str, words: list[str]) -> bool:
    head = re.split(r"[.:;,(–—]| - ", lowered, maxsplit=1)[0]
    return len(_WORD.findall(head)) > _LONGEST_BREAK_TITLE or (len(words) > 1 and words[1] in ("learn", "lær", "lern"))


def _only_refreshments(words: list[str]) -> bool:
    """All words are of the canteen: "Kort pause", "Registrering og kaffe", "Coffee & networking"."""
    words = [part for word in words for part in (word.split("/") if word not in COMPANIONS else [word]) if part]
    says_so = any(word in REFRESHMENT or _names_a_break(word) for word in words)
    return says_so and all(word in COMPANIONS or _names_a_break(word) for word in words)
