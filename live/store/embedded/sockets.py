"""The embedded server's unix socket: where it may lie, who may reach it, and a word with the server that needs no
client.
"""

import hashlib
import os
import socket
import stat
import tempfile
from pathlib import Path
from urllib.parse import quote

from live.store.embedded.engine import NoStore

LONGEST_PATH = 100  # bytes; the kernel's limit is 108 on Linux and 104 on macOS


def socket_in(room: Path) -> Path:
    """Place the socket in the room itself, or when its path is too long for a socket, in a short directory that belongs
    to this room alone.
    """
    path = room / "socket"
    if len(os.fsencode(path)) <= LONGEST_PATH:
        return path
    name = hashlib.sha256(os.fsencode(room)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"live-{os.geteuid()}-{name}" / "socket"


def address(path: Path) -> str:
    return "unix://" + quote(str(path))


def private_directory(path: Path) -> None:
    """Make it for its owner only, and refuse one that belongs to somebody else (anyone may write in the temporary
    directory).
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = path.lstat()
    except OSError as error:
        raise NoStore(f"The directory {path} cannot be used: {error.strerror}.") from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise NoStore(f"The directory {path} belongs to somebody else; choose another with --data.")
    path.chmod(0o700)


def answer(path: Path, command: str, seconds: float = 2.0) -> bytes:
    """Return what the server at `path` says to `command`; empty when it is not there, or still loading its log."""
    try:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(seconds)
            caller.connect(str(path))
            caller.sendall(command.encode() + b"\r\nQUIT\r\n")
            said = b""
            while piece := caller.recv(65536):
                said += piece
    except OSError:
        return b""
    return b"" if said.startswith(b"-LOADING") else said


def described(path: Path) -> str:
    """Return name and version, such as Valkey 9.1.2 or Redis 7.0.15."""
    facts = dict(line.partition(":")[::2] for line in answer(path, "INFO server").decode(errors="replace").splitlines())
    return (
        f"Valkey {facts['valkey_version']}"
        if "valkey_version" in facts
        else f"Redis {facts.get('redis_version', '')}".strip()
    )
