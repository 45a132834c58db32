"""Who gets the same bytes: people of one role, format and language."""

from typing import NamedTuple

from live.rules.people import Role


class Audience(NamedTuple):
    role: Role
    html: bool
    language: str  # "" for JSON, which has none
    speaks: bool = False  # a speaker sees of the event what attendees do, and the desk's word to them

    @property
    def badge(self) -> Role:
        """Name the role of the link they came with."""
        return Role.SPEAKER if self.speaks else self.role
