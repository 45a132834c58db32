"""The organisers' page: a programme pasted or dropped, what was understood of it beside its text, and the events with
their links.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from live.rules.agenda.differences import Difference
from live.rules.errors import Refused
from live.rules.event import LANGUAGES, status
from live.rules.state import State
from live.views.agenda.history import rows_of
from live.views.press import SHEETS, Press, times
from live.views.press.words import Words

Listed = tuple[State, str, dict[str, str]]  # an event, its short code, its links by who they are for
STYLES = (*SHEETS, "move", "field", "desk-tools", "changes", "organiser", "correcting")


class Notice(Protocol):
    """Something in the programme the organiser should look at."""

    message: str
    values: dict[str, str]
    line: int | None


class OrganiserPage:
    """Prints the page."""

    def __init__(self, press: Press, words: Words) -> None:
        self._press = press
        self._words = words

    def page(
        self,
        events: list[Listed],
        language: str,
        now: datetime,
        *,
        made: str | None = None,
        sheet: Any = None,
        form: Mapping[str, Any] | None = None,
        refused: Refused | None = None,
        difference: tuple[str, tuple[Difference, ...]] | None = None,
    ) -> str:
        """Print the page; `made` is the slug of an event just kept; `sheet` what was understood of `form` (see
        `pages/organiser/correcting.py`), which is given back as it was sent; `difference` the slug of the event it
        would replace and what would become of that.
        """
        listed = [self._event(*event, language, now) for event in events]
        return self._press.print(
            "organiser/new.html",
            language,
            events=listed,
            made=next((e for e in listed if e["slug"] == made), None),
            understood=self._understood(sheet, language),
            form={
                "text": "",
                "date": "",
                "slug": "",
                "timezone": "",
                "language": "",
                "replace": "",
                "filename": "",
                **(form or {}),
            },
            event_languages=LANGUAGES,
            error=self._words.translate(refused.message, language, **refused.values) if refused else "",
            error_code=refused.why if refused else "",
            error_field=refused.field if refused else None,
            difference=self._difference(difference, sheet, language),
            styles=STYLES,
            scripts=("desk/organiser",),
        )

    def _event(self, state: State, code: str, links: dict[str, str], language: str, now: datetime) -> dict[str, Any]:
        event, starts, ends = state.event, state.agenda.starts, state.agenda.ends
        return {
            "slug": event.slug,
            "title": event.title,
            "language": event.language,
            "code": code,
            "links": links,
            "status": status(starts, ends, now),
            "when": times.long_date(times.day_of(starts, event.zone), language) if starts else "",
            "starts": times.clock(starts, event.zone) if starts else "",
        }

    def _difference(
        self, difference: tuple[str, tuple[Difference, ...]] | None, sheet: Any, language: str
    ) -> dict[str, Any] | None:
        if difference is None:
            return None
        slug, found = difference
        return {
            "slug": slug,
            "rows": rows_of(found, self._words, language, ZoneInfo(sheet.programme.timezone)),
            "same": sum(not one.kinds for one in found),
        }

    def _understood(self, sheet: Any, language: str) -> dict[str, Any] | None:
        if sheet is None:
            return None
        said = {
            number: (field, self._words.translate(n.message, language, **n.values))
            for number, field, n in sheet.problems
        }
        notices = (
            [(n.line, self._words.translate(n.message, language, **n.values)) for n in sheet.programme.notices]
            if not sheet.problems
            else []
        )
        days: dict[str, list[dict[str, Any]]] = {}
        for one in _rows(sheet):
            days.setdefault(one["day"], []).append(one | {"problem": said.get(one["number"])})
        return {
            "programme": sheet.programme,
            "title": sheet.title,
            "days": [(_heading(day, language), rows) for day, rows in days.items()],
            "notices": [*((number, words) for number, (_, words) in said.items()), *notices],
            "by_row": sheet.by_row,
            "editable": bool(sheet.rows),
            "blank": _blank(sheet),
        }


def _rows(sheet: Any) -> list[dict[str, Any]]:
    """The sessions as they are shown: the fields of the form, and what it does not show of the session each was."""
    read = sheet.base.entries
    if not sheet.rows:
        return [_plain(entry) for entry in read]
    names = sheet.rows[0].__struct_fields__
    return [
        {name: getattr(row, name) for name in names}
        | {"items": read[row.number].items if row.number < len(read) else ()}
        for row in sheet.rows
    ]


def _blank(sheet: Any) -> dict[str, Any]:
    """A row for one more session, on the last day."""
    taken = [row.number for row in sheet.rows]
    empty = dict.fromkeys(("starts", "ends", "title", "speakers", "track", "room"), "")
    return {
        **empty,
        "number": max([len(sheet.base.entries), *(n + 1 for n in taken)]),
        "day": sheet.base.entries[-1].starts.date().isoformat(),
        "kind": "talk",
        "items": (),
        "problem": None,
    }


def _plain(entry: Any) -> dict[str, Any]:
    return {
        "number": -1,
        "day": entry.starts.date().isoformat(),
        "starts": f"{entry.starts:%H:%M}",
        "ends": f"{entry.ends:%H:%M}",
        "title": entry.title,
        "kind": entry.kind,
        "speakers": "\n".join(entry.speakers),
        "track": entry.track,
        "room": entry.room,
        "items": entry.items,
    }


def _heading(day: str, language: str) -> str:
    try:
        return times.long_date(date.fromisoformat(day), language)
    except ValueError:
        return ""
