"""A farewell to everyone before this process ends: a reason, a window in which to come back, and both spread over
seconds.

Without it a deploy cuts ten thousand connections in one moment, and all of them knock at the next process in the same
second.
"""

import asyncio
import math
import random
from typing import Protocol

from live.push.connection import Connection
from live.push.crowd import Crowd

PER_SECOND = 300  # who comes back costs a handshake, and the next process has just started
SHORTEST_SECONDS = 3.0
STEP_SECONDS = 0.05
LAST_SECONDS = 2.0  # for the last ones to answer their close


class DrainedHub(Protocol):
    """Who is here, who has been told to go, and a way to tell it."""

    crowds: dict[str, Crowd]
    leaving: dict[Connection, float]

    def dismiss(self, connection: Connection, code: int, after: tuple[int, int] | None = None) -> None: ...


async def farewells(hub: DrainedHub, seconds: float) -> None:
    """Dismiss everybody in random order, over no more than these seconds, over fewer if they are few."""
    everyone = [connection for crowd in hub.crowds.values() for connection in crowd.everyone()]
    random.shuffle(everyone)
    span = min(seconds, max(SHORTEST_SECONDS, len(everyone) / PER_SECOND))
    window = (0, max(1000, int(span * 1000)))
    loop = asyncio.get_running_loop()
    started, gone = loop.time(), 0
    while gone < len(everyone):
        due = math.ceil(len(everyone) * (loop.time() - started + STEP_SECONDS) / span) if span else len(everyone)
        for connection in everyone[gone:due]:
            if connection.channel is not None:
                hub.dismiss(connection, 4100, window)
        gone = max(gone, due)
        await asyncio.sleep(STEP_SECONDS)
    await _gone(hub)


async def _gone(hub: DrainedHub) -> None:
    """Wait for the last, then for nobody."""
    for _ in range(int(LAST_SECONDS / STEP_SECONDS)):
        if not hub.leaving:
            return
        await asyncio.sleep(STEP_SECONDS)
    for connection in list(hub.leaving):
        connection.drop()
