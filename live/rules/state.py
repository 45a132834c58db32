"""An event as a whole at one moment, and the reducer: `apply(state, change)` is the state after it.

Every process, every browser and every test reduces the same changes to the same state.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from live.rules.agenda import Agenda, head, ordered
from live.rules.agenda.undo import Moves, noted, taken_back
from live.rules.announcements import Announcement, seen_announcement, stands, waits
from live.rules.changes import NO_TALLIES, Change, seen_event, seen_sessions
from live.rules.event import Event
from live.rules.people import Role
from live.rules.polls import Poll, is_public, seen_poll
from live.rules.questions import PUBLIC, Question, seen_question
from live.rules.questions.marks import UNORDERED, Mark, Order, seen_mark, seen_order


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Everything kept about an event but its counts and its secrets. The mappings are never changed in place."""

    event: Event
    agenda: Agenda
    questions: Mapping[str, Question] = {}
    announcements: Mapping[str, Announcement] = {}
    polls: Mapping[str, Poll] = {}
    marks: Mapping[str, Mark] = {}
    order: Order = UNORDERED
    moves: Moves = Moves()


def apply(state: State, change: Change) -> State:
    if change.question:
        return replace(state, questions={**state.questions, change.question.id: change.question})
    if change.announcement:
        return replace(state, announcements={**state.announcements, change.announcement.id: change.announcement})
    if change.poll:
        return replace(state, polls={**state.polls, change.poll.id: change.poll})
    if change.mark:
        return replace(state, marks={**state.marks, change.mark.id: change.mark})
    if change.order:
        return replace(state, order=change.order)
    if change.event:
        state = replace(state, event=change.event)
    if change.agenda_revision:
        agenda = _moved(state.agenda, change)
        state = replace(state, agenda=agenda, moves=_logged(state, agenda, change))
    return state


def _logged(state: State, agenda: Agenda, change: Change) -> Moves:
    if change.kind == "agenda.undone":
        return taken_back(state.moves)
    return noted(state.moves, state.agenda, agenda, change.kind, change.subject, change.at, change.moved_by)


def _moved(agenda: Agenda, change: Change) -> Agenda:
    now = {s.id: s for s in change.sessions}
    stay = [now.pop(s.id, s) for s in agenda.sessions if s.id not in change.removed]
    return Agenda(revision=change.agenda_revision, sessions=ordered([*stay, *now.values()]))


def listed(state: State, role: Role) -> list[Question]:
    """The questions this role sees, in the order they were asked."""
    questions = sorted(state.questions.values(), key=lambda q: q.number)
    return questions if role is Role.MODERATOR else [q for q in questions if q.status in PUBLIC]


def asked_by(state: State, person_id: str) -> list[Question]:
    return sorted((q for q in state.questions.values() if q.by == person_id), key=lambda q: q.number)


def standing(state: State, now: datetime) -> list[Announcement]:
    """The announcements people see, newest first."""
    return sorted((a for a in state.announcements.values() if stands(a, now)), key=lambda a: a.at, reverse=True)


def waiting(state: State) -> list[Announcement]:
    """The announcements set for a time, the last one first; for moderators only."""
    return sorted((a for a in state.announcements.values() if waits(a)), key=lambda a: a.due_at or a.at, reverse=True)


def polled(state: State, role: Role) -> list[Poll]:
    """The polls this role sees, the latest first."""
    seen = [p for p in state.polls.values() if is_public(p) or (role is Role.MODERATOR and not p.removed)]
    return sorted(seen, key=lambda p: (p.opened_at or p.made_at, p.id), reverse=True)


def seen_state(
    state: State,
    role: Role,
    votes: Mapping[str, int],
    now: datetime,
    tallies: Mapping[str, Mapping[str, int]] = NO_TALLIES,
) -> dict[str, Any]:
    """STATE of the contract but for `epoch`, `cursor` and `presence`, which the process's copy of the event adds."""
    zoned = now.astimezone(state.event.zone)
    told = (
        standing(state, now)
        if role is not Role.MODERATOR
        else sorted([*standing(state, now), *waiting(state)], key=lambda a: a.at, reverse=True)
    )
    noted = (
        {"marks": [seen_mark(mark) for _, mark in sorted(state.marks.items())], "order": seen_order(state.order)}
        if role is Role.MODERATOR
        else {}
    )
    return {
        "now": zoned,
        "event": seen_event(state.event, state.agenda, now),
        "agenda": {
            **head(state.agenda, now, state.event.advance),
            "sessions": seen_sessions(state.agenda.sessions, state.agenda, now, state.event.advance),
        },
        "announcements": [seen_announcement(a) for a in told],
        "questions": [seen_question(q, votes.get(q.id, 0), role) for q in listed(state, role)],
        "polls": [seen_poll(p, tallies.get(p.id, {}), role) for p in polled(state, role)],
        **noted,
    }
