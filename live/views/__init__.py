"""Everything people read: pages and fragments in three languages, printed from what `rules/` says.

Knows no store and no request.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from live.rules.agenda.history import LogEntry
from live.rules.agenda.moment import moment_of
from live.rules.agenda.window import EVERYTHING_NOW, Choice
from live.rules.changes import Change
from live.rules.errors import Refused
from live.rules.event import Event, status
from live.rules.people import Role
from live.rules.people.attendance import Attendance
from live.rules.people.signals import signals_for
from live.rules.polls import Written
from live.rules.questions import Question, ledger
from live.rules.questions.listing import WINDOW, topics, usual_order
from live.rules.snapshot import Snapshot
from live.rules.state import State, standing
from live.rules.wishes.rehearsals import Reached
from live.views import own, polls, rehearsal, report, sets, speaker, stage
from live.views.agenda import days, history
from live.views.announcements import by_list
from live.views.bundles import DIAG_STYLES, SCRIPTS, SHEETS_OF_PAGES
from live.views.desk import Desk
from live.views.fragments import Fragments
from live.views.organiser import OrganiserPage
from live.views.pieces import Piece, lists
from live.views.press import Press, times
from live.views.press.assets import Assets
from live.views.press.statements import NO_STATEMENTS, Statements
from live.views.press.words import Words
from live.views.questions import QuestionList

HEADINGS: Mapping[int, str] = {404: "Not found", 503: "One moment", 429: "A little slower, please"}
HEADING = "That did not work"
NO_BALLOTS: Mapping[str, list[str]] = {}


class QuestionDraft(msgspec.Struct, frozen=True):
    """What somebody typed into the composer before it was refused."""

    text: str = ""
    name: str = ""


class RefusalText(msgspec.Struct, frozen=True):
    """A refusal in the reader's language, beside the field it is about."""

    message: str
    field: str | None = None


class Views:
    """The pages and the fragments. One per process."""

    def __init__(
        self, *, retention_days: int | None = None, public_url: str = "", statements: Statements = NO_STATEMENTS
    ) -> None:
        self.words = Words()
        self.assets = Assets()
        self.assets.join(SHEETS_OF_PAGES, SCRIPTS)
        self.press = Press(self.words, self.assets, retention_days, public_url, statements)
        self._fragments = Fragments(self.press, self.words)
        self.questions = QuestionList(self.press, self._fragments)
        self._desk = self.for_moderators = Desk(self.press, self.words)
        self.organiser = OrganiserPage(self.press, self.words)

    def page(self, template: str, language: str, **context: Any) -> str:
        """Print any whole page."""
        return self.press.print(template, language, **context)

    def rehearsal(self, snapshot: Snapshot, reached: Reached | None) -> str:
        """Print how a rehearsal goes."""
        return rehearsal.page(self.press, self.words, snapshot, reached)

    def attendee(
        self,
        snapshot: Snapshot,
        *,
        about: str | None = None,
        draft: QuestionDraft | None = None,
        refused: Refused | None = None,
        away: str = "",
        sort: str = "",
        most: int = WINDOW,
        question: str = "",
        choice: Choice = EVERYTHING_NOW,
    ) -> str:
        """Print the attendee page. Without what is named it is the same for everyone at this cursor, in this language
        and minute.

        `away`: `gone` when the store cannot be reached, so that what is shown is what this process has; `full` when it
        takes no writes. `sort`: the order of the questions, "" for the usual one. `choice`: what of the programme.
        """
        state, pulse, now = snapshot.state, snapshot.pulse, snapshot.now
        context = self.press.about_event(snapshot)
        moment = moment_of(state, now, choice.tracks)
        context |= days.context(self._fragments, snapshot, moment, choice, context)
        return self.press.print(
            "attendee/event.html",
            snapshot.language,
            **context,
            moment=moment,
            **self.questions.window(snapshot, context, sort or usual_order(moment.phase), most=most, also=question),
            **by_list(standing(state, now)),
            **lists(snapshot, Role.ATTENDEE),
            people=pulse.people,
            signals=signals_for(pulse.signals, Role.ATTENDEE),
            polls=polls.rows(snapshot, Role.ATTENDEE),
            open_sets=sets.open_sets(state),
            **polls.about(state.agenda),
            epoch=snapshot.epoch,
            cursor=snapshot.cursor,
            about=topics(state).get(about or ""),
            draft=draft or QuestionDraft(),
            refusal=self._refusal(refused, snapshot.language) if refused else None,
            away=away,
            code=snapshot.code,
            ledger=ledger.counts_of(pulse.totals.fates),
            scripts=("main",),
        )

    def mine(
        self,
        snapshot: Snapshot,
        person_id: str,
        upvoted: set[str],
        ballots: Mapping[str, list[str]] = NO_BALLOTS,
        *,
        done: str = "",
    ) -> str:
        """Return one person's questions, newest first, what they voted for, and their answers to polls.

        `done`: what has just been done: all of it `erased`, or the device `forgotten`.
        """
        return own.page(self.press, snapshot, person_id, upvoted, ballots, done)

    def changes(self, snapshot: Snapshot, moves: tuple[LogEntry, ...], *, since: bool = False) -> str:
        """Print the log of what has changed, newest first; `since`: only what somebody has not seen."""
        return history.page(self.press, self.words, snapshot, moves, since=since)

    def home(
        self, states: list[State], language: str, now: datetime, code: str | None = None, refused: Refused | None = None
    ) -> str:
        """Return the front page: the listed events by what they are now. `code` is one somebody typed that leads
        nowhere, or that was not looked up: `refused`.
        """
        groups: dict[str, list[dict[str, Any]]] = {"live": [], "upcoming": [], "over": []}
        for state in states:
            starts, ends = state.agenda.starts, state.agenda.ends
            day = times.long_date(times.day_of(starts, state.event.zone), language) if starts else ""
            item = {"slug": state.event.slug, "title": state.event.title, "language": state.event.language, "when": day}
            groups[status(starts, ends, now)].append(item)
        known = {"groups": list(groups.items()), "code": code, "unknown_code": code is not None}
        why = self.message(refused, language) if refused else ""
        return self.press.print("home.html", language, refused=why, **known)

    def refusal(self, refused: Refused, language: str, *, back: str | None = None, kept: str | None = None) -> str:
        """Print a page that says why not, and gives back what was typed."""
        heading = self.words.translate(HEADINGS.get(refused.status, HEADING), language)
        return self.press.print(
            "refused.html", language, heading=heading, message=self.message(refused, language), back=back, kept=kept
        )

    def badge_needed(self, event: Event | None, language: str, page: str) -> str:
        """Return the page that asks for a link's token: for `desk` or `speaker` of an event, or for `new`.

        Its script reads the fragment.
        """
        action = f"/{event.slug}/badge" if event else "/new/badge"
        return self.press.print("badge.html", language, page=page, action=action, scripts=("badge",))

    def desk(self, snapshot: Snapshot, *, address: str, name: str = "") -> str:
        """Return the moderators' page;

        `address` is the attendees'. The same for every moderator at this cursor, in this language and minute.
        """
        return self._desk.page(snapshot, address, name)

    def report(self, snapshot: Snapshot, attendance: Attendance, moves: tuple[LogEntry, ...], written: Written) -> str:
        """Return what became of the event, for moderators: so far, or when it is over."""
        return report.page(self.press, self.words, snapshot, attendance, moves, written)

    def bursts(self, snapshot: Snapshot, found: list[dict[str, Any]]) -> str:
        """Crowds of newcomers whose votes wait for a moderator."""
        return self._desk.bursts(snapshot, found)

    def similar(self, snapshot: Snapshot, question: Question, found: list[Question]) -> str:
        """Return what a question may be joined with, for moderators; the desk takes its list from here."""
        return self._desk.similar(snapshot, question, found)

    def stage(self, snapshot: Snapshot, look: stage.Look, invitation: stage.Invitation) -> str:
        """Return what a projector or a broadcast shows."""
        return stage.page(self.press, snapshot, look, invitation)

    def speaker(self, snapshot: Snapshot) -> str:
        """Return a speaker's glance at a phone."""
        return speaker.page(self.press, snapshot)

    def diag(self, event: Event | None, language: str, *, scheme: str, host: str, port: int) -> str:
        """Return what an IT department can find out and allow before the day; of an event when there is one."""
        context = {
            "event": event,
            "base": f"/{event.slug}" if event else "/diag",
            "scripts": ("diag",),
            "styles": DIAG_STYLES,
        }
        return self.press.print("diag.html", language, scheme=scheme, host=host, port=port, **context)

    def change(self, snapshot: Snapshot, change: Change, role: Role) -> Piece | None:
        """Return the html form of a change for an audience, the snapshot being after it; None when it is not theirs to
        see.
        """
        printer = self._desk if role is Role.MODERATOR else self._fragments
        return printer.change(snapshot, change)

    def own(self, snapshot: Snapshot, question: Question) -> Piece:
        """Return a question as its asker sees it, for the list `mine`."""
        return self._fragments.own(snapshot, question)

    def message(self, refused: Refused, language: str) -> str:
        """Return the message of a refusal in a language."""
        return self.words.translate(refused.message, language, **refused.values)

    def _refusal(self, refused: Refused, language: str) -> RefusalText:
        return RefusalText(self.message(refused, language), refused.field)
