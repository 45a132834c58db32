"""Events put away by the organiser, and taken out again."""

from datetime import datetime

from msgspec.structs import replace

from live.actions.acting import Acting, Actor, Decision, Done
from live.actions.programmes import OPERATOR
from live.rules.changes import Change
from live.rules.wishes.events import ArchiveEvent
from live.store import Copy


async def archive(acting: Acting, slug: str, wish: ArchiveEvent) -> Done:
    """Put an event away, closed for questions, or take it out again, closed as it is."""

    def rule(copy: Copy, now: datetime) -> Decision:
        event = copy.state.event
        if event.archived == wish.on:
            return Decision(answer={"archived": wish.on})
        questions_open = event.questions_open and not wish.on
        after = replace(event, archived=wish.on, questions_open=questions_open, revision=event.revision + 1)
        change = Change(kind="event.changed", at=now, thing=after)
        return Decision(put={"event": after}, changes=(change,), answer={"archived": wish.on})

    return await Actor(acting, slug, OPERATOR).do(rule, wish.key)
