"""A programme as it was understood, to be looked over before it is an event: what people check first on top, what looks
odd at the session it is about.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from live.programme.correcting import Row
from live.programme.shapes import Entry, Notice, Programme
from live.rules.event import EventStatus, Logo, status
from live.views.press import times
from live.views.press.context import Context
from live.views.press.words import Words

Picture = tuple[Logo, bytes]
NORWAY = "Europe/Oslo"


class ProofSheet(msgspec.Struct, frozen=True, kw_only=True):
    """What was understood, and how the form shows it.

    `base` is as read: what rows are numbered by; `rows` is empty when there are too many.
    """

    programme: Programme
    base: Programme
    rows: tuple[Row, ...]
    title: str
    logo: Picture | None = None  # that comes along, as it will be kept
    by_row: bool = False  # notices are about rows, not lines of the text
    problems: tuple[tuple[int, str, Notice], ...] = ()

    @property
    def changed(self) -> bool:
        return bool(self.problems) or (self.programme.title, self.programme.entries) != (
            self.base.title,
            self.base.entries,
        )


class Proof:
    """Makes what `organiser/understood.html` prints."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def understood(self, sheet: ProofSheet, form: Mapping[str, object], language: str, now: datetime) -> Context:
        """Return the sheet in words, with what was asked about its address."""
        wrong = {number: (field, self._said(notice, language)) for number, field, notice in sheet.problems}
        rows = [one | {"problem": wrong.get(one["number"]), "said": []} for one in _rows(sheet)]
        apart = self._placed(sheet, rows, language)
        days: dict[str, list[Context]] = {}
        for one in rows:
            days.setdefault(one["day"], []).append(one)
        return {
            "programme": sheet.programme,
            "title": sheet.title,
            "logo": _logo(sheet.logo),
            "head": _head(sheet.programme, language, now),
            "address": form.get("address"),
            "days": [(_heading(day, language), of_it) for day, of_it in days.items()],
            "notices": apart,
            "marked": [one for one in rows if one["said"] or one["problem"]],
            "editable": bool(sheet.rows),
            "blank": _blank(sheet),
        }

    def _placed(self, sheet: ProofSheet, rows: list[Context], language: str) -> list[tuple[int | None, str]]:
        """Put each notice at the session it is about; return those about none, with their line of the text."""
        apart = []
        for notice in () if sheet.problems else sheet.programme.notices:
            words = self._said(notice, language)
            row = next((one for one in rows if _is_about(notice.line, one, by_row=sheet.by_row)), None)
            if row is None:
                apart.append((None if sheet.by_row else notice.line, words))
            else:
                row["said"].append(words)
        return apart

    def _said(self, notice: Notice, language: str) -> str:
        return self._words.translate(notice.message, language, **notice.values)


def _is_about(line: int | None, row: Context, *, by_row: bool) -> bool:
    if line is None:
        return False
    if by_row:
        return bool(line == row["number"])
    return bool(row["lines"] and row["lines"][0] <= line <= row["lines"][1])


def _head(programme: Programme, language: str, now: datetime) -> Context:
    """What people check first: how many sessions, from when to when, on which day, and how far off that is."""
    zone, entries = ZoneInfo(programme.timezone), programme.entries
    starts, ends = min(entry.starts for entry in entries), max(entry.ends for entry in entries)
    first, last, today = times.day_of(starts, zone), times.day_of(ends, zone), times.day_of(now, zone)
    breaks = sum(entry.kind == "break" for entry in entries)
    return {
        "sessions": len(entries) - breaks,
        "breaks": breaks,
        "starts": times.clock(starts, zone),
        "ends": times.clock(ends, zone),
        "first": times.long_date(first, language),
        "last": times.long_date(last, language) if last != first else "",
        "day": first.isoformat(),
        "days_off": (first - today).days,
        "is_over": status(starts, ends, now) is EventStatus.OVER,
        "zone": "" if programme.timezone == NORWAY else programme.timezone,
    }


def _logo(picture: Picture | None) -> Context | None:
    """The picture in the page itself: it has no address before there is an event."""
    if picture is None:
        return None
    logo, data = picture
    return {"ground": logo.ground, "width": logo.width, "height": logo.height, "data": b64encode(data).decode()}


def _rows(sheet: ProofSheet) -> list[Context]:
    """The sessions as they are shown: the fields of the form, and what it does not show of the session each was."""
    read = sheet.base.entries
    if not sheet.rows:
        return [_plain(number, entry) for number, entry in enumerate(read)]
    names = sheet.rows[0].__struct_fields__
    return [
        {name: getattr(row, name) for name in names}
        | (
            {"items": was.items, "lines": was.lines}
            if (was := _was(read, row.number))
            else {"items": (), "lines": None}
        )
        for row in sheet.rows
    ]


def _was(read: Sequence[Entry], number: int) -> Entry | None:
    """The session as it was read; None for one that was added."""
    return read[number] if number < len(read) else None


def _blank(sheet: ProofSheet) -> Context:
    """A row for one more session, on the last day."""
    taken = [row.number for row in sheet.rows]
    empty = dict.fromkeys(("starts", "ends", "title", "speakers", "track", "room"), "")
    return {
        **empty,
        "number": max([len(sheet.base.entries), *(n + 1 for n in taken)]),
        "day": sheet.base.entries[-1].starts.date().isoformat(),
        "kind": "talk",
        "items": (),
        "lines": None,
        "problem": None,
        "said": [],
    }


def _plain(number: int, entry: Entry) -> Context:
    return {
        "number": number,
        "day": entry.starts.date().isoformat(),
        "starts": f"{entry.starts:%H:%M}",
        "ends": f"{entry.ends:%H:%M}",
        "title": entry.title,
        "kind": entry.kind,
        "speakers": "\n".join(entry.speakers),
        "track": entry.track,
        "room": entry.room,
        "items": entry.items,
        "lines": entry.lines,
    }


def _heading(day: str, language: str) -> str:
    try:
        return times.long_date(date.fromisoformat(day), language)
    except ValueError:
        return ""
