"""Unpacking in a process of its own: the parent's side. It hands over bytes and takes text or a refusal, in time."""

import signal
import subprocess
import sys
from datetime import date

import msgspec

from live.programme.shapes import Notice, NotUnderstood

# Seconds of the clock. The child ends itself after fewer of the processor, where that can be had: then a busy machine
# may take long over an honest file.
PATIENCE = 60.0 if hasattr(signal, "setitimer") else 9.0
_MOST_TEXT = 8_000_000  # bytes that are taken from the child


class Opened(msgspec.Struct, frozen=True):
    """One way to read a file: the text, what such a text would be called as a file, and the day a mail was sent."""

    text: str
    name: str
    today: date | None = None


class ReadingAnswer(msgspec.Struct, frozen=True):
    """What the child says: ways to read the file, or why there are none."""

    opened: tuple[Opened, ...] = ()
    refusal: Notice | None = None


def opened(source: bytes, kind: str, name: str) -> tuple[Opened, ...]:
    """The ways in which a file of this kind can be read, at least one. Raises NotUnderstood when there is none."""
    command = [sys.executable, "-m", "live.programme.files.unpack", kind, name[:200]]
    try:
        done = subprocess.run(command, input=source, capture_output=True, timeout=PATIENCE, check=False)
    except (subprocess.TimeoutExpired, OSError) as error:
        raise NotUnderstood(_failed()) from error
    if done.returncode != 0 or len(done.stdout) > _MOST_TEXT:
        raise NotUnderstood(_failed())
    try:
        answer = msgspec.json.decode(done.stdout, type=ReadingAnswer)
    except msgspec.DecodeError as error:
        raise NotUnderstood(_failed()) from error
    if answer.refusal is not None or not answer.opened:
        raise NotUnderstood(answer.refusal or _failed())
    return answer.opened


def _failed() -> Notice:
    return Notice("Reading failed or took too long; the file is no ordinary programme.")
