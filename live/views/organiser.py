"""The organisers' page: a programme pasted or dropped, what was understood of it beside its text, and the events with
their links.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from babel.numbers import format_decimal

from live.rules.agenda.differences import Difference
from live.rules.errors import Refused
from live.rules.event import LANGUAGES, status
from live.rules.polls import sets
from live.rules.questions import Status
from live.views.agenda.history import rows_of
from live.views.inviting import Listed, invitation
from live.views.press import SHEETS, Press, times
from live.views.press.context import Context
from live.views.press.words import Words
from live.views.proof import Proof, ProofSheet
from live.views.rehearsal import in_short

About = tuple[str, Refused, Mapping[str, object]]  # the slug of an event, what was refused there, what was typed
Replacing = tuple[str, tuple[Difference, ...]]  # the slug of an event, and what would become of it


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
    "grows",
    "access",
)


WEEK = timedelta(weeks=1)
SPEEDS = (1, 2, 4, 10)
REHEARSED_AS: Mapping[str, object] = {"at": "", "speed": 1, "people": 50, "helped": ""}
EMPTY_FORM: Mapping[str, object] = {
    "text": "",
    "date": "",
    "slug": "",
    "timezone": "",
    "language": "",
    "replace": "",
    "listed": True,
    "filename": "",
}


def format_size(size: int, language: str) -> str:
    """Write so many bytes as people read them: kB below a megabyte, then MB."""
    unit, value = ("MB", size / 1e6) if size >= 1e6 else ("kB", size / 1e3)
    return f"{format_decimal(round(value, 1 if value < 10 else 0), locale=times.LOCALES[language])} {unit}"


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """What the organiser has just tried and the page answers.

    `sheet` is what was understood of `form`, which is given back as it was sent; `about` what was refused at an event.
    """

    sheet: ProofSheet | None = None
    form: Context | None = None
    refused: Refused | None = None
    replacing: Replacing | None = None
    about: About | None = None


NO_ATTEMPT = Attempt()


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
        done: Mapping[str, str] | None = None,
        attempt: Attempt = NO_ATTEMPT,
        simulated: int = 0,
    ) -> str:
        """Print the page; `made` is the slug of an event just kept, `done` what was done to another; `simulated`: how
        many people a rehearsal may have.
        """
        listed = [self._event(event, language, now, attempt.about) for event in events]
        return self._press.print(
            "organiser/new.html",
            language,
            events=listed,
            done=done or {},
            made=next((e for e in listed if e["slug"] == made), None),
            base=base,
            event_languages=LANGUAGES,
            simulated=simulated,
            speeds=SPEEDS,
            **self._answer(attempt, language, now),
            styles=STYLES,
            scripts=("desk/organiser",),
        )

    def _event(self, listed: Listed, language: str, now: datetime, about: About | None) -> Context:
        event, agenda, questions = listed.state.event, listed.state.agenda, listed.state.questions
        starts, zone = agenda.starts, event.zone
        _, refused, typed = about if about and about[0] == event.slug else (event.slug, None, {})
        again = times.day_of(max(now, starts + WEEK) if starts else now, zone)
        return {
            "slug": event.slug,
            "title": event.title,
            "language": event.language,
            "code": listed.code,
            "invitations": {code: invitation(self._words, listed, code) for code in LANGUAGES},
            "links": listed.links,
            "status": status(starts, agenda.ends, now),
            "when": times.long_date(times.day_of(starts, zone), language) if starts else "",
            "starts": times.clock(starts, zone) if starts else "",
            "archived": event.archived,
            "listed": event.listed,
            "most": listed.most,
            "questions": len(questions),
            "owed": sum(q.promised and q.status in (Status.APPROVED, Status.LIVE) for q in questions.values()),
            "sets": [
                (name, is_open, times.week_date(day, language) if day else "")
                for name, is_open, day in sets.standing(listed.state.polls.values(), event.zone, now)
            ],
            "size": format_size(listed.size, language),
            "typed": {"on": again.isoformat(), "times": 1, "every": "1", "slug": "", **REHEARSED_AS, **typed},
            "rehearsal": self._rehearsal(listed, language),
            "refused": self._why(refused, language),
            "refused_field": refused.field if refused else None,
        }

    def _rehearsal(self, listed: Listed, language: str) -> Context | None:
        """The one that runs now."""
        running = listed.rehearsal
        if running is None:
            return None
        return {
            "slug": running.slug,
            "links": running.links,
            "ends": times.clock(running.ends, listed.state.event.zone),
            "text": in_short(self._words, running.reached, language),
        }

    def _answer(self, attempt: Attempt, language: str, now: datetime) -> Context:
        sheet, form, refused = attempt.sheet, attempt.form, attempt.refused
        return {
            "understood": self._proof.understood(sheet, form, language, now) if sheet and form else None,
            "form": {**EMPTY_FORM, **(form or {})},
            "error": self._why(refused, language),
            "error_field": refused.field if refused else None,
            "difference": self._difference(attempt, language),
        }

    def _why(self, refused: Refused | None, language: str) -> str:
        return self._words.translate(refused.message, language, **refused.values) if refused else ""

    def _difference(self, attempt: Attempt, language: str) -> Context | None:
        if attempt.replacing is None or attempt.sheet is None:
            return None
        slug, found = attempt.replacing
        return {
            "slug": slug,
            "rows": rows_of(found, self._words, language, ZoneInfo(attempt.sheet.programme.timezone)),
            "same": sum(not one.kinds for one in found),
        }
