"""An event in the formats of the world: everything (JSON), the questions, the agenda, the recording's chapters;

`formats.py` has the table.
"""

import contextlib
from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from live.actions.acting import Acting
from live.actions.programmes.writing import programme_of
from live.exports import sheets
from live.exports.following import calendar, edition_of
from live.exports.formats import FORMATS
from live.exports.markdown import as_markdown
from live.exports.recording import as_lines, as_vtt, begins
from live.programme import write
from live.rules.agenda.history import LogEntry, history
from live.rules.errors import NotFound, Unavailable
from live.rules.people import Role
from live.rules.people.attendance import Attendance, moment_of
from live.rules.polls import Tally
from live.rules.polls.as_json import poll_as_json
from live.rules.questions import Question
from live.rules.questions.as_json import question_as_json
from live.rules.report import report
from live.rules.settings import SETTINGS
from live.rules.state import State, listed, polled, viewer_of
from live.rules.things import THINGS
from live.rules.viewer import NO_TALLIES
from live.store import Copy

WITH_THEIR_OWN_FORM = frozenset({"event", "agenda", "question", "mark", "order", "announcement", "poll"})  # `whole`
COLUMNS = (
    "number",
    "status",
    "votes",
    "text",
    "name",
    "session",
    "item",
    "answer",
    "reason",
    "merged_into",
    "asked_at",
    "answered_at",
    "labels",
)


class Happened(msgspec.Struct, frozen=True):
    """What is known of an event beside its state: how many people were here when, what was moved, and what time it
    is.
    """

    now: datetime
    attendance: Attendance = {}
    moves: tuple[LogEntry, ...] = ()


class Source(msgspec.Struct, frozen=True):
    """What an export is made from."""

    state: State
    votes: Mapping[str, int]
    base: str
    start: str
    offset: str
    happened: Happened
    tallies: Mapping[str, Tally] = {}


async def happened(acting: Acting, copy: Copy) -> Happened:
    """Read what the reports tell. Raises `Unavailable`."""
    return Happened(
        acting.now(), await acting.store.attendances.of(copy.slug), history(await acting.store.histories.of(copy))
    )


async def export(acting: Acting, slug: str, form: str, base: str, *, start: str = "", offset: str = "") -> bytes:
    """Export an event as it is now. Raises `NotFound`, `Unavailable`."""
    copy = await acting.store.replica.copy(slug)
    return (await of_copy(acting, copy, form, base, start=start, offset=offset))[0]


async def of_copy(
    acting: Acting, copy: Copy, form: str, base: str, *, start: str = "", offset: str = ""
) -> tuple[bytes, str]:
    """Return the bytes and their media type, with the counts of this moment.

    Only reports need the store; the other formats are written with the last known counts while it is away.
    """
    with contextlib.suppress(Unavailable):
        await acting.store.replica.count(copy)
    known = await happened(acting, copy) if form in REPORTS else Happened(acting.now())
    return written(
        copy.state, copy.pulse.votes, form, base, start=start, offset=offset, known=known, tallies=copy.pulse.polls
    )


def written(
    state: State,
    votes: Mapping[str, int],
    form: str,
    base: str,
    *,
    start: str = "",
    offset: str = "",
    known: Happened,
    tallies: Mapping[str, Tally] = NO_TALLIES,
) -> tuple[bytes, str]:
    """Return the bytes and their media type;

    `start` and `offset` say when a recording begins (see `recording.begins`). Refuses `no_such_format`.
    """
    if form not in WRITERS:
        raise NotFound(
            "There is no such format. Choose one of: {formats}.", code="no_such_format", formats=", ".join(FORMATS)
        )
    return WRITERS[form](Source(state, votes, base, start, offset, known, tallies)), FORMATS[form].kind


def whole(
    state: State, votes: Mapping[str, int], attendance: Attendance, tallies: Mapping[str, Tally] = NO_TALLIES
) -> dict[str, object]:
    """Return everything, losslessly, but who asked what: pseudonyms stay in the store."""
    event, agenda = state.event, state.agenda
    return {
        "format": "live/1",
        "slug": event.slug,
        "title": event.title,
        "summary": event.summary,
        "language": event.language,
        "timezone": event.timezone,
        "starts": agenda.starts,
        "ends": agenda.ends,
        "contact": event.contact,
        "sections": event.sections,
        "settings": {name: getattr(event, name) for name in SETTINGS if name not in ("title", "summary", "contact")},
        "sessions": agenda.sessions,
        "questions": [
            question_as_json(q, votes.get(q.id, 0), Role.MODERATOR) | {"labels": _labels(state, q)}
            for q in listed(state, Role.MODERATOR)
        ],
        "queue": state.order.ids,
        "announcements": list(state.announcements.values()),
        "moves": state.moves.moves,
        "polls": [poll_as_json(p, tallies.get(p.id, {}), Role.MODERATOR) for p in polled(state, Role.MODERATOR)[::-1]],
        "attendance": [
            {"at": moment_of(minute).astimezone(event.zone), "people": people} for minute, people in attendance.items()
        ],
        **_others(state),
    }


def _others(state: State) -> dict[str, object]:
    """Every noun that has no form of its own in `whole`, as moderators see it."""
    viewer = viewer_of(state, Role.MODERATOR, state.event.imported_at)
    nouns = [noun for noun in THINGS if noun.as_json is not None and noun.name not in WITH_THEIR_OWN_FORM]
    return {noun.field: noun.listed(state, viewer) for noun in nouns}


def _json(source: Source) -> bytes:
    return msgspec.json.format(
        msgspec.json.encode(whole(source.state, source.votes, source.happened.attendance, source.tallies)), indent=2
    )


def _csv(source: Source) -> bytes:
    rows = [_row(source.state, question, source.votes) for question in listed(source.state, Role.MODERATOR)]
    return sheets.sheet(COLUMNS, rows, source.state.event.zone)


def _row(state: State, question: Question, votes: Mapping[str, int]) -> list[object]:
    seen = question_as_json(question, votes.get(question.id, 0), Role.MODERATOR)
    titles = {s.id: s.title for s in state.agenda.sessions} | {
        i.id: i.text for s in state.agenda.sessions for i in s.items
    }
    into = state.questions.get(question.merged_into or "")
    named = seen | {
        "session": titles.get(question.session or ""),
        "item": titles.get(question.item or ""),
        "merged_into": into.number if into else None,
        "labels": ", ".join(_labels(state, question)),
    }
    return [named[column] for column in COLUMNS]


def _labels(state: State, question: Question) -> tuple[str, ...]:
    mark = state.marks.get(question.id)
    return mark.labels if mark else ()


def _markdown(source: Source) -> bytes:
    known = source.happened
    return as_markdown(
        source.state,
        source.votes,
        report(source.state, source.votes, known.attendance, known.now),
        known.moves,
        source.tallies,
    )


def _sessions(source: Source) -> bytes:
    return sheets.sessions(
        source.state, report(source.state, source.votes, source.happened.attendance, source.happened.now)
    )


def _agenda(form: str) -> Callable[[Source], bytes]:
    return lambda source: write(programme_of(source.state), form, edition_of(source.state, source.base))


def _recording(made: Callable[[State, datetime], bytes]) -> Callable[[Source], bytes]:
    return lambda source: made(source.state, begins(source.state, source.start, source.offset))


WRITERS: Mapping[str, Callable[[Source], bytes]] = {
    "json": _json,
    "csv": _csv,
    "md": _markdown,
    "sessions.csv": _sessions,
    "polls.csv": lambda source: sheets.polls(source.state, source.tallies),
    "attendance.csv": lambda source: sheets.attendance(source.state, source.happened.attendance),
    "ics": lambda source: calendar(source.state, base=source.base),
    "txt": _agenda("text"),
    "agenda.csv": _agenda("csv"),
    "pretalx.json": _agenda("pretalx"),
    "schedule.xml": _agenda("xml"),
    "toml": _agenda("toml"),
    "vtt": _recording(as_vtt),
    "chapters": _recording(as_lines),
}
REPORTS = frozenset(("json", "md", "sessions.csv", "attendance.csv"))  # need to know who was here and what was moved
