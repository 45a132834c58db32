"""The store that Live brings along, as something that can be killed, frozen and robbed of its last writes.

Its supervisor starts it again whenever it ends: so that nobody does before everything is lost that shall be lost, the
supervisor stands still between `kill` and `start`.
"""

import os
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from redis import Redis

from live.store.embedded.sockets import address, socket_in
from tests.faults.stores import StoreServer
from tests.server.started import Service
from tests.waiting import until

# libfaketime, told to leave the monotonic clock alone, refuses the call that `time.sleep` makes.
SLEEPING = "import select, time\ntime.sleep = lambda seconds: select.select([], [], [], seconds)\n"


class EmbeddedStore(StoreServer):
    """The one in a data directory, of whichever service runs there now."""

    def __init__(self, data: Path, service: Callable[[], Service]) -> None:
        super().__init__(data / "store", 0)
        self._service = service
        self.log = self.room / "log"
        self._pid = 0

    @property
    def url(self) -> str:
        return address(socket_in(self.room))

    @property
    def client(self) -> Redis:
        return Redis(unix_socket_path=str(socket_in(self.room)), socket_timeout=5)

    def start(self) -> None:
        """Let the supervisor start it again."""
        self._service().signal(signal.SIGCONT)
        until(self.answers, 30)

    def signal(self, number: int) -> None:
        if number != signal.SIGCONT:
            self._pid = int(self.facts("INFO", "server")["process_id"])
        os.kill(self._pid, number)

    def kill(self) -> None:
        """At the end of everything there is none, or no supervisor any more."""
        with suppress(ProcessLookupError):
            self._service().signal(signal.SIGSTOP)
        if self.answers():
            self.signal(signal.SIGKILL)
        until(lambda: not self.answers())


def sleeping(room: Path) -> Path:
    """Return a directory of modules to come before all others, in which `time.sleep` works under `SteppedClock`."""
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    (room / "sitecustomize.py").write_text(SLEEPING)
    return room
