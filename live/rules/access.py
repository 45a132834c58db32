"""Access tokens: named keys for programs, each with what it may do, each revoked by itself. Kept as digests only."""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from msgspec.structs import replace

from live.rules.errors import Conflict, NotFound, Unfit
from live.rules.people import Role, program
from live.rules.wishes.access import TokenRole

MOST_TOKENS = 50  # of one event, that are not revoked


class AccessToken(msgspec.Struct, frozen=True, kw_only=True):
    """A token as it is kept. `nonce`: what it is derived from; `digest`: what is compared with what a program sends."""

    id: str
    name: str
    role: TokenRole
    digest: str
    nonce: str
    made_at: datetime
    revoked_at: datetime | None = None
    revision: int = 1

    @property
    def person(self) -> str:
        """Who acts and listens with it."""
        return program(self.digest)

    @property
    def as_role(self) -> Role:
        """As whom its program sees the event."""
        return Role.MODERATOR if self.role is TokenRole.MODERATOR else Role.ATTENDEE


Kept = Mapping[str, AccessToken]


def standing(kept: Kept) -> list[AccessToken]:
    """Return the tokens that are not revoked, in the order they were made."""
    return sorted((token for token in kept.values() if token.revoked_at is None), key=lambda token: token.made_at)


def named(kept: Kept, name: str) -> AccessToken | None:
    """Return the token of this name that is not revoked."""
    return next((token for token in standing(kept) if token.name.casefold() == name.casefold()), None)


def add(kept: Kept, token: AccessToken) -> AccessToken:
    """Return the token to keep: one of the same name and role is the same token. Refuses `exists`, `many_tokens`."""
    before = named(kept, token.name)
    if before and before.role is token.role:
        return before
    if before:
        raise Conflict(
            "There is a token called “{name}” already. Revoke it first, or choose another name.",
            code="exists",
            field="name",
            name=before.name,
        )
    if len(standing(kept)) >= MOST_TOKENS:
        raise Unfit("There are {most} tokens already. That is the most.", code="many_tokens", most=MOST_TOKENS)
    return token


def revoke(kept: Kept, token_id: str, now: datetime) -> AccessToken:
    """Return the token as it is from now on. Revoking again changes nothing. Refuses `no_such_token`."""
    token = kept.get(token_id)
    if token is None:
        raise NotFound("There is no such token here.", code="no_such_token")
    return token if token.revoked_at else replace(token, revoked_at=now, revision=token.revision + 1)


def token_as_json(token: AccessToken) -> dict[str, object]:
    """Return what an organiser sees of it. The token itself is not in it."""
    return {
        "id": token.id,
        "name": token.name,
        "role": token.role,
        "made_at": token.made_at,
        "revoked_at": token.revoked_at,
        "revision": token.revision,
    }
