"""The desk: the moderators' page, and changes as pieces of it.

The same bytes for every moderator of a language at a cursor.
"""

from datetime import datetime

import msgspec
from markupsafe import Markup

from live.rules import agenda as agenda_rules
from live.rules.announcements import Announcement, stands, waits
from live.rules.changes import Change
from live.rules.desk.columns import WINDOWS, column, column_of, totals
from live.rules.event import Event
from live.rules.people import Role
from live.rules.polls import Poll
from live.rules.questions import Question
from live.rules.questions.marks import Mark, Order
from live.rules.snapshot import Snapshot
from live.rules.state import polled, standing, waiting
from live.rules.things import noun_of
from live.views import polls
from live.views.desk import words as desk_words
from live.views.desk.asides import asides
from live.views.desk.context import context_of, fair, running
from live.views.desk.parts import EXPORTS, STYLES
from live.views.desk.phrases import WORDS
from live.views.desk.rows import context_of_rows, row
from live.views.pieces import Piece, lists, piece_of
from live.views.press import Press
from live.views.press.context import Context
from live.views.press.words import Words


class More(msgspec.Struct, frozen=True, kw_only=True):
    """Some questions of a column, or of what `find` found: those from `start` on, of `total`."""

    column: str
    find: str
    found: list[Question]
    start: int
    total: int


class Desk:
    """Prints the desk and its pieces."""

    def __init__(self, press: Press, words: Words) -> None:
        self._press = press
        self._words = words

    def page(self, snapshot: Snapshot, address: str, name: str = "") -> str:
        """Print the desk; `address` is the attendees', `name` what this moderator is called."""
        state, pulse, votes = snapshot.state, snapshot.pulse, snapshot.pulse.votes
        asked, context = state.questions.values(), context_of(self._press, self._words, snapshot)
        windows = {name: column(asked, name, votes, state.order)[:most] for name, most in WINDOWS.items()}
        return self._press.print(
            "moderator/desk.html",
            snapshot.language,
            **context,
            **running(snapshot),
            rows={name: self._rows(snapshot, held, context) for name, held in windows.items()},
            totals=totals(pulse.totals.statuses),
            announcements=[*waiting(state), *standing(state, snapshot.now)],
            **lists(snapshot, Role.MODERATOR),
            polls=polls.rows(snapshot, Role.MODERATOR),
            **asides(pulse, state.event.zone),
            address=address,
            ready=self._words.translate(WORDS["sound"], state.event.language),
            epoch=snapshot.epoch,
            cursor=snapshot.cursor,
            name=name,
            exports=EXPORTS,
            styles=STYLES,
            scripts=("desk/main",),
        )

    def question(self, snapshot: Snapshot, question: Question) -> str:
        """Print one question with everything that can be done to it; the desk takes its pane from here."""
        return self._press.print(
            "moderator/question.html",
            snapshot.language,
            **context_of(self._press, self._words, snapshot),
            question=question,
            replies=snapshot.state.event.saved_replies,
            styles=STYLES,
        )

    def questions(self, snapshot: Snapshot, more: More) -> str:
        """Print more of a column, or what a search found; the desk takes its rows from here."""
        headings = {"inbox": "Inbox", "queue": "Queue", "answering": "Answering now", "done": "Done"}
        heading = "Find a question" if more.find else headings[more.column]
        return self._press.print(
            "moderator/questions.html",
            snapshot.language,
            **(context := context_of(self._press, self._words, snapshot)),
            **msgspec.structs.asdict(more),
            rows=self._rows(snapshot, more.found, context),
            heading=self._words.translate(heading, snapshot.language),
            styles=STYLES,
        )

    def bursts(self, snapshot: Snapshot, found: list[Context]) -> str:
        """Crowds of newcomers whose votes wait for a moderator."""
        zone = snapshot.state.event.zone
        told = [burst | {"since": datetime.fromtimestamp(burst["since"], zone)} for burst in found]
        return self._press.print(
            "moderator/votes.html",
            snapshot.language,
            **context_of(self._press, self._words, snapshot),
            bursts=told,
            styles=STYLES,
        )

    def similar(self, snapshot: Snapshot, question: Question, found: list[Question]) -> str:
        """Return what a question may be joined with; the desk takes its list from here."""
        return self._press.print(
            "moderator/similar.html",
            snapshot.language,
            **context_of(self._press, self._words, snapshot),
            question=question,
            found=found,
            styles=STYLES,
        )

    def change(self, snapshot: Snapshot, change: Change) -> Piece | None:
        """Return the pieces of one change, the snapshot being after it.

        Moderators see all of them but the secrets of links.
        """
        if isinstance(change.thing, Question):
            return self._asked(snapshot, change.thing)
        language, context = snapshot.language, context_of(self._press, self._words, snapshot)
        if change.thing is not None and not isinstance(change.thing, Event):
            return self._thing(snapshot, change, context)
        put = list[Piece]()
        if change.thing is not None:
            put += [
                self._alone(name, context, language)
                for name in ("desk-title", "desk-settings", "desk-phrases", "desk-sets")
            ]
        if change.agenda_revision:
            put += [
                self._alone(name, context, language)
                for name in (
                    "desk-programme-head",
                    "desk-programme-undo",
                    "desk-fairness",
                    "desk-phrases",
                    "desk-poll-about",
                )
            ]
            put += [*self._sessions(snapshot, change, context), *self._polls(snapshot, change, context)]
        return {"put": put, "drop": [f"session-{i}" for i in change.removed], **self._said(snapshot, change)}

    def _thing(self, snapshot: Snapshot, change: Change, context: Context) -> Piece | None:
        """What becomes of a thing on the desk."""
        thing, language = change.thing, snapshot.language
        assert thing is not None
        if isinstance(thing, Mark):
            question = snapshot.state.questions[thing.id]
            put = [self._question(snapshot, question, context), self._alone("desk-labels", context, language)]
        elif isinstance(thing, Order):
            put = [self._alone("desk-queue", context, language)]
        else:
            piece = (
                self._announcement(snapshot, thing, context)
                if isinstance(thing, Announcement)
                else self._other(snapshot, change, context)
            )
            names = ["desk-running", *(["desk-sets"] if isinstance(thing, Poll) and thing.set else [])]
            more = [self._alone(name, context | running(snapshot), language) for name in names]
            return piece and {**piece, "put": [*piece["put"], *more]}
        return {"put": put, "drop": []}

    def _asked(self, snapshot: Snapshot, question: Question) -> Piece:
        """A question has changed: its line, how many there are, who has waited."""
        context, language = context_of_rows(self._press, snapshot) | fair(snapshot), snapshot.language
        context["totals"] = totals(snapshot.pulse.totals.statuses)
        alone = [self._alone(name, context, language) for name in ("desk-counts", "desk-fairness")]
        return {"put": [self._question(snapshot, question, context), *alone], "drop": []}

    def _other(self, snapshot: Snapshot, change: Change, context: Context) -> Piece | None:
        """A thing that needs no more than its own template."""
        assert change.thing is not None
        noun = noun_of(change.thing)
        seen = noun.content(change.thing, change.was, snapshot.viewer(Role.MODERATOR))
        if seen is None:
            return None
        if isinstance(change.thing, Poll):
            context = context | polls.context(snapshot, change.thing, Role.MODERATOR)
        return piece_of(self._press, noun, change.thing, seen, snapshot.language, context, room="desk/")

    def _question(self, snapshot: Snapshot, question: Question, context: Context) -> Piece:
        html = str(row(self._press, snapshot, question, context))
        return {"id": f"question-{question.id}", "list": column_of(question), "html": html}

    def _rows(self, snapshot: Snapshot, questions: list[Question], context: Context) -> list[Markup]:
        return [row(self._press, snapshot, question, context) for question in questions]

    def _announcement(self, snapshot: Snapshot, announcement: Announcement, context: Context) -> Piece:
        name = f"announcement-{announcement.id}"
        if not (stands(announcement, snapshot.now) or waits(announcement)):
            return {"put": [], "drop": [name]}
        html = self._press.fragment("desk/announcement", snapshot.language, announcement=announcement, **context)
        return {"put": [{"id": name, "list": "announcements", "html": html}], "drop": []}

    def _alone(self, name: str, context: Context, language: str) -> Piece:
        return {
            "id": name,
            "list": None,
            "html": self._press.fragment(f"desk/{name.removeprefix('desk-').replace('-', '_')}", language, **context),
        }

    def _sessions(self, snapshot: Snapshot, change: Change, context: Context) -> list[Piece]:
        changed, on = {s.id for s in change.sessions}, context["moment"].on
        touched = [s for s in agenda_rules.ordered(snapshot.state.agenda.sessions) if s.id in changed or s in on]
        return [
            {
                "id": f"session-{s.id}",
                "list": "programme",
                "html": self._press.fragment("desk/session", snapshot.language, session=s, **context),
            }
            for s in touched
        ]

    def _polls(self, snapshot: Snapshot, change: Change, context: Context) -> list[Piece]:
        """Drafts, which list the sessions they can be about, and polls about those that changed."""
        changed = {*(s.id for s in change.sessions), *change.removed}
        touched = [p for p in polled(snapshot.state, Role.MODERATOR) if p.status == "draft" or p.session in changed]
        return [
            {
                "id": f"poll-{p.id}",
                "list": "polls",
                "html": self._press.fragment(
                    "desk/poll", snapshot.language, poll=p, **context | polls.context(snapshot, p, Role.MODERATOR)
                ),
            }
            for p in touched
        ]

    def _said(self, snapshot: Snapshot, change: Change) -> dict[str, str]:
        said = desk_words.said(snapshot.state, change, self._words, snapshot.language)
        return {"say": said} if said else {}
