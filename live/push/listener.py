"""Who wants to listen, to what and from where: read from a request of any of the three transports in the same way."""

import re
import secrets
from collections.abc import Mapping, Sequence
from functools import lru_cache
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import HTTPConnection

from live.house import services_of, who
from live.push.audience import Audience
from live.push.channel import Channel
from live.push.connection import Connection
from live.push.frames import Frame
from live.push.hub import Hub
from live.push.opening import NONE, UNTOLD, Badge, Ballots, opening
from live.push.rendering import Templates
from live.rules.errors import NotAllowed
from live.rules.event import LANGUAGES
from live.rules.people import Person, Role, program
from live.rules.state import polled
from live.store.copies.copy import Copy
from live.store.copies.cursor import Cursor
from live.worn import Worn, bearer_of

WATCHING = "watching"  # in the query of a screen: it is nobody, and gets no cookie
TICKET = "ticket"  # in the query of a page, which keeps no cookie by looking: its own, or empty
OWN = re.compile(rb"ticket=[^&]")  # in a query that nobody else sends
ASKED = "live.asked"  # in the scope: a query of one's own, once it is read
USUAL_QUERY = 300  # bytes; a longer one is not kept
AHEAD_SECONDS = 1.0  # a page may come from a worker that is a moment ahead of this one


class Listener(msgspec.Struct, frozen=True):
    """`cookie` is the Set-Cookie of a program that is new here; `badge` what a page is told of the badge it wears;
    `acted`: they may have voted before. What they chose is known once it is `looked_up`.
    """

    copy: Copy
    person: Person
    audience: Audience
    cursor: str | None
    acted: bool = True
    cookie: str | None = None
    badge: Badge = UNTOLD
    upvoted: Sequence[str] = ()
    ballots: Ballots = NONE

    def join(self, hub: Hub, connection: Connection) -> None:
        """Take a place in the hub, and the first frames. Raises `Closed`."""
        hub.join(self.copy, connection, self.audience, self.person, self.opening)

    def opening(self, channel: Channel, views: Templates) -> list[Frame]:
        """Return the first frames."""
        return opening(channel, self.cursor, self.person, self.upvoted, views, self.ballots, self.badge)


def check_origin(connection: HTTPConnection) -> None:
    """Refuses `foreign`: no page of somebody else's may listen in a visitor's name."""
    if not services_of(connection).origins.allowed(connection):
        raise NotAllowed("This can only be opened from the event’s own page.", code="foreign")


async def listener(connection: HTTPConnection, last_event_id: str | None = None) -> Listener:
    """Return who wants to listen, with what they chose. What EventSource remembers beats the query, which it repeats
    unchanged. Raises `NotFound`, `NotKnown`, `Unavailable`.
    """
    new = await visitor(connection, last_event_id)
    tokens = new.copy.secrets, new.copy.state.tokens
    new = await looked_up(connection, new)
    copy = await services_of(connection).store.replica.copy(new.copy.slug)  # it may have been let go meanwhile
    if (copy.secrets, copy.state.tokens) != tokens:  # and links renewed, or tokens revoked
        now = _visitor(connection, copy, new.cursor)
        return msgspec.structs.replace(now, upvoted=new.upvoted, ballots=new.ballots)
    return msgspec.structs.replace(new, copy=copy)


async def visitor(connection: HTTPConnection, last_event_id: str | None = None) -> Listener:
    """Return who wants to listen. Raises `NotFound`, `NotKnown`, `Unavailable`."""
    cursor = last_event_id or asked(connection).get("cursor")
    replica, slug = services_of(connection).store.replica, str(connection.path_params["slug"])
    await _catch_up(await replica.copy(slug), cursor)
    return _visitor(connection, await replica.copy(slug), cursor)  # it may have been let go meanwhile


async def looked_up(connection: HTTPConnection, new: Listener) -> Listener:
    """Return the same with what they voted for and how they answered, as it is now."""
    if not new.acted:
        return new
    store, slug = services_of(connection).store, new.copy.slug
    polls = [poll.id for poll in polled(new.copy.state, Role.ATTENDEE)]
    upvoted = await store.votes.upvoted(slug, new.person.id)
    ballots = await store.ballots.of(slug, new.person.id, polls)
    return msgspec.structs.replace(new, upvoted=upvoted, ballots=ballots)


def _visitor(connection: HTTPConnection, copy: Copy, cursor: str | None) -> Listener:
    query = asked(connection)
    worn, badge = _listens(connection, copy, query)
    told = worn.cookie and not {WATCHING, TICKET} & query.keys()
    return Listener(
        copy=copy,
        person=worn.person,
        audience=_audience(worn.person.role, query, copy.state.event.language),
        cursor=cursor,
        acted=not worn.is_new and not worn.with_token,
        cookie=services_of(connection).badges.header(worn.cookie) if told and worn.cookie else None,
        badge=badge,
    )


def asked(connection: HTTPConnection) -> Mapping[str, str]:
    """Return the query as it was read for the last who asked the same: a whole audience comes from one page. One with a
    ticket is nobody else's.
    """
    query: bytes = connection.scope["query_string"]
    if len(query) <= USUAL_QUERY and not OWN.search(query):
        return _read_once(query)
    if ASKED not in connection.scope:
        connection.scope[ASKED] = _read(query)
    found: Mapping[str, str] = connection.scope[ASKED]
    return found


def _read(query: bytes) -> Mapping[str, str]:
    return dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True))


_read_once = lru_cache(maxsize=256)(_read)


def _listens(connection: HTTPConnection, copy: Copy, query: Mapping[str, str]) -> tuple[Worn, Badge]:
    """Who listens, by their cookie, else by the ticket of the badge their page wears; and what a page is told of that:
    nothing while its ticket holds, a badge that was made for it, or that its cookie says who it is. Whoever is `quiet`
    is nobody who is present. Refuses `bad_token`.
    """
    if "quiet" in query and bearer_of(connection) is None:
        return Worn(Person(program(secrets.token_hex(8))), with_token=True, reads=True), UNTOLD
    badges, ticket = services_of(connection).badges, query.get(TICKET)
    if ticket and (holder := badges.holder(ticket, connection, copy.slug, copy.secrets)):
        return holder, UNTOLD
    worn = who(connection, copy)
    if ticket is None or worn.with_token:
        return worn, UNTOLD
    if not worn.is_new:
        return worn, {"badge": None}
    return worn, {"badge": worn.cookie, "ticket": badges.ticket(worn.person, copy.slug)}


def _audience(role: Role, query: Mapping[str, str], event_language: str) -> Audience:
    html = query.get("as") == "html"
    language = query["lang"] if query.get("lang") in LANGUAGES else event_language
    return Audience(
        Role.MODERATOR if role is Role.MODERATOR else Role.ATTENDEE,
        html,
        language if html else "",
        role is Role.SPEAKER,
    )


async def _catch_up(copy: Copy, cursor: str | None) -> None:
    """The client has seen more than this process: wait for it instead of sending the client back."""
    theirs = Cursor.parse(cursor)
    if theirs and theirs.epoch == copy.cursor.epoch and theirs.n > copy.cursor.n:
        await copy.reached(theirs, AHEAD_SECONDS)
