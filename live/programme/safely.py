"""Reading what strangers send: in a process of its own, with two seconds to live."""

from datetime import date

import anyio
from anyio import to_process

from live.programme.reading import MOST_BYTES, read
from live.programme.shapes import Notice, NotUnderstood, Programme

SECONDS = 2.0


async def read_safely(
    source: bytes, *, name: str = "", date: date | None = None, timezone: str | None = None, language: str | None = None, today: date
) -> Programme:
    """As `read`, but a parser that crashes or does not come back is a refusal, and the event loop never waits for it."""
    if len(source) > MOST_BYTES:  # not worth sending to another process
        raise NotUnderstood(Notice("The file is larger than {limit} MB; no programme is.", {"limit": str(MOST_BYTES // 1_000_000)}))
    try:
        with anyio.fail_after(SECONDS):
            read_there = await to_process.run_sync(_answer, source, name, date, timezone, language, today, cancellable=True)
    except TimeoutError as error:
        raise NotUnderstood(Notice("Reading took too long; the file is no ordinary programme.")) from error
    except anyio.BrokenWorkerProcess as error:
        raise NotUnderstood(Notice("Reading failed; the file is no ordinary programme.")) from error
    if isinstance(read_there, Notice):
        raise NotUnderstood(read_there)
    return read_there


def _answer(
    source: bytes, name: str, date: date | None, timezone: str | None, language: str | None, today: date
) -> Programme | Notice:
    """A notice instead of an exception, which would have to survive pickling with its notice."""
    try:
        return read(source, name=name, date=date, timezone=timezone, language=language, today=today)
    except NotUnderstood as refusal:
        return refusal.notice
