"""A word from the desk to who is speaking.

Only the latest counts, nobody in the audience learns of it, and it is forgotten by itself.
"""

import msgspec

from live.rules.errors import Conflict

KEPT_SECONDS = 900  # an older one says nothing about now


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is its own for every cue that is given, also of the same words; the times are ms since 1970."""

    id: str
    text: str
    given_at: int
    seen_at: int = 0


def check_seen(cue: Cue | None, cue_id: str) -> Cue:
    """Return the cue that is confirmed. Refuses `cue_gone`: there is another by now, which nobody has seen."""
    if cue is None or cue.id != cue_id:
        raise Conflict("There is a newer message by now.", code="cue_gone")
    return cue


def cue_as_json(cue: Cue | None) -> dict[str, object] | None:
    return msgspec.to_builtins(cue) if cue else None
