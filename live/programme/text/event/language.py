"""In which language a programme is, whatever the site or the mail around it is in."""

from live.programme.text.days.dates import dates_in
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import FACT, mark, says_the_end
from live.programme.words.languages import guess_language, language_at

_SENTENCE, _BELOW = 4, 3  # words of a line that is more than a button; lines below the last time
_DAY = 60  # characters of a line that names a day
_WEIGHT = 6  # of a line of the agenda, where the language is asked for


def spoken_in(lines: list[Line], zone: str) -> str:
    """The language of the agenda above all, and of sentences; menus and feet are in any."""
    marks = [one for at, line in enumerate(lines) if (one := mark(at, line))]
    timed = [one.index for one in marks if one.place != FACT] or [one.index for one in marks]
    ends = bool(marks) and says_the_end(marks[-1].beside)
    agenda = range(timed[0], timed[-1] + 1 if ends else _end_of_paragraph(lines, timed[-1])) if timed else range(0)
    said = [line.text for at, line in enumerate(lines) for _ in range(_times_heard(at, line, agenda))]
    return guess_language("\n".join(said or [line.text for line in lines]), language_at(zone))


def _end_of_paragraph(lines: list[Line], at: int) -> int:
    return next((to for to in range(at + 1, min(at + _BELOW, len(lines))) if lines[to].blank), at + _BELOW)


def _times_heard(at: int, line: Line, agenda: range) -> int:
    says = len(line.text.split()) >= _SENTENCE or (len(line.text) < _DAY and bool(dates_in(line.text)))
    return _WEIGHT if at in agenda else int(says)
