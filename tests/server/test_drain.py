"""Leaving: the audience is sent away first, within its time; then requests finish, the application ends, and the port
is free.
"""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from live.server import drain
from live.settings import Settings
from tests.running import running
from tests.server import trivial
from tests.waiting import until


class Hub:
    """Tells when it was asked to send everyone away, and takes its time."""

    def __init__(self, told: list[str], takes: float = 0.0) -> None:
        self.told, self.takes = told, takes

    async def drain(self, seconds: float) -> None:
        self.told.append(f"drain {seconds:g}")
        await asyncio.sleep(self.takes)
        self.told.append("drained")


def with_hub(told: list[str], takes: float = 0.0) -> Callable[[Settings], Starlette]:
    def build(settings: Settings) -> Starlette:
        @asynccontextmanager
        async def life(app: Starlette) -> AsyncIterator[dict[str, Any]]:
            yield {"slow": []}
            told.append("ended")

        app = Starlette(routes=trivial.ROUTES, lifespan=life)
        app.state.live = SimpleNamespace(hub=Hub(told, takes))
        return app

    return build


def test_the_audience_is_sent_away_before_anything_ends(tmp_path: Path) -> None:
    told: list[str] = []
    with running(Settings(port=0, data=tmp_path), with_hub(told, takes=0.2)) as server:
        server.loop.call_soon_threadsafe(server.server.leave, 7)
        until(lambda: told == ["drain 7"])
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port))
        until(lambda: told == ["drain 7", "drained", "ended"])


def test_a_hub_that_takes_too_long_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drain, "FAREWELL_SECONDS", 0.1)
    told: list[str] = []
    with running(Settings(port=0, data=tmp_path), with_hub(told, takes=60)) as server:
        server.loop.call_soon_threadsafe(server.server.leave, 0.1)
        until(lambda: told == ["drain 0.1", "ended"], 5)


def test_when_another_worker_goes_on_idle_connections_get_a_last_answer(tmp_path: Path) -> None:
    with running(Settings(port=0, data=tmp_path), trivial.build) as server, httpx2.Client() as client:
        assert "connection" not in client.get(server.base + "/hello").headers
        server.loop.call_soon_threadsafe(lambda: server.server.leave(0, lasting=True))
        until(lambda: server.server.connections.draining)
        assert client.get(server.base + "/hello").headers["connection"] == "close"


def test_when_nobody_goes_on_it_does_not_wait_for_idle_connections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drain, "IDLE_SECONDS", 100.0)
    with running(Settings(port=0, data=tmp_path), trivial.build) as server, httpx2.Client() as client:
        client.get(server.base + "/hello")
        began = time.monotonic()
    assert time.monotonic() - began < 50
