"""An event as a whole at one moment, and the reducer: `apply(state, change)` is the state after it.

Every process, every browser and every test reduces the same changes to the same state. What a state consists of is the
table of things.
"""

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from live.rules.agenda import Agenda, ordered
from live.rules.agenda.undo import Moves, noted, taken_back
from live.rules.announcements import Announcement, stands, waits
from live.rules.changes import Change
from live.rules.event import Event
from live.rules.people import Role
from live.rules.polls import Poll, is_public, sets
from live.rules.questions import PUBLIC, Question
from live.rules.things import THINGS, State
from live.rules.viewer import NO_COUNTS, NO_TALLIES, Viewer
from live.rules.wishes.polls import PollKind

__all__ = ["State", "apply", "asked_by", "in_full", "listed", "polled", "standing", "state_for", "viewer_of", "waiting"]

_PUT = {noun.type: noun.put for noun in THINGS}
_LISTED = tuple(noun for noun in THINGS if noun.as_json is not None)


def apply(state: State, change: Change) -> State:
    was = state.event
    if change.thing is not None:
        state = _PUT[type(change.thing)](state, change.thing)
    if change.agenda_revision:
        agenda = _moved(state.agenda, change)
        state = replace(state, agenda=agenda, moves=_logged(state, was, agenda, change))
    return state


def _logged(state: State, was: Event, agenda: Agenda, change: Change) -> Moves:
    if change.kind == "agenda.undone":
        return taken_back(state.moves)
    events = (was, state.event) if change.kind == "agenda.replaced" else ()
    return noted(state.moves, state.agenda, agenda, change.kind, change.subject, change.at, change.moved_by, events)


def _moved(agenda: Agenda, change: Change) -> Agenda:
    now = {s.id: s for s in change.sessions}
    stay = [now.pop(s.id, s) for s in agenda.sessions if s.id not in change.removed]
    return Agenda(revision=change.agenda_revision, sessions=ordered([*stay, *now.values()]))


def listed(state: State, role: Role) -> list[Question]:
    """Return the questions this role sees, in the order they were asked."""
    questions = sorted(state.questions.values(), key=lambda q: q.number)
    return questions if role is Role.MODERATOR else [q for q in questions if q.status in PUBLIC]


def asked_by(state: State, person_id: str) -> list[Question]:
    return sorted((q for q in state.questions.values() if q.by == person_id), key=lambda q: q.number)


def standing(state: State, now: datetime) -> list[Announcement]:
    """Return the announcements people see, newest first."""
    return sorted((a for a in state.announcements.values() if stands(a, now)), key=lambda a: (a.at, a.id), reverse=True)


def waiting(state: State) -> list[Announcement]:
    """Return the announcements set for a time, the last one first; for moderators only."""
    return sorted((a for a in state.announcements.values() if waits(a)), key=lambda a: a.due_at or a.at, reverse=True)


def polled(state: State, role: Role) -> list[Poll]:
    """Return the polls this role sees, the latest first."""
    seen = [p for p in state.polls.values() if is_public(p) or (role is Role.MODERATOR and not p.removed)]
    return sorted(seen, key=lambda p: (p.opened_at or p.made_at, p.id), reverse=True)


def by_the_clock(state: State, now: datetime) -> State:
    """Return the state as it is at this moment, also where no service has run since a poll's time was over."""
    return replace(state, polls={poll.id: poll for poll in sets.by_the_clock(state.polls.values(), now)})


def in_full(state: State) -> list[str]:
    """Return the polls that people answer in full, in their own words."""
    return [poll.id for poll in state.polls.values() if poll.kind == PollKind.TEXT]


def viewer_of(
    state: State,
    role: Role,
    now: datetime,
    votes: Mapping[str, int] = NO_COUNTS,
    tallies: Mapping[str, Mapping[str, int]] = NO_TALLIES,
) -> Viewer:
    """Return somebody of this role who looks at this state now."""
    return Viewer(role=role, now=now, event=state.event, agenda=state.agenda, votes=votes, tallies=tallies)


def state_for(state: State, viewer: Viewer) -> dict[str, object]:
    """Return STATE of docs/protocol.md but for `epoch`, `cursor` and `presence`, which the process's copy of the event
    adds.
    """
    seen = {noun.field: noun.listed(state, viewer) for noun in _LISTED if viewer.role in noun.audience}
    return {"now": viewer.now.astimezone(state.event.zone), **seen}
