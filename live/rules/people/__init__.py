"""Who somebody is, and what that lets them do. A `Person` is only ever made by `badge.py`."""

from enum import StrEnum

import msgspec

from live.rules.errors import NotKnown


class Role(StrEnum):
    ATTENDEE = "attendee"
    SPEAKER = "speaker"
    MODERATOR = "moderator"


class Person(msgspec.Struct, frozen=True):
    """Somebody at one event.

    `id` is a random pseudonym that differs from event to event; `name` is what a moderator says at the desk.
    """

    id: str
    role: Role = Role.ATTENDEE
    name: str = ""


def require_moderator(person: Person) -> None:
    if person.role is not Role.MODERATOR:
        raise NotKnown("Open the desk with the moderators’ link to do this.")
