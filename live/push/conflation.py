"""Of several changes to one thing only the last matters to somebody who was away: a pure function over changes."""

from collections.abc import Sequence

from msgspec.structs import replace

from live.rules.changes import Change
from live.rules.event import Event
from live.rules.things import key_of, noun_of


def conflated(changes: Sequence[Change]) -> list[Change]:
    """Return the fewest changes that lead to the same state, each where the last one of its thing stood."""
    kept: list[Change] = []
    newer: set[str] = set()
    keys = [_key(change) for change in changes]
    were_public = {key for change, key in zip(changes, keys, strict=True) if change.was and was_public(change)}
    for change, key in zip(reversed(changes), reversed(keys), strict=True):
        if key in newer and not change.agenda_revision:
            continue
        rest: Change | None = change
        if change.agenda_revision:
            things = _things(change, key)
            rest = _without(change, things, newer)
            newer |= things
        elif key:
            newer.add(key)
        if rest is not None:
            kept.append(_leaving(rest) if key in were_public and not was_public(rest) else rest)
    return kept[::-1]


def was_public(change: Change) -> bool:
    """Return whether the thing was on everyone's page before the change."""
    return change.thing is not None and change.was in noun_of(change.thing).public


def _leaving(change: Change) -> Change:
    """The change of a thing that was on everyone's page at some time in between: it must leave it."""
    return change if change.thing is None else replace(change, was=noun_of(change.thing).public[0])


def _key(change: Change) -> str:
    """The key of its thing; empty without one, and where every change is to be told."""
    if change.thing is None or not noun_of(change.thing).joined:
        return ""
    return key_of(change.thing)


def _things(change: Change, key: str) -> set[str]:
    """The keys of all that a move of the agenda tells as it now is; `key` is that of its thing."""
    things = {f"session:{session.id}" for session in change.sessions} | {f"session:{gone}" for gone in change.removed}
    if key:
        things.add(key)
    if change.spans:  # tells when the event begins and ends, and nothing else of it
        things.add("span")
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
        spans=change.spans and "span" not in newer,
    )
