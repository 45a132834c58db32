"""Who somebody is: a signed cookie for people, the exchange of a link's token for a role's cookie, bearer tokens for
programs.

Cookies of a role end by their signature, when its link is renewed, and when somebody ends them everywhere. Over https
their names begin with `__Host-`: no other host of the same domain can set them.

A page that has no cookie yet wears the same badge in memory: it sends it in a header with what it does, which makes it
the cookie, and a ticket for it with its stream, which lets one listen and nothing else
(docs/decisions/looking-stores-nothing.md).

The only way to get a `Person`. A person has one random number in a cookie; what an event knows them by is derived from
it and differs from event to event. A role's cookie is bound to the token it was exchanged for: renewing the link ends
it everywhere.
"""

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

import msgspec
from starlette.requests import HTTPConnection
from starlette.responses import Response

from live.rules.access import AccessToken
from live.rules.errors import NotKnown
from live.rules.people import Person, Role, program
from live.rules.people.crowding import PLACE_BYTES, Arrival, neighbourhood, simulated, unpacked
from live.rules.text import clean
from live.rules.wishes.access import TokenRole
from live.rules.wishes.people import LONGEST_NAME
from live.tokens import AUDIENCE, LINKED, digest, since
from live.worn import HEADER, Worn, bearer_of, role_cookie, said_of

COOKIE, ROLE_COOKIE, ORGANISER_COOKIE = "live", "live-desk-{slug}", "live-organiser"
NAME_COOKIE = "live-name-{slug}"  # what a moderator is called, at one event's desk
DAY_SECONDS = 24 * 3600
PERSON_SECONDS = 180 * DAY_SECONDS  # where nothing is ever deleted
ROLE_SECONDS = 14 * 24 * 3600
NUMBER_BYTES = 16
LONGEST_EXPIRY = 12  # digits
REHEARSING = "live-rehearsal"  # a header: the token of a rehearsal's audience and which of its people this is
NO_TOKENS: Mapping[str, str] = {}


class OrganiserKey(msgspec.Struct, frozen=True):
    """The digest of the organiser's token, and what has ended every cookie that was signed before it."""

    digest: str
    since: str = ""


class Badges:
    """Makes and reads badges; `secure` puts cookies on https only, `person_days` is how long one is kept."""

    def __init__(self, secret: str, *, secure: bool, person_days: int | None = None) -> None:
        self._key = hashlib.sha256(secret.encode()).digest()
        self._secure = secure
        self._person_seconds = person_days * DAY_SECONDS if person_days else PERSON_SECONDS

    def worn(
        self, connection: HTTPConnection, slug: str, tokens: Mapping[str, str], access: Iterable[AccessToken] = ()
    ) -> Worn:
        """Return who this is at this event. `tokens`: role → digest of the link's token that is valid now; `access`:
        those of programs. Refuses `bad_token`.
        """
        if (bearer := bearer_of(connection)) is not None:
            return self._bearer(self._name(connection, slug), digest(bearer), tokens, access)
        kept, given = self._known_number(connection), connection.headers.get(HEADER)
        sent = self._number(given)
        number = kept or sent or secrets.token_bytes(NUMBER_BYTES) + self._arrival(connection, tokens).packed()
        return Worn(
            self._linked(self._pseudonym(number[:NUMBER_BYTES], slug), connection, slug, tokens),
            self._person_cookie(number) if not kept or self.name_of(COOKIE) not in connection.cookies else None,
            is_new=not kept and not sent,
            told=said_of(kept, sent, given),
            arrival=unpacked(number[NUMBER_BYTES:]),
        )

    def ticket(self, person: Person, slug: str) -> str:
        """Return what lets a page listen as this person at this event, and do nothing."""
        return f"{person.id}.{self._sign(f'ticket|{slug}|{person.id}')}"

    def holder(self, ticket: str, connection: HTTPConnection, slug: str, tokens: Mapping[str, str]) -> Worn | None:
        """Return who holds this ticket; None when it is not ours, or when something better says who this is."""
        person_id, _, signature = ticket.partition(".")
        if not _same(signature, self._sign(f"ticket|{slug}|{person_id}")):
            return None
        if bearer_of(connection) is not None or HEADER in connection.headers or self.known(connection):
            return None
        return Worn(self._linked(person_id, connection, slug, tokens))

    def _linked(self, person_id: str, connection: HTTPConnection, slug: str, tokens: Mapping[str, str]) -> Person:
        """A person in the role that a link gave to this device."""
        role = self._role(role_cookie(connection, self.name_of(ROLE_COOKIE, slug)), slug, tokens)
        return Person(person_id, role, self._name(connection, slug) if role is Role.MODERATOR else "")

    def _name(self, connection: HTTPConnection, slug: str) -> str:
        """As the moderator has said it on this device; whatever else stands in the cookie is made fit."""
        return clean(unquote(connection.cookies.get(self.name_of(NAME_COOKIE, slug), "")))[:LONGEST_NAME]

    def known(self, connection: HTTPConnection) -> bool:
        return self._known_number(connection) is not None

    def exchange(self, token: str, slug: str, tokens: Mapping[str, str]) -> tuple[Role, str] | None:
        """Return the role a link's token stands for and the cookie that carries it from now on, or None."""
        given = digest(token)
        for role in LINKED:
            if hmac.compare_digest(given, tokens.get(role, "")):
                return role, self._role_cookie(role, slug, tokens)
        return None

    def organiser(self, connection: HTTPConnection, kept: OrganiserKey) -> bool:
        """Return whether this is the organiser: by cookie, or by bearer token. Refuses `bad_token`."""
        if (token := bearer_of(connection)) is not None:
            if not hmac.compare_digest(digest(token), kept.digest):
                raise wrong_token()
            return True
        expires, _, signature = connection.cookies.get(self.name_of(ORGANISER_COOKIE), "").partition(".")
        return _runs(expires) and _same(signature, self._sign(_of_organiser(expires, kept)))

    def organiser_for(self, token: str, kept: OrganiserKey) -> str | None:
        """Return the cookie for whoever holds the organiser's token, or None."""
        if not hmac.compare_digest(digest(token), kept.digest):
            return None
        expires = str(int(time.time()) + ROLE_SECONDS)
        return f"{expires}.{self._sign(_of_organiser(expires, kept))}"

    def wear(self, response: Response, worn: Worn) -> None:
        """Make the cookie of whoever has just done something, and say what became of the badge that came with it."""
        if worn.cookie:
            self.put(response, COOKIE, worn.cookie, self._person_seconds)
        if worn.told:
            response.headers[HEADER] = worn.told

    def put(self, response: Response, name: str, value: str, seconds: int, *, slug: str = "") -> None:
        """Set a cookie of this host alone; no `seconds` ends it."""
        name = self.name_of(name, slug)
        response.set_cookie(name, value, max_age=seconds, httponly=True, secure=self._secure, samesite="lax")

    def name_of(self, cookie: str, slug: str = "") -> str:
        """Return its name here. A prefix of `__Host-` needs https and the path /, so an event stands in the name."""
        return ("__Host-" if self._secure else "") + cookie.format(slug=slug)

    def forget(self, response: Response) -> None:
        """End the cookie of a person, by the name of version 0.2 too."""
        self.put(response, COOKIE, "", 0)
        response.set_cookie(COOKIE, "", max_age=0, httponly=True, secure=self._secure, samesite="lax")

    def header(self, cookie: str, name: str = COOKIE, seconds: int = 0) -> str:
        """Return a Set-Cookie: that of a new person, for a program that listens, unless `name` says another."""
        secure, seconds = "; Secure" if self._secure else "", seconds or self._person_seconds
        return f"{self.name_of(name)}={cookie}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"

    def _bearer(self, name: str, given: str, tokens: Mapping[str, str], access: Iterable[AccessToken]) -> Worn:
        """Who holds the token of this digest: that of a link, or one of a program's own."""
        for role in LINKED:
            if hmac.compare_digest(given, tokens.get(role, "")):
                return Worn(Person(program(given), role, name if role is Role.MODERATOR else ""), with_token=True)
        for token in access:
            if hmac.compare_digest(given, token.digest) and token.revoked_at is None:
                person = Person(token.person, token.as_role, name or token.name)
                return Worn(person, with_token=True, reads=token.role is TokenRole.READER)
        raise wrong_token()

    def _arrival(self, connection: HTTPConnection, tokens: Mapping[str, str]) -> Arrival:
        """Of somebody new."""
        return Arrival(int(time.time()), self.place(connection, tokens))

    def place(self, connection: HTTPConnection, tokens: Mapping[str, str] = NO_TOKENS) -> bytes:
        """Return the keyed hash of where a connection comes from."""
        place = neighbourhood(host_of(connection, tokens))
        return hashlib.blake2b(f"place|{place}".encode(), key=self._key, digest_size=PLACE_BYTES).digest()

    def _known_number(self, connection: HTTPConnection) -> bytes | None:
        """Whom the cookie names; one of version 0.2, without a prefix, is read as long as there is no other."""
        return self._number(connection.cookies.get(self.name_of(COOKIE), connection.cookies.get(COOKIE)))

    def _number(self, cookie: str | None) -> bytes | None:
        number, _, signature = (cookie or "").partition(".")
        if not signature or not _same(signature, self._sign(f"person|{number}")):
            return None
        return base64.urlsafe_b64decode(number + "=" * (-len(number) % 4))

    def _person_cookie(self, number: bytes) -> str:
        text = base64.urlsafe_b64encode(number).decode().rstrip("=")
        return f"{text}.{self._sign(f'person|{text}')}"

    def _pseudonym(self, number: bytes, slug: str) -> str:
        name = hashlib.blake2b(slug.encode(), key=self._key[:32] + number, digest_size=10).digest()
        return base64.b32encode(name).decode().lower()

    def _role(self, cookie: str | None, slug: str, tokens: Mapping[str, str]) -> Role:
        role, _, rest = (cookie or "").partition(".")
        expires, _, signature = rest.partition(".")
        known = role in LINKED and _runs(expires) and tokens.get(role)
        if known and _same(signature, self._sign(_of_role(role, slug, expires, tokens))):
            return Role(role)
        return Role.ATTENDEE

    def _role_cookie(self, role: Role, slug: str, tokens: Mapping[str, str]) -> str:
        expires = str(int(time.time()) + ROLE_SECONDS)
        return f"{role}.{expires}.{self._sign(_of_role(role, slug, expires, tokens))}"

    def _sign(self, text: str) -> str:
        return base64.urlsafe_b64encode(hmac.digest(self._key, text.encode(), "sha256")[:18]).decode()


def _runs(expires: str) -> bool:
    """Whether a time in a cookie, which may be anything, is still to come."""
    return expires.isdecimal() and len(expires) <= LONGEST_EXPIRY and int(expires) > time.time()


def _of_role(role: str, slug: str, expires: str, tokens: Mapping[str, str]) -> str:
    """What is signed: the cookie ends with its time, with its link, and with all others of the role."""
    return f"role|{role}|{slug}|{expires}|{tokens.get(role, '')}|{tokens.get(since(role), '')}"


def _of_organiser(expires: str, kept: OrganiserKey) -> str:
    return f"organiser|{expires}|{kept.digest}|{kept.since}"


def _same(given: str, signature: str) -> bool:
    """In constant time. What stands in a cookie may be anything, also what is not ASCII."""
    return hmac.compare_digest(given.encode(), signature.encode())


def host_of(connection: HTTPConnection, tokens: Mapping[str, str] = NO_TOKENS) -> str:
    """Return the address somebody comes from. At a rehearsal, whose `tokens` have one for its simulated audience, who
    shows that token is told apart by a number instead: otherwise all of them would be one place.
    """
    if (kept := tokens.get(AUDIENCE)) and (shown := connection.headers.get(REHEARSING)):
        token, _, number = shown.partition(" ")
        if hmac.compare_digest(digest(token), kept):
            return simulated(number)
    return connection.client.host if connection.client else ""


def wrong_token() -> NotKnown:
    """Return the refusal of a token that opens nothing: wrong, of another event, or revoked."""
    return NotKnown("This token opens nothing here. It may have been revoked.", code="bad_token")
