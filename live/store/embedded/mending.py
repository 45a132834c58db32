"""Cuts the end of a log that a power failure left in the middle of a write back to where the last whole write ends.

Redis 7.0 cuts such a log too, but leaves the beginning of the broken transaction in it. At the start after the next one
it runs together with what was written since: half of a lost write comes back, and takes the place of one that was
acknowledged (found by tests/faults, seed 12). Valkey 9 cuts where we do. So we cut first, whatever server it is.
"""

import logging
import mmap
import os
from pathlib import Path

EXEC = b"*1\r\n$4\r\nEXEC\r\n"  # how a log ends whose last write is whole
log = logging.getLogger("live.store")


def mend(directory: Path) -> int:
    """Return how many bytes were cut off the newest log in `directory`.

    One that is damaged otherwise is left to the server, which refuses it.
    """
    logs = sorted(directory.glob("*.incr.aof"), key=lambda path: int(path.name.split(".")[-3]))
    if not logs or not (size := logs[-1].stat().st_size):
        return 0
    with logs[-1].open("r+b") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        try:
            whole = size if data[-len(EXEC) :] == EXEC else whole_until(data)
        except ValueError:
            return 0
    if whole < size:
        log.warning("the store's log ends in the middle of a write; %d bytes are cut off", size - whole)
        os.truncate(logs[-1], whole)
    return size - whole


def whole_until(data: bytes | mmap.mmap) -> int:
    """Return where the last command ends that is whole and in no unfinished transaction.

    Raises `ValueError` where this is no log.
    """
    at = whole = 0
    inside = False
    while read := _command(data, at):
        name, at = read
        inside = name == b"MULTI" or (inside and name != b"EXEC")
        if not inside:
            whole = at
    return whole


def _command(data: bytes | mmap.mmap, at: int) -> tuple[bytes, int] | None:
    """The name of the command at `at` and where it ends; None when it is not all there."""
    counted = _number(data, at, b"*")
    if counted is None:
        return None
    count, at = counted
    name = b""
    for place in range(count):
        sized = _number(data, at, b"$")
        if sized is None or sized[1] + sized[0] + 2 > len(data):
            return None
        size, start = sized
        name = data[start : start + size].upper() if place == 0 else name
        at = start + size + 2
    return name, at


def _number(data: bytes | mmap.mmap, at: int, sign: bytes) -> tuple[int, int] | None:
    if at < len(data) and data[at : at + 1] != sign:
        raise ValueError(data[at : at + 20])
    end = data.find(b"\r\n", at)
    if end < 0:
        return None
    return int(data[at + 1 : end]), end + 2
