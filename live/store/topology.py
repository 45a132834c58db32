"""Where the store is: one server, a Sentinel that knows which, or a Cluster. The address says it.

redis://host:port/db · rediss://… (TLS) · unix:///path/to.sock
redis+sentinel://host:port,host:port/name[/db]
redis+cluster://host:port,host:port
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec
from redis.asyncio import BlockingConnectionPool, Redis, RedisCluster
from redis.asyncio.cluster import ClusterNode
from redis.asyncio.sentinel import Sentinel


class Topology(msgspec.Struct, frozen=True):
    """How to make a client, and whether one blocking read can span several events (not in a Cluster)."""

    make: Callable[..., Any]
    one_slot: bool = False

    def client(self, **options: Any) -> Any:
        return self.make(**options)


def topology(url: str) -> Topology:
    scheme = url.partition(":")[0]
    if scheme == "redis+sentinel":
        return Topology(lambda **o: _sentinel(url, **o))
    if scheme == "redis+cluster":
        return Topology(lambda **o: _cluster(url, **o), one_slot=True)
    return Topology(lambda **o: _single(url, **o))


def _single(url: str, *, pool: int, queue_seconds: float, **options: Any) -> Any:
    return Redis.from_pool(BlockingConnectionPool.from_url(url, max_connections=pool, timeout=queue_seconds, **options))


def _sentinel(url: str, *, pool: int, queue_seconds: float, **options: Any) -> Any:
    parts = urlsplit(url)
    name, _, db = parts.path.strip("/").partition("/")
    watchers = [(host, int(port or 26379)) for host, _, port in (node.rpartition("@")[2].partition(":") for node in parts.netloc.split(","))]
    secret = unquote(parts.netloc.rpartition("@")[0].partition(":")[2]) or None
    sentinel: Any = Sentinel(watchers, sentinel_kwargs={"socket_timeout": options["socket_connect_timeout"]})  # type: ignore[no-untyped-call]
    return sentinel.master_for(name, db=int(db or 0), password=secret, max_connections=pool, **options)


def _cluster(url: str, *, pool: int, queue_seconds: float, **options: Any) -> Any:
    parts = urlsplit(url)
    nodes = [ClusterNode(host, int(port or 6379)) for host, _, port in (node.rpartition("@")[2].partition(":") for node in parts.netloc.split(","))]
    secret = unquote(parts.netloc.rpartition("@")[0].partition(":")[2]) or None
    options.pop("retry")
    return RedisCluster(startup_nodes=nodes, password=secret, max_connections=pool, **options)
