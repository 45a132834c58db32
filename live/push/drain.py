"""A farewell to everyone before this process ends: a reason, a window in which to come back, and both spread over seconds.

Without it a deploy cuts ten thousand connections in one moment, and all of them knock at the next process in the same second.
"""

import asyncio
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from live.push.hub import Hub

STEP_SECONDS = 0.05
LAST_SECONDS = 2.0  # for the last ones to answer their close


async def farewells(hub: "Hub", seconds: float) -> None:
    everyone = [connection for crowd in hub.crowds.values() for connection in crowd.everyone()]
    random.shuffle(everyone)
    window = (0, max(1000, int(seconds * 1000)))
    steps = max(1, int(seconds / STEP_SECONDS))
    for step in range(steps):
        for connection in everyone[step::steps]:
            if connection.channel is not None:
                hub.dismiss(connection, 4100, window)
        if not hub.leaving and not hub.total:
            return
        await asyncio.sleep(STEP_SECONDS)
    await _gone(hub)


async def _gone(hub: "Hub") -> None:
    """Wait for the last, then for nobody."""
    for _ in range(int(LAST_SECONDS / STEP_SECONDS)):
        if not hub.leaving:
            return
        await asyncio.sleep(STEP_SECONDS)
    for connection in list(hub.leaving):
        connection.drop()
