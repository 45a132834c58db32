"""`/asyncapi.json`: what is heard of an event, by all three transports, written from the frames' own shapes (AsyncAPI
3.0).
"""

from datetime import datetime
from typing import Annotated, Literal, NotRequired, TypedDict

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response

from live import __version__
from live.headers import NO_PAGE
from live.push.frames import CLOSES, HEARTBEAT_SECONDS, PROTOCOL
from live.rules.event import LANGUAGES
from live.rules.schemas import PLACE, schema_of
from live.rules.shapes import SHAPES, ChangeShape
from live.rules.shapes.audience import OwnShape, ResultsShape
from live.rules.shapes.naming import Cursor, Id, name_of

Json = dict[str, object]


class YouShape(TypedDict):
    """What is personal."""

    role: Literal["attendee", "moderator"]
    upvoted: Annotated[list[Id], Meta(description="Questions.")]
    asked: list[OwnShape]
    ballots: NotRequired[Annotated[dict[str, list[str]], Meta(description="What was chosen in each poll.")]]
    badge: NotRequired[
        Annotated[str | None, Meta(description="To whom asks with `ticket`: to act with; null when the cookie knows.")]
    ]
    ticket: NotRequired[Annotated[str, Meta(description="To listen with, as who wears the badge.")]]


class HelloShape(TypedDict):
    """The first frame."""

    type: Literal["hello"]
    protocol: int
    epoch: str
    cursor: Annotated[Cursor, Meta(description="Where the chain of this connection starts.")]
    now: datetime
    heartbeat: Annotated[int, Meta(description="Seconds between two signs of life.")]
    you: YouShape


class ChangesShape(TypedDict):
    """What follows on the cursor one has; anything else is a gap."""

    type: Literal["changes"]
    prev: Cursor
    cursor: Cursor
    changes: list[ChangeShape]


class TypingShape(TypedDict):
    """A moderator who is at the desk, and what they write on."""

    id: Id
    name: str
    question: str
    kind: str


class CueShape(TypedDict):
    """A word to who is speaking; times in milliseconds since 1970."""

    id: Id
    text: str
    given_at: int
    seen_at: int | None


class ScreensShape(TypedDict):
    """The big screens; the time in milliseconds since 1970."""

    seen: int
    stale: int
    heard_at: int | None


class PulseShape(TypedDict):
    """What only has a latest value; what is not there has not changed."""

    type: Literal["pulse"]
    seq: int
    people: int
    connections: int
    votes: Annotated[dict[str, int], Meta(description="By question.")]
    ledger: NotRequired[Annotated[dict[str, int], Meta(description="How many questions have which fate.")]]
    signals: NotRequired[dict[str, int]]
    polls: NotRequired[dict[str, ResultsShape]]
    answered: NotRequired[Annotated[dict[str, int], Meta(description="People, of polls without results.")]]
    doubted: NotRequired[int]
    desk: NotRequired[list[TypingShape]]
    unheard: NotRequired[bool]
    stages: NotRequired[ScreensShape]
    cue: NotRequired[CueShape | None]
    top: NotRequired[Annotated[list[Id], Meta(description="What moderators put at the top; for speakers.")]]


class ResyncShape(TypedDict):
    """What one has cannot be continued: fetch STATE, and go on from its cursor."""

    type: Literal["resync"]
    why: Literal["first", "epoch", "unknown", "far", "fork", "slow"]


class BeatShape(TypedDict):
    """A sign of life."""

    type: Literal["beat"]
    now: datetime
    cursor: Cursor


class ByeShape(TypedDict):
    """The connection ends; come back at a random moment within these milliseconds."""

    type: Literal["bye"]
    code: Annotated[int, Meta(description=f"A close code: {', '.join(map(str, CLOSES))}.")]
    after: tuple[int, int]


class AliveShape(TypedDict):
    """The one thing a client may send."""

    type: Literal["beat"]


FRAMES = (HelloShape, ChangesShape, PulseShape, ResyncShape, BeatShape, ByeShape)
PARTS = (YouShape, TypingShape, CueShape, ScreensShape)
TRANSPORTS = {
    "live": ("ws", "A WebSocket."),
    "events": ("http", "Server-sent events: `event` is the type of the frame, `id` the cursor."),
    "poll": ("http", 'Long polling: each answer is `{"frames", "cursor", "counts"}`.'),
}
QUERY: Json = {
    "type": "object",
    "properties": {
        "cursor": {"type": "string", "description": "Where one stands; without it, from now on."},
        "as": {"type": "string", "enum": ["json", "html"], "default": "json"},
        "lang": {"type": "string", "enum": list(LANGUAGES), "description": "Of the pieces, as html."},
        "ticket": {"type": "string", "description": "Of the badge one wears, or empty: no cookie is set."},
    },
}


async def show(request: Request) -> Response:
    """Answer the description of what is pushed, for programs."""
    content = msgspec.json.encode(
        described(request.headers.get("host", "localhost"), secure=request.url.scheme == "https")
    )
    headers = NO_PAGE | {"cache-control": "no-store", "access-control-allow-origin": "*"}
    return Response(content, media_type="application/json", headers=headers)


def described(host: str, *, secure: bool) -> Json:
    """Return the whole document for the service at this host."""
    shapes = [*SHAPES.values(), *FRAMES, *PARTS, AliveShape]
    told = f"What is heard of an event. Protocol {PROTOCOL}; a sign of life comes every {HEARTBEAT_SECONDS} s."
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Live", "version": __version__, "description": told},
        "defaultContentType": "application/json",
        "servers": {
            "socket": {"host": host, "protocol": "wss" if secure else "ws"},
            "fallbacks": {"host": host, "protocol": "https" if secure else "http"},
        },
        "channels": {name: _channel(name) for name in TRANSPORTS},
        "operations": {f"hear-{name}": _hearing(name) for name in TRANSPORTS} | {"stay": _staying()},
        "components": {
            "messages": {name_of(kind).lower(): _message(kind) for kind in (*FRAMES, AliveShape)},
            "schemas": {name_of(kind): schema_of(kind) for kind in shapes},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _channel(name: str) -> Json:
    binding, told = TRANSPORTS[name]
    kinds = (*FRAMES, AliveShape) if name == "live" else FRAMES
    server = "socket" if name == "live" else "fallbacks"
    query = {"ws": {"method": "GET", "query": QUERY}} if binding == "ws" else {}
    return {
        "address": f"/{{slug}}/{name}",
        "description": told,
        "servers": [{"$ref": f"#/servers/{server}"}],
        "parameters": {"slug": {"description": "The event's address."}},
        "messages": {
            name_of(kind).lower(): {"$ref": f"#/components/messages/{name_of(kind).lower()}"} for kind in kinds
        },
        **({"bindings": query} if query else {}),
    }


def _hearing(name: str) -> Json:
    """What the service sends over a transport."""
    heard = [{"$ref": f"#/channels/{name}/messages/{name_of(kind).lower()}"} for kind in FRAMES]
    return {"action": "send", "channel": {"$ref": f"#/channels/{name}"}, "messages": heard}


def _staying() -> Json:
    said = {"$ref": f"#/channels/live/messages/{name_of(AliveShape).lower()}"}
    return {"action": "receive", "channel": {"$ref": "#/channels/live"}, "messages": [said]}


def _message(kind: type) -> Json:
    return {"summary": (kind.__doc__ or "").strip(), "payload": {"$ref": PLACE + name_of(kind)}}
