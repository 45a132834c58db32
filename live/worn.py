"""A badge as it is worn: what is known of whoever is at the other end of a connection, and what a page is told of its
own.
"""

import msgspec
from starlette.requests import HTTPConnection

from live.rules.people import Person
from live.rules.people.crowding import Arrival

HEADER = "x-live-badge"  # a page's badge, in what it sends; what became of it, in the answer
AS_AUDIENCE = b"role=attendee"  # in the query of a page for everybody
KEPT, KNOWN, OTHER = "kept", "known", "other"  # made the cookie; the cookie's own; somebody else has acted


class Worn(msgspec.Struct, frozen=True):
    """A badge as it was found on a connection. `cookie` is to be set once something is done; `is_new`: it was made just
    now; `told`: what the answer says of the page's own badge.
    """

    person: Person
    cookie: str | None = None
    is_new: bool = False
    told: str = ""
    arrival: Arrival | None = None
    with_token: bool = False
    reads: bool = False  # and does nothing


def said_of(kept: bytes | None, sent: bytes | None, given: str | None) -> str:
    """Return what a page is to know of who has acted: `OTHER` than its stream is, if that may be so."""
    if kept is None:
        return KEPT if sent else OTHER
    return "" if given is None else KNOWN if sent == kept else OTHER


def bearer_of(connection: HTTPConnection) -> str | None:
    """Return the token a program sends; None where it sends none, "" for an empty one."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def role_cookie(connection: HTTPConnection, name: str) -> str | None:
    """Return the cookie that says a role; None for a page that is for everybody, whoever has opened it."""
    query: bytes = connection.scope["query_string"]
    return None if AS_AUDIENCE in query.split(b"&") else connection.cookies.get(name)
