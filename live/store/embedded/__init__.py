"""Live's own Valkey or Redis: a real server on a private socket in the data directory, for installations without one.

It outlives a crashed worker, is started again when it dies, and ends by itself when everyone holding its lifeline is
gone.
"""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from live.store.embedded.claim import PATIENCE_SECONDS, Claim, Owner, claim
from live.store.embedded.engine import (
    REWRITE_PERCENTAGE,
    InUse,
    NoStore,
    command,
    configuration,
    described_program,
    program,
)
from live.store.embedded.mending import mend
from live.store.embedded.sockets import address, answer, private_directory, socket_in

LOADING_SECONDS = 300.0  # a log of a million entries takes about two seconds
ENDING_SECONDS = 8.0
LONGEST_LOG = 1_000_000  # bytes

# Waits for the end of the lifeline: the moment when nobody is left who needs the server. Then ends it, gently first.
WATCH = """
read -r _
kill -TERM "$1" 2>/dev/null || exit
for _ in 1 2 3 4 5 6 7 8; do sleep 0.25; kill -0 "$1" 2>/dev/null || exit; done
kill -KILL "$1"
"""


class Embedded:
    """The server of one data directory;

    `url` is for any Redis client. Start and stop belong together, even after a failed start.
    """

    def __init__(
        self, data: Path, *, kind: str = "serve", base: str = "", memory: str = "512mb", server: str = ""
    ) -> None:
        self.data = data.absolute()
        self.room = self.data / "store"
        self.socket = socket_in(self.room)
        self.url = address(self.socket)
        self._owner = Owner(os.getpid(), kind, str(self.socket), base)
        self._memory, self._server = memory, server
        self._claim: Claim | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: subprocess.Popen[bytes] | None = None
        self._ear, self.lifeline = os.pipe()  # hand `lifeline` to processes that the server shall outlive

    def start(self) -> None:
        """Raises `NoStore` when another Live has the directory, or the server does not come up."""
        for directory in (self.room, self.socket.parent):
            private_directory(directory)
        self._claim = claim(self.room, self._owner)
        self._launch()

    @property
    def program(self) -> str:
        """The program it runs, and its version."""
        return described_program(self._server)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def rewrites(self, *, by_itself: bool) -> bool:
        """Let it write its log anew when that has doubled, or not; whether it heard."""
        percentage = REWRITE_PERCENTAGE if by_itself else 0
        return answer(self.socket, f"CONFIG SET auto-aof-rewrite-percentage {percentage}").startswith(b"+OK")

    def revive(self) -> None:
        """Start it again after it died; what it had acknowledged is in its log."""
        self._unwatch()
        self._launch()

    def stop(self) -> None:
        """End it (it writes its log out first), then let the directory go."""
        self._unwatch()
        if self._process:
            _end(self._process)
        if self._claim:
            self._claim.release()
        if self.socket.parent != self.room:
            with contextlib.suppress(OSError):
                self.socket.parent.rmdir()
        self._process = self._claim = None
        for fd in (self._ear, self.lifeline):
            with contextlib.suppress(OSError):
                os.close(fd)

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _launch(self) -> None:
        server = program(self._server)
        assert self._claim is not None
        mend(self.room / "log")
        with _log(self.room) as log:
            # A session of its own: Ctrl-C in the terminal is for Live, which stops the server last.
            self._process = subprocess.Popen(
                command(server),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.room,
                start_new_session=True,
                pass_fds=[self._claim.fd],
            )
        # It waits for its configuration, and ends without: whenever we are killed, it is watched or has not begun.
        self._watch = subprocess.Popen(
            ["/bin/sh", "-c", WATCH, "live-store-watch", str(self._process.pid)],
            stdin=self._ear,
            start_new_session=True,
        )
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError), self._process.stdin as config:
            config.write(configuration(self.room, self.socket, self._memory).encode())
        self._wait_until_up(self._process)

    def _wait_until_up(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + LOADING_SECONDS
        while not answer(self.socket, "PING"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise NoStore(f"The store in {self.data} does not start: {_last_words(self.room)}")
            time.sleep(0.01)

    def _unwatch(self) -> None:
        if self._watch:
            self._watch.kill()
            self._watch.wait()
            self._watch = None


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(ENDING_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.contextmanager
def _log(room: Path) -> Iterator[int]:
    """Where the server writes what it has to say; a long one is put aside, and the one before it dropped."""
    path = room / "server.log"
    if path.exists() and path.stat().st_size > LONGEST_LOG:
        path.replace(room / "server.log.before")
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        yield fd
    finally:
        os.close(fd)


def _last_words(room: Path) -> str:
    lines = (room / "server.log").read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it ended without a word"


@contextlib.contextmanager
def connect(data: Path, *, memory: str = "512mb", server: str = "") -> Iterator[str]:
    """Return the URL of the store in `data` for one command: of the running `serve` if there is one, else of a server
    started for it.
    """
    own: Embedded | None = None
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (url := own.url if own else _running_in(data)):
        try:
            own = Embedded(data, kind="command", memory=memory, server=server).__enter__()
        except InUse:  # a `serve` that is still loading its log, or another command
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    try:
        yield url
    finally:
        if own:
            own.stop()


def serving(data: Path) -> Owner | None:
    """Return the `serve` that has this directory now, or None. Its `base` is where its pages are."""
    room = data.absolute() / "store"
    if not (room / "lock").exists():
        return None
    look = Claim(room)
    try:
        owner = look.owner()
    finally:
        look.close()
    return owner if owner and owner.stays else None


def _running_in(data: Path) -> str:
    """The URL of the server of a `serve`, or "" when there is none that answers."""
    owner = serving(data)
    return address(Path(owner.socket)) if owner and answer(Path(owner.socket), "PING") else ""
