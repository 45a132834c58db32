"""Headings between sessions: "Spor B: Ledelse" is a track, "Sal 2" a room, "Etter lunsj" a heading and no more."""

from dataclasses import dataclass, field
from itertools import pairwise

from live.programme.shapes import Notice
from live.programme.text.days.headings import day_heading
from live.programme.text.layouts.agenda import Stretch
from live.programme.text.lines.headings import is_programme_heading, looks_like_heading
from live.programme.text.lines.line import Line
from live.programme.text.sessions.draft import Draft
from live.programme.words.places import EVERYONE, is_place, is_room


@dataclass(slots=True)
class _Section:
    heading: str
    drafts: list[Draft] = field(default_factory=list)


def lone_heading(lines: list[Line]) -> str:
    """The heading that is all these lines say, day headings aside, or nothing."""
    filled = [line for at, line in enumerate(lines) if not line.blank and not day_heading(at, line)]
    if len(filled) != 1 or not looks_like_heading(filled[0]) or is_programme_heading(filled[0].text):
        return ""
    return filled[0].text.rstrip(":")


def settle_sections(above: str, found: list[Stretch], drafts: list[list[Draft]]) -> tuple[bool, list[Notice]]:
    """Make tracks or rooms of headings between sessions where they are that, and tell about the others.

    `above` is the line right above the first session; the answer says whether it was such a heading, too.
    """
    sections = [_Section(above)]
    for stretch, of_it in zip(found, drafts, strict=True):
        sections[-1].drafts.extend(of_it)
        if (heading := lone_heading(stretch.after)) or _begins_a_day(stretch.after):
            sections.append(_Section(heading))
    parallel = _run_in_parallel(sections)
    placed = [_place(section, parallel=parallel) for section in sections]
    return placed[0], [_told(section) for section, done in zip(sections[1:], placed[1:], strict=True) if not done]


def _begins_a_day(lines: list[Line]) -> bool:
    return any(day_heading(at, line) for at, line in enumerate(lines))


def _run_in_parallel(sections: list[_Section]) -> bool:
    """Whether a section begins again with the one before it, or most of it runs beside it; one overlap is a slip."""
    filled = [section.drafts for section in sections if section.heading and section.drafts]
    return any(_again(before, after) for before, after in pairwise(filled))


def _again(before: list[Draft], after: list[Draft]) -> bool:
    if before[0].day != after[0].day:
        return False
    passed = max(draft.starts for draft in before)
    if after[0].starts <= before[0].starts and (len(before) > 1 or len(after) > 1):
        return True
    beside = sum(draft.starts < passed for draft in after)
    return beside * 2 > len(after) or beside * 2 == len(after) > 1


def _place(section: _Section, *, parallel: bool) -> bool:
    heading = section.heading
    if not heading or not section.drafts or EVERYONE.match(heading):
        return True
    if not (is_place(heading) or parallel):
        return False
    for draft in section.drafts:
        if is_room(heading):
            draft.room = draft.room or heading
        else:
            draft.track = draft.track or heading
    return True


def _told(section: _Section) -> Notice:
    return Notice(
        "Read as a heading over the sessions below it: {heading}", {"heading": section.heading}, section.drafts[0].line
    )
