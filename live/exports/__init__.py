"""An event in the formats of the world: everything (JSON), the questions, the agenda, the recording's chapters;

`formats.py` has the table.
"""

import asyncio
import contextlib
import functools
from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from live.actions.acting import Acting
from live.actions.programmes.writing import programme_of
from live.exports import sheets
from live.exports.archive import as_zip
from live.exports.everything import whole
from live.exports.following import calendar, edition_of
from live.exports.formats import FORMATS
from live.exports.happenings import Happened, happened
from live.exports.markdown import as_markdown
from live.exports.readable import Readable
from live.exports.recording import as_lines, as_vtt, begins
from live.exports.workbook import as_workbook
from live.programme import write
from live.rules.errors import NotFound, Unavailable
from live.rules.polls import Tally
from live.rules.report import report
from live.rules.state import State, by_the_clock
from live.rules.viewer import NO_TALLIES
from live.store import Copy


class Source(msgspec.Struct, frozen=True):
    """What an export is made from."""

    state: State
    votes: Mapping[str, int]
    base: str
    start: str
    offset: str
    happened: Happened
    tallies: Mapping[str, Tally] = {}
    language: str = ""


async def export(
    acting: Acting, slug: str, form: str, base: str, *, start: str = "", offset: str = "", language: str = ""
) -> bytes:
    """Export an event as it is now. Raises `NotFound`, `Unavailable`."""
    copy = await acting.store.replica.copy(slug)
    return (await of_copy(acting, copy, form, base, start=start, offset=offset, language=language))[0]


async def of_copy(
    acting: Acting, copy: Copy, form: str, base: str, *, start: str = "", offset: str = "", language: str = ""
) -> tuple[bytes, str]:
    """Return the bytes and their media type, with the counts of this moment; a workbook is written off the loop.

    Only reports need the store; the other formats are written with the last known counts while it is away.
    """
    with contextlib.suppress(Unavailable):
        await acting.store.replica.count(copy)
    known = await happened(acting, copy) if form in REPORTS else Happened(acting.now())
    made = functools.partial(
        written, copy.state, copy.pulse.votes, form, base, start=start, offset=offset, language=language, known=known
    )
    tallies = copy.pulse.polls
    return await asyncio.to_thread(made, tallies=tallies) if form in SLOW else made(tallies=tallies)


def written(
    state: State,
    votes: Mapping[str, int],
    form: str,
    base: str,
    *,
    start: str = "",
    offset: str = "",
    language: str = "",
    known: Happened,
    tallies: Mapping[str, Tally] = NO_TALLIES,
) -> tuple[bytes, str]:
    """Return the bytes and their media type;

    `start` and `offset` say when a recording begins (see `recording.begins`), `language` whose words a workbook has, in
    place of the event's. Refuses `no_such_format`.
    """
    if form not in WRITERS:
        raise NotFound(
            "There is no such format. Choose one of: {formats}.", code="no_such_format", formats=", ".join(FORMATS)
        )
    now = by_the_clock(state, known.now)
    source = Source(now, votes, base, start, offset, known, tallies, language or state.event.language)
    return WRITERS[form](source), FORMATS[form].kind


def _json(source: Source) -> bytes:
    return msgspec.json.format(
        msgspec.json.encode(whole(source.state, source.votes, source.happened, source.tallies)), indent=2
    )


def _csv(table: Callable[[Source], sheets.Table]) -> Callable[[Source], bytes]:
    return lambda source: sheets.as_csv(table(source), source.state.event.zone)


def _workbook(source: Source) -> bytes:
    return as_workbook([table(source) for table in TABLES.values()], source.state.event, source.language)


def _markdown(source: Source) -> bytes:
    known = source.happened
    return as_markdown(
        source.state,
        source.votes,
        report(source.state, source.votes, known.attendance, known.now),
        known.moves,
        source.tallies,
        known.written,
    )


def _readable(source: Source) -> bytes:
    known = source.happened
    return Readable(source.state, source.votes, source.tallies, known.written).page(known.now)


def _archive(source: Source) -> bytes:
    """All that is worth keeping; without the workbook where openpyxl is not installed."""
    files = {"index.html": _readable(source)}
    if source.happened.logo:
        files["logo.png"] = source.happened.logo
    for form in ARCHIVED:
        with contextlib.suppress(NotFound):
            files[f"{source.state.event.slug}.{form}"] = WRITERS[form](source)
    return as_zip(files, source.happened.now)


def _sessions(source: Source) -> sheets.Table:
    known = source.happened
    return sheets.sessions(report(source.state, source.votes, known.attendance, known.now))


def _agenda(form: str) -> Callable[[Source], bytes]:
    return lambda source: write(programme_of(source.state), form, edition_of(source.state, source.base))


def _recording(made: Callable[[State, datetime], bytes]) -> Callable[[Source], bytes]:
    return lambda source: made(source.state, begins(source.state, source.start, source.offset))


TABLES: Mapping[str, Callable[[Source], sheets.Table]] = {
    "csv": lambda source: sheets.questions(source.state, source.votes),
    "sessions.csv": _sessions,
    "polls.csv": lambda source: sheets.polls(source.state, source.tallies, source.happened.written),
    "attendance.csv": lambda source: sheets.attendance(source.happened.attendance),
}
WRITERS: Mapping[str, Callable[[Source], bytes]] = {
    "json": _json,
    **{form: _csv(table) for form, table in TABLES.items()},
    "xlsx": _workbook,
    "zip": _archive,
    "md": _markdown,
    "ics": lambda source: calendar(source.state, base=source.base),
    "txt": _agenda("text"),
    "agenda.csv": _agenda("csv"),
    "pretalx.json": _agenda("pretalx"),
    "schedule.xml": _agenda("xml"),
    "toml": _agenda("toml"),
    "vtt": _recording(as_vtt),
    "chapters": _recording(as_lines),
}
# Need to know who was here and what was moved.
REPORTS = frozenset(("json", "md", "sessions.csv", "polls.csv", "attendance.csv", "xlsx", "zip"))
ARCHIVED = ("json", "xlsx", "csv", "polls.csv", "sessions.csv", "attendance.csv", "md", "ics")
SLOW = frozenset(("xlsx", "zip"))  # 0.7 s of the processor with 2,000 questions and two days of minutes
