"""Where the rehearsal takes place: a store with its log on disk, `live serve` with two workers, and an event that is
in its first session.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
from msgspec.structs import replace

from live.actions import links, programmes
from live.actions.apart import acting
from live.programme import Programme, read
from tests.builders import morning
from tests.faults.stores import DURABLE, StoreServer
from tests.ports import free_port
from tests.server.started import Service, started

SLUG, SECRET, WORKERS = "seminar", "for tests only", 2
WORKER = "live.server.worker"
LEFT = timedelta(minutes=40)  # of the first session when the rehearsal begins: the clock ends nothing before its act


class Hall:
    """The running service, its links, and its state as programs read it."""

    def __init__(self, store: StoreServer, service: Service, addresses: dict[str, str]) -> None:
        self.store, self.service, self.links = store, service, addresses
        self.base = service.base
        token = addresses["moderator"].partition("#")[2]
        self._anyone = httpx2.AsyncClient(base_url=self.base, headers={"accept": "application/json"}, timeout=20)
        self._moderator = httpx2.AsyncClient(
            base_url=self.base, headers={"accept": "application/json", "authorization": f"Bearer {token}"}, timeout=20
        )

    def path(self, role: str) -> str:
        return self.links[role].removeprefix(self.base)

    async def public(self) -> dict[str, Any]:
        return (await self._anyone.get(f"/{SLUG}.json")).json()

    async def kept(self) -> dict[str, Any]:
        """Everything, as moderators see it."""
        return (await self._moderator.get(f"/{SLUG}.json")).json()

    async def question(self, text: str) -> dict[str, Any]:
        return next(q for q in (await self.kept())["questions"] if text in (q["text"], q["original"]))

    async def nearly_over(self, session: str) -> None:
        """Its end is moved to this minute, as if the clock had come there."""
        ends = datetime.now(UTC).replace(second=0, microsecond=0).isoformat()
        answer = await self._moderator.post(f"/{SLUG}/desk/sessions/{session}/edit", json={"ends": ends})
        assert answer.is_success, answer.text

    async def kill_a_worker(self) -> None:
        await asyncio.to_thread(lambda: os.kill(self.service.named(WORKER)[0], signal.SIGKILL))

    async def stop_store(self) -> None:
        await asyncio.to_thread(self.store.kill)

    async def start_store(self) -> None:
        await asyncio.to_thread(self.store.start)

    async def close(self) -> None:
        await self._anyone.aclose()
        await self._moderator.aclose()


@asynccontextmanager
async def hall(room: Path, text: bytes) -> AsyncIterator[Hall]:
    store = StoreServer(room / "store", free_port(), *DURABLE)
    url = f"redis://127.0.0.1:{store.port}"
    try:
        await asyncio.to_thread(store.start)
        serving = started(
            room / "data", "live.app:build_app", drain_seconds=1.0, redis=url, workers=WORKERS, secret=SECRET
        )
        service = await asyncio.to_thread(serving.__enter__)
        try:
            made = Hall(store, service, await _kept(text, url, service.base))
            yield made
            await made.close()
        finally:
            serving.__exit__(None, None, None)
    finally:
        store.kill()


async def _kept(text: bytes, url: str, base: str) -> dict[str, str]:
    """The programme as an event, and its links."""
    async with acting(url, SECRET) as actor:
        await programmes.keep(actor, _begun(read(text, today=date.today())), slug=SLUG, overwrite=False)
        return links.addresses(actor.tokens, base, SLUG, (await actor.store.events.load(SLUG)).secrets)


def _begun(programme: Programme) -> Programme:
    """Moved so that the first session has `LEFT` to go."""
    zone = morning()
    by = datetime.now(UTC).replace(second=0, microsecond=0) + LEFT - programme.entries[0].ends

    def to(moment: datetime) -> datetime:
        return (moment.astimezone(UTC) + by).astimezone(zone)

    moved = (replace(e, starts=to(e.starts), ends=to(e.ends)) for e in programme.entries)
    return replace(programme, entries=tuple(moved), timezone=str(zone))
