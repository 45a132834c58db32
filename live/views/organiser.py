"""The organisers' page: a programme pasted or dropped, what was understood of it beside its text, and the events with their links."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from live.rules.differences import Difference
from live.rules.errors import Refused
from live.rules.event import LANGUAGES, status
from live.rules.state import State
from live.views import times
from live.views.history import rows_of
from live.views.press import SHEETS, Press
from live.views.words import Words

Listed = tuple[State, str, dict[str, str]]  # an event, its short code, its links by who they are for
STYLES = (*SHEETS, "move", "field", "desk-tools", "changes", "organiser")
LARGEST_TEXT = 64 * 1024


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
        self, events: list[Listed], language: str, now: datetime, *,
        made: str | None = None, programme: Any = None, form: Mapping[str, Any] | None = None, refused: Refused | None = None,
        difference: tuple[str, tuple[Difference, ...]] | None = None,
    ) -> str:  # fmt: skip
        """`made` is the slug of an event just kept; `programme` what was understood of `form`, which is given back as it was sent;
        `difference` the slug of the event it would replace and what would become of that.
        """
        listed = [self._event(*event, language, now) for event in events]
        return self._press.print(
            "organiser/new.html", language, events=listed, made=next((e for e in listed if e["slug"] == made), None), understood=self._understood(programme, language),
            form={"text": "", "date": "", "slug": "", "timezone": "", "language": "", "replace": "", "filename": "", **(form or {})}, event_languages=LANGUAGES,
            error=self._words.translate(refused.message, language, **refused.values) if refused else "", error_code=refused.why if refused else "",
            error_field=refused.field if refused else None, difference=self._difference(difference, programme, language), styles=STYLES, scripts=("desk/organiser",),
        )  # fmt: skip

    def _event(self, state: State, code: str, links: dict[str, str], language: str, now: datetime) -> dict[str, Any]:
        event, starts, ends = state.event, state.agenda.starts, state.agenda.ends
        return {
            "slug": event.slug, "title": event.title, "language": event.language, "code": code, "links": links, "status": status(starts, ends, now),
            "when": times.long_date(times.day_of(starts, event.zone), language) if starts else "", "starts": times.clock(starts, event.zone) if starts else "",
        }  # fmt: skip

    def _difference(self, difference: tuple[str, tuple[Difference, ...]] | None, programme: Any, language: str) -> dict[str, Any] | None:
        if difference is None:
            return None
        slug, found = difference
        return {"slug": slug, "rows": rows_of(found, self._words, language, ZoneInfo(programme.timezone)), "same": sum(not one.kinds for one in found)}

    def _understood(self, programme: Any, language: str) -> dict[str, Any] | None:
        if programme is None:
            return None
        notices = [(n.line, self._words.translate(n.message, language, **n.values)) for n in programme.notices]
        days: dict[str, list[dict[str, Any]]] = {}
        for entry in programme.entries:
            day = times.long_date(entry.starts.date(), language)
            days.setdefault(day, []).append({"entry": entry, "starts": f"{entry.starts:%H:%M}", "ends": f"{entry.ends:%H:%M}"})
        return {"programme": programme, "days": list(days.items()), "notices": notices}
