"""The connection to Redis or Valkey: a bounded pool for commands, and a separate client for reading that may block.

Every error of theirs becomes `Unavailable` here, so that no other room knows them. A breaker keeps a dead store from
being asked thousands of times a second. Only idempotent scripts and reads may pass: redis-py repeats a command that
timed out.
"""

import asyncio
import random
import re
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeVar

from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff, NoBackoff
from redis.exceptions import (
    DataError,
    ReadOnlyError,
    RedisClusterException,
    RedisError,
    ResponseError,
)

from live.rules.errors import Unavailable
from live.store.database.client import Redis
from live.store.database.clock import Clocks
from live.store.database.topology import Topology, topology
from live.store.database.writes import LogRoom, Writes

POOL = 64
TRIED, TRIED_MS = "live:tried", 60_000  # a write that is only to see whether the store takes it
COMMAND_SECONDS, OPERATION_SECONDS, CONNECT_SECONDS, QUEUE_SECONDS = 2.0, 4.0, 1.0, 1.0
FAILURES, WITHIN_SECONDS = 3, 15.0  # this many failures in this time open the breaker
OPEN_SECONDS = (1.0, 3.0)
T = TypeVar("T")

# What a connection that breaks may raise. RuntimeError is uvloop's word for a transport that was closed under
# redis-py's hands; a Cluster of which no node can be reached is no RedisError.
TROUBLE = (RedisError, RedisClusterException, OSError, TimeoutError, RuntimeError, EOFError)

# What only a mistake of ours brings about. Everything else passes by itself or needs an operator: AUTH, NOPERM,
# LOADING, READONLY, MISCONF, OOM, CLUSTERDOWN, and whatever the next version of a server may say.
OURS = ("ERR", "WRONGTYPE", "CROSSSLOT", "NOSCRIPT", "EXECABORT")
# What a server says that is there and takes no writes.
UNWRITABLE = ("MISCONF", "OOM", "NOREPLICAS", "READONLY", "NOPERM")
# A script that could not write fails with the reason inside an ERR of its own (Redis before 7).
_INSIDE = re.compile(r"-(?!ERR\b|WRONGTYPE\b|CROSSSLOT\b|NOSCRIPT\b)[A-Z]{3,} ")


def busy(reason: str = "") -> Unavailable:
    return Unavailable(
        "This cannot be saved just now. Nothing you wrote is lost; try again in a moment.", retry_after=2, reason=reason
    )


class Database:
    """How this process talks to the store."""

    def __init__(self, url: str, room: LogRoom | None = None) -> None:
        self.url = url
        self.writes = Writes(room)
        self.clocks = Clocks()
        self.topology: Topology = topology(url)
        self.commands = self._client(
            socket_timeout=COMMAND_SECONDS, retry=Retry(ExponentialWithJitterBackoff(0.2, 0.02), 2), pool=POOL
        )
        self.last_error = ""
        self._failures: deque[float] = deque(maxlen=FAILURES)
        self._open_until = 0.0
        self._room = asyncio.Semaphore(POOL)  # not all pools wait when they are exhausted

    def _client(self, *, socket_timeout: float | None, retry: Retry, pool: int) -> Redis:
        return self.topology.client(
            pool=pool,
            queue_seconds=QUEUE_SECONDS,
            socket_timeout=socket_timeout,
            socket_connect_timeout=CONNECT_SECONDS,
            retry=retry,
        )

    def reader(self, seconds: float) -> Redis:
        """Return a client of one connection for reads that block up to `seconds`, without retries: its owner verifies
        and reconnects.
        """
        return self._client(socket_timeout=seconds + COMMAND_SECONDS, retry=Retry(NoBackoff(), 0), pool=2)

    async def run(self, operation: Callable[[Redis], Awaitable[T]]) -> T:
        """Do `operation(redis)`; raises `Unavailable` when the store does not answer in time."""
        if time.monotonic() < self._open_until:
            raise busy(self.last_error)
        try:
            async with asyncio.timeout(OPERATION_SECONDS), self._room:
                done = await operation(self.commands)
        except TROUBLE as error:
            raise await self._translated(error) from error
        self._failures.clear()
        return done

    async def write(self, operation: Callable[[Redis], Awaitable[T]]) -> T:
        """Do an operation that keeps something, as `run` does; refused as well when the store takes no writes.

        A log that ran out of room meanwhile must have the write in it before anybody is told that it is kept.
        """
        if self.writes.is_short():
            raise self.writes.no_room()
        done = await self.run(operation)
        if self.writes.is_short() and not await self.run(_is_logged):
            raise self.writes.no_room()
        return done

    async def try_a_write(self) -> None:
        """Find out whether the store takes writes: somebody on call is to know before people do."""
        if self.writes.is_short():
            self.writes.no_room()
            return
        await self.run(lambda redis: redis.set(TRIED, "1", px=TRIED_MS))
        self.writes.taken()

    async def _translated(self, error: Exception) -> Exception:
        """`Unavailable` for what passes; the error itself when it is a bug of ours (a wrong type, a broken script)."""
        if _is_ours(error):
            return error
        self.last_error = f"{type(error).__name__}: {_said(error)}"[:200]
        now = time.monotonic()
        if not self.topology.one_slot:  # a Cluster's other nodes may be well
            self._failures.append(now)
        if len(self._failures) == FAILURES and now - self._failures[0] < WITHIN_SECONDS:
            self._open_until = now + random.uniform(*OPEN_SECONDS)
        if isinstance(error, ReadOnlyError) and not self.topology.one_slot:
            await self.commands.connection_pool.disconnect()  # a demoted primary: find the new one
        if isinstance(error, ResponseError) and _code(error) in UNWRITABLE:
            return self.writes.refuse(self.last_error)
        return busy(self.last_error)

    async def close(self) -> None:
        await self.commands.aclose()


def _is_ours(error: Exception) -> bool:
    """Whether the store refuses because of what we asked of it."""
    if isinstance(error, DataError):
        return True
    return isinstance(error, ResponseError) and _code(error) in OURS


def _code(error: ResponseError) -> str:
    """The first word of what a server says; that of a script's failure is inside its own."""
    words = _said(error)
    if inside := _INSIDE.search(words):
        return inside[0][1:-1]
    return getattr(error, "status_code", None) or words.split(" ", 1)[0]


def _said(error: Exception) -> str:
    """What the server said, without the command (what somebody typed is in it) that redis-py puts first in a
    pipeline.
    """
    return str(error).rpartition(" caused error: ")[2]


async def _is_logged(redis: Redis) -> bool:
    """Whether all that the store has acknowledged is in its log."""
    told = await redis.info("persistence")
    return told.get("aof_last_write_status") == "ok" and not int(told.get("aof_buffer_length", 0))
