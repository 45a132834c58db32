"""The answers of an event as a page for everyone: what was asked and what was answered, by session, without names."""

import msgspec

from live.rules.agenda import Session
from live.rules.people import Role
from live.rules.questions import Question
from live.rules.snapshot import Snapshot
from live.rules.state import State, listed
from live.views.press import SHEETS, Press

STYLES = (*SHEETS, "report")


class Answered(msgspec.Struct, frozen=True):
    """A session with what was answered in it; None for what is about the event as a whole."""

    session: Session | None
    questions: list[Question]


def answered(state: State) -> list[Answered]:
    """Return the sessions with answers in the order of the programme, each answer where it was given."""
    given = [question for question in listed(state, Role.ATTENDEE) if question.status == "answered"]
    given.sort(key=lambda question: (question.answered_at or question.changed_at, question.number))
    sessions = [Answered(s, [q for q in given if q.session == s.id]) for s in state.agenda.sessions]
    held = {session.id for session in state.agenda.sessions}
    around = Answered(None, [q for q in given if q.session not in held])
    return [part for part in (*sessions, around) if part.questions]


def page(press: Press, snapshot: Snapshot) -> str:
    """Print it. The same for everyone at this cursor and in this language."""
    return press.print(
        "attendee/answers.html",
        snapshot.language,
        **press.about_event(snapshot),
        parts=answered(snapshot.state),
        now=snapshot.now,
        styles=STYLES,
    )
