"""Programmes as text and Markdown for people, in the programme's language, and such that the text parser reads them
back.
"""

from collections.abc import Iterator
from itertools import groupby

from live.programme.shapes import Entry, Programme
from live.programme.words.breaks import is_break
from live.programme.words.labels import (
    CHANGE_LABELS,
    DESCRIPTION_LABELS,
    KIND_LABELS,
    LANGUAGE_LABELS,
    LANGUAGES,
    POINT_LABELS,
    PROGRAMME,
    ROOM_LABELS,
    SPEAKER_LABELS,
    TRACK_LABELS,
)

_LABELS = (
    CHANGE_LABELS
    | POINT_LABELS
    | DESCRIPTION_LABELS
    | KIND_LABELS
    | LANGUAGE_LABELS
    | ROOM_LABELS
    | TRACK_LABELS
    | set(SPEAKER_LABELS)
)

_SPEAKER = {
    "nb": "Foredragsholder",
    "nn": "Foredragshaldar",
    "en": "Speaker",
    "de": "Referent",
    "sv": "Talare",
    "da": "Oplægsholder",
}
_ROOM = {"nb": "Rom", "nn": "Rom", "en": "Room", "de": "Raum", "sv": "Rum", "da": "Lokale"}
_TRACK = {"nb": "Spor", "nn": "Spor", "en": "Track", "de": "Track", "sv": "Spår", "da": "Spor"}
_KIND = {"nb": "Type", "nn": "Type", "en": "Type", "de": "Art", "sv": "Typ", "da": "Type"}
_KINDS = {
    "break": {"nb": "pause", "nn": "pause", "en": "break", "de": "Pause", "sv": "paus", "da": "pause"},
    "talk": {"nb": "foredrag", "nn": "foredrag", "en": "talk", "de": "Vortrag", "sv": "föredrag", "da": "foredrag"},
}
_LANGUAGE = {"nb": "Språk", "nn": "Språk", "en": "Language", "de": "Sprache", "sv": "Språk", "da": "Sprog"}
_CHANGE = {"nb": "Endring", "nn": "Endring", "en": "Change", "de": "Änderung", "sv": "Ändring", "da": "Ændring"}
_POINT = {"nb": "Punkt", "nn": "Punkt", "en": "Point", "de": "Punkt", "sv": "Punkt", "da": "Punkt"}
_DESCRIPTION = {
    "nb": "Beskrivelse", "nn": "Beskriving", "en": "Description", "de": "Beschreibung", "sv": "Beskrivning",
    "da": "Beskrivelse",
}  # fmt: skip
_CANCELLED = {"nb": "avlyst", "nn": "avlyst", "en": "cancelled", "de": "entfällt", "sv": "inställt", "da": "aflyst"}
_CONTACT = {"nb": "Kontakt", "nn": "Kontakt", "en": "Contact", "de": "Kontakt", "sv": "Kontakt", "da": "Kontakt"}


def write_text(programme: Programme) -> bytes:
    """Plain text: a line per session, what belongs to it indented below."""
    language = _known(programme.language)
    lines = [programme.title, "", *_around(programme.summary), PROGRAMME[language], ""]
    for day, entries in groupby(programme.entries, key=lambda entry: entry.starts.date()):
        lines += [_dated(day, language), ""]
        for entry in entries:
            lines += [
                f"{_hours(entry)} {_title(entry, language)}",
                *(f"  {line}" for line in _details(entry, language)),
                "",
            ]
    for part in programme.parts:
        lines += [part.heading, "", part.text, ""]
    return _joined(lines, programme, language)


def write_markdown(programme: Programme) -> bytes:
    """Markdown: headings for the title, the days and the sections, one for each session."""
    language = _known(programme.language)
    lines = [f"# {programme.title}", "", *_around(programme.summary), f"## {PROGRAMME[language]}", ""]
    for day, entries in groupby(programme.entries, key=lambda entry: entry.starts.date()):
        lines += [f"### {_dated(day, language)}", ""]
        for entry in entries:
            details = list(_details(entry, language))
            lines += [f"#### {_hours(entry)} {_title(entry, language)}", "", *details, *([""] if details else [])]
    for part in programme.parts:
        lines += [f"## {part.heading}", "", part.text, ""]
    return _joined(lines, programme, language)


def _joined(lines: list[str], programme: Programme, language: str) -> bytes:
    contact = [f"{_CONTACT[language]}: {programme.contact}", ""] if programme.contact else []
    return "\n".join([*lines, *contact]).encode()


def _known(language: str) -> str:
    return (
        language if language in LANGUAGES else language.split("-")[0] if language.split("-")[0] in LANGUAGES else "en"
    )


def _around(text: str) -> list[str]:
    return [text, ""] if text else []


def _dated(day: object, language: str) -> str:
    from babel.dates import format_date

    said = format_date(day, "full", locale="en_GB" if language == "en" else language)  # type: ignore[arg-type]  # "full" of Babel
    return said[:1].upper() + said[1:]


def _hours(entry: Entry) -> str:
    return f"{entry.starts:%H:%M} – {entry.ends:%H:%M}"


def _title(entry: Entry, language: str) -> str:
    return f"{entry.title} ({_CANCELLED[language]})" if entry.status == "cancelled" else entry.title


def _would_be_more(line: str) -> bool:
    """Whether a line of a description would be read as a session, a break, a day, a point or a label of its own."""
    from live.programme.text.days.headings import day_heading
    from live.programme.text.lines.line import lines_of
    from live.programme.text.lines.marks import START, label_of, mark

    read = lines_of(line)[0] if line.strip() else None
    if read is None:
        return False
    found = mark(0, read)
    begins = found is not None and found.place == START
    return (
        begins
        or read.bullet
        or is_break(read.text)
        or day_heading(0, read) is not None
        or label_of(read.text) in _LABELS
    )


def _details(entry: Entry, language: str) -> Iterator[str]:
    for speaker in entry.speakers:
        yield f"{_SPEAKER[language]}: {speaker}"
    if entry.room:
        yield f"{_ROOM[language]}: {entry.room}"
    if entry.track:
        yield f"{_TRACK[language]}: {entry.track}"
    if is_break(entry.title) != (entry.kind == "break"):
        yield f"{_KIND[language]}: {_KINDS[entry.kind][language]}"
    if entry.language:
        yield f"{_LANGUAGE[language]}: {entry.language}"
    if entry.reason:
        yield f"{_CHANGE[language]}: {entry.reason}"
    for line in entry.description.split("\n") if entry.description else ():
        yield f"{_DESCRIPTION[language]}: {line}" if _would_be_more(line) else line
    for item in entry.items:
        yield f"{_POINT[language]}: {item}" if _would_be_more(item) else f"- {item}"
