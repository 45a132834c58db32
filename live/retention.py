"""Deleting events when their time is over: so many days after their end or their import, whichever is later."""

import logging
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta

from live.house import Services
from live.rules.errors import NotFound
from live.rules.state import State

EVERY_SECONDS = 3600
log = logging.getLogger("live.retention")


def deleted_at(state: State, days: int) -> datetime:
    """Return when everything about the event goes."""
    last = max(filter(None, (state.agenda.ends, state.event.imported_at)))
    return last + timedelta(days=days)


def retaining(live: Services) -> AbstractAsyncContextManager[None]:
    """Look every hour while the process runs. Several workers looking at once do no harm."""
    return live.store.loops.running("retention", lambda: sweep(live), every=EVERY_SECONDS)


async def sweep(live: Services) -> list[str]:
    """Delete what is past its retention; the slugs of what went."""
    gone = []
    for summary in await live.store.events.summaries():
        try:
            copy = await live.store.replica.copy(summary.slug)
        except NotFound:
            gone.append(summary.slug)  # half deleted by a process that stopped: finish it
        else:
            if deleted_at(copy.state, live.settings.retention_days) > live.acting.now():
                continue
            gone.append(summary.slug)
        await live.store.events.delete(summary.slug)
        log.info("an event was deleted after its retention")
    return gone
