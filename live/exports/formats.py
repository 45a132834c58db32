"""The table of what an event can be taken out as. Both doors read it: the page of downloads and the command line."""

from collections.abc import Mapping

import msgspec


class Format(msgspec.Struct, frozen=True):
    """`kind` is the media type; `meaning` says what is in it."""

    kind: str
    meaning: str


FORMATS: Mapping[str, Format] = {
    "json": Format("application/json", "everything"),
    "zip": Format(
        "application/zip",
        "all of it in one archive: a page to read, JSON, Excel, tables, calendar, checksums (SHA-256)",
    ),
    "csv": Format("text/csv; charset=utf-8", "the questions"),
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "questions, sessions, polls and attendance as one Excel workbook",
    ),
    "md": Format("text/markdown; charset=utf-8", "programme, questions and what came of them, for reading"),
    "sessions.csv": Format(
        "text/csv; charset=utf-8", "each session: planned and actual times, people, questions by fate"
    ),
    "attendance.csv": Format("text/csv; charset=utf-8", "how many people were here, minute by minute"),
    "polls.csv": Format("text/csv; charset=utf-8", "each answer of each poll with its count"),
    "ics": Format("text/calendar; charset=utf-8", "the agenda as a calendar"),
    "txt": Format("text/plain; charset=utf-8", "the agenda as text"),
    "agenda.csv": Format("text/csv; charset=utf-8", "the agenda as a table"),
    "pretalx.json": Format("application/json", "the agenda as pretalx and frab write it"),
    "schedule.xml": Format("application/xml", "the agenda for schedule apps"),
    "toml": Format("application/toml", "the agenda for a repository"),
    "vtt": Format("text/vtt; charset=utf-8", "chapters of the recording (WebVTT)"),
    "chapters": Format("text/plain; charset=utf-8", "chapters of the recording (lines for a YouTube description)"),
}
