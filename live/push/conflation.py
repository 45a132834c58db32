"""Of several changes to one thing only the last matters to somebody who was away: a pure function over changes."""

from collections.abc import Sequence

from msgspec.structs import replace

from live.rules.changes import Change
from live.rules.questions import PUBLIC


def conflated(changes: Sequence[Change]) -> list[Change]:
    """The fewest changes that lead to the same state, each where the last one of its thing stood."""
    kept: list[Change] = []
    newer: set[str] = set()
    were_public = {c.poll.id for c in changes if c.poll and c.was == "public"}
    was_public = {c.question.id for c in changes if c.question and c.was in PUBLIC}
    for change in reversed(changes):
        rest = _without(change, newer)
        if rest is None:
            continue
        if rest.question and rest.question.id in was_public and rest.was not in PUBLIC:
            rest = replace(rest, was="approved")  # it was on the list at some time in between: it must leave it
        if rest.poll and rest.poll.id in were_public:
            rest = replace(rest, was="public")
        kept.append(rest)
        newer |= _things(change)
    return kept[::-1]


def _things(change: Change) -> set[str]:
    things = {f"session:{session.id}" for session in change.sessions} | {f"session:{gone}" for gone in change.removed}
    if change.question:
        things.add(f"question:{change.question.id}")
    if change.announcement:
        things.add(f"announcement:{change.announcement.id}")
    if change.poll:
        things.add(f"poll:{change.poll.id}")
    if change.mark:
        things.add(f"mark:{change.mark.id}")
    if change.order:
        things.add("order")
    if change.event or change.spans:
        things.add("event")
    return things


def _without(change: Change, newer: set[str]) -> Change | None:
    """What is left of a change once newer ones have said more; None if nothing."""
    things = _things(change)
    if not things:
        return change
    if things <= newer:
        return None
    if not things & newer:
        return change
    return replace(
        change,
        sessions=tuple(s for s in change.sessions if f"session:{s.id}" not in newer),
        removed=tuple(gone for gone in change.removed if f"session:{gone}" not in newer),
        event=None if "event" in newer else change.event,
        spans=change.spans and "event" not in newer,
    )
