"""A site's menu above or below what a page is about: two or more of the words that sites call their parts, close by."""

import re
from collections import Counter

from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import mark
from live.programme.words.events import EVENT_WORDS
from live.programme.words.labels import alternatives
from live.programme.words.pages import MENU_WORDS

_CLOSE = 3  # filled lines from one word of a menu to the next
_LONGEST = 3  # words of a line between them
_HEAD = 8  # filled lines from the top of a page to its menu
_EVENT = re.compile(rf"(?:{alternatives(EVENT_WORDS)})(?![^\W\d_])", re.IGNORECASE)


def menus(lines: list[Line]) -> tuple[set[int], set[int]]:
    """Where menus stand, and the lines right above them, which say whose page it is."""
    filled = _outside_the_agenda(lines)
    words = [at for at, index in enumerate(filled) if lines[index].text.lower().strip(" .›»>:+") in MENU_WORDS]
    said = Counter(line.text for line in lines)
    menu: set[int] = set()
    over: set[int] = set()
    for one, after in zip(words, words[1:], strict=False):
        between = [filled[at] for at in range(one + 1, after)]
        if after - one > _CLOSE or filled[after] - filled[one] > 3 * _CLOSE:
            continue
        menu.update((filled[one], filled[after]), (index for index in between if _is_a_part(lines[index], said)))
        if one and filled[one - 1] not in menu and filled[one] - filled[one - 1] == 1:
            over.update(_site(lines, filled, one))
    return menu, over - menu


def _site(lines: list[Line], filled: list[int], at: int) -> list[int]:
    """The first lines of a text, right above its menu."""
    above = [lines[index].text for index in filled[:at]]
    named = any(_EVENT.search(text) and len(text.split()) > 1 for text in above)
    plain = at <= _HEAD and not any(map(str.isdigit, "".join(above))) and not named
    return filled[:at] if plain else []


def _is_a_part(line: Line, said: Counter[str]) -> bool:
    short = len(line.text.split()) <= _LONGEST and not any(map(str.isdigit, line.text))
    return short and said[line.text] == 1 and not _EVENT.search(line.text)


def _outside_the_agenda(lines: list[Line]) -> list[int]:
    """The filled lines above the first time and below the last."""
    timed = [at for at, line in enumerate(lines) if mark(at, line)]
    first, last = (timed[0], timed[-1]) if timed else (len(lines), len(lines))
    return [at for at, line in enumerate(lines) if not line.blank and not line.cells and not first <= at <= last]
