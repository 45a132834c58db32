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

    def wake(self) -> None:
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

    async def fetch(self, seconds: float) -> list[Frame]:
        """Return the next frames; none when the time is up or this connection has ended."""
        if self.ended is None and not (found := self.ready()):
            self._waiting = asyncio.get_running_loop().create_future()
            try:
                async with asyncio.timeout(seconds):
                    await self._waiting
            except TimeoutError:
                return []
            finally:
                self._waiting = None
            return self.ready()
        return found if self.ended is None else []
