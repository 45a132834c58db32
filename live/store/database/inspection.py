"""What an external store is like, for the operator: which program it is, and whether it keeps what it acknowledges."""

import msgspec

from live.rules.errors import Unavailable
from live.store.database import Database
from live.store.database.client import Reply

# reads back half of a MULTI that a crash tore, instead of cutting it off as later versions and our embedded store do
TORN = "7.0."


class Inspection(msgspec.Struct, frozen=True):
    """`server` is such as `Valkey 9.1.2`; `problems` can lose acknowledged writes, `warnings` are to be known."""

    server: str = ""
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


async def inspected(url: str) -> Inspection:
    """Ask the store at `url`, every node of a Cluster, what it is and how it keeps its data."""
    database = Database(url)
    try:
        found: dict[str, Reply] = await database.run(lambda redis: redis.info())
    except Unavailable:
        return Inspection(problems=(f"The store does not answer ({database.last_error or 'no connection'}).",))
    finally:
        await database.close()
    nodes = [found] if "redis_version" in found else list(found.values())  # a Cluster answers by node
    return Inspection(
        server=", ".join(sorted({_name(node) for node in nodes})),
        problems=tuple(dict.fromkeys(problem for node in nodes for problem in _problems(node))),
        warnings=tuple(dict.fromkeys(warning for node in nodes for warning in _warnings(node))),
    )


def _name(node: dict[str, Reply]) -> str:
    valkey = node.get("valkey_version")
    return f"Valkey {valkey}" if valkey else f"Redis {node.get('redis_version', '?')}"


def _problems(node: dict[str, Reply]) -> list[str]:
    found = []
    if not int(node.get("aof_enabled", 0)):
        found.append(
            "The store keeps no append-only file, so a restart loses writes it has acknowledged: appendonly yes."
        )
    policy = str(node.get("maxmemory_policy", "noeviction"))
    if policy != "noeviction":
        found.append(f"The store throws data away when it is full ({policy}): maxmemory-policy noeviction.")
    return found


def _warnings(node: dict[str, Reply]) -> list[str]:
    if not str(node.get("redis_version", "")).startswith(TORN) or node.get("valkey_version"):
        return []
    return [f"{_name(node)} can bring back half of a write after a crash; use 7.2 or later, or Valkey."]
