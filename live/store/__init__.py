"""Redis or Valkey, and nothing but Redis or Valkey: keys, scripts, streams, shelves, the embedded server."""

from live.store.copies.copy import Copy, StreamEntry
from live.store.copies.cursor import Cursor
from live.store.copies.replica import Replica, ReplicaListener
from live.store.store import Store

__all__ = ["Copy", "Cursor", "Replica", "ReplicaListener", "Store", "StreamEntry"]
