"""Deleting events when their time is over: so many days after their end or their import, whichever is later. Their join
codes go a day after their end.
"""

import logging
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta

from msgspec.structs import replace

from live.actions.questions import erasing
from live.house import Services
from live.rules.errors import NotFound
from live.rules.state import State

EVERY_SECONDS = 3600
CODE_DAYS = 1  # people still come with what stood on the last slide; fewer codes are harder to guess
log = logging.getLogger("live.retention")


def ended(state: State, days: int) -> datetime:
    """Return the time so many days after an event's end or import; a rehearsal says itself when it is deleted."""
    if state.event.rehearsal:
        return state.event.rehearsal.ends
    last = max(filter(None, (state.agenda.ends, state.event.imported_at)))
    return last + timedelta(days=days)


def retaining(live: Services) -> AbstractAsyncContextManager[None]:
    """Look every hour while the process runs. Several workers looking at once do no harm."""
    return live.store.loops.running("retention", lambda: sweep(live), every=EVERY_SECONDS)


async def sweep(live: Services) -> list[str]:
    """Delete what is past its retention, finish what was interrupted, and have the store's log written anew.

    Returns the slugs of what went.
    """
    deletions = live.store.deletions
    await erasing.finish(live.acting)
    gone = await deletions.unfinished()
    for summary in await live.store.events.summaries():
        if summary.slug in gone:
            continue
        if await _is_over(live, summary.slug, live.settings.retention_days):
            gone.append(summary.slug)
        elif summary.code and await _is_over(live, summary.slug, CODE_DAYS):
            await live.store.codes.free(summary.slug)
            await live.store.events.index(replace(summary, code=""))
    for slug in gone:
        await deletions.delete(slug)
        if copy := live.store.replica.held(slug):
            live.store.replica.drop(copy)  # other processes notice by themselves
        log.info("an event was deleted after its retention")
    if await deletions.in_log() and not await deletions.rewrite():
        log.warning("the store's log still holds what was deleted; it is asked to write it anew at the next look")
    return gone


async def _is_over(live: Services, slug: str, days: int) -> bool:
    try:
        copy = await live.store.replica.copy(slug)
    except NotFound:
        return True  # half deleted by a release that left no tombstone
    return ended(copy.state, days) <= live.acting.now()
