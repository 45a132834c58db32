"""Link tokens: derived from the installation's secret and a nonce, so that links can be printed again and renewed at
any time.

The store keeps the nonce and a digest, never a token: who reads a dump of it opens no desk (with LIVE_SECRET kept
elsewhere).
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from live.rules.people import Role

LINKED = (Role.MODERATOR, Role.SPEAKER)
AUDIENCE = "audience"  # no role: who has its token only says where the simulated people of a rehearsal come from
TOKEN_BYTES = 24


def digest(token: str) -> str:
    """Return what is kept of a token. It is long and random, so a fast hash is enough (ASVS 6.5.2)."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_nonce() -> str:
    return secrets.token_urlsafe(16)


def since(role: str) -> str:
    """Return where it is kept, among the digests of an event's links, what has ended all cookies of a role so far."""
    return f"since:{role}"


class Tokens:
    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(f"links|{secret}".encode()).digest()

    def token(self, slug: str, role: str, nonce: str) -> str:
        """Return the token of a role's link at an event (slug "" and role `organiser`: of the installation)."""
        return urlsafe_b64encode(
            hmac.digest(self._key, f"{slug}|{role}|{nonce}".encode(), "sha256")[:TOKEN_BYTES]
        ).decode()

    def kept(self, slug: str, role: str, nonce: str) -> dict[str, str]:
        """Return what the store keeps of a link: its nonce, and the digest that tokens are checked against."""
        return {role: digest(self.token(slug, role, nonce)), f"nonce:{role}": nonce}

    def fresh(self, slug: str, *, audience: bool = False) -> dict[str, str]:
        """Make new links for all roles of an event, as the store keeps them; with `audience` also the token of a
        rehearsal's simulated people.
        """
        roles = (*LINKED, AUDIENCE) if audience else LINKED
        return {k: v for role in roles for k, v in self.kept(slug, role, new_nonce()).items()}
