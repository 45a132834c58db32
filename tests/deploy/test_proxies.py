"""The files of `deploy/` with the real programs: what people and programs do goes through, and goes on after a
reload.
"""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from msgspec.structs import replace
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from live.app import build_app
from live.client import Client
from live.settings import Settings
from tests.deploy.proxies import PROXIES, Proxy, adapted, proxying
from tests.journeys.event import SLUG, Event
from tests.running import running
from tests.waiting import until

CROWD = 600  # more than nginx serves with its default of 512 connections


@dataclass
class Site:
    """Live behind a proxy: its public address, whom to trust, a moderator's token, and how to reload the proxy."""

    base: str
    trust: ssl.SSLContext
    token: str
    log: Path
    reload: Callable[[], object]

    def client(self, transport: str = "socket", bearer: str | None = None) -> Client:
        return Client(self.base, SLUG, transport=transport, tls=self.trust, bearer=bearer)

    async def announce(self, text: str) -> None:
        async with self.client(bearer=self.token) as moderator:
            await moderator.act("desk/announcements", text=text)


@pytest.fixture(params=PROXIES, ids=lambda proxy: proxy.name)
def proxy(request: pytest.FixtureRequest) -> Proxy:
    chosen: Proxy = request.param
    if not chosen.program:
        pytest.skip(f"needs {chosen.name}")
    return chosen


@pytest.fixture
def site(proxy: Proxy, settings: Settings, tmp_path: Path, certificate: Path, ports: tuple[int, int]) -> Iterator[Site]:
    base = f"https://localhost:{ports[0]}"
    behind = replace(settings, public_url=base, trusted_proxies=("127.0.0.1",))
    with running(behind, build_app) as server:
        file = adapted(proxy, tmp_path, [f"127.0.0.1:{server.port}"], *ports, certificate)
        trust = ssl.create_default_context(cafile=str(certificate / "fullchain.pem"))
        event = Event(server)
        with proxying(proxy, file) as process:
            found = Site(base, trust, event.token, tmp_path / "log", lambda: proxy.reload(file, process))
            until(lambda: process.poll() is not None or _answers(found), 20)
            assert process.poll() is None, found.log.read_text()
            yield found
        event.close()


def _answers(site: Site) -> bool:
    try:
        return httpx2.get(f"{site.base}/healthz", verify=site.trust).status_code == 200
    except httpx2.HTTPError:
        return False


@pytest.mark.parametrize("transport", ["socket", "events", "poll"])
async def test_a_change_comes_through_on_every_transport(site: Site, transport: str) -> None:
    async with asyncio.timeout(30), site.client(transport) as attendee, aclosing(attendee.frames()) as frames:
        assert (await anext(frames))["type"] == "hello"
        await site.announce("Vi begynner om litt")
        async for _ in frames:
            if [a["text"] for a in attendee.state["announcements"]] == ["Vi begynner om litt"]:
                break


async def test_people_are_told_apart_and_the_page_is_compressed_once(site: Site) -> None:
    async with httpx2.AsyncClient(verify=site.trust, headers={"accept-encoding": "br"}) as browser:
        page = await browser.get(f"{site.base}/{SLUG}")
    assert page.status_code == 200
    assert page.headers["content-encoding"] == "br"
    assert page.headers["strict-transport-security"]


async def test_a_large_programme_is_answered_by_live_and_not_by_the_proxy(site: Site) -> None:
    """Whatever Live says to it, the sentence is Live's own."""
    async with httpx2.AsyncClient(
        verify=site.trust, headers={"accept": "application/json", "origin": site.base}
    ) as browser:
        answer = await browser.post(f"{site.base}/new", content=b"x" * 1_500_000)
    assert answer.json()["error"]["message"]


async def test_a_crowd_stays_connected(site: Site) -> None:
    url = f"{site.base.replace('https', 'wss')}/{SLUG}/live"
    gate = asyncio.Semaphore(50)

    async def join() -> ClientConnection:
        async with gate:
            socket = await connect(url, ssl=site.trust, origin=Origin(site.base), compression=None, open_timeout=30)
            await socket.recv()
            return socket

    async with asyncio.timeout(90):
        crowd = await asyncio.gather(*(join() for _ in range(CROWD)))
    assert len(crowd) == CROWD
    for socket in crowd:
        socket.transport.abort()


async def test_following_goes_on_when_the_proxy_reads_its_file_again(site: Site) -> None:
    async with asyncio.timeout(60), site.client() as attendee, aclosing(attendee.frames()) as frames:
        await anext(frames)
        await asyncio.to_thread(site.reload)
        await site.announce("Etter omstarten")
        async for _ in frames:
            if [a["text"] for a in attendee.state["announcements"]] == ["Etter omstarten"]:
                break
