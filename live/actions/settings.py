"""Settings of an event that moderators may change while it runs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from live.actions.acting import Acting, Decision, Done, check_revision
from live.rules.changes import Change
from live.rules.event import with_settings
from live.rules.people import Person, limits, require_moderator
from live.rules.seen import seen_event
from live.store import Copy


async def change(acting: Acting, slug: str, by: Person, wish: Mapping[str, Any], key: str | None) -> Done:
    """Absolute values for any of `rules.event.SETTINGS`."""
    require_moderator(by)
    wishes = {name: value for name, value in wish.items() if name != "revision"}

    def rule(copy: Copy, now: datetime) -> Decision:
        before, agenda = copy.state.event, copy.state.agenda
        check_revision(wish.get("revision"), before.revision, seen_event(before, agenda, now))
        after = with_settings(before, wishes)
        answer = {
            "event": seen_event(after, agenda, now)
            | {"flagged_words": after.flagged_words, "announcement_templates": after.announcement_templates}
        }
        if after is before:
            return Decision(answer=answer)
        return Decision(
            put={"event": after}, changes=(Change(kind="event.changed", at=now, thing=after),), answer=answer
        )

    return await acting.do(slug, by, key, rule, limits.MOVE)
