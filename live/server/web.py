"""One web process.

It gets its orders on a socket from the supervisor, and leaves when told to, or when the supervisor is gone.
"""

import asyncio
import contextlib
import faulthandler
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from importlib import import_module

import msgspec
import uvicorn
from starlette.types import ASGIApp

from live import log
from live.push.websocket.wire import LiveWire
from live.server.drain import Drainable, LiveServer
from live.server.figures import of_worker
from live.server.http import IDLE_SECONDS, LiveHttp
from live.server.measuring import Measured
from live.server.orders import decoded
from live.server.sockets import BACKLOG
from live.settings import Settings

LONGEST_MESSAGE = 16 * 1024  # bytes; clients only send beats
SWITCH_SECONDS = 0.001  # while a page is printed beside it, the loop waits no longer for its turn
HSTS = ("strict-transport-security", "max-age=31536000")
CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"  # of TLS 1.2, authenticated and with forward secrecy; 1.3 has no others
GRACE_SECONDS = 3  # for requests in flight
ORPHAN_SECONDS = 2.0  # of draining when the supervisor was killed: somebody is waiting for the port


def run(channel: socket.socket) -> None:
    """Serve until the supervisor at the other end of `channel` says otherwise or is gone."""
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(work(channel))


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return the loop factory of uvloop, where there is one."""
    try:
        import uvloop
    except ImportError:
        return None
    made: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return made


async def work(channel: socket.socket) -> None:
    supervisor, answers = await asyncio.open_connection(sock=channel)
    sys.setswitchinterval(SWITCH_SECONDS)
    orders = decoded(await supervisor.readline())
    log.configure(orders.settings.log, orders.settings.log_level)
    faulthandler.register(
        signal.SIGUSR1, all_threads=True
    )  # the supervisor asks for the stacks of a loop that stands still
    app = factory(orders.app)(orders.settings)
    measured = Measured(app, getattr(getattr(app, "state", None), "kinds", {}))

    def beat(lag: float) -> None:
        told = of_worker(app, server.connections, lag, server.loops.failures.total()) | measured.figures()
        answers.write(b"beat %s\n" % msgspec.json.encode(told))

    server = LiveServer(configuration(measured, orders.settings), lambda: hub_of(app), beat, lambda: ready(answers))
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, leave, server, orders.settings.drain_seconds)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    listening = loop.create_task(obey(supervisor, server, orders.settings.drain_seconds))
    await server.serve([socket.socket(fileno=fd) for fd in orders.listeners])
    listening.cancel()


def factory(name: str) -> Callable[[Settings], ASGIApp]:
    """Return what a name such as live.app:build_app stands for."""
    module, _, function = name.partition(":")
    found: Callable[[Settings], ASGIApp] = getattr(import_module(module), function)
    return found


def hub_of(app: ASGIApp) -> Drainable | None:
    """Return what sends the audience away; an app without one has nobody to send."""
    live = getattr(getattr(app, "state", None), "live", None)
    hub: Drainable | None = getattr(live, "hub", None)
    return hub


def ready(answers: asyncio.StreamWriter) -> None:
    # What exists now lives as long as the process: keep it out of every collection, and collect rarely.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    answers.write(b"ready\n")


def leave(server: LiveServer, seconds: float) -> None:
    """Drain; but who has not begun to serve has nobody to send away."""
    if not server.started:
        os._exit(0)
    server.leave(seconds)


async def obey(supervisor: asyncio.StreamReader, server: LiveServer, seconds: float) -> None:
    """Do what the supervisor says until it is gone, and then leave."""
    # A supervisor that died with beats unread resets the channel instead of closing it.
    with contextlib.suppress(OSError):
        while order := await supervisor.readline():
            if order == b"retire\n":
                server.leave(seconds, lasting=True)
    leave(server, min(seconds, ORPHAN_SECONDS))


def configuration(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        interface="asgi3",
        host=settings.host,
        port=settings.port,
        http=LiveHttp,
        ws=LiveWire,
        ws_max_size=LONGEST_MESSAGE,
        # a kilobyte of it can expand a thousandfold, and it costs 64 KB for each connection
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        headers=[HSTS] if settings.hsts or settings.tls_cert else [],
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        backlog=BACKLOG,
        timeout_keep_alive=int(IDLE_SECONDS),
        timeout_graceful_shutdown=GRACE_SECONDS,
        ssl_certfile=settings.tls_cert or None,
        ssl_keyfile=settings.tls_key or None,
        ssl_ciphers=CIPHERS,
    )
