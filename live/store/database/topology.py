"""Where the store is: one server, a Sentinel that knows which, or a Cluster. The address says it.

redis://host:port/db · rediss://… (TLS) · unix:///path/to.sock
redis+sentinel://host:port,host:port/name[/db]
redis+cluster://host:port,host:port
"""

from collections.abc import Callable
from urllib.parse import unquote, urlsplit

import msgspec
from redis.asyncio import BlockingConnectionPool, Redis, RedisCluster
from redis.asyncio.cluster import ClusterNode
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import Sentinel
from redis.backoff import NoBackoff

from live.store.database.client import Option
from live.store.database.client import Redis as Client


class Topology(msgspec.Struct, frozen=True):
    """How to make a client, and whether one blocking read can span several events (not in a Cluster)."""

    make: Callable[..., Client]
    one_slot: bool = False

    def client(self, **options: Option) -> Client:
        return self.make(**options)


def topology(url: str) -> Topology:
    scheme = url.partition(":")[0]
    if scheme == "redis+sentinel":
        return Topology(lambda **o: _sentinel(url, **o))
    if scheme == "redis+cluster":
        return Topology(lambda **o: _cluster(url, **o), one_slot=True)
    return Topology(lambda **o: _single(url, **o))


def _single(url: str, *, pool: int, queue_seconds: float, **options: Option) -> Client:
    return Redis.from_pool(BlockingConnectionPool.from_url(url, max_connections=pool, timeout=queue_seconds, **options))


def _sentinel(url: str, *, pool: int, queue_seconds: float, **options: Option) -> Client:
    parts = urlsplit(url)
    name, _, db = parts.path.strip("/").partition("/")
    watchers = [
        (host, int(port or 26379))
        for host, _, port in (node.rpartition("@")[2].partition(":") for node in parts.netloc.split(","))
    ]
    secret = unquote(parts.netloc.rpartition("@")[0].partition(":")[2]) or None
    # Without retries: when one Sentinel does not answer, the next one is asked at once.
    asking = {
        "socket_timeout": options["socket_connect_timeout"],
        "socket_connect_timeout": options["socket_connect_timeout"],
        "retry": Retry(NoBackoff(), 0),
    }
    sentinel: Client = Sentinel(watchers, sentinel_kwargs=asking)  # type: ignore[no-untyped-call]  # redis-py's
    return sentinel.master_for(
        name, redis_class=Guarded, db=int(db or 0), password=secret, max_connections=pool, **options
    )


class Guarded(Redis):
    """A client of a primary that Sentinels know; closes its connections to them along with its own."""

    async def aclose(self, close_connection_pool: bool | None = None) -> None:  # noqa: FBT001 - redis-py's signature
        pool: Client = self.connection_pool
        await super().aclose(close_connection_pool)
        for watcher in pool.sentinel_manager.sentinels:
            await watcher.aclose()


def _cluster(url: str, *, pool: int, queue_seconds: float, **options: Option) -> Client:
    parts = urlsplit(url)
    nodes = [
        ClusterNode(host, int(port or 6379))
        for host, _, port in (node.rpartition("@")[2].partition(":") for node in parts.netloc.split(","))
    ]
    secret = unquote(parts.netloc.rpartition("@")[0].partition(":")[2]) or None
    # Events whose slots are covered go on while others wait for their primary.
    return Clustered(startup_nodes=nodes, password=secret, max_connections=pool, require_full_coverage=False, **options)


class Clustered(RedisCluster):
    """A client of a Cluster; closes its connections even when it never came to know all nodes."""

    async def aclose(self) -> None:
        await super().aclose()
        await self.nodes_manager.aclose()
        await self.nodes_manager.aclose("startup_nodes")
