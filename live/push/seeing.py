"""Changes as an audience sees them: JSON by the rules, HTML by the templates. The one place that knows both."""

from collections.abc import Sequence
from typing import Any, Protocol

from live.push.audience import Audience
from live.push.channel import Shown
from live.rules.changes import Change, seen_by
from live.rules.people import Role
from live.rules.questions import Question
from live.rules.questions.ledger import seen_own
from live.store.copies.copy import Copy


class Views(Protocol):
    """What this room needs of the templates."""

    def change(self, copy: Copy, change: Change, role: Role, language: str, now: Any) -> dict[str, Any] | None: ...
    def own(self, copy: Copy, question: Question, language: str, now: Any) -> dict[str, Any]: ...


def seen(crowd: Shown, changes: Sequence[Change], audience: Audience, views: Views) -> list[dict[str, Any]]:
    """Return those of the changes that this audience may see, as it sees them."""
    viewer, found = crowd.viewer(audience.role), []
    for change in changes:
        if audience.html:
            content = views.change(crowd.copy, change, audience.role, audience.language, viewer.now)
        else:
            content = seen_by(change, viewer)
        if content is not None:
            found.append({"kind": change.kind, "at": change.at, **content})
    return found


def own(crowd: Shown, question: Question, audience: Audience, views: Views) -> dict[str, Any]:
    """Return somebody's own question, whole, whatever has become of it."""
    if audience.html:
        return {"put": [views.own(crowd.copy, question, audience.language, crowd.now())], "drop": []}
    return {
        "question": seen_own(crowd.copy.state, question, crowd.copy.pulse.votes.get(question.id, 0), crowd.now()),
        "own": True,
    }
