"""A reader that hangs on a server which nobody writes to any more gets nothing, and no error either.

It must notice by itself.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from live.actions import questions
from live.actions.acting import Acting, Actor
from live.rules.wishes.questions import Ask
from live.store import Store
from live.store.copies import follower
from live.tokens import Tokens
from tests.builders import ANN, an_event, the_seminar
from tests.faults.stores import DURABLE, StoreServer, store_servers
from tests.ports import free_ports
from tests.waiting import until

SLUG = "seminar"


@pytest.fixture
async def servers(tmp_path: Path) -> AsyncIterator[tuple[StoreServer, StoreServer]]:
    first, second = free_ports(2)
    primary = StoreServer(tmp_path / "primary", first, *DURABLE)
    replica = StoreServer(tmp_path / "replica", second, *DURABLE, "--replicaof", "127.0.0.1", str(first))
    with store_servers(primary, replica):
        until(lambda: replica.facts("INFO", "replication")["master_link_status"] == "up")
        yield primary, replica


async def test_a_reader_on_a_detached_server_is_replaced(
    servers: tuple[StoreServer, StoreServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    primary, replica = servers
    monkeypatch.setattr(follower, "CHECK_SECONDS", 0.3)
    monkeypatch.setattr(follower, "BEHIND_SECONDS", 0.4)
    store, elsewhere = Store(f"redis://127.0.0.1:{primary.port}"), Store(f"redis://127.0.0.1:{replica.port}")
    readers = [
        store.database.reader,
        elsewhere.database.reader,
    ]  # the first connection goes to what was the primary once, the next to what is
    monkeypatch.setattr(
        store.database, "reader", lambda seconds: readers.pop()(seconds) if len(readers) > 1 else readers[0](seconds)
    )
    async with store.open():
        await store.events.create(an_event(), the_seminar(), Tokens("secret").fresh(SLUG))
        copy = await store.replica.copy(SLUG)
        acting = Acting(store, Tokens("secret"), limits=False)
        await asks(acting, "Alle leser med?")
        async with asyncio.timeout(10):
            while copy.cursor.n < 1:
                await asyncio.sleep(0.02)
        await asyncio.to_thread(replica.ask, "REPLICAOF", "NO", "ONE")
        await asks(acting, "Leser noen?")
        async with asyncio.timeout(10):
            while copy.cursor.n < 2:
                await asyncio.sleep(0.02)
        assert len(readers) == 1
        assert store.replica.healthy
    await elsewhere.database.close()


async def asks(acting: Acting, text: str) -> Any:
    return await questions.ask(Actor(acting, SLUG, ANN), Ask(text=text, key=text))
