"""A uvicorn server that says goodbye before it goes, keeps the deadlines of its connections and tells that it is alive.

uvicorn closes every WebSocket at once when it is told to stop, which sends the whole audience back in the same second.
"""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Callable, Iterator
from typing import Protocol

import uvicorn

from live.loops import Loops
from live.server.http import IDLE_SECONDS, Connections

TICK_SECONDS = 1.0
TLS_SECONDS = 10.0  # for the peer to finish the handshake
FAREWELL_SECONDS = 3.0  # beyond the time the hub was given
log = logging.getLogger(__name__)


class Drainable(Protocol):
    """Sends everyone away, spread over at most so many seconds."""

    async def drain(self, seconds: float) -> None: ...


class LiveServer(uvicorn.Server):
    """`leave` may be called at any time.

    `tick` is called every second as long as the event loop turns, with how late it was.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        hub: Callable[[], Drainable | None],
        tick: Callable[[float], None],
        ready: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self.server_state = self.connections = Connections()
        self._hub, self._tick, self._ready = hub, tick, ready
        self._leave = asyncio.Event()
        self._drain_seconds = 0.0
        self._lasting = False
        self._ticked_at = 0.0
        self.loops = Loops()

    def leave(self, seconds: float, *, lasting: bool = False) -> None:
        """Stop, giving the audience `seconds`.

        `lasting`: another worker goes on, so idle connections get time to move over.
        """
        if not self._leave.is_set():
            self._drain_seconds, self._lasting = seconds, lasting
            self._leave.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the worker's business."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await self.lifespan.startup()
        if self.lifespan.should_exit:
            raise SystemExit(3)
        loop = asyncio.get_running_loop()
        seconds = TLS_SECONDS if self.config.ssl else None
        self.servers = [
            await loop.create_server(
                self._connection,
                sock=s,
                ssl=self.config.ssl,
                backlog=self.config.backlog,
                ssl_handshake_timeout=seconds,
            )
            for s in sockets or []
        ]
        self.connections.address = (self.config.host, self.config.port)
        self.started = True
        await self.on_tick(0)  # the date header, also in the first second
        self._ticked_at = loop.time()
        self._ticking = loop.create_task(self.loops.forever("tick", self._tick_once, every=TICK_SECONDS))
        self._ready()

    def _connection(self) -> asyncio.Protocol:
        protocol: Callable[..., asyncio.Protocol] = self.config.http_protocol_class
        return protocol(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)

    async def _tick_once(self) -> None:
        now = asyncio.get_running_loop().time()
        lag = max(0.0, now - self._ticked_at - TICK_SECONDS)
        self._ticked_at = now
        await self.on_tick(0)  # the date header
        self.connections.sweep(now)
        self._tick(lag)

    async def main_loop(self) -> None:
        await self._leave.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        self.connections.draining = True
        await asyncio.gather(self._farewell(), self._linger())
        await super().shutdown(sockets)
        self._ticking.cancel()

    async def _farewell(self) -> None:
        hub = self._hub()
        if hub is None:
            return
        try:
            async with asyncio.timeout(self._drain_seconds + FAREWELL_SECONDS):
                await hub.drain(self._drain_seconds)
        except TimeoutError:
            log.warning("not everyone could be sent away in %s s", self._drain_seconds)

    async def _linger(self) -> None:
        """A request may be on its way on an idle connection; it is answered, with `connection: close`."""
        if self._lasting:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(IDLE_SECONDS):
                    await self.connections.none_left()
