"""Is this item a break? People pause questions and stretch their legs by the answer."""

import re

from live.programme.words.meals import (
    BEFORE_A_BREAK,
    BREAK,
    BREAK_HEADS,
    BREAK_PHRASES,
    COMPANIONS,
    DINNERS,
    ENDS_IN_FOOD,
    MEALS,
    MINGLED,
    NOT_A_BREAK,
    REFRESHMENT,
    REFRESHMENT_HEADS,
    SMALL_WORDS,
)

_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*/?|[&+]")
_HEAD_ENDS = re.compile(r"[.:;,(–—!?]| - | @ ")
_PHRASE_ENDS = re.compile(
    r"\s(?:m/|(?:i|in|im|at|på|på|on|with|med|mit|met|avec|for|für|för|til|auf|ved|v|with|by|bei|hos|op|dans|sur|under|beside|outside|inside|unter|chez|onder|aan|bak|framfor|foran|utenfor|unna|rundt|around|omkring|runt)\s)"
)
_OVER = re.compile(r"\s(bei|med|mit|with|met|avec|con|over|til|ved)\s")
# "Kaffe på kaia": where it is had, in small letters; "Kaffe i Colombia" is a talk
_HAD_AT = re.compile(
    r"(?P<what>\w+)\s(?:på|ved|i det|auf|utenfor|foran|rundt|runt|framfor|utanför|udenfor|vid)\s[a-zæøåäöü]+$"
)
_DASH = re.compile(r"\s[–—-]\s")
_BEFORE_OR_AFTER = re.compile(
    r"^\w+\s(?:før|etter|after|before|efter|före|innan|nach|vor|na|voor|avant|après)\s"
)  # "Lunsj før avreise"
_FOOD_AND_FOOD = re.compile(
    r"(?P<one>\w+)\s(?:og|och|and|und|en|et|&|med|mit|met|with)\s(?:[^\W\d_]+\s){0,2}(?P<other>\w+)$"
)
_LONGEST_BREAK_TITLE = 6  # words; "Lunsj og mingling i foajeen" is a break, a sentence that mentions lunch is not
_LONGEST_TITLE = 140  # characters
_LONGEST_COMPOUND = 22  # letters
_GOES_ON = frozenset(
    "learn lær lern the a an into down up through out away".split()
)  # "Break the ice", "Lunch-and-learn"


def is_break(title: str) -> bool:
    """Whether a title names a break, in any of the languages programmes are read in."""
    lowered = title.lower().strip()
    words = [word for word in _WORD.findall(lowered) if not word.isdigit()]
    if len(title) > _LONGEST_TITLE or not words:
        return False
    head = _WORD.findall(_HEAD_ENDS.split(lowered, maxsplit=1)[0])
    if _is_called_a_break(lowered, head) or _is_had_somewhere(title.strip()):
        return True
    if any(word in NOT_A_BREAK for word in words) and not (
        _names_a_break(words[0]) and _BEFORE_OR_AFTER.search(lowered)
    ):
        return False
    return (
        _only_refreshments(_WORD.findall(lowered.partition("(")[0]))  # "Buffet (lokal mat)"
        or _comes_with_food(lowered)
        or _begins_with_a_break(head or words, words)
        or _is_headed_by_a_break(lowered)
        or _only_refreshments(words)
    )


def _is_called_a_break(lowered: str, head: list[str]) -> bool:
    """A phrase, or one word before whatever is said of it: "Lunsj – hvor som helst"."""
    if any(lowered.startswith(phrase) for phrase in BREAK_PHRASES):
        return True
    return len(head) == 1 and (_names_a_break(head[0]) or (head[0] in MEALS and _DASH.search(lowered) is not None))


def _names_a_break(word: str) -> bool:
    if word in BREAK or any(part in BREAK for part in re.split("[-/]", word)[-1:]):
        return True
    if DINNERS.match(word):
        return True
    return word.endswith(BREAK_HEADS) and len(word) <= _LONGEST_COMPOUND and word not in REFRESHMENT


def _is_had_somewhere(title: str) -> bool:
    had = _HAD_AT.match(title[:1].lower() + title[1:])
    return had is not None and _is_food(had["what"])


def _is_food(word: str) -> bool:
    if MINGLED.match(word) or ENDS_IN_FOOD.match(word):
        return True
    return word in REFRESHMENT or (word.endswith(REFRESHMENT_HEADS) and 6 < len(word) <= _LONGEST_COMPOUND)


def _begins_with_a_break(head: list[str], words: list[str]) -> bool:
    """ "Pause og mingling", "Lunsj i kantina", "Pause/innsjekk": a break at the front, and no sentence behind it."""
    if len(head) > _LONGEST_BREAK_TITLE or (len(words) > 1 and words[1] in _GOES_ON):
        return False
    return _names_a_break(head[0]) or head[0].split("/")[0] in BREAK or head[0] in MEALS


def _is_headed_by_a_break(lowered: str) -> bool:
    """ "Enkel lunsj", "Mini break", "Picnic lunch on the grass": what goes before the break only says of what kind."""
    head = _HEAD_ENDS.split(lowered, maxsplit=1)[0]
    phrase = [word for word in _WORD.findall(_PHRASE_ENDS.split(head, maxsplit=1)[0]) if not word.isdigit()]
    if len([word for word in phrase if _is_food(word)]) > 1 and _only_refreshments(phrase):
        return True  # "Saft och bullar i garaget"
    both = _FOOD_AND_FOOD.match(head)
    if both and _is_food(both["one"]) and _is_food(both["other"]):
        return True  # "Kaffe og hjemmebagt kage"
    if not 1 < len(phrase) <= 4 or not (_names_a_break(phrase[-1]) or phrase[-1] in MEALS):
        return False
    before = [word for word in phrase[:-1] if not (word in BEFORE_A_BREAK or word in SMALL_WORDS or _is_food(word))]
    return len(before) <= 1 and len(phrase) <= 3 or not before


def _comes_with_food(lowered: str) -> bool:
    """ "Ankommen bei Kaffee und Brezeln": people arrive, or mingle, over something to eat, whatever else there is."""
    doing, over, food = _OVER.split(lowered, maxsplit=1) if _OVER.search(lowered) else (lowered, "", "")
    had = [word for word in _WORD.findall(food) if word not in BEFORE_A_BREAK | SMALL_WORDS]
    return bool(over and had) and _is_food(had[0]) and all(word in COMPANIONS for word in _WORD.findall(doing))


def _only_refreshments(words: list[str]) -> bool:
    """All words are of the canteen: "Kort pause", "Registrering og kaffe", "Coffee & networking", "Kaffe/frukt"."""
    words = [part for word in words for part in (word.split("/") if word not in COMPANIONS else [word]) if part]
    says_so = any(_is_food(word) or _names_a_break(word) for word in words)
    return says_so and all(word in COMPANIONS or _names_a_break(word) or _is_food(word) for word in words)
