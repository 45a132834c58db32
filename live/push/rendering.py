"""Changes as an audience sees them: JSON by the rules, HTML by the templates. The one place that knows both."""

from collections.abc import Sequence
from typing import Any, Protocol

from live.push.audience import Audience
from live.push.channel import ShownEvent
from live.rules.changes import Change, change_for
from live.rules.people import Role
from live.rules.questions import Question
from live.rules.questions.ledger import own_questions_as_json
from live.rules.snapshot import Snapshot


class Templates(Protocol):
    """What this room needs of the templates."""

    def change(self, snapshot: Snapshot, change: Change, role: Role) -> dict[str, Any] | None: ...
    def own(self, snapshot: Snapshot, question: Question) -> dict[str, Any]: ...


def rendered(
    crowd: ShownEvent, changes: Sequence[Change], audience: Audience, views: Templates
) -> list[dict[str, Any]]:
    """Return those of the changes that this audience may see, as it sees them."""
    snapshot, found = crowd.snapshot(audience.language), []
    viewer = snapshot.viewer(audience.role)
    for change in changes:
        content = views.change(snapshot, change, audience.role) if audience.html else change_for(change, viewer)
        if content is not None:
            found.append({"kind": change.kind, "at": change.at, **content})
    return found


def own(crowd: ShownEvent, question: Question, audience: Audience, views: Templates) -> dict[str, Any]:
    """Return somebody's own question, whole, whatever has become of it."""
    snapshot = crowd.snapshot(audience.language)
    if audience.html:
        return {"put": [views.own(snapshot, question)], "drop": []}
    [seen] = own_questions_as_json(snapshot.state, [question], snapshot.pulse.votes, snapshot.now)
    return {"question": seen, "own": True}
