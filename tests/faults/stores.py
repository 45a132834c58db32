"""Real Redis or Valkey processes on ports of their own, for tests that kill them: single, as primary and replica, as
Sentinel, as Cluster.
"""

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from live.store.embedded.engine import program
from live.store.embedded.mending import mend
from tests.faults.clocks import SteppedClock
from tests.waiting import until

DURABLE = (
    "--appendonly",
    "yes",
    "--appendfsync",
    "everysec",
    "--aof-use-rdb-preamble",
    "no",
    "--save",
    "",
    "--repl-diskless-sync-delay",
    "0",
)


class StoreServer:
    """One server process and its directory. It can be killed, frozen, and started again on the same log."""

    def __init__(self, room: Path, port: int, *options: str, clock: SteppedClock | None = None) -> None:
        self.room, self.port = room, port
        self.log = room / "appendonlydir"
        self._options, self._clock = options, clock
        self._process: subprocess.Popen[bytes] | None = None
        room.mkdir(parents=True, exist_ok=True)

    def start(self) -> None:
        arguments = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.room), *self._options]
        command: list[str | Path] = [program(), *self._start_with(), *arguments]
        # Signals stay as Python has them: a full disk is an error to the server, not its death.
        with (self.room / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                start_new_session=True,
                restore_signals=False,
                env=os.environ | (self._clock.environment if self._clock else {}),
            )
        until(self.answers, 20)

    def _start_with(self) -> list[str]:
        return []

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    @property
    def client(self) -> Redis:
        return Redis(port=self.port, socket_timeout=5)

    def ask(self, *command: Any) -> Any:
        with self.client as redis:
            return redis.execute_command(*command)

    def facts(self, *command: Any) -> dict[str, str]:
        """INFO and its like."""
        found = self.ask(*command)
        if isinstance(found, dict):
            return {str(name): str(value) for name, value in found.items()}
        return dict(line.partition(":")[::2] for line in found.decode().splitlines())

    def keys(self, pattern: str) -> list[str]:
        with self.client as redis:
            return sorted(name.decode() for name in redis.keys(pattern))

    def answers(self) -> bool:
        try:
            return bool(self.ask("PING"))
        except (RedisError, OSError):
            return False

    def signal(self, number: int) -> None:
        assert self._process is not None
        os.kill(self._process.pid, number)

    def hold_writes(self) -> None:
        """Let it acknowledge nothing more, until it is killed."""
        self.ask("CLIENT", "PAUSE", 60_000, "WRITE")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def fill_disk(self) -> None:
        """No file may grow any more, as on a disk that is full."""
        self._largest_file(max(path.stat().st_size for path in self.room.rglob("*.aof")))

    def free_disk(self) -> None:
        self._largest_file(resource.RLIM_INFINITY)

    def _largest_file(self, size: int) -> None:
        assert self._process is not None
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def cut_log(self, most: int, chance: Any) -> None:
        """Lose up to so many bytes at the end of the append-only log, as a power cut would."""
        log = max(self.log.glob("*.incr.aof"))
        os.truncate(log, max(0, log.stat().st_size - chance.randint(1, most)))
        mend(
            log.parent
        )  # as the embedded store does: Redis 7.0 would bring half of a lost write back at the start after the next one

    def note_log(self) -> None:
        """Keep a copy of the log as it is now, as a snapshot of the machine would."""
        shutil.rmtree(self.room / "earlier", ignore_errors=True)
        shutil.copytree(self.log, self.room / "earlier")

    def roll_back(self) -> None:
        """Be again what was noted."""
        shutil.rmtree(self.log)
        (self.room / "earlier").rename(self.log)
        mend(self.log)

    def stream(self, slug: str) -> dict[str, bytes]:
        """The event's stream as it is here: entry id → change."""
        with self.client as redis:
            found: Any = redis.xrange(f"live:{{{slug}}}:stream")
        return {entry_id.decode(): fields[b"c"] for entry_id, fields in found}


class SentinelServer(StoreServer):
    """A Sentinel; it writes its configuration itself, so it gets a file."""

    def __init__(self, room: Path, port: int, primary: int) -> None:
        super().__init__(room, port)
        (room / "sentinel.conf").write_text(
            f"sentinel monitor main 127.0.0.1 {primary} 1\nsentinel down-after-milliseconds main 700\n"
            "sentinel failover-timeout main 3000\nsentinel parallel-syncs main 1\n"
        )

    def _start_with(self) -> list[str]:
        return [str(self.room / "sentinel.conf"), "--sentinel"]


@contextmanager
def store_servers(*servers: StoreServer) -> Iterator[tuple[StoreServer, ...]]:
    """Started, and killed at the end, whatever state they are in."""
    try:
        for server in servers:
            server.start()
        yield servers
    finally:
        for server in servers:
            try:
                server.signal(signal.SIGCONT)
            except (ProcessLookupError, AssertionError):
                continue
            server.kill()
