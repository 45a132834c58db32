"""The simulated audience as a process of its own, started by a worker. It stands back behind everything else, and ends
with the worker, whatever became of that.
"""

import asyncio
import os
import socket
from contextlib import suppress

import msgspec

from live.rules.rehearsal import Cast
from live.server import orphans
from live.server.sockets import raise_file_limit
from live.server.web import loop_factory
from live.simulated.performance import Performance

LAST_SECONDS = 1.0  # after the worker is gone


def main() -> None:
    channel = socket.socket(fileno=os.dup(0))
    orphans.end_with(channel, LAST_SECONDS)
    raise_file_limit()
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(perform(channel))


async def perform(channel: socket.socket) -> None:
    """Run what the worker says, until it is over or the worker hangs up."""
    worker, _ = await asyncio.open_connection(sock=channel)
    cast = msgspec.json.decode(await worker.readline(), type=Cast)
    os.nice(cast.nice)
    running = asyncio.create_task(Performance(cast).run())
    hung_up = asyncio.create_task(worker.read())
    await asyncio.wait((running, hung_up), return_when=asyncio.FIRST_COMPLETED)
    running.cancel()
    hung_up.cancel()
    with suppress(asyncio.CancelledError, OSError):
        await running


if __name__ == "__main__":
    main()
