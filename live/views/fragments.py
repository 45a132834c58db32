"""Changes as pieces of the attendee page: what to put, what to drop, what to say.

The pieces are printed by the same templates as the page. They are the same for every attendee of a language.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from markupsafe import Markup

from live.rules.agenda import Session
from live.rules.agenda.moment import Moment, moment_of
from live.rules.announcements import Announcement, stands
from live.rules.changes import Change
from live.rules.event import Event
from live.rules.nouns import is_gone
from live.rules.people import Role
from live.rules.polls import Poll, Tally
from live.rules.questions import Question
from live.rules.questions.merging import target
from live.rules.state import State, viewer_of
from live.rules.things import noun_of
from live.rules.viewer import NO_TALLIES, Viewer
from live.views import polls
from live.views.pieces import Piece, piece_of
from live.views.press import Press
from live.views.press.times import clock, day_of
from live.views.press.words import Words
from live.views.said import LEVELS, SAID

MOST_PRINTED = 5000  # questions in all languages; about 1.2 KB each


class Fragments:
    """Prints changes for attendees."""

    def __init__(self, press: Press, words: Words) -> None:
        self._press = press
        self._words = words
        self._printed: dict[tuple[Any, ...], Markup] = {}

    def change(
        self,
        state: State,
        change: Change,
        votes: Mapping[str, int],
        language: str,
        now: datetime,
        tallies: Mapping[str, Tally] = NO_TALLIES,
    ) -> Piece | None:
        """Return the pieces of one change, `state` being the one after it; None when attendees see nothing of it."""
        if change.kind == "links.renewed":
            return None
        if change.thing is not None and not isinstance(change.thing, Event):
            return self._thing(state, change, viewer_of(state, Role.ATTENDEE, now, votes, tallies), language)
        put: list[Piece] = []
        if change.thing is not None:
            put += self._event(state, language)
        if change.agenda_revision:
            put += self._sessions(state, change, language, now)
        said = self._said(change, state, language)
        piece: Piece = {"put": put, "drop": [f"session-{i}" for i in change.removed]}
        return piece | ({"say": said, "about": f"session-{change.sessions[0].id}"} if said else {})

    def _thing(self, state: State, change: Change, viewer: Viewer, language: str) -> Piece | None:
        """What becomes of a thing on everyone's page; None when it is not theirs to see."""
        assert change.thing is not None
        noun = noun_of(change.thing)
        seen = noun.seen(change.thing, change.was, viewer)
        if seen is None:
            return None
        if isinstance(change.thing, Question) and not is_gone(seen):
            return self._question(state, change.thing, change.was, viewer.votes.get(change.thing.id, 0), language)
        if isinstance(change.thing, Announcement):
            return self._announcement(state, change.kind, change.thing, language, viewer.now)
        context = self._press.about_event(state, language)
        if isinstance(change.thing, Poll):
            context |= polls.context(change.thing, viewer, language)
        piece = piece_of(self._press, noun, change.thing, seen, language, context)
        message = SAID.get(change.kind) if piece["put"] else None
        return piece | ({"say": self._words.translate(message, language, **seen)} if message else {})

    def question(
        self, state: State, question: Question, votes: int, language: str, context: dict[str, Any] | None = None
    ) -> Markup:
        """Return a question of everyone's list.

        Kept as long as nothing in it changes: a page has hundreds and is printed again for one vote.
        """
        context = context or self._press.about_event(state, language)
        made_of = (language, state.event.slug, state.event.timezone, question, context["place_of"](question), votes)
        if made_of not in self._printed:
            if len(self._printed) >= MOST_PRINTED:
                self._printed.clear()
            html = self._press.fragment("question", language, question=question, votes=votes, **context)
            self._printed[made_of] = Markup(html)  # noqa: S704 - a template's own output
        return self._printed[made_of]

    def own(self, state: State, question: Question, language: str) -> Piece:
        """Return a question as its asker sees it, whatever became of it."""
        html = self._press.fragment(
            "own",
            language,
            question=question,
            followed=target(state.questions, question),
            **self._press.about_event(state, language),
        )
        return {"id": f"mine-{question.id}", "list": "mine", "html": html}

    def _question(self, state: State, question: Question, was: str, votes: int, language: str) -> Piece:
        piece: Piece = {"put": [self._listed(state, question, votes, language)], "drop": []}
        if question.status == "live" and was != "live":
            piece["say"] = self._words.translate(SAID["question.taken"], language, number=question.number)
        return piece

    def _listed(self, state: State, question: Question, votes: int, language: str) -> Piece:
        return {
            "id": f"question-{question.id}",
            "list": "questions",
            "html": str(self.question(state, question, votes, language)),
        }

    def _announcement(self, state: State, kind: str, announcement: Announcement, language: str, now: datetime) -> Piece:
        name = f"announcement-{announcement.id}"
        if not stands(announcement, now):
            return {"put": [], "drop": [name]}
        html = self._press.fragment(
            "announcement", language, announcement=announcement, **self._press.about_event(state, language)
        )
        message = SAID[kind] if kind == "announcement.corrected" else LEVELS[announcement.level]
        said = self._words.translate(message, language, text=announcement.text)
        return {
            "put": [{"id": name, "list": "announcements", "html": html}],
            "drop": [],
            "say": said,
            "level": announcement.level,
        }

    def _event(self, state: State, language: str) -> list[Piece]:
        context = self._press.about_event(state, language)
        pieces = {"event-title": "event_title", "asking": "asking", "about": "about"}
        return [
            {"id": name, "list": None, "html": self._press.fragment(file, language, **context)}
            for name, file in pieces.items()
        ]

    def _sessions(self, state: State, change: Change, language: str, now: datetime) -> list[Piece]:
        moment, changed = moment_of(state, now), {s.id for s in change.sessions}
        touched = [s for s in state.agenda.sessions if s.id in changed or s in moment.on]
        return [self._session(state, session, moment, language) for session in touched]

    def _session(self, state: State, session: Session, moment: Moment, language: str) -> Piece:
        context = self._press.about_event(state, language)
        html = self._press.fragment("session", language, session=session, moment=moment, **context)
        return {"id": f"session-{session.id}", "list": f"day-{day_of(session.starts, state.event.zone)}", "html": html}

    def _said(self, change: Change, state: State, language: str) -> str | None:
        message = SAID.get(change.kind)
        if not message or not change.sessions:
            return None
        first = change.sessions[0]
        return self._words.translate(message, language, title=first.title, time=clock(first.starts, state.event.zone))
