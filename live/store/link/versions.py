"""Which Redis or Valkey an external store is, for what is known of some versions."""

from typing import Any

from live.rules.errors import Unavailable
from live.store.link import Link

# reads back half of a MULTI that a crash tore, instead of cutting it off as later versions and our embedded store do
TORN = "7.0."


async def version(url: str) -> str:
    """As the server says it, such as `7.2.4` (Valkey says which Redis it is like); empty when it does not answer."""
    link = Link(url)
    try:
        found: dict[str, Any] = await link.run(lambda redis: redis.info("server"))
    except Unavailable:
        return ""
    finally:
        await link.close()
    nodes = [found] if "redis_version" in found else list(found.values())  # a Cluster answers by node
    return min((str(node.get("redis_version", "")) for node in nodes), default="")
