"""Reading what strangers send: in a process of its own, which an alarm ends when reading takes too long.

The alarms ring in the worker, so that starting one on a busy machine does not count; and they are the kernel's, so that
they also end a parser that hangs in C. Reading may take SECONDS of the processor; a busy machine may
take longer over them.
"""

import signal
from collections.abc import Callable
from datetime import date
from typing import Any

import anyio
from anyio import to_process

from live.programme.files import Opened
from live.programme.reading import MOST_BYTES, as_text, read
from live.programme.shapes import Notice, NotUnderstood, Programme

SECONDS = 1.5  # of the processor, for reading; ordinary programmes take a hundredth of that
PATIENCE = 75.0 if hasattr(signal, "setitimer") else 12.0  # seconds for those, however busy the machine is
_STARTING_SECONDS = 15.0  # for a worker to come up, once, on a machine with other things to do


async def read_safely(
    source: bytes,
    *,
    name: str = "",
    date: date | None = None,
    timezone: str | None = None,
    language: str | None = None,
    today: date,
) -> Programme:
    """As `read`, but a parser that crashes or does not come back is a refusal; the event loop never waits for it."""
    known = {"date": date, "timezone": timezone, "language": language, "today": today}
    found: Programme = await _there(read, source, name, known)
    return found


async def as_text_safely(source: bytes, *, name: str = "", today: date) -> Opened | None:
    """As `as_text`, in the same way."""
    found: Opened | None = await _there(as_text, source, name, {"today": today})
    return found


async def _there(reader: Callable[..., Any], source: bytes, name: str, known: dict[str, Any]) -> Any:
    """What the reader says in another process; its refusals are raised here."""
    if len(source) > MOST_BYTES:  # not worth sending to another process
        raise NotUnderstood(
            Notice("The file is larger than {limit} MB; no programme is.", {"limit": str(MOST_BYTES // 1_000_000)})
        )
    try:
        with anyio.fail_after(_STARTING_SECONDS + PATIENCE):
            said = await to_process.run_sync(_answer, SECONDS, reader, source, name, known, cancellable=True)
    except (TimeoutError, anyio.BrokenWorkerProcess) as error:
        raise NotUnderstood(Notice("Reading failed or took too long; the file is no ordinary programme.")) from error
    if isinstance(said, Notice):
        raise NotUnderstood(said)
    return said


def _answer(seconds: float, reader: Callable[..., Any], source: bytes, name: str, known: dict[str, Any]) -> Any:
    """A notice instead of an exception, which would have to survive pickling with its notice."""
    _alarm(seconds, PATIENCE)
    try:
        return reader(source, name=name, **known)
    except NotUnderstood as refusal:
        return refusal.notice
    finally:
        _alarm(0, 0)


def _alarm(seconds: float, patience: float) -> None:
    """End this process after so many seconds of the processor, or of the clock; 0 calls it off.

    Where there are no alarms, the caller's patience must do.
    """
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, patience)
