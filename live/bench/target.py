"""What is measured: a server of our own on a free port with a throwaway store, or one that runs somewhere already."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

STARTING_SECONDS = 30.0
PROGRAMME = Path(__file__).with_name("programme.txt")
SLUG = "measured"


class Target(msgspec.Struct, frozen=True):
    """`pid` is the server's supervisor, 0 when it runs elsewhere: then there is no CPU time and no memory to read."""

    base: str
    slug: str
    token: str = ""
    pid: int = 0

    @property
    def host(self) -> str:
        return urlsplit(self.base).hostname or "127.0.0.1"

    @property
    def port(self) -> int:
        parts = urlsplit(self.base)
        return parts.port or (443 if parts.scheme == "https" else 80)

    @property
    def tls(self) -> bool:
        return self.base.startswith("https:")

    def processes(self) -> list[int]:
        return _family(self.pid) if self.pid and Path("/proc/self/task").exists() else []

    def cpu_seconds(self) -> float:
        """Return the CPU time of all its processes, the store's included."""
        spent = 0
        for pid in self.processes():
            for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
                spent += int(thread.read_text().split()[0])
        return spent / 1e9

    def memory_kb(self) -> int:
        lines = [
            line for pid in self.processes() for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        ]
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _family(pid: int) -> list[int]:
    found = [pid]
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            found += _family(int(child))
    return found


@contextmanager
def own(workers: int, redis: str | None) -> Iterator[Target]:
    """Return a server for the time of the measurement, on the first core where there are several."""
    with tempfile.TemporaryDirectory(prefix="live-bench-") as directory:
        port = _free_port()
        environment = {**os.environ, "LIVE_DATA": directory, "LIVE_LIMITS": "off", "LIVE_LOG_LEVEL": "warning"} | (
            {"REDIS_URL": redis} if redis else {}
        )
        _run(["import", str(PROGRAMME), "--slug", SLUG, "--replace"], environment)
        token = json.loads(_run(["links", SLUG, "--json"], environment))["moderator"].partition("#")[2]
        command = [sys.executable, "-m", "live", "serve", "--port", str(port), "--workers", str(workers)]
        server = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.DEVNULL,
            preexec_fn=_on_first_cores(workers),  # noqa: PLW1509 (one thread, and only a choice of cores)
        )
        try:
            _await(port)
            with off_first_cores(workers):
                yield Target(f"http://127.0.0.1:{port}", SLUG, token, server.pid)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)


def _run(arguments: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "live", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise OSError(done.stderr.strip() or f"live {arguments[0]} failed")
    return done.stdout


def _on_first_cores(workers: int) -> Callable[[], None]:
    def setup() -> None:
        cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_setaffinity") else []
        if len(cores) > workers:
            os.sched_setaffinity(0, set(cores[:workers]))

    return setup


@contextmanager
def off_first_cores(workers: int) -> Iterator[None]:
    """Keep the generator off the server's core."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_setaffinity") else []
    if len(cores) > workers:
        os.sched_setaffinity(0, set(cores[workers:]))
    try:
        yield
    finally:
        if cores:
            os.sched_setaffinity(0, set(cores))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int) -> None:
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise OSError("the server did not start")
