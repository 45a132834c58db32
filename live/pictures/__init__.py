"""Pictures: a logo made fit to be shown, and what a pasted link shows of an event that has one.

They are opened and drawn with Pillow in a process of its own (`drawing.py`), one at a time.
"""

import asyncio
import hashlib
import signal
import subprocess
import sys
from collections.abc import Mapping

import anyio
import msgspec

from live.rules.errors import Unfit
from live.rules.event import Logo

LARGEST_LOGO = 5 * 1024 * 1024  # bytes, as it is sent
PATIENCE = 30.0 if hasattr(signal, "setitimer") else 9.0  # seconds of the clock; the child has fewer of the processor
MOST_KEPT = 64  # pictures of at most 200 kB
FIELD = "logo"

REASONS: Mapping[str, str] = {
    "no_picture": "This is no PNG, JPEG or WebP picture. Save it as one of these.",
    "too_many_pixels": "The picture has more than {limit} million pixels. Save a smaller one.",
    "broken": "The picture is broken and cannot be opened. Save it anew, or choose another.",
    "missing": "Pictures cannot be opened here: the library Pillow is not installed.",
}


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be drawn: a logo that fits, or, `shared`, the picture that a pasted link shows."""

    logo: bytes = b""
    shared: bool = False
    ground: str = ""  # the logo needs behind it
    colour: str = ""


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it: a PNG and its size; or why not, and the limit."""

    png: bytes = b""
    width: int = 0
    height: int = 0
    ground: str = ""
    refused: str = ""
    limit: int = 0


class Pictures:
    """Draws, and keeps what is asked for again and again. One per process."""

    def __init__(self) -> None:
        self._one_at_a_time = asyncio.Lock()
        self._kept: dict[str, bytes] = {}

    async def fitted(self, picture: bytes) -> tuple[Logo, bytes]:
        """Return a picture somebody sent as a logo and its bytes: at most 200 kB, nothing but pixels. Refuses
        `bad_picture`.
        """
        if len(picture) > LARGEST_LOGO:
            raise Unfit(
                "The picture is larger than {limit} MB. Save a smaller one.",
                code="bad_picture",
                field=FIELD,
                limit=LARGEST_LOGO // 1024**2,
            )
        async with self._one_at_a_time:
            drawn = await _in_a_process(Job(logo=picture))
        if drawn.refused:
            raise Unfit(REASONS[drawn.refused], code="bad_picture", field=FIELD, limit=drawn.limit)
        name = hashlib.sha256(drawn.png).hexdigest()[:16]
        return Logo(name=name, width=drawn.width, height=drawn.height, ground=drawn.ground), drawn.png

    async def shared(self, name: str, job: Job) -> bytes | None:
        """Return the picture of a pasted link, by a name that says what it is made of; None where it cannot be drawn.
        It is tried once.
        """
        async with self._one_at_a_time:
            if name not in self._kept:
                self.keep(name, (await _in_a_process(job)).png)
            return self._kept[name] or None

    def kept(self, name: str) -> bytes | None:
        """Return a picture that was asked for before."""
        return self._kept.get(name)

    def keep(self, name: str, png: bytes) -> None:
        """Keep a picture for the next who asks; the one kept longest makes room."""
        if name not in self._kept and len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[name] = png


async def _in_a_process(job: Job) -> Drawn:
    """What the child says; that it ended or hung is said of the picture."""
    command = [sys.executable, "-m", "live.pictures.drawing"]
    try:
        with anyio.fail_after(PATIENCE):
            done = await anyio.run_process(
                command, input=msgspec.msgpack.encode(job), stderr=subprocess.DEVNULL, check=False
            )
        return msgspec.msgpack.decode(done.stdout, type=Drawn)
    except (TimeoutError, OSError, msgspec.DecodeError):
        return Drawn(refused="broken")
