"""Three ways to the same frames. Each is an async iterator of frames that ends by raising `Lost`."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from itertools import chain, repeat
from typing import Any
from urllib.parse import urlencode

import msgspec

from live.client.http import Http

Frame = dict[str, Any]
Transport = Callable[["Http", str, dict[str, str]], AsyncGenerator[Frame]]
COUNTED_SECONDS = 1  # until whoever has come is among the people, which wakes no poll
POLL_SECONDS = 20


class Lost(Exception):
    """The connection has ended with a close code. `after`: the window (ms) of a `bye`."""

    def __init__(self, code: int, after: tuple[int, int] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.after = after


async def socket(http: Http, path: str, query: dict[str, str]) -> AsyncGenerator[Frame]:
    """Listen by WebSocket."""
    from websockets.asyncio.client import connect
    from websockets.exceptions import ConnectionClosed, InvalidHandshake
    from websockets.typing import Origin

    url = f"{http.origin.replace('http', 'ws', 1)}{path}/live?{urlencode(query)}"
    try:
        async with connect(
            url,
            origin=Origin(http.shown),
            additional_headers=http.headers(),
            ssl=http.tls,
            max_size=None,
            compression=None,
            ping_interval=None,
        ) as line:
            for cookie in line.response.headers.get_all("set-cookie") if line.response else ():
                http.keep(cookie)
            async for text in line:
                yield msgspec.json.decode(text)
            raise Lost(line.close_code or 1006)
    except ConnectionClosed as closed:
        raise Lost(closed.rcvd.code if closed.rcvd else 1006) from None
    except InvalidHandshake as refused:
        raise Lost(4302 if getattr(getattr(refused, "response", None), "status_code", 0) == 403 else 1006) from None


async def events(http: Http, path: str, query: dict[str, str]) -> AsyncGenerator[Frame]:
    """Server-sent events."""
    async with http.stream(f"{path}/events?{urlencode(query)}", {"Accept": "text/event-stream"}) as (response, lines):
        if response.status != 200:
            raise Lost(_code(response.status))
        async for line in lines:
            if line.startswith(b"data: "):
                yield msgspec.json.decode(line[6:])
    raise Lost(4000)  # streams end after ten minutes; the next one goes on where this one stopped


async def polls(http: Http, path: str, query: dict[str, str]) -> AsyncGenerator[Frame]:
    """Long polling. The first answer comes at once, the second with the number of people."""
    query = dict(query)
    for wait in chain((0, COUNTED_SECONDS), repeat(POLL_SECONDS)):
        query["wait"] = str(wait)
        response = await http.request("GET", f"{path}/poll?{urlencode(query)}")
        if response.status != 200:
            raise Lost(_code(response.status))
        answer = response.json()
        for frame in answer["frames"]:
            yield frame
            if frame["type"] == "bye":
                raise Lost(frame["code"])
        query["cursor"] = answer["cursor"]
        query["counts"] = answer.get("counts", "")
        await asyncio.sleep(0)


def _code(status: int) -> int:
    """A refusal over HTTP as the close code that means the same."""
    return {403: 4302, 404: 4301, 503: 4103}.get(status, 1006)


TRANSPORTS: dict[str, Transport] = {"socket": socket, "events": events, "poll": polls}
