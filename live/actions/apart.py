"""The actions without a service around them: for commands, and for whoever prepares an event."""

import contextlib
from collections.abc import AsyncIterator

from live.actions.acting import Acting
from live.store import Store
from live.store.database.writes import LogRoom
from live.tokens import Tokens


@contextlib.asynccontextmanager
async def acting(url: str, secret: str, room: LogRoom | None = None) -> AsyncIterator[Acting]:
    """Return the actions on the store at `url`. Limits are for the public, not for the operator."""
    try:
        async with Store(url, room=room).open() as store:
            yield Acting(store, Tokens(secret or await store.events.secret()), limits=False)
    except ExceptionGroup as group:  # the store's own tasks wrap what happens while they run
        raise _first(group) from group


def _first(error: Exception) -> Exception:
    return _first(error.exceptions[0]) if isinstance(error, ExceptionGroup) else error
