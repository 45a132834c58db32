"""The printing press: one Jinja environment per language, and what every template may use.

Templates get no clock, no store and no request; what they print is a function of what they are given.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

from live.rules.agenda import Agenda, Session
from live.rules.event import LANGUAGES, Event
from live.rules.questions import Question
from live.rules.questions.listing import Topic, topics
from live.rules.snapshot import Snapshot
from live.rules.spoken import spoken
from live.rules.state import State
from live.views.agenda.moves import moves
from live.views.press import times
from live.views.press.assets import Assets
from live.views.press.environment import environment_of
from live.views.press.kept import PieceCache
from live.views.press.statements import NO_STATEMENTS, Statements, deleted_on
from live.views.press.words import Words

MOST_AGENDAS = 1000  # of which it is kept what a question can be about
SHEETS = (
    "tokens",
    "reset",
    "bar",
    "brand",
    "layout",
    "text",
    "button",
    "now",
    "nowline",
    "words",
    "signals",
    "agenda",
    "items",
    "session-states",
    "choose",
    "reminders",
    "announcements",
    "polls",
    "results",
    "questions",
    "ledger",
    "sorts",
    "similar",
    "ask",
    "about",
    "status",
    "narrow",
    "print",
)


def facts(event: Event) -> str:
    """Return a sign of what everything of an event is printed by: when it differs, an open page is fetched again."""
    return f"{crc32(repr((event.timezone, event.language, event.flagged_words)).encode()):08x}"


class Press:
    """Prints templates."""

    def __init__(
        self,
        words: Words,
        assets: Assets,
        retention_days: int | None,
        public_url: str = "",
        statements: Statements = NO_STATEMENTS,
    ) -> None:
        self._words = words
        self._assets = assets
        self._retention_days = retention_days
        self._statements = statements
        self.kept = PieceCache()
        self._places: dict[str, tuple[Agenda, str, Mapping[str, Topic]]] = {}
        self._environments = {
            language: environment_of(language, words, assets, public_url.rstrip("/"), SHEETS) for language in LANGUAGES
        }

    def print(self, template: str, language: str, **context: Any) -> str:
        return self._environments[language].get_template(template).render(context)

    def fragment(self, template: str, language: str, **context: Any) -> str:
        """Return one element, without the space around it."""
        return self.print(f"fragments/{template}.html", language, **context).strip()

    def about_event(self, snapshot: Snapshot) -> dict[str, Any]:
        """Return what fragments of one event use: its facts, and its zone and language bound into the functions that
        print them.
        """
        state, language = snapshot.state, snapshot.language
        event, known = state.event, self._known(state)

        def where(question: Question) -> Topic | None:
            return known.get(question.item or "") or known.get(question.session or "")

        return {
            "event": event,
            "facts": facts(event),
            "agenda": state.agenda,
            "spoken": spoken(event, state.agenda),
            **self._times(snapshot),
            "other_days": self._other_days(snapshot),
            "topic_of": where,
            "deleted_on": deleted_on(state, language, self._retention_days),
            "statements": self._statements.of(event),
            "sections": [(s.heading, s.text) for s in event.sections],
        }

    def _times(self, snapshot: Snapshot) -> dict[str, Callable[..., object]]:
        """The functions that print a time, in the zone and the language of the snapshot."""
        zone, language = snapshot.state.event.zone, snapshot.language

        def moves_of(session: Session) -> list[str]:
            return moves(session, self._words, language, zone)

        def clock(moment: datetime) -> str:
            return times.clock(moment, zone)

        def instant(moment: datetime) -> str:
            return times.instant(moment, zone)

        def clock_day(moment: datetime) -> str:
            return f"{self._day(moment, snapshot)} {clock(moment)}".strip()

        def long_date(moment: datetime) -> str:
            return times.long_date(times.day_of(moment, zone), language)

        return {
            "clock": clock,
            "clock_day": clock_day,
            "instant": instant,
            "long_date": long_date,
            "moves": moves_of,
        }

    def _known(self, state: State) -> Mapping[str, Topic]:
        """What a question can be about; looked through once for each agenda."""
        agenda, language = state.agenda, state.event.language
        found = self._places.get(state.event.slug)
        if found is None or found[0] is not agenda or found[1] != language:
            if len(self._places) >= MOST_AGENDAS:
                self._places = {}
            found = self._places[state.event.slug] = agenda, language, topics(state)
        return found[2]

    def _day(self, moment: datetime, snapshot: Snapshot) -> str:
        """What a time of another day than today is told with: `tomorrow`, `Tuesday 8 March`; of today nothing."""
        zone = snapshot.state.event.zone
        day, today = times.day_of(moment, zone), times.day_of(snapshot.now, zone)
        if day == today:
            return ""
        if day == today + timedelta(days=1):
            return self._words.translate("tomorrow", snapshot.language)
        return times.week_date(day, snapshot.language)

    def _other_days(self, snapshot: Snapshot) -> str:
        """The days of the programme in words, for scripts, which know no nynorsk: `2022-03-08 tysdag 8. mars;…`"""
        zone = snapshot.state.event.zone
        days = sorted({times.day_of(s.starts, zone) for s in snapshot.state.agenda.sessions})
        return ";".join(f"{day} {times.week_date(day, snapshot.language)}" for day in days)
