"""Facts worth telling. A change carries the whole thing as it now is, so that applying it twice is harmless.

What kinds there are, and what each audience sees of a thing, stands in the table of things. What an audience sees of a
change is `change_for`; no other place decides that.
"""

from datetime import datetime

import msgspec

from live.rules.agenda import Session, head
from live.rules.agenda.differences import Before
from live.rules.as_json import event_as_json, sessions_as_json
from live.rules.nouns import Thing
from live.rules.things import noun_of
from live.rules.viewer import Viewer


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is kept in the stream: a thing as it now is, or what moved on the agenda, or both.

    `was` says whether it was on everyone's page before (`Noun.public`), `before` has the sessions that differ as they
    were: with both versions in it the log of changes can be told without knowing what the agenda was at any earlier
    time. The agenda is the one thing that is told as a difference.
    """

    kind: str
    at: datetime
    thing: Thing | None = None  # kept under the name of its noun (`store/codec.py`)
    was: str = ""
    sessions: tuple[Session, ...] = ()
    removed: tuple[str, ...] = ()
    before: tuple[Before, ...] = ()
    subject: str = ""  # the session that was moved; the others followed
    agenda_revision: int = 0
    spans: bool = False  # the event now begins or ends at another time
    moved_by: str = ""  # the moderator who moved the agenda, by the name they gave; for moderators' eyes only
    role: str = ""
    secret: str = ""  # the digest of a role's new token; never leaves the process


def change_for(change: Change, viewer: Viewer) -> dict[str, object] | None:
    """Return the change as this viewer sees it, or None when it is not theirs to see.

    The viewer's `agenda` and `event` are as after it.
    """
    seen: dict[str, object] = {"kind": change.kind, "at": change.at}
    if change.thing is not None:
        noun = noun_of(change.thing)
        content = noun.content(change.thing, change.was, viewer)
        if content is None:
            return None
        seen[noun.name] = content
    elif change.spans:
        seen["event"] = event_as_json(viewer.event, viewer.agenda, viewer.now)
    return seen | _moved(change, viewer) if change.agenda_revision else seen


def _moved(change: Change, viewer: Viewer) -> dict[str, object]:
    now, advance = viewer.now, viewer.event.advance
    seen: dict[str, object] = {
        "sessions": sessions_as_json(change.sessions, viewer.agenda, now, advance),
        "agenda": head(viewer.agenda, now, advance),
    }
    if change.removed:
        seen["removed"] = change.removed
    if change.moved_by and viewer.moderates:
        seen["moved_by"] = change.moved_by
    return seen
