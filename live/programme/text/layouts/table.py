"""The layouts programmes are written in, as a table: which times of a text would carry it in each."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import msgspec

from live.programme.text.clocks.spans import FAINT
from live.programme.text.lines.marks import CLOCK_LABEL, END, FACT, MIDDLE, START, Mark, label_of
from live.programme.words.labels import TIME_LABELS, alternatives

LONGEST_TITLE_LINE = 160  # characters beside a time that ends a line; longer ones are sentences
_LONGEST_PHRASE = 6  # words
_NOON = 12 * 60  # minutes after midnight
_COMPANY = 2  # times written as "0900-0945", among which "1900" is no year
_NUMBERED = re.compile(rf"(?:{alternatives(TIME_LABELS)})\s[0-9]{{1,2}}\s?[:.–-]", re.IGNORECASE)


class Layout(msgspec.Struct, frozen=True):
    """A way to write a programme: which times carry it, and whether titles that are not beside them stand above."""

    name: str
    carrying: Callable[[list[Mark]], list[Mark]]
    above: bool = False


def _time_first(marks: list[Mark]) -> list[Mark]:
    found = [one for one in marks if one.place == START and one.span.belief > FAINT]
    sentences = [one for one in found if _is_sentence(one)]
    return [one for one in found if one not in sentences] if len(sentences) * 3 < len(found) else found


def _is_sentence(one: Mark) -> bool:
    """ "At 9am we lock the side door so that nobody sits there alone." in a text whose titles are no sentences."""
    said = one.beside
    return said[:1].islower() and said.endswith((".", "!")) and len(said.split()) > _LONGEST_PHRASE


def _time_alone(marks: list[Mark]) -> list[Mark]:
    found = _time_first(marks)
    return found if sum(one.alone for one in found) * 2 >= len(found) else []


def _range_behind(marks: list[Mark]) -> list[Mark]:
    found = [one for one in _behind(marks) if one.span.ends is not None and one.span.belief > FAINT]
    return found if len(found) > 1 or not _time_first(marks) else []


def _time_behind(marks: list[Mark]) -> list[Mark]:
    leading = _time_first(marks)
    if len(leading) > 1 or any(not one.dates for one in leading):  # one on a line with a date is when all begins
        return []
    return _repeated([one for one in _behind(marks) if _is_last(one) and one.line.text[-1:] != "."])


def _is_last(one: Mark) -> bool:
    """ "Film (7pm)", "Film (7pm) – Ruth Alder": behind the title, whoever stands behind it."""
    return one.place == END or one.line.text[: one.span.at].rstrip().endswith(("(", "["))


def _bare_hours(marks: list[Mark]) -> list[Mark]:
    leading = _time_first(marks)
    faint = [one for one in marks if one.place == START and one.span.belief == FAINT]
    packed = sum(one.span.form == "packed" for one in leading) >= _COMPANY
    if leading and not packed and all(map(_is_like_a_year, faint)):
        return []
    alike = [one for one in faint if packed and one.span.form == "packed"]
    faint = _repeated(faint) or alike or [one for one in faint if any(_touch(one, other) for other in leading)]
    return sorted([*leading, *faint], key=lambda one: one.index) if faint else []


def _touch(one: Mark, other: Mark) -> bool:
    """ "9 – 10" beside "10 – 10.30"."""
    return one.span.ends is not None and (one.span.ends == other.span.starts or other.span.ends == one.span.starts)


def _is_like_a_year(one: Mark) -> bool:
    """ "2013 : 6 %" """
    return one.span.form == "packed" and one.span.ends is None and one.span.starts // 60 in (19, 20)


def _labelled(marks: list[Mark]) -> list[Mark]:
    """One "Tid: 09:00–09:45" is a fact about the event; again and again it is how this text writes its sessions."""
    found = [one for one in marks if one.place == FACT and _is_labelled(one)]
    if len(found) < 2 or any(one.place == START for one in marks):
        return []
    return [msgspec.structs.replace(one, place=START) for one in found]


def _is_labelled(one: Mark) -> bool:
    """ "Tid: …", "Termin 2: …" """
    said = one.line.text
    return label_of(said) in TIME_LABELS or any(pattern.match(said) for pattern in (_NUMBERED, CLOCK_LABEL))


def _behind(marks: list[Mark]) -> list[Mark]:
    return [
        one
        for one in marks
        if one.place in (END, MIDDLE) and len(one.beside) > 0 and len(one.line.text) <= LONGEST_TITLE_LINE
    ]


def _repeated(marks: list[Mark]) -> list[Mark]:
    """Faint times are believed when at least two of the same form come one after the other."""
    forms = Counter(_form(one) for one in marks)
    form = max(forms, key=lambda form: forms[form], default="")
    alike = [one for one in marks if _form(one) == form]
    falls = sum(one.span.starts > after.span.starts and not _slept(one, after) for one, after in pairwise(alike))
    return alike if len(alike) >= 2 and falls * 3 < len(alike) else []


def _slept(one: Mark, after: Mark) -> bool:
    """A morning below an afternoon, and more than a line below it: another day, however it is headed."""
    return one.span.starts >= _NOON > after.span.starts and after.index - one.index > 1


def _form(one: Mark) -> str:
    return "half" if one.span.half_known else one.span.form  # "7pm" and "8.20pm" are written alike


LAYOUTS = (
    Layout("time, then title", _time_first),  # "09:00 Åpning"; the title beside it or on the lines below
    Layout("title above its time", _time_alone, above=True),
    Layout("title, then from-to", _range_behind),  # "Åpning (09:00–09:30)"
    Layout("title, then time", _time_behind),
    Layout("bare hours, then title", _bare_hours),  # "9–10 Åpning", "0900 Åpning"
    Layout("labelled time, then title", _labelled),  # "Tid: 09:00–09:30" in each session
    Layout("title above its labelled time", _labelled, above=True),
)
