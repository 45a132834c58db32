"""Settings of an event that moderators may change while it runs."""

from datetime import datetime

from live.actions.acting import Actor, Decision, Done, check_revision
from live.rules.as_json import event_as_json
from live.rules.changes import Change
from live.rules.people import limits, require_moderator
from live.rules.settings import with_settings
from live.rules.wishes.settings import Settings
from live.store import Copy

OWN = ("flagged_words", "announcement_templates", "saved_replies")  # the moderators', told to nobody else


async def change(actor: Actor, wish: Settings) -> Done:
    """Set absolute values for any of its settings and facts."""
    require_moderator(actor.person)

    def rule(copy: Copy, now: datetime) -> Decision:
        before, agenda = copy.state.event, copy.state.agenda
        check_revision(wish.revision, before.revision, event_as_json(before, agenda, now))
        after = with_settings(before, wish)
        answer = {"event": event_as_json(after, agenda, now) | {name: getattr(after, name) for name in OWN}}
        if after is before:
            return Decision(answer=answer)
        return Decision(
            put={"event": after}, changes=(Change(kind="event.changed", at=now, thing=after),), answer=answer
        )

    return await actor.do(rule, wish.key, limits.MOVE)
