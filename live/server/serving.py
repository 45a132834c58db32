"""From settings to a running service and back: sockets, store, supervisor, in this order, and undone in the opposite
one.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from msgspec.structs import replace

from live import log
from live.server.sockets import listen, raise_file_limit
from live.server.supervisor import Supervisor
from live.settings import Settings
from live.store.embedded import Embedded
from live.store.embedded.sockets import described

APP = "live.app:build_app"


class Running(NamedTuple):
    """What is up, for the person at the terminal. `settings` name the port and the store really used."""

    settings: Settings
    store: str
    embedded: bool


def serve(settings: Settings, greet: Callable[[Running], Awaitable[None]], app: str = APP) -> int:
    """Run the service until it is told to stop; the exit code.

    Raises `CannotListen` and `NoStore`, each with one sentence.
    """
    log.configure(settings.log, settings.log_level)
    raise_file_limit()
    with contextlib.ExitStack() as undo:
        listeners = listen(settings.host, settings.port)
        for listener in listeners:
            undo.callback(listener.close)
        settings = replace(settings, port=listeners[0].getsockname()[1])
        store = None
        if not settings.redis:
            store = undo.enter_context(
                Embedded(settings.data, base=settings.base, memory=settings.store_memory, server=settings.store_server)
            )
            settings = replace(settings, redis=store.url)
        running = Running(
            settings,
            f"{described(store.socket)}, embedded, {store.program}" if store else "external",
            store is not None,
        )
        return asyncio.run(Supervisor(settings, app, listeners, store).run(lambda: greet(running)))
