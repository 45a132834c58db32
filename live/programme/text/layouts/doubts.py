"""Where a reading could be another: two that explain a text almost as well, or text that may not be a session's own."""

from live.programme.shapes import Notice
from live.programme.text.layouts.agenda import Stretch, more_of
from live.programme.text.layouts.readings import Reading, title_of, worth
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import says_the_end
from live.programme.words.breaks import is_break
from live.programme.words.ends import CLOSING

CLOSE = 0.6  # of a score; a title is worth 2, and times stand before titles by 0.5 where nothing tells
_SHOWN = 100  # characters of a line that is named


def two_ways(lines: list[Line], ways: list[Reading]) -> list[Notice]:
    """A word when another reading explains almost as much as the first, says something else, and lacks no title."""
    best = ways[0]
    near = [one for one in ways[1:] if _as_said(one) != _as_said(best) and best.score - one.score < CLOSE]
    if not any(_has_all_titles(lines, one) for one in near):
        return []
    first = best.sessions[0].line
    return [Notice("The text can be read in two ways; check which title belongs to which time.", {}, first.number)]


def _has_all_titles(lines: list[Line], reading: Reading) -> bool:
    taken = {one.index for one in reading.sessions}
    titles = (title_of(lines, one, reading, taken) for one in reading.sessions)
    return all(worth(title) > 0 for title in titles)


def _as_said(reading: Reading) -> tuple[tuple[int, ...], bool]:
    """Which sessions, and on which side of times that stand alone the titles are."""
    alone = any(one.alone for one in reading.sessions)
    return tuple(one.index for one in reading.sessions), reading.title_first and alone


def joined_to_the_last(found: list[Stretch]) -> list[Notice]:
    """Where more text stands below the last session than below any other: it may be the rest of the page."""
    if len(found) < 2:
        return []
    alike = [stretch for stretch in found[:-1] if _says_little(stretch) or not _says_little(found[-1])]
    more, most = more_of(found[-1]), max((len(more_of(stretch)) for stretch in alike), default=0)
    if len(more) <= most:
        return []
    line = found[-1].body[more[most]]
    return [Notice("Read as a part of the last session: {lines}", {"lines": line.text[:_SHOWN]}, line.number)]


def _says_little(stretch: Stretch) -> bool:
    """A break or a closing has no text of its own."""
    below = (line.text for line in (*stretch.above, *stretch.body) if not line.blank)
    title = stretch.mark.beside or next(below, "")
    return is_break(title) or says_the_end(title) or CLOSING.match(title) is not None
