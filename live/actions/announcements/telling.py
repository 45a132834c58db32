"""Announcements set for a time: told when it comes, once, however many processes look."""

from contextlib import AbstractAsyncContextManager

from live.actions import announcements
from live.actions.acting import Acting
from live.rules.announcements import is_due
from live.rules.errors import NotFound

LOOK_SECONDS = 1.0


def telling(acting: Acting) -> AbstractAsyncContextManager[None]:
    """Look once a second while the process runs."""
    return acting.store.loops.running("telling", lambda: look(acting), every=LOOK_SECONDS)


async def look(acting: Acting) -> None:
    """Tell what is due in the events this process follows: an event nobody follows has nobody to tell, and is looked at
    when somebody comes.
    """
    now = acting.now()
    for slug, copy in list(acting.store.replica.copies.items()):
        for announcement in [a for a in copy.state.announcements.values() if is_due(a, now)]:
            try:
                await announcements.tell_due(acting, slug, announcement.id)
            except NotFound:  # the event is gone
                break
