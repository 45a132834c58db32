"""A TCP relay that does to a connection what networks do: cut it, swallow it, lose its answers, hold it up, refuse
it.
"""

import asyncio
import random
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

PASS, REFUSE, BLACKHOLE, LOSE_ANSWERS, DELAY = "pass", "refuse", "blackhole", "lose answers", "delay"
DELAY_SECONDS = (0.1, 0.3)
PIECE = 65536
ACCEPTING = 4  # turns of the loop from a connection that the kernel has to its task
RESET = struct.pack("ii", 1, 0)  # SO_LINGER on, zero seconds: closing sends RST


class Proxy:
    """Listens on `port`, relays to `target` (a port; may be changed while it runs).

    `mode` holds for old and new connections.
    """

    def __init__(self, target: int, chance: random.Random) -> None:
        self.target = target
        self.mode = PASS
        self._chance = chance
        self._lines: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def cut(self, share: float = 1.0) -> None:
        """Reset this share of the connections."""
        for line in [line for line in self._lines if not line.is_closing()]:
            if self._chance.random() < share:
                _reset(line)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.mode == REFUSE:
            _reset(writer)
            return
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            _reset(writer)
            return
        self._lines.add(back)
        await asyncio.gather(self._relay(reader, back, answers=False), self._relay(there, writer, answers=True))

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, answers: bool) -> None:
        """One direction.

        What was swallowed stays swallowed: after the fault such a connection is cut, as a firewall would.
        """
        swallowed = False
        with suppress(OSError):
            while piece := await reader.read(PIECE):
                if self.mode == DELAY:
                    await asyncio.sleep(self._chance.uniform(*DELAY_SECONDS))
                if self.mode == BLACKHOLE or (answers and self.mode == LOSE_ANSWERS):
                    swallowed = True
                    continue
                if swallowed:
                    _reset(writer)
                    break
                writer.write(piece)
                await writer.drain()
        writer.close()

    def _served(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer)
        task = asyncio.create_task(self._accept(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Proxy"]:
        server = await asyncio.start_server(self._served, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            for listening in server.sockets:  # asyncio forgets, unclosed, what it has accepted when a server is closed
                asyncio.get_running_loop().remove_reader(listening.fileno())
            for _ in range(ACCEPTING):
                await asyncio.sleep(0)
            server.close()
            for task in self._tasks:
                task.cancel()
            for line in self._lines:  # also those that are closing, and wait for a peer that does not read
                line.transport.abort()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await asyncio.gather(*(line.wait_closed() for line in self._lines), return_exceptions=True)


def _reset(writer: asyncio.StreamWriter) -> None:
    line: socket.socket = writer.get_extra_info("socket")
    with suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    writer.transport.abort()
