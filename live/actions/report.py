"""An event for reading: the programme, when each session was planned and when it really was, and the questions with their answers (Markdown)."""

import functools
from collections.abc import Mapping
from datetime import datetime

from live.actions.programmes import programme_of
from live.programme import write
from live.rules.agenda import Session
from live.rules.people import Role
from live.rules.questions import Question
from live.rules.state import State, listed
from live.views.times import clock
from live.views.words import Words


@functools.cache
def _words() -> Words:
    return Words()


def as_markdown(state: State, votes: Mapping[str, int]) -> bytes:
    """In the language of the event."""
    lines = [write(programme_of(state), "md").decode().rstrip(), "", *_questions(state, votes), *_times(state)]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _questions(state: State, votes: Mapping[str, int]) -> list[str]:
    asked = sorted(listed(state, Role.ATTENDEE), key=lambda q: (q.session or "", -votes.get(q.id, 0)))
    lines = [line for question in asked for line in _question(question, votes.get(question.id, 0))]
    return [f"## {_said(state, 'Questions')}", "", *lines, ""] if asked else []


def _question(question: Question, votes: int) -> list[str]:
    return [f"- **№{question.number}** ({votes} ▲) {question.text}", *(f"  > {line}" for line in (question.answer or "").splitlines())]


def _times(state: State) -> list[str]:
    """Only once something has really begun or ended: before that there is nothing but the plan."""
    if not any(s.started_at or s.ended_at for s in state.agenda.sessions):
        return []
    words = _words()
    language = state.event.language
    heading = words.translate("Planned and actual times", language)
    columns = (words.translate("Programme", language), words.translate("Planned", language), words.translate("Actual", language))
    return [f"## {heading}", "", f"| {' | '.join(columns)} |", "| --- | --- | --- |", *(_row(state, s) for s in state.agenda.sessions), ""]


def _row(state: State, session: Session) -> str:
    def span(starts: datetime | None, ends: datetime | None) -> str:
        return "–".join(clock(moment, state.event.zone) if moment else "" for moment in (starts, ends)) if starts or ends else ""

    actual = _said(state, "cancelled") if session.status == "cancelled" else span(session.started_at, session.ended_at)
    return f"| {session.title.replace('|', chr(92) + '|')} | {span(session.planned_starts, session.planned_ends)} | {actual} |"


def _said(state: State, message: str) -> str:
    return _words().translate(message, state.event.language)
