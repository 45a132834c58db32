"""The WebSocket endpoint: who, from where, since when; then the connection belongs to the hub and this call returns."""

from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocket

from live.house import services_of
from live.push.frames import CLOSES
from live.push.hub import Closed
from live.push.listener import Listener, check_origin, listener
from live.push.websocket.foreign import ForeignWire
from live.push.websocket.wire import LiveWire
from live.rules.errors import NotAllowed, NotFound, NotKnown, Refused, Unavailable

AGAIN_MS = {4100: (0, 5000), 4103: (2000, 10_000)}


async def live(websocket: WebSocket) -> None:
    """Answer `WS /<slug>/live`.

    A foreign page, and a token that opens nothing, are refused before it opens; other refusals are close codes, the
    only thing a script can see.
    """
    try:
        check_origin(websocket)
    except NotAllowed as refusal:
        await _refuse(websocket, refusal)
        return
    try:
        await _open(websocket, await listener(websocket))
    except NotKnown as refusal:
        await _refuse(websocket, refusal)
    except NotFound:
        await _close(websocket, 4301)
    except Unavailable:
        await _close(websocket, 4103)
    except Refused:
        await _close(websocket, 4302)


async def _open(websocket: WebSocket, new: Listener) -> None:
    hub = services_of(websocket).hub
    connection = _connection(websocket)
    await _accept(websocket, connection, new.cookie)
    try:
        if connection.alive:
            new.join(hub, connection)
    except Closed as closed:
        _count(websocket, closed.code)
        hub.dismiss(connection, closed.code, AGAIN_MS.get(closed.code))
    if isinstance(connection, ForeignWire):
        await connection.serve(hub)


async def _refuse(websocket: WebSocket, why: Refused) -> None:
    services_of(websocket).refusals[why.status, why.why] += 1
    if "websocket.http.response" in websocket.scope.get("extensions", {}):
        await websocket.send_denial_response(PlainTextResponse(str(why), why.status))
    else:
        await websocket.close()


async def _close(websocket: WebSocket, code: int) -> None:
    """Accept in order to say why not."""
    _count(websocket, code)
    hub = services_of(websocket).hub
    connection = _connection(websocket)
    await _accept(websocket, connection, None)
    hub.dismiss(connection, code, AGAIN_MS.get(code))
    if isinstance(connection, ForeignWire):
        await connection.serve(hub)


def _count(websocket: WebSocket, code: int) -> None:
    services_of(websocket).refusals[code, CLOSES[code].meaning] += 1


def _connection(websocket: WebSocket) -> LiveWire | ForeignWire:
    wire = websocket.scope.get("extensions", {}).get("live.wire")
    return wire if isinstance(wire, LiveWire) else ForeignWire(websocket)


async def _accept(websocket: WebSocket, connection: LiveWire | ForeignWire, cookie: str | None) -> None:
    await websocket.accept(headers=[(b"set-cookie", cookie.encode())] if cookie else None)
    if isinstance(connection, LiveWire):
        connection.adopt(services_of(websocket).hub)
