"""Room on the disk that the embedded store's log lies on. A store that writes its log behind its answers acknowledges
what the disk then does not take: below the floor nothing is written any more.
"""

import os
from pathlib import Path

import msgspec

from live.settings import Settings
from live.store.embedded.sockets import address, socket_in

UNITS = {"mb": 1024**2, "gb": 1024**3}


class Room(msgspec.Struct, frozen=True):
    """`floor`: bytes that must stay free in `directory`; asking costs about a microsecond."""

    directory: Path
    floor: int

    def free(self) -> int:
        """Return the bytes that are free for this user."""
        found = os.statvfs(self.directory)
        return found.f_bavail * found.f_frsize

    def short(self, *, rewriting: bool = False) -> bool:
        """Return whether less than the floor is free, or would be when the log is written anew beside the old one."""
        return self.free() < self.floor + (self._log() if rewriting else 0)

    def _log(self) -> int:
        return sum(file.stat().st_size for file in (self.directory / "log").glob("*"))


def room_of(settings: Settings, url: str = "") -> Room | None:
    """Return the room of the embedded store, None when `url` (or the one in force) is some other store."""
    directory, used = settings.data.absolute() / "store", url or settings.redis
    if not used.startswith("unix:") or used != address(socket_in(directory)):
        return None
    return Room(directory, size_of(settings.disk_floor))


def size_of(text: str) -> int:
    """Return the bytes of a text such as 64mb."""
    return int(text[:-2]) * UNITS[text[-2:]]
