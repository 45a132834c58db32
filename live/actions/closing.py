"""Polls that close by themselves: once, when their time is over, however many processes look."""

from contextlib import AbstractAsyncContextManager

from live.actions import sets
from live.actions.acting import Acting
from live.rules.errors import NotFound
from live.rules.polls import is_over

LOOK_SECONDS = 1.0


def closing(acting: Acting) -> AbstractAsyncContextManager[None]:
    """Look once a second while the process runs."""
    return acting.store.loops.running("closing", lambda: look(acting), every=LOOK_SECONDS)


async def look(acting: Acting) -> None:
    """Close what is over in the events this process follows. Where nobody follows, an answer is refused all the same,
    and it is closed when somebody comes.
    """
    now = acting.now()
    for slug, copy in list(acting.store.replica.copies.items()):
        if any(is_over(poll, now) for poll in copy.state.polls.values()):
            try:
                await sets.close_over(acting, slug)
            except NotFound:  # the event is gone
                continue
