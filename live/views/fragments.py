"""Changes as pieces of the attendee page: what to put, what to drop, what to say.

The pieces are printed by the same templates as the page. They are the same for every attendee of a language.
"""

from typing import Any

import msgspec
from markupsafe import Markup

from live.rules.agenda import Session
from live.rules.agenda.moment import moment_of
from live.rules.agenda.window import is_large
from live.rules.announcements import Announcement, stands
from live.rules.changes import Change
from live.rules.event import Event
from live.rules.nouns import is_gone
from live.rules.people import Role
from live.rules.polls import Poll
from live.rules.questions import Question
from live.rules.questions.merging import target
from live.rules.snapshot import Snapshot
from live.rules.things import noun_of
from live.views import polls, sets
from live.views.announcements import list_of
from live.views.pieces import Piece, piece_of
from live.views.press import Press
from live.views.press.context import Context
from live.views.press.kept import PieceCache
from live.views.press.times import clock, day_of
from live.views.press.words import Words
from live.views.said import LEVELS, SAID

MOST_PUT = 60  # sessions of a large programme that a change brings; of more than that, a reader's part is fetched again


class SessionLook(msgspec.Struct, frozen=True):
    """How a session is printed: `brief` without what is said of it, `unfolded` with that open, `concealed` when its
    track is not chosen.
    """

    brief: bool = False
    unfolded: bool = False
    concealed: bool = False


class Fragments:
    """Prints changes for attendees."""

    def __init__(self, press: Press, words: Words) -> None:
        self._press = press
        self._words = words
        self._own = PieceCache()  # apart from what pages are made of: everybody who asks has some

    def change(self, snapshot: Snapshot, change: Change) -> Piece | None:
        """Return the pieces of one change, the snapshot being after it; None when attendees see nothing of it."""
        if change.kind == "links.renewed":
            return None
        if change.thing is not None and not isinstance(change.thing, Event):
            return self._thing(snapshot, change)
        put: list[Piece] = []
        if change.thing is not None:
            put += self._event(snapshot)
        said = self._said(snapshot, change)
        if len(change.sessions) > MOST_PUT and is_large(snapshot.state.agenda):
            return {"put": put, "drop": [], "again": True} | ({"say": said} if said else {})
        if change.agenda_revision:
            put += self._sessions(snapshot, change)
        piece: Piece = {"put": put, "drop": [f"session-{i}" for i in change.removed]}
        if not said:
            return piece
        first = change.sessions[0]
        language = first.language or snapshot.state.event.language
        return piece | {"say": said, "about": f"session-{first.id}"} | quoting(first.title, language, snapshot)

    def _thing(self, snapshot: Snapshot, change: Change) -> Piece | None:
        """What becomes of a thing on everyone's page; None when it is not theirs to see."""
        assert change.thing is not None
        noun = noun_of(change.thing)
        seen = noun.content(change.thing, change.was, snapshot.viewer(Role.ATTENDEE))
        if seen is None:
            return None
        if isinstance(change.thing, Question) and not is_gone(seen):
            return self._question(snapshot, change.thing, change.was)
        if isinstance(change.thing, Announcement):
            return self._announcement(snapshot, change.kind, change.thing)
        if isinstance(change.thing, Poll) and change.thing.set:
            return self._of_set(snapshot, change, change.thing, seen)
        context = self._press.about_event(snapshot)
        if isinstance(change.thing, Poll):
            context |= polls.context(snapshot, change.thing, Role.ATTENDEE)
        piece = piece_of(self._press, noun, change.thing, seen, snapshot.language, context)
        if isinstance(change.thing, Question):
            piece["total"] = snapshot.pulse.totals.listed
        if isinstance(change.thing, Poll):
            return piece | self._of_poll(snapshot, change.kind, change.thing, seen, context)
        return piece

    def _of_poll(self, snapshot: Snapshot, kind: str, poll: Poll, seen: dict[str, object], context: Context) -> Piece:
        """What is told aloud of a poll: also that one is closed which leaves the page with that."""
        message = SAID.get(kind)
        if not message or (kind == "poll.shown" and not seen.get("results")):
            return {}
        said = self._words.translate(message, snapshot.language, text=poll.text)
        if not is_gone(seen):
            said += polls.counted(context["results"])
        return {"say": said} | quoting(poll.text, snapshot.state.event.language, snapshot)

    def _of_set(self, snapshot: Snapshot, change: Change, poll: Poll, seen: dict[str, Any]) -> Piece:
        """The line of its set, and the poll by itself once it is closed and its results are shown."""
        piece = sets.line(self._press, snapshot, poll)
        if polls.is_apart(poll) or is_gone(seen):
            piece["drop"] = [*piece["drop"], f"poll-{poll.id}"]
        else:
            context = self._press.about_event(snapshot) | polls.context(snapshot, poll, Role.ATTENDEE)
            card = piece_of(self._press, noun_of(poll), poll, seen, snapshot.language, context)
            piece["put"] = [*piece["put"], *card["put"]]
        said = sets.said(self._words, snapshot, poll, change.kind)
        return piece | {"say": said} | quoting(poll.set, snapshot.state.event.language, snapshot) if said else piece

    def question(self, snapshot: Snapshot, question: Question, votes: int, context: Context | None = None) -> Markup:
        """Return a question of everyone's list.

        Kept as long as nothing in it changes: a page has hundreds and is printed again for one vote.
        """
        context = context or self._press.about_event(snapshot)
        event, language, place = snapshot.state.event, snapshot.language, context["topic_of"](question)
        made_of = (language, event.slug, event.timezone, question, place, votes)
        return self._press.kept.get(
            made_of, lambda: self._press.fragment("question", language, question=question, votes=votes, **context)
        )

    def own(self, snapshot: Snapshot, question: Question) -> Piece:
        """Return a question as its asker sees it, whatever became of it; kept, for each poll of theirs brings it."""
        event, followed = snapshot.state.event, target(snapshot.state.questions, question)
        html = self._own.get(
            (snapshot.language, event.slug, event.timezone, question, followed),
            lambda: self._press.fragment(
                "own", snapshot.language, question=question, followed=followed, **self._press.about_event(snapshot)
            ),
        )
        return {"id": f"mine-{question.id}", "list": "mine", "html": str(html)}

    def _question(self, snapshot: Snapshot, question: Question, was: str) -> Piece:
        total = snapshot.pulse.totals.listed
        piece: Piece = {"put": [self._listed(snapshot, question)], "drop": [], "total": total}
        if question.status == "live" and was != "live":
            piece["say"] = self._words.translate(SAID["question.taken"], snapshot.language, number=question.number)
        return piece

    def _listed(self, snapshot: Snapshot, question: Question) -> Piece:
        return {
            "id": f"question-{question.id}",
            "list": "questions",
            "html": str(self.question(snapshot, question, snapshot.pulse.votes.get(question.id, 0))),
        }

    def _announcement(self, snapshot: Snapshot, kind: str, announcement: Announcement) -> Piece:
        name = f"announcement-{announcement.id}"
        if not stands(announcement, snapshot.now):
            return {"put": [], "drop": [name]}
        html = self._press.fragment(
            "announcement", snapshot.language, announcement=announcement, **self._press.about_event(snapshot)
        )
        message = SAID[kind] if kind == "announcement.corrected" else LEVELS[announcement.level]
        said = self._words.translate(message, snapshot.language, text=announcement.text)
        return {
            "put": [{"id": name, "list": list_of(announcement), "html": html}],
            "drop": [],
            "say": said,
            "level": announcement.level,
        } | quoting(announcement.text, snapshot.state.event.language, snapshot)

    def _event(self, snapshot: Snapshot) -> list[Piece]:
        context = self._press.about_event(snapshot)
        pieces = {"event-title": "event_title", "asking": "asking", "about": "about"}
        return [
            {"id": name, "list": None, "html": self._press.fragment(file, snapshot.language, **context)}
            for name, file in pieces.items()
        ]

    def _sessions(self, snapshot: Snapshot, change: Change) -> list[Piece]:
        state, context = snapshot.state, self._press.about_event(snapshot)
        moment, changed = moment_of(state, snapshot.now), {s.id for s in change.sessions}
        touched = [s for s in state.agenda.sessions if s.id in changed or s in moment.on]
        look = SessionLook(brief=is_large(state.agenda))
        return [
            {
                "id": f"session-{session.id}",
                "list": f"day-{day_of(session.starts, state.event.zone)}",
                "html": str(self.session(snapshot, session, moment.shown[session.id], look, context)),
            }
            for session in touched
        ]

    def session(self, snapshot: Snapshot, session: Session, shown: str, look: SessionLook, context: Context) -> Markup:
        """Return a session of the programme, `shown` being what it is at this moment; kept as a question is."""
        event, language = snapshot.state.event, snapshot.language
        return self._press.kept.get(
            (language, event.timezone, event.language, session, shown, look),
            lambda: self._press.fragment(
                "session", language, **context, session=session, shown=shown, **msgspec.structs.asdict(look)
            ),
        )

    def _said(self, snapshot: Snapshot, change: Change) -> str | None:
        message = SAID.get(change.kind)
        if not message or not change.sessions:
            return None
        first = change.sessions[0]
        time = clock(first.starts, snapshot.state.event.zone)
        return self._words.translate(message, snapshot.language, title=first.title, time=time)


def quoting(text: str, language: str, snapshot: Snapshot) -> Piece:
    """Return which words of what is said are in another language than the reader's, if any are."""
    return {"quote": {"text": text, "lang": language}} if text and language != snapshot.language else {}
