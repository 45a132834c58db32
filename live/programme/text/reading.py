"""A programme from plain text, whoever wrote it and wherever it was pasted from.

In order: lines, noise out, times on lines, which of them are sessions, days, each session's own lines, ends, what
stands around.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from live.programme.checking import gaps, overlaps
from live.programme.shapes import Entry, Hints, Notice, NotUnderstood, Programme, without_repetition
from live.programme.text.accounts import ends_said_apart, unaccounted
from live.programme.text.days.calendar import calendar
from live.programme.text.event.around import Around, find_contact, read_after, read_before
from live.programme.text.event.hours import blocks_of, event_hours, hours_notices
from live.programme.text.event.language import spoken_in
from live.programme.text.event.naming import could_be_title
from live.programme.text.event.passing import dated_below, named_in_passing, quoted_in
from live.programme.text.layouts.agenda import Stretch, stretches
from live.programme.text.layouts.doubts import joined_to_the_last, two_ways
from live.programme.text.layouts.opening import says_hours_only
from live.programme.text.layouts.readings import Reading, readings
from live.programme.text.lines.line import IN_CELL, Line, lines_of
from live.programme.text.lines.marks import mark
from live.programme.text.lines.mending import mended
from live.programme.text.lines.noise import without_noise
from live.programme.text.lines.paragraphs import running_text
from live.programme.text.sessions.body import read_body
from live.programme.text.sessions.draft import Draft
from live.programme.text.sessions.ends import settle_times, with_untimed_breaks, without_the_end
from live.programme.text.sessions.merged import with_cells_merged
from live.programme.text.sessions.parallel import side_by_side
from live.programme.text.sessions.rows import headers_of, is_timetable, row_drafts
from live.programme.text.sessions.sections import lone_heading, settle_sections
from live.programme.text.sessions.titles import names_left, settle_names_before, settle_names_behind
from live.programme.values.zones import zone_of
from live.programme.words.breaks import is_break
from live.programme.words.labels import MORE, PROGRAMME, UNTITLED

HOURS_ONLY = Notice(
    "These are hours without titles, as of opening times; looked for lines such as “09:00 – 09:45 Title”."
)
MOST_NUMBERED, _LOOKED_AT = 6_000, 200  # lines with a digit near their head, three for each session; asked for times
MOST_SESSIONS = 2_000
MOST_LINES, MOST_CHARACTERS = 12_000, 1_000_000  # a conference of a thousand sessions has fewer


def read_text(text: str, hints: Hints) -> Programme:
    """The programme in a text. Raises NotUnderstood when no line says a time in a way a session would."""
    _refuse_what_is_too_long(text)
    lines, notices = mended(lines_of(text))
    lines, noise = without_noise(lines)
    zone = hints.timezone or zone_of(text)
    language = hints.language or spoken_in(lines, zone)
    drafts, around, told = _read_lines(lines, hints, language)
    entries = tuple(_entry(draft, ZoneInfo(zone), language) for draft in drafts)
    numbers = [draft.line for draft in drafts]
    title = (
        around.title or _named_elsewhere(lines, drafts, around) or hints.name or PROGRAMME.get(language, "Programme")
    )
    if not around.title:
        notices.append(Notice("No title was found; the event is called “{title}”.", {"title": title}, 1))
    return Programme(
        title=title,
        summary="\n\n".join(around.summary),
        language=language,
        timezone=zone,
        contact=find_contact(lines),
        entries=entries,
        parts=tuple(around.parts),
        notices=without_repetition([*notices, *noise, *told, *overlaps(entries, numbers), *gaps(entries, numbers)]),
    )


def _named_elsewhere(lines: list[Line], drafts: list[Draft], around: Around) -> str:
    """What the event is called where no line above its sessions is its title."""
    last = max((draft.lines[1] if draft.lines else draft.line for draft in drafts), default=0)
    below = dated_below([line for line in lines if line.number >= last])
    return quoted_in(around.summary) or below or named_in_passing(around.summary)


def _refuse_what_is_too_long(text: str) -> None:
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
        raise NotUnderstood(
            Notice("The text is too long to be a programme: more than {count} lines.", {"count": str(MOST_LINES)})
        )
    if sum(any(map(str.isdigit, line[:_LOOKED_AT])) for line in text.split("\n")) > MOST_NUMBERED:
        raise NotUnderstood(
            Notice("More than {count} lines have numbers in them; that is no programme.", {"count": str(MOST_NUMBERED)})
        )


def _read_lines(lines: list[Line], hints: Hints, language: str) -> tuple[list[Draft], Around, list[Notice]]:
    """The sessions with their times settled, what stands around them, and what is to be told."""
    layout, unsure = _best(lines)
    headers, rows = headers_of(lines, {one.index for one in layout.sessions})
    if any(map(is_timetable, headers.values())):
        raise NotUnderstood(HOURS_ONLY)
    days, hours = calendar(lines, layout, hints), event_hours(layout)
    lines = [Line(line.number, "") if index in rows else line for index, line in enumerate(lines)]
    before, found = stretches(lines, layout, days)
    drafts = [_of_stretch(one, headers[one.mark.index], days.dates[one.mark.index], language) for one in found]
    above = _line_above(before)
    taken, headings = settle_sections(above.text if above else "", found, drafts)
    around = read_before([line for line in before if not (taken and line is above)])
    _read_between_and_after(found, around, language)
    in_order = sorted((draft for of_it in drafts for draft in of_it), key=lambda draft: draft.day)
    settle_names_before(in_order)
    settle_names_behind(in_order)
    every, ending = without_the_end(in_order)
    until = ends_said_apart(layout, every)
    timing = settle_times(every, hours.ends if hours else None, blocks_of(layout))
    every, merged = with_cells_merged(every)
    told = [*unsure, *days.notices, *headings, *ending, *until, *joined_to_the_last(found), *timing, *merged]
    told += [*_untitled(every), *names_left(every, language), *around.notices, *hours_notices(hours, every)]
    return with_untimed_breaks(every), around, [*told, *unaccounted(lines, layout, every, hours)]


def _untitled(drafts: list[Draft]) -> list[Notice]:
    return [
        Notice("No title was found for this session.", {}, one.line) for one in drafts if not (one.title or one.items)
    ]


def _best(lines: list[Line]) -> tuple[Reading, list[Notice]]:
    """The reading that explains most, and a word when another explains almost as much."""
    marks = [found for index, line in enumerate(lines) if (found := mark(index, line))]
    found_ways = readings(lines, marks)
    best = next(iter(found_ways), None)
    if best is None:
        raise NotUnderstood(
            Notice(
                "No sessions were found: looked for lines with a time, such as “09:00 – 09:45 Title”, and found none."
            )
        )
    if says_hours_only(lines, best):
        raise NotUnderstood(HOURS_ONLY)
    if len(best.sessions) > MOST_SESSIONS:
        raise NotUnderstood(
            Notice("More than {count} lines begin with a time; that is no programme.", {"count": str(MOST_SESSIONS)})
        )
    return best, two_ways(lines, found_ways)


def _line_above(before: list[Line]) -> Line | None:
    """A heading right above the first session that is not everything's title; it could be a track's or a room's."""
    filled = [line for line in before if not line.blank]
    titled = any(could_be_title(line) for line in filled[:-1])
    return filled[-1] if titled and lone_heading(filled[-1:]) else None


def _of_stretch(stretch: Stretch, header: tuple[str, ...], day: dt.date, language: str) -> list[Draft]:
    one = stretch.mark
    blank = Draft(
        line=one.line.number,
        lines=_lines_of(stretch),
        day=day,
        starts=one.span.starts,
        ends=one.span.ends,
        minutes=one.minutes,
        half_known=one.span.half_known,
    )
    if one.cells and (header or IN_CELL in one.beside or len([cell for cell in one.cells if cell]) > 1):
        return row_drafts(one, header, stretch.body, blank, language)
    body = [*stretch.above, *stretch.body]
    if lanes := side_by_side(blank, one.beside, body, language):
        return lanes
    read_body(blank, one.beside, body, language)
    return [blank]


def _lines_of(stretch: Stretch) -> tuple[int, int]:
    """The numbers of its first and last line that say something."""
    numbers = [line.number for line in (*stretch.above, *stretch.body) if not line.blank] + [stretch.mark.line.number]
    return min(numbers), max(numbers)


def _read_between_and_after(found: list[Stretch], around: Around, language: str) -> None:
    for stretch in found[:-1]:
        if not lone_heading(stretch.after):
            read_after(stretch.after, around, MORE.get(language, MORE["en"]))
    read_after(found[-1].after, around, MORE.get(language, MORE["en"]))


def _entry(draft: Draft, zone: ZoneInfo, language: str) -> Entry:
    title = draft.title or (draft.items[0] if draft.items else UNTITLED.get(language, UNTITLED["en"]))
    midnight = dt.datetime.combine(draft.day, dt.time(), zone)
    return Entry(
        title=title,
        kind=draft.kind or ("break" if is_break(title) else "talk"),
        starts=midnight + dt.timedelta(minutes=draft.starts),
        ends=midnight + dt.timedelta(minutes=draft.ends or draft.starts),
        speakers=tuple(draft.speakers),
        track=draft.track,
        room=draft.room,
        description=running_text(draft.texts),
        items=tuple(draft.items if draft.title else draft.items[1:]),
        status="cancelled" if draft.cancelled else "scheduled",
        language=draft.language if draft.language != language else "",
        reason=draft.reason,
        lines=draft.lines or (draft.line, draft.line),
    )
