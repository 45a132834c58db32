"""The simulated audiences of rehearsals: started beside a worker, ended with their rehearsal, which is then deleted.

Of all workers one simulates a rehearsal's people, by a lease in the store; when that worker ends, another takes over.
The audience is a process of its own that ends with its worker, whatever becomes of either (`server/orphans.py`).
"""

import asyncio
import logging
import secrets
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from live.actions.programmes import rehearsing
from live.house import Services
from live.rules.errors import NotFound
from live.settings import Settings
from live.store.rehearsals import Booked

LOOK_SECONDS = 2.0
ENDING_SECONDS = 3.0
PROGRAM = ("-P", "-m", "live.simulated")
log = logging.getLogger("live.audiences")


class AudienceProcess:
    """One process, and the channel that it ends with."""

    def __init__(self, orders: bytes) -> None:
        self._channel, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, *PROGRAM],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._channel.sendall(orders + b"\n")

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def end(self) -> None:
        """Hang up, and see that it goes."""
        self._channel.close()
        try:
            self._process.wait(ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Audiences:
    """Those of this worker, by the address of their rehearsal."""

    def __init__(self, live: Services) -> None:
        self._live = live
        self._worker = secrets.token_hex(8)
        self._running: dict[str, AudienceProcess] = {}

    async def look(self) -> None:
        """Begin, keep up and end what is to be; delete the rehearsals that are over."""
        booked = await self._live.store.rehearsals.all()
        now = self._live.acting.now()
        for slug, one in booked.items():
            if one.ends <= now:
                await self._end(slug)
                await rehearsing.end(self._live.acting, slug)
                log.info("a rehearsal was deleted at its end")
            elif one.people and await self._live.store.rehearsals.hold(slug, self._worker):
                await self._keep_up(slug, one)
        for slug in self._running.keys() - booked.keys():
            await self._end(slug)

    async def _keep_up(self, slug: str, booked: Booked) -> None:
        running = self._running.get(slug)
        if running is not None and not running.ended:
            return
        await self._end(slug)
        try:
            settings = self._live.settings
            shown = settings.public_url.rstrip("/")
            cast = await rehearsing.cast_of(self._live.acting, slug, booked, own_address(settings), shown)
        except NotFound:  # deleted by hand, or it was never made whole
            await rehearsing.end(self._live.acting, slug)
            return
        self._running[slug] = await asyncio.to_thread(AudienceProcess, msgspec.json.encode(cast))

    async def _end(self, slug: str) -> None:
        if running := self._running.pop(slug, None):
            await asyncio.to_thread(running.end)

    async def end(self) -> None:
        """End all of them; another worker may begin them anew at once."""
        for slug in list(self._running):
            await self._end(slug)
            await self._live.store.rehearsals.let_go(slug, self._worker)


def own_address(settings: Settings) -> str:
    """Return where this service itself is reached: past any proxy, but where it has a certificate, by its name."""
    if settings.tls_cert:
        return settings.base
    return msgspec.structs.replace(settings, public_url="").base


@asynccontextmanager
async def keeping(live: Services) -> AsyncIterator[None]:
    """Look after them while the process runs."""
    audiences = Audiences(live)
    try:
        async with live.store.loops.running("rehearsals", audiences.look, every=LOOK_SECONDS):
            yield
    finally:
        await audiences.end()
