"""Ending tasks for good, whatever their libraries do with a cancellation."""

import asyncio
from collections.abc import Sequence
from typing import Any


async def ended(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Cancel until they end: a cancellation that meets a time-out inside a library can be swallowed (Python 3.11)."""
    while waiting := [task for task in tasks if not task.done()]:
        for task in waiting:
            task.cancel()
        await asyncio.wait(waiting, timeout=0.5)
    for task in tasks:
        if not task.cancelled():
            task.exception()  # looked at, so that nobody complains that nobody did
