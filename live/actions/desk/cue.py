"""Cues: given and taken back by moderators, confirmed by who is speaking.

Latest value only; none of it is in the stream.
"""

import hashlib
import secrets
from typing import Any

from live.actions.acting import Acting
from live.rules.desk.cue import Cue, check_seen, told, worded
from live.rules.errors import NotKnown
from live.rules.people import Person, Role, require_moderator


async def give(acting: Acting, slug: str, by: Person, text: str, key: str | None) -> dict[str, Any]:
    """Show it to the speaker in place of the one before; an empty text takes that back.

    The same key gives the same cue once.
    """
    require_moderator(by)
    words = worded(text)
    if not words:
        await acting.store.cues.take_back(slug)
        return {"cue": None}
    cue_id = hashlib.blake2b(f"{by.id} {key}".encode(), digest_size=8).hexdigest() if key else secrets.token_hex(8)
    latest = await acting.store.cues.latest(slug)
    if latest is None or latest.id != cue_id:
        latest = Cue(id=cue_id, text=words, given_at=_now(acting))
        await acting.store.cues.give(slug, latest)
    return {"cue": told(latest)}


async def seen(acting: Acting, slug: str, by: Person, cue_id: str) -> dict[str, Any]:
    """The speaker has read it. Refuses `not_known`, `cue_gone`."""
    if by.role not in (Role.SPEAKER, Role.MODERATOR):
        raise NotKnown("Open this page with the speakers’ link to do this.")
    check_seen(await acting.store.cues.latest(slug), cue_id)
    await acting.store.cues.seen(slug, cue_id, _now(acting))
    return {"cue": told(await acting.store.cues.latest(slug))}


def _now(acting: Acting) -> int:
    return int(acting.now().timestamp() * 1000)
