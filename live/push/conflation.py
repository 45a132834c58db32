"""Of several changes to one thing only the last matters to somebody who was away: a pure function over changes."""

from collections.abc import Sequence

from msgspec.structs import replace

from live.rules.changes import Change
from live.rules.event import Event
from live.rules.things import key_of, noun_of


def conflated(changes: Sequence[Change]) -> list[Change]:
    """The fewest changes that lead to the same state, each where the last one of its thing stood."""
    kept: list[Change] = []
    newer: set[str] = set()
    were_public = {key_of(c.thing) for c in changes if c.thing is not None and was_public(c)}
    for change in reversed(changes):
        things = _things(change)
        rest = _without(change, things, newer)
        if rest is None:
            continue
        if rest.thing is not None and not was_public(rest) and key_of(rest.thing) in were_public:
            rest = replace(rest, was=noun_of(rest.thing).public[0])  # it was there at some time: it must leave
        kept.append(rest)
        newer |= things
    return kept[::-1]


def was_public(change: Change) -> bool:
    """Whether the thing was on everyone's page before the change."""
    return change.thing is not None and change.was in noun_of(change.thing).public


def _things(change: Change) -> set[str]:
    """The keys of all that the change tells as it now is."""
    things = {f"session:{session.id}" for session in change.sessions} | {f"session:{gone}" for gone in change.removed}
    if change.thing is not None and noun_of(change.thing).joined:
        things.add(key_of(change.thing))
    if change.spans:
        things.add("event")
    return things


def _without(change: Change, things: set[str], newer: set[str]) -> Change | None:
    """What is left of a change once newer ones have said more; None if nothing."""
    if not things or not things & newer:
        return change
    if things <= newer:
        return None
    return replace(
        change,
        sessions=tuple(s for s in change.sessions if f"session:{s.id}" not in newer),
        removed=tuple(gone for gone in change.removed if f"session:{gone}" not in newer),
        thing=None if "event" in newer and isinstance(change.thing, Event) else change.thing,
        spans=change.spans and "event" not in newer,
    )
