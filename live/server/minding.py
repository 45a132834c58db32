"""The supervisor's care for the embedded store: started again when it has ended, and kept from writing its log anew on
a disk that has no room for a second one.
"""

import asyncio
import logging

from live.server.figures import FREE, STORE_RESTARTS
from live.store.embedded import Embedded
from live.store.embedded.engine import NoStore
from live.store.embedded.room import Room

LOOK_SECONDS = 0.5
AGAIN_SECONDS = 10.0  # after a start that failed
log = logging.getLogger(__name__)


class Minding:
    """`store` is None where the store is somebody else's."""

    def __init__(self, store: Embedded | None, room: Room | None) -> None:
        self._store, self._room = store, room
        self._restarts = 0
        self._may_rewrite = True

    async def look(self) -> None:
        """Do what the store needs now. The workers reconnect to it by themselves."""
        if self._store is None:
            return
        if self._store.alive():
            await self._mind_the_room(self._store)
            return
        log.error("the store's server ended; starting it again")
        self._restarts += 1
        self._may_rewrite = True
        try:
            await asyncio.to_thread(self._store.revive)
        except (NoStore, OSError) as problem:
            log.error("%s", problem)  # noqa: TRY400 - the sentence says it all
            await asyncio.sleep(AGAIN_SECONDS)

    async def _mind_the_room(self, store: Embedded) -> None:
        """Half a log written anew would take the room that the log itself needs."""
        if self._room is None:
            return
        may = not self._room.short(rewriting=True)
        if may != self._may_rewrite and await asyncio.to_thread(store.rewrites, by_itself=may):
            self._may_rewrite = may

    def figures(self) -> dict[str, float]:
        free = {FREE: self._room.free()} if self._room else {}
        return {STORE_RESTARTS: self._restarts, **free}
