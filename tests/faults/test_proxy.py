"""The relay itself: what comes in its last moment is let go, and leaves neither a socket nor a task behind."""

import asyncio
import random
import socket

import pytest

from tests.faults.proxy import Proxy

TURNS = 5  # of the event loop: a connection is accepted, gets its transport, its task, its line to the other side


@pytest.mark.parametrize("turns", range(TURNS))
async def test_who_comes_in_the_last_moment_is_let_go(turns: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as target:
        async with Proxy(target.getsockname()[1], random.Random(1)).running() as proxy:
            callers = [socket.create_connection(("127.0.0.1", proxy.port)) for _ in range(20)]
            for _ in range(turns):
                await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        for caller in callers:
            caller.settimeout(5)
            with caller:
                assert _has_ended(caller)


def _has_ended(caller: socket.socket) -> bool:
    try:
        return caller.recv(1) == b""
    except ConnectionResetError:
        return True
