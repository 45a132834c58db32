"""A real worker in a thread of the test process: the hardened server, a free port, an application."""

import asyncio
import io
import socket
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from msgspec.structs import replace

from live.server.drain import LiveServer
from live.server.sockets import listen
from live.server.web import configuration, hub_of, loop_factory
from live.settings import Settings

STARTING_SECONDS, STOPPING_SECONDS = 20, 20


class Server:
    """`base` and `port` for clients, `app` and `loop` for looking inside (with `call`)."""

    def __init__(self, settings: Settings, app: Any) -> None:
        self.settings, self.app = settings, app
        self.base, self.port = settings.base, settings.port
        self.ws = self.base.replace("http", "ws", 1)
        self.loop: asyncio.AbstractEventLoop
        self.server: LiveServer

    def call(self, coroutine: Any, seconds: float = 10) -> Any:
        """Run a coroutine on the server's own loop and wait for its result."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(seconds)

    async def _serve(self, listeners: list[socket.socket], started: threading.Event) -> None:
        self.loop = asyncio.get_running_loop()
        self.server = LiveServer(
            configuration(self.app, self.settings), lambda: hub_of(self.app), lambda lag: None, started.set
        )
        await self.server.serve(listeners)


@contextmanager
def running(settings: Settings, build: Callable[[Settings], Any]) -> Iterator[Server]:
    """Serve `build(settings)` on a free port until the block ends."""
    listeners = listen("127.0.0.1", settings.port)
    settings = replace(settings, host="127.0.0.1", port=listeners[0].getsockname()[1])
    server, started = Server(settings, build(settings)), threading.Event()

    def run() -> None:
        try:
            with asyncio.Runner(loop_factory=loop_factory()) as runner:
                runner.run(server._serve(listeners, started))
        finally:
            failed.append(not started.is_set())
            started.set()

    failed: list[bool] = []
    thread = threading.Thread(target=run)
    thread.start()
    assert started.wait(STARTING_SECONDS), "the server did not start"
    assert not any(failed), "the application did not start; see the captured output"
    try:
        yield server
    finally:
        if thread.is_alive():
            server.loop.call_soon_threadsafe(server.server.leave, 0)
        thread.join(STOPPING_SECONDS)
        assert not thread.is_alive(), f"the server did not stop; it is at\n{_standing(server)}"


def _standing(server: Server) -> str:
    """Where each task of the server waits, and each thread of the process is."""
    told = io.StringIO()
    for task in asyncio.all_tasks(server.loop):
        task.print_stack(file=told)
    for number, frame in sys._current_frames().items():
        told.write(f"thread {number}\n" + "".join(traceback.format_stack(frame)))
    return told.getvalue()
