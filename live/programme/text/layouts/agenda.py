"""Which lines belong to which session, and where the agenda ends and the rest of the page begins again."""

from itertools import pairwise

import msgspec

from live.programme.text.days.calendar import Calendar
from live.programme.text.days.headings import day_heading
from live.programme.text.layouts.readings import Reading
from live.programme.text.lines.headings import is_contact_heading, looks_like_heading
from live.programme.text.lines.letters import is_sign_off
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import Mark, label_of
from live.programme.text.lines.noise import is_empty_label
from live.programme.words.labels import DAY_LABELS, SPEAKER_LABELS
from live.programme.words.names import names_someone
from live.programme.words.people import is_person_line, labelled_people

_TELLING = 3  # sessions; so many without a line below them tell that the last has none, either
_TITLE_ABOVE = 3  # lines; at most this many of a paragraph above its time are title and people


class Stretch(msgspec.Struct, frozen=True):
    """A session's mark with the lines that are its own, and those that follow but belong to nobody."""

    mark: Mark
    above: list[Line]  # the title, where titles stand above times
    body: list[Line]
    after: list[Line]  # a heading between sessions, a section in the middle of the agenda, the rest of the page


def stretches(lines: list[Line], layout: Reading, calendar: Calendar) -> tuple[list[Line], list[Stretch]]:
    """The lines before the agenda, and the sessions with their lines."""
    taken = {session.index for session in layout.sessions}
    begins = [_begin(lines, mark, layout, taken) for mark in layout.sessions]
    stops = [*begins[1:], len(lines)]
    framed = {frame.index for frame in (*layout.frames, *layout.blocks)}
    cutter = _Cutter(lines, calendar.headings | framed, layout)
    found: list[Stretch] = []
    for mark, begin, stop in zip(layout.sessions, begins, stops, strict=True):
        end = cutter.end(mark, stop, last=stop == len(lines))
        found.append(Stretch(mark, lines[begin : mark.index], lines[mark.index + 1 : end], lines[end:stop]))
    frames = {frame.index for frame in layout.frames if frame.alone and not day_heading(frame.index, frame.line)}
    quiet = frames | {block.index for block in layout.blocks}
    return [line for index, line in enumerate(lines[: begins[0]]) if index not in quiet], _with_quiet_ends(found)


def _begin(lines: list[Line], mark: Mark, layout: Reading, taken: set[int]) -> int:
    begin = mark.index
    while layout.title_first and mark.alone and begin > 0 and mark.index - begin < _TITLE_ABOVE:
        above = lines[begin - 1]
        if above.blank or begin - 1 in taken or day_heading(begin - 1, above):
            break
        if begin < mark.index and begin - 2 in taken and is_person_line(above.text):
            break  # who speaks in the session before, below its time
        begin -= 1
        if above.heading:
            break
    if (
        begin == mark.index
        and layout.title_first
        and mark.alone
        and begin > 1
        and lines[begin - 1].blank
        and begin - 2 not in taken
    ):
        begin -= 2 if not lines[begin - 2].blank else 0
    return begin


class _Cutter:
    """Finds the line at which a session's text stops being its own."""

    def __init__(self, lines: list[Line], stops: frozenset[int] | set[int], layout: Reading) -> None:
        self._lines, self._stops = lines, stops
        on_the_line = sum(not mark.alone for mark in layout.sessions)
        self._titles_beside = on_the_line * 2 > len(layout.sessions)

    def end(self, mark: Mark, stop: int, *, last: bool) -> int:
        titled = not mark.alone
        for index in range(mark.index + 1, stop):
            if index in self._stops or self._cuts(index, mark, titled=titled, last=last):
                return index
            titled = titled or not self._lines[index].blank
        return stop

    def _cuts(self, index: int, mark: Mark, *, titled: bool, last: bool) -> bool:
        line = self._lines[index]
        if line.blank:
            return line.rule and last and titled
        if line.heading and titled:
            return not 0 < mark.line.heading < line.heading
        if not last or not titled:
            return False
        return self._ends_the_agenda(index, line)

    def _ends_the_agenda(self, index: int, line: Line) -> bool:
        if is_sign_off(line.text) or is_contact_heading(line.text) or is_empty_label(self._lines, index):
            return True
        if label_of(line.text) in DAY_LABELS:
            return True
        if label_of(line.text) in SPEAKER_LABELS:
            return False
        return self._lines[index - 1].blank and looks_like_heading(line) and self._has_text_below(index)

    def _has_text_below(self, index: int) -> bool:
        return any(not line.blank for line in self._lines[index + 1 : index + 4])


def _with_quiet_ends(found: list[Stretch]) -> list[Stretch]:
    """Trim what a blank line sets apart: a lone heading between sessions, the page's text after the last session."""
    orphans = [_orphan(stretch) for stretch in found[:-1]]
    habitual = sum(bool(orphan) for orphan in orphans) * 5 > len(found) * 2
    kept = [
        stretch if habitual or not orphan else _moved(stretch, orphan)
        for stretch, orphan in zip(found[:-1], orphans, strict=True)
    ]
    cut = _end_of_the_last(kept, found[-1])
    return [*kept, found[-1] if cut is None else _moved(found[-1], cut)]


def _end_of_the_last(others: list[Stretch], last: Stretch) -> int | None:
    """Where the last session ends: it is written as the others are, and what goes beyond is the rest of the page."""
    most = max((_paragraphs(stretch) for stretch in others), default=0)
    cut = _beyond(last, most) if most else _inner_blank(last)
    if len(others) >= _TELLING and not any(_has_more(stretch) for stretch in others):
        first = next(iter(more_of(last)), None)
        cut = first if cut is None or (first is not None and first < cut) else cut
    return cut


def _paragraphs(stretch: Stretch) -> int:
    """How many paragraphs stand below the title's, set apart by blank lines."""
    at = _inner_blank(stretch)
    if at is None:
        return 0
    body = stretch.body[at:]
    return sum(one.blank and not after.blank for one, after in pairwise(body))


def _beyond(last: Stretch, most: int) -> int | None:
    """Where the paragraph after the `most` usual ones begins."""
    at = _inner_blank(last)
    if at is None:
        return None
    starts = [to for to in range(at, len(last.body) - 1) if last.body[to].blank and not last.body[to + 1].blank]
    return starts[most] if len(starts) > most else None


def more_of(stretch: Stretch) -> list[int]:
    """The lines below a title that neither go on with it nor say who or what."""
    titled = bool(stretch.above) or not stretch.mark.alone
    found: list[int] = []
    for at, line in enumerate(stretch.body):
        if line.blank:
            continue
        belongs = (
            line.bullet or line.indent > stretch.mark.line.indent or line.text[0].islower() or is_person_line(line.text)
        )
        if titled and not belongs and labelled_people(line.text) is None and len(line.cells) < 2:
            found.append(at)
        titled = True
    return found


def _has_more(stretch: Stretch) -> bool:
    return bool(more_of(stretch))


def _orphan(stretch: Stretch) -> int | None:
    """Where a single heading-like line stands apart at the end of a session whose title is already said."""
    if stretch.mark.line.heading:
        return None  # where sessions are marked as headings, headings between them are, too
    filled = [at for at, line in enumerate(stretch.body) if not line.blank]
    if not filled or (stretch.mark.alone and not stretch.above and len(filled) < 2):
        return None
    at = filled[-1]
    if at > 1 and at - 1 in filled and labelled_people(stretch.body[at].text) is not None:
        at -= 1  # "Session II – Depths" above "Chair: Mia Ward"
    line, apart = stretch.body[at], at > 0 and stretch.body[at - 1].blank
    if any(below.rule for below in stretch.body[at + 1 :]):
        return None  # what stands above a rule ends what is above it
    if line.text.endswith("?") or line.text[0] in "\"«“„'" or names_someone(line.text) or is_person_line(line.text):
        return None
    return at if apart and looks_like_heading(line) else None


def _inner_blank(stretch: Stretch) -> int | None:
    """Where, after the title, a blank line is followed by more that is no bullet."""
    titled = bool(stretch.above) or not (stretch.mark.alone or stretch.mark.line.heading)
    gap: int | None = None
    for at, line in enumerate(stretch.body):
        if line.blank:
            gap = at if gap is None and titled else gap
        elif gap is not None and not line.bullet:
            return gap
        else:
            titled, gap = True, None
    return None


def _moved(stretch: Stretch, at: int) -> Stretch:
    return msgspec.structs.replace(stretch, body=stretch.body[:at], after=stretch.body[at:] + stretch.after)
