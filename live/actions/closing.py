"""Polls that close by themselves: once, when their time is over, however many processes look, and also where nobody has
come for days.
"""

from contextlib import AbstractAsyncContextManager, suppress
from datetime import datetime

from live.actions import sets
from live.actions.acting import Acting
from live.rules.errors import NotFound
from live.rules.polls import is_over
from live.rules.polls import sets as sets_of

LOOK_SECONDS = 1.0


def closing(acting: Acting) -> AbstractAsyncContextManager[None]:
    """Look once a second while the process runs."""
    due = dict[str, datetime]()
    return acting.store.loops.running("closing", lambda: look(acting, due), every=LOOK_SECONDS)


async def look(acting: Acting, due: dict[str, datetime]) -> None:
    """Close what is over. `due`: when the next poll of an event closes, as this process has last seen it; an event that
    was let go meanwhile is followed again for that. Others are found by the hourly look at every event.
    """
    now, replica = acting.now(), acting.store.replica
    for slug in [slug for slug, at in due.items() if at <= now]:
        with suppress(NotFound):  # the event is gone
            await replica.copy(slug)
        del due[slug]  # not while the store is away: then it is due at the next look
    for slug, copy in list(replica.copies.items()):
        if any(is_over(poll, now) for poll in copy.state.polls.values()):
            try:
                await sets.close_over(acting, slug)
            except NotFound:  # the event is gone
                continue
        if at := sets_of.closes_next(copy.state.polls.values(), now):
            due[slug] = at
        else:
            due.pop(slug, None)
