"""The printing press: one Jinja environment per language, and what every template may use.

Templates get no clock, no store and no request; what they print is a function of what they are given.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zlib import crc32

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from live.paths import asset_dir
from live.rules.agenda import Agenda, Session
from live.rules.agenda.watching import offer
from live.rules.event import LANGUAGES, Event
from live.rules.people.signals import LIFETIMES
from live.rules.polls.shares import shares
from live.rules.questions import Question
from live.rules.questions.flags import flagged
from live.rules.questions.ledger import fate
from live.rules.questions.listing import Topic, group, topics
from live.rules.snapshot import Snapshot
from live.rules.state import State
from live.rules.streams import by_track
from live.rules.wishes import Wish, fits
from live.rules.wishes.agenda import EditSession
from live.rules.wishes.announcements import Announce, Correct
from live.rules.wishes.people import GiveCue, Here
from live.rules.wishes.polls import LONGEST_WORD, MakePoll, Vote
from live.rules.wishes.questions import SHORTEST, Answer, Ask, Bulk, Dismiss, Edit, Label, Reword
from live.rules.wishes.settings import Settings
from live.views.agenda.moves import moves
from live.views.announcements import weight
from live.views.press import times
from live.views.press.assets import Assets
from live.views.press.kept import PieceCache
from live.views.press.prose import blocks, linked
from live.views.press.statements import NO_STATEMENTS, Statements, deleted_on
from live.views.press.words import NAMES, Words

KINDS: tuple[type[Wish], ...] = (
    Ask,
    Reword,
    Answer,
    Edit,
    Dismiss,
    Bulk,
    Label,
    Announce,
    Correct,
    MakePoll,
    Vote,
    EditSession,
    Settings,
    GiveCue,
    Here,
)
LONGEST = {kind.__name__: {name: fit.longest for name, fit in fits(kind).items()} for kind in KINDS}
MOST_AGENDAS = 1000  # of which it is kept what a question can be about
LONG_TITLE = 60  # characters; a longer title on the now-card is set smaller
SHEETS = (
    "tokens",
    "reset",
    "bar",
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


def icon(name: str) -> Markup:
    """Return a drawing of the sprite in `templates/icons.svg`; always beside words."""
    return Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="#icon-{}"/></svg>').format(name)


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
        self._public_url = public_url.rstrip("/")
        self.kept = PieceCache()
        self._places: dict[str, tuple[Agenda, str, Mapping[str, Topic]]] = {}
        self._environments = {language: self._environment(language) for language in LANGUAGES}

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
        event, zone = state.event, state.event.zone
        known = self._known(state)

        def where(question: Question) -> Topic | None:
            return known.get(question.item or "") or known.get(question.session or "")

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
            "event": event,
            "facts": facts(event),
            "agenda": state.agenda,
            "clock": clock,
            "clock_day": clock_day,
            "other_days": self._other_days(snapshot),
            "instant": instant,
            "milliseconds": times.milliseconds,
            "weight": weight,
            "long_date": long_date,
            "moves": moves_of,
            "topic_of": where,
            "deleted_on": deleted_on(state, language, self._retention_days),
            "statements": self._statements.of(event),
            "sections": [(s.heading, s.text) for s in event.sections],
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

    def _environment(self, language: str) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(asset_dir("templates")),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
        )
        environment.install_gettext_translations(self._words.catalogues[language], newstyle=True)  # type: ignore[attr-defined]

        def long_date_of(day: date) -> str:
            return times.long_date(day, language)

        def short_date_of(day: date) -> str:
            return times.weekday_date(day, language)

        def in_language(code: str) -> Markup | str:
            return Markup(' lang="{}"').format(code) if code and code != language else ""

        environment.globals |= {
            "in_language": in_language,
            "language": language,
            "languages": NAMES,
            "asset": self._assets.url,
            "sheet": self._assets.sheet,
            "build": self._assets.build,
            "public_url": self._public_url,
            "styles": SHEETS,
            "scripts": (),
            "icon": icon,
            "blocks": blocks,
            "linked": linked,
            "group": group,
            "fate_of": fate,
            "offer": offer,
            "by_track": by_track,
            "flagged": flagged,
            "lifetimes": LIFETIMES,
            "shares": shares,
            "minutes": times.minutes,
            "longest": LONGEST,
            "longest_word": LONGEST_WORD,
            "shortest": SHORTEST,
            "long_title": LONG_TITLE,
            "long_date_of": long_date_of,
            "short_date_of": short_date_of,
        }
        return environment
