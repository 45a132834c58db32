"""The organisers' page: a programme pasted or dropped, what was understood of it beside its text, and the events with
their links.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from live.rules.agenda.differences import Difference
from live.rules.errors import Refused
from live.rules.event import LANGUAGES, status
from live.rules.state import State
from live.views.agenda.history import rows_of
from live.views.press import SHEETS, Press, times
from live.views.press.context import Context
from live.views.press.words import Words
from live.views.proof import Proof

Listed = tuple[State, str, dict[str, str]]  # an event, its short code, its links by who they are for
STYLES = (
    *SHEETS,
    "move",
    "field",
    "desk-tools",
    "desk-chips",
    "desk-switches",
    "desk-messages",
    "desk-links",
    "changes",
    "organiser",
    "proof",
    "correcting",
    "access",
)


class OrganiserPage:
    """Prints the page."""

    def __init__(self, press: Press, words: Words) -> None:
        self._press = press
        self._words = words
        self._proof = Proof(words)

    def page(
        self,
        events: list[Listed],
        language: str,
        now: datetime,
        *,
        base: str,
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
            understood=self._proof.understood(sheet, form, language, now) if sheet is not None and form else None,
            base=base,
            form={
                "text": "",
                "date": "",
                "slug": "",
                "timezone": "",
                "language": "",
                "replace": "",
                "listed": True,
                "filename": "",
                **(form or {}),
            },
            event_languages=LANGUAGES,
            error=self._words.translate(refused.message, language, **refused.values) if refused else "",
            error_field=refused.field if refused else None,
            difference=self._difference(difference, sheet, language),
            styles=STYLES,
            scripts=("desk/organiser",),
        )

    def _event(self, state: State, code: str, links: dict[str, str], language: str, now: datetime) -> Context:
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
    ) -> Context | None:
        if difference is None:
            return None
        slug, found = difference
        return {
            "slug": slug,
            "rows": rows_of(found, self._words, language, ZoneInfo(sheet.programme.timezone)),
            "same": sum(not one.kinds for one in found),
        }
