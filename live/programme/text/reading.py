"""A programme from plain text, whoever wrote it and wherever it was pasted from.

In order: lines, noise out, times on lines, which of them are sessions, days, each session's own lines, ends, what stands around.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from live.programme.breaks import is_break
from live.programme.languages import guess_language
from live.programme.shapes import Entry, Hints, Notice, NotUnderstood, Programme
from live.programme.text.agenda import Stretch, stretches
from live.programme.text.around import Around, could_be_title, find_contact, read_after, read_before
from live.programme.text.body import read_body
from live.programme.text.calendar import calendar
from live.programme.text.draft import Draft
from live.programme.text.durations import marks_by_duration
from live.programme.text.ends import settle_times, without_the_end
from live.programme.text.event import event_hours, hours_notices
from live.programme.text.layout import Layout, layout_of
from live.programme.text.lines import Line, lines_of
from live.programme.text.marks import mark
from live.programme.text.noise import without_noise
from live.programme.text.paragraphs import running_text
from live.programme.text.rows import headers_of, row_drafts
from live.programme.text.sections import lone_heading, settle_sections
from live.programme.text.tracks import side_by_side
from live.programme.words import MORE, UNTITLED
from live.programme.zones import zone_of

MOST_SESSIONS = 2_000
MOST_LINES, MOST_CHARACTERS = 20_000, 2_000_000  # ten times the longest conference there is
NOTHING = 'No sessions were found: looked for lines with a time, such as "09:00 – 09:45 Title", and found none.'


def read_text(text: str, hints: Hints) -> Programme:
    """The programme in a text. Raises NotUnderstood when no line says a time in a way a session would."""
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
        raise NotUnderstood(Notice("The text is too long to be a programme: more than {count} lines.", {"count": str(MOST_LINES)}))
    lines, notices = without_noise(lines_of(text))
    layout = _layout(lines)
    language = hints.language or guess_language(text)
    headers, rows = headers_of(lines, {one.index for one in layout.sessions})
    lines = [Line(line.number, "") if index in rows else line for index, line in enumerate(lines)]
    days = calendar(lines, layout, hints)
    before, found = stretches(lines, layout, days)
    above = _line_above(before)
    drafts = [_of_stretch(one, headers[one.mark.index], days.dates[one.mark.index], language) for one in found]
    hours = event_hours(layout)
    over, told = settle_sections(above.text if above else "", found, drafts)
    notices += [*days.notices, *told]
    every, ending = without_the_end([draft for of_it in drafts for draft in of_it])
    notices += [*ending, *settle_times(every, hours.ends if hours else None)]
    around = read_before([line for line in before if line is not above or not over])
    _read_between_and_after(found, around, language)
    zone = hints.timezone or zone_of(text)
    return Programme(
        title=around.title or hints.name or UNTITLED[language],
        summary="\n\n".join(around.summary),
        language=language,
        timezone=zone,
        contact=find_contact(lines),
        entries=tuple(_entry(draft, ZoneInfo(zone), language) for draft in every),
        parts=tuple(around.parts),
        notices=(*notices, *around.notices, *hours_notices(hours, every)),
    )


def _layout(lines: list[Line]) -> Layout:
    marks = [found for index, line in enumerate(lines) if (found := mark(index, line))]
    layout = layout_of(lines, marks)
    if by_duration := marks_by_duration(lines, marks) if len(layout.sessions) < 2 else []:
        layout = Layout(tuple(by_duration), (), tuple(marks), title_first=False)
    if not layout.sessions:
        raise NotUnderstood(Notice(NOTHING))
    if len(layout.sessions) > MOST_SESSIONS:
        raise NotUnderstood(Notice("More than {count} lines begin with a time; that is no programme.", {"count": str(MOST_SESSIONS)}))
    return layout


def _line_above(before: list[Line]) -> Line | None:
    """A heading right above the first session that is not the title of everything; it could be a track's or a room's."""
    filled = [line for line in before if not line.blank]
    titled = any(could_be_title(line) for line in filled[:-1])
    return filled[-1] if titled and lone_heading(filled[-1:]) else None


def _of_stretch(stretch: Stretch, header: tuple[str, ...], day: dt.date, language: str) -> list[Draft]:
    one = stretch.mark
    blank = Draft(
        line=one.line.number, day=day, starts=one.span.starts, ends=one.span.ends, minutes=one.minutes, half_known=one.span.half_known
    )
    if one.cells and (header or len([cell for cell in one.cells if cell]) > 1):
        return row_drafts(one, header, stretch.body, blank, language)
    read_body(blank, one.beside, [*stretch.above, *stretch.body], language)
    return side_by_side(blank, language)


def _read_between_and_after(found: list[Stretch], around: Around, language: str) -> None:
    for stretch in found[:-1]:
        if not lone_heading(stretch.after):
            read_after(stretch.after, around, MORE[language])
    read_after(found[-1].after, around, MORE[language])


def _entry(draft: Draft, zone: ZoneInfo, language: str) -> Entry:
    title = draft.title or (draft.items[0] if draft.items else UNTITLED[language])
    midnight = dt.datetime.combine(draft.day, dt.time(), zone)
    return Entry(
        title=title,
        kind="break" if is_break(title) else "talk",
        starts=midnight + dt.timedelta(minutes=draft.starts),
        ends=midnight + dt.timedelta(minutes=draft.ends or draft.starts),
        speakers=tuple(draft.speakers),
        track=draft.track,
        room=draft.room,
        description=running_text(draft.texts),
        items=tuple(draft.items if draft.title else draft.items[1:]),
    )
