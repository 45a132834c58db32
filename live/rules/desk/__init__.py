"""Who is at the desk under which name, and what they are writing on: latest values that end by themselves and lock
nothing.
"""

from collections.abc import Mapping

import msgspec

from live.rules.ids import derived

HERE_SECONDS, WRITING_SECONDS = 30, 10
WRITES = frozenset({"answer", "edit", "dismiss"})  # what can be written about a question


class Seat(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One moderator as last heard of. `name` is empty when they have not said it; times are seconds."""

    name: str = ""
    question: str = ""
    kind: str = ""
    until: float
    writing_until: float = 0.0


def sit(name: str, question: str, kind: str, now: float) -> Seat:
    """Here from now on for a while; writing on `question`, or on nothing."""
    writes = bool(question) and kind in WRITES
    return Seat(
        name=name,
        question=question if writes else "",
        kind=kind if writes else "",
        until=now + HERE_SECONDS,
        writing_until=now + WRITING_SECONDS if writes else 0,
    )


def seat_id(slug: str, person_id: str) -> str:
    """Return what the desks call each other by; a pseudonym stays in the store."""
    return derived("desk", slug, person_id)


def desk_as_json(slug: str, seats: Mapping[str, Seat], now: float) -> tuple[dict[str, object], ...]:
    """Return everyone who is here, for moderators only. Equal for as long as nothing changed that anyone would see."""
    told: list[dict[str, object]] = []
    for person_id, seat in seats.items():
        if seat.until > now:
            writes = seat.writing_until > now
            told.append(
                {
                    "id": seat_id(slug, person_id),
                    "name": seat.name,
                    "question": seat.question if writes else "",
                    "kind": seat.kind if writes else "",
                }
            )
    return tuple(sorted(told, key=lambda one: str(one["id"])))
