"""Naming the web sites that may show an event inside their pages."""

from datetime import datetime

from msgspec.structs import replace

from live.actions.acting import Actor, Decision, Done
from live.rules.changes import Change
from live.rules.embedding import origins
from live.rules.wishes.embedding import AllowEmbedding
from live.store import Copy


async def allow(actor: Actor, wish: AllowEmbedding) -> Done:
    """Set the origins, as a whole. Refuses `bad_link`, `unfit`."""
    named = origins(wish.origins)

    def rule(copy: Copy, now: datetime) -> Decision:
        before = copy.state.event
        answer = {"origins": named}
        if before.embed_origins == named:
            return Decision(answer=answer)
        after = replace(before, embed_origins=named, revision=before.revision + 1)
        return Decision(
            put={"event": after}, changes=(Change(kind="event.changed", at=now, thing=after),), answer=answer
        )

    return await actor.do(rule, wish.key)
