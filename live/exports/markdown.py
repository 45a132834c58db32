"""An event for reading, in Markdown: the programme, the questions with their answers, when each session really was, who
was there, and what was moved.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from live.actions.programmes.writing import programme_of
from live.exports.catalogues import catalogues
from live.programme import write
from live.rules.agenda import Session
from live.rules.agenda.history import LogEntry
from live.rules.people import Role
from live.rules.polls import VOTERS, Poll, Tally, Written, results, sets
from live.rules.questions import Question
from live.rules.report import Report
from live.rules.state import State, listed, polled
from live.rules.viewer import NO_TALLIES
from live.views.agenda.history import headline, rows
from live.views.press.times import clock
from live.views.report import fates_in_words

NOTHING_WRITTEN: Written = {}
MARKUP = re.compile(r"[\\<\[`]")


def as_markdown(
    state: State,
    votes: Mapping[str, int],
    report: Report,
    moves: tuple[LogEntry, ...],
    tallies: Mapping[str, Tally] = NO_TALLIES,
    written: Written = NOTHING_WRITTEN,
) -> bytes:
    """Write the report in the language of the event."""
    lines = [
        write(programme_of(state), "md").decode().rstrip(),
        "",
        *_questions(state, votes, report),
        *_polls(state, tallies, written),
        *_times(state),
        *_people(state, report),
        *_moves(state, moves),
    ]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _questions(state: State, votes: Mapping[str, int], report: Report) -> list[str]:
    asked = sorted(listed(state, Role.ATTENDEE), key=lambda q: (q.session or "", -votes.get(q.id, 0)))
    lines = [line for question in asked for line in _question(question, votes.get(question.id, 0))]
    fates = " · ".join(fates_in_words(report.total.fates, catalogues(), state.event.language, over=report.over))
    return [f"## {_said(state, 'Questions')}", "", fates, "", *lines, ""] if state.questions else []


def _question(question: Question, votes: int) -> list[str]:
    return [
        f"- **№{question.number}** ({votes} ▲) {_plain(question.text)}",
        *(f"  > {line}" for line in (question.answer or "").splitlines()),
    ]


def _plain(text: str) -> str:
    """What somebody in the audience wrote, on one line: no heading, no markup and no picture of theirs gets into the
    moderators' paper.
    """
    return MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def _polls(state: State, tallies: Mapping[str, Tally], written: Written) -> list[str]:
    """Those that were opened, the first first, with what everyone chose."""
    opened = [poll for poll in sets.in_turn(polled(state, Role.MODERATOR)) if poll.status != "draft"]
    lines = [line for poll in opened for line in _poll(state, poll, tallies.get(poll.id, {}), written)]
    return [f"## {_said(state, 'Polls')}", "", *lines, ""] if opened else []


def _poll(state: State, poll: Poll, tally: Tally, written: Written) -> list[str]:
    people = catalogues().translate("{n} took part", state.event.language, n=tally.get(VOTERS, 0))
    about = [f"*{s.title}*" for s in state.agenda.sessions if s.id == poll.session]
    return [
        f"- {' · '.join([poll.text, *about])} ({people})",
        *(f"  - {_plain(words)}: {n}" for _, words, n in results(poll, tally)),
        *(f"  - {_plain(words)}" for words in written.get(poll.id, ())),
    ]


def _times(state: State) -> list[str]:
    """Only once something has really begun or ended: before that there is nothing but the plan."""
    if not any(s.started_at or s.ended_at for s in state.agenda.sessions):
        return []
    words = catalogues()
    language = state.event.language
    heading = words.translate("Planned and actual times", language)
    columns = (
        words.translate("Programme", language),
        words.translate("Planned", language),
        words.translate("Actual", language),
    )
    return [
        f"## {heading}",
        "",
        f"| {' | '.join(columns)} |",
        "| --- | --- | --- |",
        *(_row(state, s) for s in state.agenda.sessions),
        "",
    ]


def _people(state: State, report: Report) -> list[str]:
    """A row per session and one for all: people on average and at most. Nothing when nobody was counted."""
    if not report.peak:
        return []
    columns = (_said(state, "Programme"), _said(state, "People on average"), _said(state, "People at most"))
    told = [
        (part.session.title if part.session else _said(state, "The whole event"), part.presence)
        for part in (*report.parts[:-1], report.total)
    ]
    table = [f"| {_cell(title)} | {there.average:.0f} | {there.peak} |" for title, there in told if there]
    return [f"## {_said(state, 'People there')}", "", f"| {' | '.join(columns)} |", "| --- | --- | --- |", *table, ""]


def _moves(state: State, moves: tuple[LogEntry, ...]) -> list[str]:
    """What was moved when and why, the first first."""
    if not moves:
        return []
    columns = (_said(state, "Time"), _said(state, "What has changed"), _said(state, "Reason"))
    words, language = catalogues(), state.event.language
    told = [(m, headline(rows(state, m, words, language), words, language)) for m in reversed(moves)]
    table = [f"| {clock(m.updated, state.event.zone)} | {_cell(what)} | {_cell(m.reason)} |" for m, what in told]
    return [
        f"## {_said(state, 'Moves of the programme')}",
        "",
        f"| {' | '.join(columns)} |",
        "| --- | --- | --- |",
        *table,
        "",
    ]


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _row(state: State, session: Session) -> str:
    def span(starts: datetime | None, ends: datetime | None) -> str:
        return (
            "–".join(clock(moment, state.event.zone) if moment else "" for moment in (starts, ends))
            if starts or ends
            else ""
        )

    actual = _said(state, "cancelled") if session.status == "cancelled" else span(session.started_at, session.ended_at)
    return f"| {_cell(session.title)} | {span(session.planned_starts, session.planned_ends)} | {actual} |"


def _said(state: State, message: str) -> str:
    return catalogues().translate(message, state.event.language)
