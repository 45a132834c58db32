"""What would happen: a move, a new session or an undo carried out on this process's copy and shown, with nothing kept;
and the ways out of a slip.
"""

from datetime import datetime, timedelta

from live.actions import agenda
from live.actions.acting import Actor, check_revision
from live.rules.agenda import Agenda, current, head, session_as_json, shown_status, slips
from live.rules.agenda.differences import compared, difference_as_json
from live.rules.agenda.undo import undone
from live.rules.instants import fixed
from live.rules.people import require_moderator
from live.rules.wishes.agenda import InsertSession, SessionAction, SessionMove, Undo
from live.store import Copy

MINUTE = timedelta(minutes=1)


async def move(actor: Actor, session_id: str, name: SessionAction, wish: SessionMove) -> dict[str, object]:
    """Return what a move would change. Refuses whatever the move would."""
    copy, now = await _here(actor)
    return _preview(copy, agenda.moved(copy, session_id, name, wish, now))


async def insert(actor: Actor, wish: InsertSession) -> dict[str, object]:
    """Return what a new session would change; its id is only a place-holder."""
    copy, now = await _here(actor)
    return _preview(copy, agenda.inserted(copy, "new", wish, now))


async def undo(actor: Actor, wish: Undo) -> dict[str, object]:
    """Return what taking the last move back would change."""
    copy, now = await _here(actor)
    before, advance = copy.state.agenda, copy.state.event.advance
    check_revision(wish.revision, before.revision, {"agenda": head(before, now, advance)})
    return _preview(copy, undone(copy.state.moves, before))


async def _here(actor: Actor) -> tuple[Copy, datetime]:
    """The event and what time it is there, for a moderator."""
    require_moderator(actor.person)
    copy = await actor.copy()
    return copy, fixed(actor.acting.now(), copy.state.event.zone)


async def ways_out(actor: Actor) -> dict[str, object]:
    """Return the session that runs late, by how much, and up to three moves that would put the programme right."""
    copy, now = await _here(actor)
    state = copy.state
    session = slips.late(state.agenda, now, state.event.advance)
    answer: dict[str, object] = {
        "session": None,
        "over": 0,
        "due": False,
        "slips": [],
        "hole": None,
        "ends": state.agenda.ends,
        "revision": state.agenda.revision,
        "cursor": str(copy.cursor),
    }
    if session is None:
        return answer | {"hole": _hole_as_json(slips.hole(state.agenda, now), copy, now)}
    on = current(state.agenda, now, state.event.advance)
    found = [_slip_as_json(slip, state.agenda) for slip in slips.slips(state.agenda, session, now)]
    return answer | {
        "session": session_as_json(session, shown_status(session, on, now, state.event.advance)),
        "over": round((now - session.ends) / MINUTE, 1),
        "due": slips.is_due(session, now),
        "slips": found,
    }


def _hole_as_json(hole: slips.Hole | None, copy: Copy, now: datetime) -> dict[str, object] | None:
    if hole is None:
        return None
    on = current(copy.state.agenda, now, copy.state.event.advance)
    shown = shown_status(hole.next, on, now, copy.state.event.advance)
    return {"next": session_as_json(hole.next, shown), "minutes": round(hole.by / MINUTE), "ends": hole.ends}


def _slip_as_json(slip: slips.Slip, before: Agenda) -> dict[str, object]:
    """`move`, `minutes`, `rest` and `revision` are what to send to apply it."""
    return {
        "move": "extend",
        "minutes": slip.by / MINUTE,
        "rest": slip.rest,
        "revision": before.revision,
        "sessions": [difference_as_json(d) for d in slip.differences],
        "ends": slip.ends,
    }


def _preview(copy: Copy, after: Agenda) -> dict[str, object]:
    before = copy.state.agenda
    differing = [difference_as_json(d) for d in compared(before, after) if d.kinds]
    return {
        "preview": True,
        "sessions": differing,
        "ends": after.ends,
        "was_ends": before.ends,
        "revision": before.revision,
        "cursor": str(copy.cursor),
    }
