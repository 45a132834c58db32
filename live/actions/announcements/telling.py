"""Announcements set for a time: told when it comes, once, however many processes look."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from live.actions import announcements
from live.actions.acting import Acting
from live.rules.announcements import is_due
from live.rules.errors import NotFound, Unavailable

LOOK_SECONDS = 1.0
log = logging.getLogger("live.telling")


@asynccontextmanager
async def telling(acting: Acting) -> AsyncIterator[None]:
    """Look once a second while the process runs."""
    task = asyncio.create_task(_run(acting))
    try:
        yield
    finally:
        task.cancel()


async def _run(acting: Acting) -> None:
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        try:
            await look(acting)
        except Unavailable:
            log.warning("the store is away; what is due is told later")


async def look(acting: Acting) -> None:
    """Tell what is due in the events this process follows: an event nobody follows has nobody to tell, and is looked
    at when somebody comes.
    """
    now = acting.now()
    for slug, copy in list(acting.store.replica.copies.items()):
        for announcement in [a for a in copy.state.announcements.values() if is_due(a, now)]:
            try:
                await announcements.tell_due(acting, slug, announcement.id)
            except NotFound:  # the event is gone
                break
