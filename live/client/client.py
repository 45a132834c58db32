"""One follower of one event. Keeps a state that is always some prefix of the event's history, or fetches it anew."""

import asyncio
import contextlib
import secrets
import ssl
from collections.abc import AsyncGenerator
from typing import Any, Self

import msgspec

from live.client.backoff import Backoff
from live.client.http import Http, Response
from live.client.reducer import State, reduce
from live.client.transports import TRANSPORTS, Frame, Lost
from live.push.frames import HEARTBEAT_SECONDS, LATE_SECONDS, client_does

SILENCE_SECONDS = (
    2 * HEARTBEAT_SECONDS + LATE_SECONDS
)  # a server says something every heartbeat; two missing ones are no accident
BUSY_SECONDS = (0.2, 1.0)  # between attempts of an action when nobody said how long


class Ended(Exception):
    """The server said stop; coming back would not help. `code` is its close code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Refused(Exception):
    """An action was understood and not done: the error object of docs/protocol.md."""

    def __init__(self, status: int, error: dict[str, Any]) -> None:
        super().__init__(f"{status} {error.get('code')}: {error.get('message')}")
        self.status = status
        self.error = error


class Client:
    """`state` is STATE of docs/protocol.md plus `you`; `frames()` keeps it up to date for as long as it is read."""

    def __init__(
        self,
        base: str,
        slug: str,
        *,
        transport: str = "socket",
        bearer: str | None = None,
        tls: ssl.SSLContext | None = None,
        html: bool = False,
        language: str | None = None,
        backoff: Backoff | None = None,
        shown: str = "",
    ) -> None:
        self.http = Http(base, bearer=bearer, tls=tls, shown=shown)
        self._listening = Http(base, bearer=bearer, tls=tls, shown=shown)
        self._listening.cookies = self.http.cookies
        self.state: State = {}
        self.cursor = ""
        self.connects, self.resyncs = 0, 0
        self._path = f"/{slug}"
        self._open = TRANSPORTS[transport]
        self._query = ({"as": "html"} if html else {}) | ({"lang": language} if language else {})
        self._backoff = backoff or Backoff()
        self._named = ""
        self._advised: tuple[int, int] | None = None
        self._introducing = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.close()
        await self._listening.close()

    # Following

    async def frames(self) -> AsyncGenerator[Frame]:
        """Give every frame, after `state` includes it; reconnects for ever.

        Raises `Ended` when that is what the server wants.
        """
        while True:
            since: float | None = None
            try:
                if not self.state:
                    await self.fetch()
                await self._introduce()
                async with contextlib.aclosing(self._connection()) as connection:
                    async for frame in connection:
                        since = since or asyncio.get_running_loop().time()
                        yield frame
                code = 4000
            except Lost as lost:
                code = lost.code
            except (OSError, EOFError):
                code = 1006
            await self._pause(code, since)

    async def _pause(self, code: int, since: float | None) -> None:
        what = client_does(code)
        if what == "stop":
            raise Ended(code)
        if what == "reload":
            self.state = {}
        if since is not None:
            self._backoff.lasted(asyncio.get_running_loop().time() - since)
        after, self._advised = self._advised, None
        await asyncio.sleep(self._backoff.delay(code, after))

    async def _connection(self) -> AsyncGenerator[Frame]:
        """One connection from the cursor on, until it ends, falls silent, or what it says does not fit.

        The first resync is followed at once. Told so again, it waits as pages do: two workers may not agree yet, and
        everybody who asked one and then the other without a pause would keep them from finding out.
        """
        self.connects += 1
        follows, fetched = False, 0
        while not follows:
            follows = True
            query = {"cursor": self.cursor, **self._query}
            async with contextlib.aclosing(self._open(self._listening, self._path, query)) as frames:
                while follows and (frame := await self._next(frames)):
                    follows = self.follow(frame)
                    if not follows:
                        self.resyncs, fetched = self.resyncs + 1, fetched + 1
                        await asyncio.sleep(self._backoff.soon() if fetched > 1 else 0)
                        await self.fetch()
                    yield frame

    async def _next(self, frames: AsyncGenerator[Frame]) -> Frame | None:
        """Wait for the next frame; None when the connection has ended. Raises `Lost` when it is silent for too long."""
        try:
            async with asyncio.timeout(SILENCE_SECONDS):
                return await anext(frames, None)
        except TimeoutError:
            raise Lost(4001) from None

    def follow(self, frame: Frame) -> bool:
        """Take one frame in; False when the state must be fetched anew: a gap, or the server says so."""
        kind = frame["type"]
        if kind == "resync":
            return False
        if kind == "changes" and frame["prev"] not in (self.cursor, self._named):
            return bool(frame["cursor"] == self.cursor)  # known already
        if kind == "bye":
            self._advised = tuple(frame["after"])
        self.state = reduce(self.state, frame)
        if kind == "changes":
            self.cursor = self._named = frame["cursor"]
        elif kind in (
            "hello",
            "beat",
        ):  # named, not reached: a resync may follow, and the connection may break before it comes
            self._named = frame["cursor"]
        return True

    async def fetch(self) -> None:
        """Fetch STATE as it is now; from its cursor on frames are applied."""
        response = await self.http.request("GET", f"{self._path}.json", headers={"Accept": "application/json"})
        if response.status != 200:
            raise Lost({404: 4301, 403: 4302}.get(response.status, 1006))
        self.state = {**response.json(), "you": self.state.get("you")}
        self.cursor = self._named = self.state["cursor"]

    # Acting

    async def act(self, path: str, *, key: str | None = None, seconds: float = 30.0, **fields: Any) -> Any:
        """Post to the event, tried again with the same key until there is an answer.

        Raises `Refused`, or `TimeoutError`.
        """
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Idempotency-Key": key or secrets.token_urlsafe(16),
        }
        body = msgspec.json.encode(fields)
        async with asyncio.timeout(seconds):
            while True:
                response = await self._attempt(f"{self._path}/{path}", body, headers)
                if response is not None and response.status < 500:
                    break
                await asyncio.sleep(self._wait(response))
        if response.status >= 400:
            raise Refused(response.status, response.json()["error"])
        return response.json()

    async def _attempt(self, path: str, body: bytes, headers: dict[str, str]) -> Response | None:
        try:
            return await self.http.request("POST", path, body, headers) if await self._introduce() else None
        except OSError:
            return None

    async def _introduce(self) -> bool:
        """Become somebody before doing anything: a retry must come from the same person as the first try.

        False when that failed.
        """
        async with self._introducing:
            if not self.http.headers():
                await self.http.request("POST", f"{self._path}/person", headers={"Accept": "application/json"})
        return bool(self.http.headers())

    def _wait(self, response: Response | None) -> float:
        low, high = BUSY_SECONDS
        if response is not None and response.status == 503 and response.body:
            low = float(response.json().get("error", {}).get("retry_after") or low)
        return low + secrets.randbelow(1000) / 1000 * high
