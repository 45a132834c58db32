"""An event in the formats of the world: everything (JSON), the questions, the agenda, the recording's chapters; `formats.py` has the table."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from live.actions.acting import Acting
from live.actions.formats import FORMATS
from live.actions.programmes import programme_of
from live.actions.recording import as_lines, as_vtt, begins
from live.actions.report import as_markdown
from live.programme import write
from live.rules.errors import NotFound
from live.rules.people import Role
from live.rules.questions import Question, seen_question
from live.rules.state import State, listed

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
COLUMNS = ("number", "status", "votes", "text", "name", "session", "item", "answer", "reason", "merged_into", "asked_at", "answered_at")


async def export(acting: Acting, slug: str, form: str, base: str, *, start: str = "", offset: str = "") -> bytes:
    """An event as it is in the store now. Raises `NotFound`, `Unavailable`."""
    loaded = await acting.store.events.load(slug)
    return written(loaded.state, loaded.votes, form, base, start=start, offset=offset)[0]


def written(state: State, votes: Mapping[str, int], form: str, base: str, *, start: str = "", offset: str = "") -> tuple[bytes, str]:
    """The bytes and their media type; `start` and `offset` say when a recording begins (see `recording.begins`). Refuses `no_such_format`."""
    if form not in WRITERS:
        raise NotFound("There is no such format. Choose one of: {formats}.", code="no_such_format", formats=", ".join(FORMATS))
    return WRITERS[form](Source(state, votes, base, start, offset)), FORMATS[form].kind


class Source(msgspec.Struct, frozen=True):
    """What an export is made from."""

    state: State
    votes: Mapping[str, int]
    base: str
    start: str = ""
    offset: str = ""


def whole(state: State, votes: Mapping[str, int]) -> dict[str, Any]:
    """Everything, losslessly, but who asked what: pseudonyms stay in the store."""
    event, agenda = state.event, state.agenda
    return {
        "format": "live/1", "slug": event.slug, "title": event.title, "summary": event.summary, "language": event.language, "timezone": event.timezone,
        "starts": agenda.starts, "ends": agenda.ends, "contact": event.contact, "sections": event.sections,
        "settings": {"moderated": event.moderated, "questions_open": event.questions_open, "advance": event.advance, "listed": event.listed},
        "sessions": agenda.sessions, "questions": [seen_question(q, votes.get(q.id, 0), Role.MODERATOR) for q in listed(state, Role.MODERATOR)],
        "announcements": list(state.announcements.values()), "moves": state.moves.moves,
    }  # fmt: skip


def calendar(state: State, session_id: str | None = None) -> bytes:
    """All sessions, or one of them. SEQUENCE grows with every move of the agenda (RFC 5546)."""
    agenda = state.agenda
    if session_id:
        agenda = msgspec.structs.replace(agenda, sessions=(agenda.session(session_id),))
    stamp = state.moves.moves[-1].at if state.moves.moves else state.event.imported_at
    return write(programme_of(msgspec.structs.replace(state, agenda=agenda)), "ics", sequence=agenda.revision - 1, stamp=stamp)


def _json(source: Source) -> bytes:
    return msgspec.json.format(msgspec.json.encode(whole(source.state, source.votes)), indent=2)


def _csv(source: Source) -> bytes:
    """RFC 4180 with a BOM for Excel; a cell that could be read as a formula is quoted with an apostrophe (CWE-1236)."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for question in listed(source.state, Role.MODERATOR):
        table.writerow([_cell(value) for value in _row(source.state, question, source.votes)])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _row(state: State, question: Question, votes: Mapping[str, int]) -> list[Any]:
    seen = seen_question(question, votes.get(question.id, 0), Role.MODERATOR)
    titles = {s.id: s.title for s in state.agenda.sessions} | {i.id: i.text for s in state.agenda.sessions for i in s.items}
    into = state.questions.get(question.merged_into or "")
    zone = state.event.zone
    named = seen | {"session": titles.get(question.session or ""), "item": titles.get(question.item or ""), "merged_into": into.number if into else None}
    return [value.astimezone(zone).isoformat(timespec="minutes") if hasattr(value := named[column], "astimezone") else value for column in COLUMNS]


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _agenda(form: str) -> Callable[[Source], bytes]:
    return lambda source: write(programme_of(source.state), form)


def _recording(made: Callable[[State, datetime], bytes]) -> Callable[[Source], bytes]:
    return lambda source: made(source.state, begins(source.state, source.start, source.offset))


WRITERS: Mapping[str, Callable[[Source], bytes]] = {
    "json": _json,
    "csv": _csv,
    "md": lambda source: as_markdown(source.state, source.votes),
    "ics": lambda source: calendar(source.state),
    "txt": _agenda("text"),
    "agenda.csv": _agenda("csv"),
    "pretalx.json": _agenda("pretalx"),
    "toml": _agenda("toml"),
    "vtt": _recording(as_vtt),
    "chapters": _recording(as_lines),
}
