"""Who somebody is, and what that lets them do. A `Person` is only ever made by `badge.py`."""

from enum import StrEnum

import msgspec

from live.rules.errors import NotKnown


class Role(StrEnum):
    ATTENDEE = "attendee"
    SPEAKER = "speaker"
    MODERATOR = "moderator"


PROGRAM = "token-"  # what the id of a program begins with; a person's has no hyphen


class Person(msgspec.Struct, frozen=True):
    """Somebody at one event.

    `id` is a random pseudonym that differs from event to event; `name` is what a moderator says at the desk.
    """

    id: str
    role: Role = Role.ATTENDEE
    name: str = ""


def program(digest: str) -> str:
    """Return the id of the program that holds the token of this digest."""
    return f"{PROGRAM}{digest[:16]}"


def is_program(person_id: str) -> bool:
    """Return whether it is a program with a token: it listens and acts, and is nobody who is present."""
    return person_id.startswith(PROGRAM)


def require_moderator(person: Person) -> None:
    if person.role is not Role.MODERATOR:
        raise NotKnown("Open the desk with the moderators’ link to do this.")
