"""A word from the desk to who is speaking.

Only the latest counts, nobody in the audience learns of it, and it is forgotten by itself.
"""

from datetime import datetime

import msgspec

from live.rules.agenda import Agenda, current
from live.rules.errors import Conflict
from live.rules.event import Advance

KEPT_SECONDS = 900  # an older one says nothing about now


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is its own for every cue that is given, also of the same words; the times are ms since 1970."""

    id: str
    text: str
    given_at: int
    seen_at: int = 0
    during: tuple[str, ...] = ()  # the sessions that were on when it was given


def standing(cue: Cue | None, agenda: Agenda, now: datetime, advance: Advance) -> Cue | None:
    """Return the cue, unless what was on when it was given is over: then it says nothing to who speaks now."""
    if cue is None or not cue.during:
        return cue
    return cue if any(session.id in cue.during for session in current(agenda, now, advance)) else None


def check_seen(cue: Cue | None, cue_id: str) -> Cue:
    """Return the cue that is confirmed. Refuses `cue_gone`: there is another by now, which nobody has seen."""
    if cue is None or cue.id != cue_id:
        raise Conflict("There is a newer message by now.", code="cue_gone")
    return cue


def cue_as_json(cue: Cue | None) -> dict[str, object] | None:
    """Return the cue of docs/protocol.md."""
    return {"id": cue.id, "text": cue.text, "given_at": cue.given_at, "seen_at": cue.seen_at} if cue else None
