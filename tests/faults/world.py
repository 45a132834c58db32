"""Everything a run needs, for real: a store with its proxy, `live serve` with two workers behind another, an event, and
who is told apart.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2

from live.store import Store
from live.store.embedded.engine import program
from live.tokens import Tokens
from tests.builders import an_event, the_seminar
from tests.faults import proxy
from tests.faults.clocks import SteppedClock
from tests.faults.embedded import EmbeddedStore, sleeping
from tests.faults.proxy import Proxy
from tests.faults.stores import DURABLE, StoreServer
from tests.ports import free_port
from tests.server.started import Service, started

SECRET = "for tests only"
WORKER = "live.server.worker"


class World:
    def __init__(
        self, room: Path, chance: random.Random, workers: int, app: str, stack: AsyncExitStack, *, embedded: bool
    ) -> None:
        self.room, self.chance, self.workers, self.embedded = room, chance, workers, embedded
        self.data = room / "data"
        self._app, self._stack = app, stack
        self.services: list[Service] = []  # all there ever were
        self.store: StoreServer
        self.stores: list[StoreServer] = []  # all there ever were
        self.clock, self.store_clock = SteppedClock(room, "service"), SteppedClock(room, "store")
        self.metrics_port = 0
        self.web_line: Proxy
        self.store_line: Proxy  # none to the store that Live brings along

    @property
    def base(self) -> str:
        """The address people use: through the proxy."""
        return f"http://127.0.0.1:{self.web_line.port}"

    @property
    def service(self) -> Service:
        """The one that runs, or ran last."""
        return self.services[-1]

    @property
    def output(self) -> str:
        return "".join(service.output for service in self.services)

    async def serve(self) -> int:
        """Start the service, for the first time or once more; its port."""
        flags: dict[str, Any] = {
            "workers": self.workers,
            "secret": SECRET,
            "limits": False,
            "metrics_port": self.metrics_port,
        }
        if self.embedded:
            flags["store_server"] = str(program())  # asked for its version, Debian's Redis hangs under libfaketime
        else:
            flags["redis"] = f"redis://127.0.0.1:{self.store_line.port}"
        serving = started(
            self.data,
            self._app,
            before=sleeping(self.room / "before"),
            environment=self.clock.environment,
            drain_seconds=1.0,
            **flags,
        )
        self.services.append(await asyncio.to_thread(serving.__enter__))
        self._stack.callback(serving.__exit__, None, None, None)
        return int(self.service.base.rpartition(":")[2])

    def cut_off_store(self) -> None:
        """Let it acknowledge nothing more."""
        if self.embedded:
            self.store.hold_writes()
        else:
            self.store_line.mode = proxy.REFUSE
            self.store_line.cut()

    def reach_store(self) -> None:
        if not self.embedded:
            self.store_line.mode = proxy.PASS

    def kill_stores(self) -> None:
        for store in self.stores:
            store.kill()

    def new_store(self, *options: str) -> StoreServer:
        port = free_port()
        room = self.room / f"store{len(self.stores)}"
        store = StoreServer(room, port, *DURABLE, *options, clock=self.store_clock)
        self.stores.append(store)
        return store

    async def make_event(self, slug: str) -> str:
        """Keep an event; its moderators' token."""
        tokens = Tokens(SECRET)
        kept = tokens.fresh(slug)
        store = Store(self.store.url)
        assert await store.events.create(an_event(slug=slug, moderated=True), the_seminar(), kept)
        await store.database.close()
        return tokens.token(slug, "moderator", kept["nonce:moderator"])

    def worker_pids(self) -> list[int]:
        return self.service.named(WORKER)

    async def figures(self) -> dict[str, float]:
        """/metrics, summed over the workers."""
        async with httpx2.AsyncClient() as http:
            text = (await http.get(f"http://127.0.0.1:{self.metrics_port}/metrics")).text
        found: dict[str, float] = {}
        for line in text.splitlines():
            if not line.startswith("#"):
                name, _, value = line.rpartition(" ")
                name = name.partition("{")[0]
                found[name] = found.get(name, 0.0) + float(value)
        return found


@asynccontextmanager
async def world(
    room: Path, seed: int, *, app: str = "live.app:build_app", workers: int = 2, embedded: bool = False
) -> AsyncIterator[World]:
    """Start everything; `embedded`: with the store that Live brings along, and no line to it that can be cut."""
    async with AsyncExitStack() as stack:
        made = World(room, random.Random(seed), workers, app, stack, embedded=embedded)
        if embedded:
            made.store = EmbeddedStore(made.data, lambda: made.service)
        else:
            made.store = made.new_store()
            made.store_line = await stack.enter_async_context(Proxy(made.store.port, random.Random(seed)).running())
            stack.callback(made.kill_stores)
            await asyncio.to_thread(made.store.start)
        made.metrics_port = free_port()
        port = await made.serve()
        made.web_line = await stack.enter_async_context(Proxy(port, random.Random(seed)).running())
        yield made
