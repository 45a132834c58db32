"""Two machines of two workers each, one store (or a Cluster of three nodes), and a proxy of `deploy/` in front of them,
all on a network of their own.
"""

import asyncio
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from redis import Redis
from redis.exceptions import RedisError

from live.actions.apart import acting
from live.actions.links import addresses
from live.client import Client
from live.tokens import Tokens
from tests.builders import an_event, the_seminar
from tests.deploy.namespaces import Network
from tests.deploy.proxies import Proxy, adapted, proxying
from tests.faults.stores import DURABLE
from tests.tools import ROOT, wanted
from tests.waiting import until

SLUG = "seminar"
SECRET = "the same on every machine, for cookies and links"
FRONT, STORE, HOSTS = "front", "store", ("one", "two")
SLOTS = 16384
NODES = (7001, 7002, 7003)  # the ports of a Cluster's nodes
CLUSTERED = ("--cluster-enabled", "yes", "--cluster-node-timeout", "2000")


@dataclass
class Machines:
    """The whole site: where it is, and a moderator's token."""

    network: Network
    base: str
    hosts: dict[str, str]
    trust: ssl.SSLContext
    token: str

    def client(self, bearer: str | None = None) -> Client:
        return Client(self.base, SLUG, tls=self.trust, bearer=bearer)


class Site:
    """What is started for it, in order; everything ends with `stack`."""

    def __init__(self, stack: ExitStack, room: Path) -> None:
        self.stack, self.room = stack, room
        self.network = Network()
        stack.callback(self.network.close)
        self.hosts = {name: self.network.host(name) for name in (FRONT, STORE, *HOSTS)}
        self.base = f"https://{self.hosts[FRONT]}"

    def start(self, host: str, command: Sequence[str | Path], **environment: str) -> None:
        log = self.stack.enter_context((self.room / f"{host}.log").open("ab"))
        process = self.network.run(host, command, stdout=log, stderr=log, env=os.environ | environment)
        self.stack.callback(ended, process)

    def redis(self, port: int, *options: str) -> Redis:
        """Start a server on the store's machine; called from there."""
        address, room = self.hosts[STORE], self.room / str(port)
        room.mkdir()
        listening = ["--port", str(port), "--bind", address, "--protected-mode", "no", "--dir", str(room)]
        self.start(STORE, [wanted("redis-server"), *listening, *DURABLE, *options])
        client = self.stack.enter_context(Redis(address, port, socket_timeout=5))
        until(lambda: answers(client), 20)
        return client

    def store(self) -> str:
        self.redis(6379)
        return f"redis://{self.hosts[STORE]}:6379"

    def cluster(self) -> str:
        nodes = [self.redis(port, *CLUSTERED) for port in NODES]
        for number, node in enumerate(nodes):
            first, last = number * SLOTS // len(nodes), (number + 1) * SLOTS // len(nodes) - 1
            tell(node, "CLUSTER", "SET-CONFIG-EPOCH", number + 1)
            tell(node, "CLUSTER", "ADDSLOTSRANGE", first, last)
            tell(node, "CLUSTER", "MEET", self.hosts[STORE], NODES[0])
        until(lambda: all(b"cluster_state:ok" in tell(node, "CLUSTER", "INFO") for node in nodes), 20)
        return f"redis+cluster://{self.hosts[STORE]}:{NODES[0]}"

    def live(self, host: str, store: str) -> None:
        flags = ("--host", self.hosts[host], "--workers", "2", "--redis", store, "--public-url", self.base)
        settings = {"LIVE_SECRET": SECRET, "LIVE_LIMITS": "off", "PYTHONPATH": str(ROOT)}
        trusted = ("--trusted-proxies", self.hosts[FRONT])
        self.start(host, [sys.executable, "-m", "live", "serve", *flags, *trusted], **settings)

    def proxy(self, proxy: Proxy, certificate: Path) -> None:
        servers = [f"{self.hosts[host]}:8000" for host in HOSTS]
        file = adapted(proxy, self.room, servers, 443, 80, certificate)
        self.stack.enter_context(
            proxying(proxy, file, lambda command, **options: self.network.run(FRONT, command, **options))
        )


@contextmanager
def machines(proxy: Proxy, room: Path, certificate: Path, *, cluster: bool = False) -> Iterator[Machines]:
    """Start all of it; the block runs as if on the machine of the proxy."""
    with ExitStack() as stack:
        site = Site(stack, room)
        with site.network.at(STORE):
            store = site.cluster() if cluster else site.store()
            token = asyncio.run(event_in(store, site.base))
        for host in HOSTS:
            site.live(host, store)
        site.proxy(proxy, certificate)
        trust = ssl.create_default_context(cafile=str(certificate / "fullchain.pem"))
        with site.network.at(FRONT):
            for base in (*(f"http://{site.hosts[host]}:8000" for host in HOSTS), site.base):
                wait_for(base, trust)
            yield Machines(site.network, site.base, site.hosts, trust, token)


async def event_in(store: str, base: str) -> str:
    """Keep the sample event; its moderator's token."""
    async with acting(store, SECRET) as acts:
        await acts.store.events.create(an_event(), the_seminar(), acts.tokens.fresh(SLUG))
        copy = await acts.store.replica.copy(SLUG)
        return addresses(Tokens(SECRET), base, SLUG, copy.secrets)["moderator"].split("#")[1]


def wait_for(base: str, trust: ssl.SSLContext) -> None:
    """Wait until a service is ready at an address."""

    def ready() -> bool:
        try:
            return httpx2.get(f"{base}/readyz", verify=trust).status_code == 200
        except httpx2.HTTPError:
            return False

    until(ready, 60)


def answers(client: Redis) -> bool:
    try:
        return bool(client.ping())
    except RedisError:
        return False


def tell(node: Redis, *command: object) -> Any:
    return node.execute_command(*command)  # type: ignore[no-untyped-call]  # redis has no types there


def ended(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(40)  # longer than a drain may take
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
