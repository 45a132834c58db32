"""What organisers wish of access tokens, and what a program wishes that wants to be somebody."""

from enum import StrEnum
from typing import Annotated

from live.rules.wishes import Wish, choice, line

LONGEST_NAME = 40


class TokenRole(StrEnum):
    """What a program may do."""

    READER = "reader"
    MODERATOR = "moderator"


class MakeToken(Wish, frozen=True, kw_only=True):
    """Make an access token for a program. The same name and role again is the same token."""

    name: Annotated[str, line("What it is called, so that it can be revoked.", longest=LONGEST_NAME, shortest=1)]
    role: Annotated[
        TokenRole,
        choice(
            "Choose what the program may do: only read, or moderate.",
            "Sees what attendees see and does nothing, or does what moderators do.",
            code="unknown_role",
        ),
    ] = TokenRole.READER


class RevokeToken(Wish, frozen=True, kw_only=True):
    """End an access token at once, and every connection that was opened with it."""


class BecomeSomebody(Wish, frozen=True, kw_only=True):
    """Be a person at the event from now on, by the cookie of the answer: for programs that act as attendees do."""
