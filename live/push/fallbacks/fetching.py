"""A connection that is served by its own task (the fallbacks): it fetches from its channel's ring when it is woken."""

import asyncio
from collections.abc import Sequence

from live.push.connection import Connection
from live.push.frames import Frame


class Fetching(Connection):
    """`ended` is the code it ends with, and the window in which to come back."""

    __slots__ = ("_first", "_waiting", "ended")

    def __init__(self) -> None:
        super().__init__()
        self.paused = True
        self.ended: tuple[int, tuple[int, int] | None] | None = None
        self._first: list[Frame] = []
        self._waiting: asyncio.Future[None] | None = None

    @property
    def alive(self) -> bool:
        return self.ended is None

    def start(self, frames: Sequence[Frame]) -> None:
        self._first = list(frames)
        if self.channel is not None:
            self.channel.fetching.add(self)

    def wake(self, *, news: bool = True) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def farewell(self, code: int, after: tuple[int, int] | None = None) -> None:
        self.ended = code, after
        self.wake()

    def drop(self) -> None:
        if self.ended is None:
            self.farewell(1006)

    def ready(self) -> list[Frame]:
        """Return what can be sent now, without waiting."""
        if self._first:
            first, self._first = self._first, []
            return first
        return self.channel.fetch(self) if self.channel is not None else []

    async def fetch(self, seconds: float | None = None) -> list[Frame]:
        """Return the next frames; none when the time is up or this connection has ended. Without a time it waits for
        the next beat at the longest: a timer for each delivery would cost more than the delivery.
        """
        if self.ended is not None:
            return []
        return self.ready() or await self._next(seconds)

    async def _next(self, seconds: float | None) -> list[Frame]:
        loop = asyncio.get_running_loop()
        self._waiting = loop.create_future()
        timer = loop.call_later(seconds, self.wake) if seconds is not None else None
        try:
            await self._waiting
        finally:
            self._waiting = None
            if timer is not None:
                timer.cancel()
        return self.ready() if self.ended is None else []
