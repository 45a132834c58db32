"""Who may write the log in a data directory: a lock that lives exactly as long as a server that could, and a note of
whose it is.
"""

import os
import time
from pathlib import Path

import msgspec

from live.store.embedded.engine import InUse, NoStore
from live.store.embedded.sockets import answer

PATIENCE_SECONDS = 10.0  # for another command to finish, or for a killed Live's server to end
ORPHAN_SECONDS = 5.0  # a server that outlives its owner by this much has lost its watch too, and is told to end


class Owner(msgspec.Struct, frozen=True):
    """Who holds the directory:

    `serve` for as long as it runs, a `command` for a moment. `base` is the address people use.
    """

    pid: int
    kind: str
    socket: str
    base: str = ""

    @property
    def stays(self) -> bool:
        return self.kind == "serve" and running(self.pid)


class Claim:
    """The lock on one room. Servers inherit `fd`, so that none is left writing when the next one starts."""

    def __init__(self, room: Path) -> None:
        self.fd = os.open(room / "lock", os.O_RDWR | os.O_CREAT, 0o600)

    def taken(self) -> bool:
        """Take the lock, or say that another has it. Raises `NoStore` where there are no such locks."""
        try:
            import fcntl
        except ImportError as missing:
            raise NoStore(
                "Live keeps a store of its own on Linux and macOS only; name another one with --redis."
            ) from missing
        try:
            fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def owner(self) -> Owner | None:
        """Return the note of whoever holds the lock; None while it is being written."""
        try:
            return msgspec.json.decode(os.pread(self.fd, 4096, 0), type=Owner)
        except msgspec.MsgspecError:
            return None

    def sign(self, owner: Owner) -> None:
        os.ftruncate(self.fd, 0)
        os.pwrite(self.fd, msgspec.json.encode(owner), 0)

    def release(self) -> None:
        """Closing lets the lock go, once the server that inherited it has ended too."""
        os.ftruncate(self.fd, 0)
        os.close(self.fd)

    def close(self) -> None:
        os.close(self.fd)


def claim(room: Path, owner: Owner) -> Claim:
    """Take the lock, waiting a little for one that is on its way out. Raises `InUse` with one sentence."""
    held = Claim(room)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not held.taken():
        other = held.owner()
        if (other and other.stays) or time.monotonic() > deadline:
            held.close()
            process = f" (process {other.pid})" if other else ""
            raise InUse(
                f"Another Live is already using {room.parent}{process}. Stop it first, or choose another "
                f"directory with --data."
            )
        if other and not running(other.pid) and time.monotonic() > deadline - PATIENCE_SECONDS + ORPHAN_SECONDS:
            answer(Path(other.socket), "SHUTDOWN")
        time.sleep(0.05)
    held.sign(owner)
    return held


def running(pid: int) -> bool:
    """Return whether the process lives.

    One that has ended but was not collected by its parent (in some containers nobody does) does not.
    """
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True
