"""Lines mended before anybody reads them: what a table, a mail program or a typing error tore apart or ran together.

A label on its own line above what it labels, a range over three lines, several sessions on a line, a mail in a mail.
"""

import re
from itertools import pairwise

import msgspec

from live.programme.shapes import Notice
from live.programme.text.clocks.spans import LIKELY, Span, spans_in
from live.programme.text.days.dates import blanked, dates_in
from live.programme.text.lines.letters import is_mail_break, subject_of
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import START, leads, mark
from live.programme.text.lines.numbering import without_order_numbers
from live.programme.text.lines.typos import without_typos
from live.programme.text.sessions.called_off import with_what_is_off
from live.programme.words.labels import DAY_LABELS, ROOM_LABELS, TIME_LABELS, weekday_names

_HEAD = 15  # lines of a mail's head; its subject is kept
_WITHIN = 2  # lines below a label
_BARE_HOUR = re.compile(r"(?:1?[0-9]|2[0-4])")
_FEWEST_CLOCKS = 3  # rows that begin with one
_RANGE_WITHIN = 4  # lines a torn range may spread over
_OPEN_RANGE = re.compile(r"[-‐-―−~]\s*$|(?:\s(?:til|till|to|bis|tot|until))\s*$", re.IGNORECASE)
_CLOCK_WORD = re.compile(r"(?:kl|klo|klokka|klokken|um|at|tid|time|zeit)\b[.:]?", re.IGNORECASE)
_ONLY_DASH = re.compile(r"\s*(?:[-‐-―−~]|til|till|to|bis|tot)\s*$", re.IGNORECASE)
_FORBIDS_A_SPLIT = re.compile(
    r"(?:\b(?:til|till|to|bis|fra|from|von|før|before|until|by|mellom|innen|senest|at|avgang|and|og|och|und|en|et|&)|[(\[/])\s*$",
    re.IGNORECASE,
)
_BEGINS_A_TITLE = re.compile(r"[\s:–—.|-]*[«“„\"(]?[^\W\d_a-zæøåäöüß]")
_WEEKDAY_BEHIND = re.compile(r"\s{1,3}\(?(?P<day>[^\W\d_a-z][^\W\d_]{1,10})\)?[.,:]?\s+(?=\S)")
_LONGEST_CLOCK = 24  # characters from a clock at the head of a line to the end of its range
_FEWEST_SPACED, _MOSTLY = 8, 0.9  # lines; how many of them are apart from the next
_LONGEST_SPLIT = 400  # characters; a longer line is a paragraph


def mended(lines: list[Line]) -> tuple[list[Line], list[Notice]]:
    """The lines as they were meant, and what was done to them that a person should look at."""
    lines, told = _one_mail(_weekdays_in_front(without_order_numbers(_without_doubled_spacing(lines))))
    lines, typos = without_typos(lines)
    told += typos
    lines = with_what_is_off(_ranges_joined(_without_lone_words(_labels_joined(_hours_in_column(lines)))))
    parted: list[Line] = []
    for line in lines:
        pieces = _parted(line)
        parted += pieces
        if len(pieces) > 1:
            values = {"count": str(len(pieces)), "lines": line.text[:80]}
            told.append(Notice("Read as {count} sessions on one line: {lines}", values, line.number))
    return parted, told


def _without_doubled_spacing(lines: list[Line]) -> list[Line]:
    """The lines without the blank ones that a paste from Word or Teams puts behind each."""
    filled = [at for at, line in enumerate(lines) if not line.blank]
    apart = [after - one - 1 for one, after in pairwise(filled)]
    if len(apart) < _FEWEST_SPACED or sum(map(bool, apart)) < len(apart) * _MOSTLY:
        return lines
    doubled = min(filter(None, apart))
    kept: list[Line] = []
    for at, gap in zip(filled, [*apart, 0], strict=True):
        kept.append(lines[at])
        kept += lines[at + 1 : at + 1 + max(0, gap - doubled)]
    return kept


def _weekdays_in_front(lines: list[Line]) -> list[Line]:
    """ "18.00 Fri  Supper" again and again is "Fri 18.00 Supper"."""
    found = {at: text for at, line in enumerate(lines) if (text := _with_weekday_in_front(line))}
    if len(found) < _FEWEST_CLOCKS:
        return lines
    return [msgspec.structs.replace(line, text=found.get(at, line.text)) for at, line in enumerate(lines)]


def _with_weekday_in_front(line: Line) -> str:
    timed = line.text[:1].isdigit() and not line.cells
    span = next(iter(spans_in(line.text[:_LONGEST_CLOCK])), None) if timed else None
    word = _WEEKDAY_BEHIND.match(line.text, span.to) if span and not span.at else None
    known = word and word["day"].lower() in weekday_names()
    return f"{word['day']} {line.text[: span.to]} {line.text[word.end() :]}" if span and word and known else ""


def _hours_in_column(lines: list[Line]) -> list[Line]:
    """ "11    Tea" among rows that begin with clocks is eleven o'clock."""
    rows = [line for line in lines if len(line.cells) > 1]
    bare = [line for line in rows if _BARE_HOUR.fullmatch(line.cells[0])]
    timed = sum(bool(spans_in(line.cells[0])) for line in rows) if bare else 0
    if not bare or timed < _FEWEST_CLOCKS or timed <= len(bare):
        return lines
    return [_with_minutes(line) if line in bare else line for line in lines]


def _with_minutes(line: Line) -> Line:
    first, *rest = line.cells
    return msgspec.structs.replace(line, text=" | ".join([f"{first}:00", *rest]), cells=(f"{first}:00", *rest))


def _labels_joined(lines: list[Line]) -> list[Line]:
    """ "Fra:" on its own is put in front of "8. mar. 2022 12:00" below it; the line it stood on is blank."""
    joined = list(lines)
    for at, line in enumerate(lines):
        label = line.text.rstrip(" :").lower()
        if len(line.text) < 20 and label in DAY_LABELS | TIME_LABELS | ROOM_LABELS:
            below = next((to for to in range(at + 1, min(at + 1 + _WITHIN, len(lines))) if not lines[to].blank), None)
            if below is not None and _is_labelled_by(lines[below], line, label):
                joined[at] = Line(line.number, "")
                text = f"{line.text.rstrip(' :')}: {lines[below].text}"
                joined[below] = msgspec.structs.replace(lines[below], text=text, cells=())
    return joined


def _is_labelled_by(below: Line, line: Line, label: str) -> bool:
    if ":" not in line.text or label in ROOM_LABELS:
        named = label in ROOM_LABELS and ":" in line.text and 0 < len(below.text) < 80 and ":" not in below.text
        return named and not dates_in(below.text)
    dates = dates_in(below.text)
    return bool(dates and dates[0].at == 0) or bool(spans_in(below.text) and len(below.text) < 20)


def _without_lone_words(lines: list[Line]) -> list[Line]:
    """ "kl." on a line of its own above "09:00" says no more than the clock."""
    return [
        Line(line.number, "") if _CLOCK_WORD.fullmatch(line.text) and _only_a_clock(below.text) else line
        for line, below in zip(lines, [*lines[1:], Line(0, "")], strict=False)
    ]


def _ranges_joined(lines: list[Line]) -> list[Line]:
    """ "4:00 pm -" above "6:00 pm", or "09:00", "–", "09:45" on three lines, are one range."""
    joined = list(lines)
    for at, line in enumerate(joined):
        if line.blank or len(line.text) > 24 or not spans_in(line.text):
            continue
        below = [to for to in range(at + 1, min(at + 1 + _RANGE_WITHIN, len(joined))) if not joined[to].blank]
        words = [line.text, *(joined[to].text for to in below)]
        count = _torn(words)
        if count and (spans := spans_in(" ".join(words[:count]))) and len(spans) == 1 and spans[0].ends is not None:
            whole = msgspec.structs.replace(line, text=" ".join(words[:count]), cells=())
            for to in (at, *below[: count - 1]):
                joined[to] = Line(joined[to].number, "")
            joined[below[count - 2]] = whole  # the last of its lines, so that it stays beside what follows it
    return joined


def _torn(words: list[str]) -> int:
    """Over how many of these lines a range is torn; 0 when it is whole."""
    if len(words) > 1 and _OPEN_RANGE.search(words[0]) and _only_a_clock(words[1]):
        return 2
    if len(words) > 1 and _only_a_clock(words[0]) and _ONLY_DASH.match(words[1][:1]) and _only_a_clock(words[1][1:]):
        return 2
    return 3 if len(words) > 2 and _ONLY_DASH.match(words[1]) and _only_a_clock(words[2]) else 0


def _only_a_clock(text: str) -> bool:
    spans = spans_in(text)
    return len(spans) == 1 and spans[0].ends is None and not (text[: spans[0].at] + text[spans[0].to :]).strip(" .")


def _parted(line: Line) -> list[Line]:
    """A line that says several sessions, one after the other, as a line for each."""
    if line.cells or line.blank or len(line.text) > _LONGEST_SPLIT or sum(map(str.isdigit, line.text)) < 4:
        return [line]
    hidden = blanked(line.text, dates_in(line.text))
    spans = [span for span in spans_in(hidden) if span.belief >= LIKELY]
    first = mark(0, line) if len(spans) > 1 else None
    if first is None or first.place != START or not first.beside:
        return [line]
    cuts = [after for one, after in zip(spans, spans[1:], strict=False) if _begins_another(hidden, one, after)]
    if len(cuts) < len(spans) - 1:
        return [line]
    edges = [0, *(cut.at for cut in cuts), len(line.text)]
    texts = [line.text[one:after].strip(" ,;–—|/") for one, after in zip(edges, edges[1:], strict=False)]
    return [msgspec.structs.replace(line, text=text, bullet=line.bullet and not at) for at, text in enumerate(texts)]


def _begins_another(hidden: str, before: Span, span: Span) -> bool:
    later = span.starts >= (before.ends or before.starts + 1)
    between, behind = hidden[before.to : span.at], hidden[span.to :]
    words = sum(character.isalpha() for character in between) > 2
    open_bracket = between.count("(") > between.count(")")
    allowed = not _FORBIDS_A_SPLIT.search(hidden[: span.at]) and not open_bracket
    return later and words and allowed and _BEGINS_A_TITLE.match(behind) is not None


def _one_mail(lines: list[Line]) -> tuple[list[Line], list[Notice]]:
    """Of a mail that quotes a mail, the one with the programme in it."""
    breaks = [at for at, line in enumerate(lines) if is_mail_break(line.text)]
    if not breaks:
        return list(lines), []
    edges = [0, *(at + 1 for at in breaks), len(lines)]
    parts = list(zip(edges, edges[1:], strict=False))
    times = [sum(_begins_with_time(line) for line in lines[one:to]) for one, to in parts]
    if max(times) < 2:
        return list(lines), []
    first, last = parts[times.index(max(times))]
    kept = [
        line if first <= at < last or (at < _HEAD and subject_of(line.text)) else Line(line.number, "")
        for at, line in enumerate(lines)
    ]
    dropped = [line for line, now in zip(lines, kept, strict=True) if not line.blank and now.blank]
    text = dropped[0].text[:60]
    return kept, [Notice("Left out, as a mail around the programme: {lines} …", {"lines": text}, dropped[0].number)]


def _begins_with_time(line: Line) -> bool:
    return any(character.isdigit() for character in line.text[:12]) and any(
        leads(line.text[: span.at]) for span in spans_in(line.text[:60])[:1] if span.belief >= LIKELY
    )
