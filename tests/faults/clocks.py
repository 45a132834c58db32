"""Wall clocks that can be stepped: libfaketime in a process, told by a file. The monotonic clock goes on."""

import functools
from pathlib import Path

STEPS = (-600, -45, 45, 600)  # seconds
LOOK_SECONDS = 1  # between two looks at the file


@functools.cache
def library() -> Path | None:
    """Where libfaketime is, with threads."""
    return next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)


class SteppedClock:
    """`environment` for whoever lives by it; nothing where the library is missing."""

    def __init__(self, room: Path, name: str) -> None:
        room.mkdir(parents=True, exist_ok=True)
        self._file = room / f"{name}.clock"
        self.step(0)

    @property
    def environment(self) -> dict[str, str]:
        if (found := library()) is None:
            return {}
        return {
            "LD_PRELOAD": str(found),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": str(LOOK_SECONDS),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def step(self, seconds: int) -> None:
        """Put it so far from the true time."""
        written = self._file.with_suffix(".new")
        written.write_text(f"{seconds:+d}\n")
        written.replace(self._file)
