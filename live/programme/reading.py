"""The door: bytes in, a programme out. Recognises the format, applies what the caller knows better, adds the checks."""

import importlib
from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from live.programme.checking import in_order
from live.programme.files import Opened, kind_of, opened
from live.programme.moving import on_day
from live.programme.recognising import recognise
from live.programme.shapes import Hints, Notice, NotUnderstood, Programme
from live.programme.values.decoding import decoded, one_line
from live.programme.values.streams import with_streams
from live.programme.values.zones import is_zone
from live.programme.words.labels import UNTITLED

FORMATS_IN = ("text", "html", "ics", "json", "xml", "csv", "toml", "docx", "xlsx", "pdf", "mail")
MOST_BYTES = 10_000_000
MOST_TEXT_BYTES = 5_000_000  # a programme of this size in plain text is somebody's log file

BROKEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

_WITH_LINKS = ("text", "html", "csv")  # the others say what is what
_READERS = {
    "text": ("pages.front", "read_page"),
    "html": ("pages.html", "read_html"),
    "ics": ("calendars.ics", "read_ics"),
    "json": ("schedules.jsons", "read_json"),
    "xml": ("schedules.frab", "read_xml"),
    "csv": ("tables.table", "read_table"),
    "toml": ("schedules.toml", "read_toml"),
}


def read(
    source: bytes,
    *,
    name: str = "",
    date: date | None = None,
    timezone: str | None = None,
    language: str | None = None,
    today: date,
) -> Programme:
    """The programme in `source`, whatever its format; `name` is the file's name and only helps to recognise it.

    `date` moves the first day, later days keep their distance; `timezone` and `language` beat what the source says.
    Raises NotUnderstood with one sentence when there is nothing to read. Safe against any input, but runs where it is
    called: for input from strangers use `safely.read_safely`.
    """
    if len(source) > MOST_BYTES:
        raise NotUnderstood(
            Notice("The file is larger than {limit} MB; no programme is.", {"limit": str(MOST_BYTES // 1_000_000)})
        )
    if timezone is not None and not is_zone(timezone):
        raise NotUnderstood(
            Notice("There is no time zone named {name}; one is written like Europe/Oslo.", {"name": timezone[:80]})
        )
    if kind := kind_of(source):
        best = _best(opened(source, kind, name), date=date, timezone=timezone, language=language, today=today)
        return best[1]
    text = decoded(source)
    form = recognise(text, name)
    if form in ("text", "csv") and len(source) > MOST_TEXT_BYTES:
        raise NotUnderstood(
            Notice("The text is larger than {limit} MB; no programme is.", {"limit": str(MOST_TEXT_BYTES // 1_000_000)})
        )
    hints = Hints(today=today, name=_stem(name), date=date, timezone=timezone, language=language)
    try:
        programme = _finished(_reader(form)(text, hints), date)
        return with_streams(programme, text) if form in _WITH_LINKS else programme
    except (
        BROKEN
    ) as error:  # what nobody has thought of is no reason for a stack of lines; `tests.programme.fuzz` looks for it
        raise NotUnderstood(Notice("Reading failed or took too long; the file is no ordinary programme.")) from error


def as_text(source: bytes, *, name: str = "", today: date) -> Opened | None:
    """The text of a Word, Excel or PDF file or of a mail, in the way in which it reads best; None for what is text."""
    kind = kind_of(source)
    return _best(opened(source, kind, name), today=today)[0] if kind else None


def _best(ways: tuple[Opened, ...], *, today: date, **known: Any) -> tuple[Opened, Programme]:
    """The way that leads to most sessions and leaves least to say. Refuses as the first does if none leads to any."""
    read_as: list[tuple[Opened, Programme]] = []
    refused: list[NotUnderstood] = []
    for way in ways:
        try:
            read_as.append((way, read(way.text.encode(), name=way.name, today=way.today or today, **known)))
        except NotUnderstood as refusal:
            refused.append(refusal)
    if not read_as:
        raise refused[0]
    return max(read_as, key=lambda one: _worth(one[1]))


def _worth(programme: Programme) -> float:
    """How well a reading explains its text: sessions with a title of their own, less what has to be said about them."""
    untitled = sum(entry.title in UNTITLED.values() for entry in programme.entries)
    placed = sum(bool(entry.speakers) + bool(entry.room) for entry in programme.entries)
    return len(programme.entries) + placed / 10 - 3 * untitled - len(programme.notices) / 2


def _reader(form: str) -> Callable[[str, Hints], Programme]:
    """Formats are loaded when first met; icalendar and selectolax cost a tenth of a second each."""
    module, function = _READERS[form]
    reader: Callable[[str, Hints], Programme] = getattr(importlib.import_module(f"live.programme.{module}"), function)
    return reader


def _stem(name: str) -> str:
    return one_line(name.replace("\\", "/").rsplit("/", 1)[-1].partition(".")[0].replace("_", " ").replace("-", " "))[
        :100
    ]


def _finished(programme: Programme, date: date | None) -> Programme:
    if not programme.entries:
        raise NotUnderstood(Notice("The file was read, but there are no sessions in it."))
    entries = on_day(in_order(programme.entries), date, ZoneInfo(programme.timezone))
    return msgspec.structs.replace(programme, entries=entries)
