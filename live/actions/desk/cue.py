"""Cues: given and taken back by moderators, confirmed by who is speaking.

Latest value only; none of it is in the stream.
"""

import secrets

from live.actions.acting import Actor
from live.rules.agenda import current
from live.rules.desk.cue import Cue, check_seen, cue_as_json
from live.rules.errors import NotKnown
from live.rules.ids import derived
from live.rules.people import Role, require_moderator
from live.rules.wishes.people import ConfirmCue, GiveCue


async def give(actor: Actor, wish: GiveCue) -> dict[str, object]:
    """Show it to the speaker in place of the one before; an empty text takes that back.

    The same key gives the same cue once.
    """
    require_moderator(actor.person)
    cues = actor.store.cues
    if not wish.text:
        await cues.take_back(actor.slug)
        return {"cue": None}
    cue_id = derived(actor.person.id, "cue", wish.key or secrets.token_hex(8))
    latest = await cues.latest(actor.slug)
    if latest is None or latest.id != cue_id:
        latest = Cue(id=cue_id, text=wish.text, given_at=_now(actor), during=await _on(actor))
        await cues.give(actor.slug, latest)
    return {"cue": cue_as_json(latest)}


async def confirm(actor: Actor, wish: ConfirmCue) -> dict[str, object]:
    """Note that the speaker has read it. Refuses `not_known`, `cue_gone`."""
    if actor.person.role not in (Role.SPEAKER, Role.MODERATOR):
        raise NotKnown("Open this page with the speakers’ link to do this.")
    cues = actor.store.cues
    check_seen(await cues.latest(actor.slug), wish.id)
    await cues.confirm(actor.slug, wish.id, _now(actor))
    return {"cue": cue_as_json(await cues.latest(actor.slug))}


async def _on(actor: Actor) -> tuple[str, ...]:
    """The sessions that are on."""
    state = (await actor.copy()).state
    return tuple(session.id for session in current(state.agenda, actor.acting.now(), state.event.advance))


def _now(actor: Actor) -> int:
    return int(actor.acting.now().timestamp() * 1000)
