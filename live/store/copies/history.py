"""What has become of agendas: the changes of a stream that moved it, read once and then kept equal to the process's
copy.
"""

import msgspec

from live.rules.changes import Change
from live.rules.errors import Unavailable
from live.store import codec
from live.store.copies.copy import Copy
from live.store.copies.cursor import Cursor
from live.store.database import Database
from live.store.keys import Keys
from live.store.stream import pieces

MOST_KEPT = 100  # events
MARK = b'"agenda_revision"'  # in the JSON of every change that moved the agenda, and only there

Moves = tuple[tuple[str, Change], ...]


class _Cached(msgspec.Struct, frozen=True):
    cursor: str
    moves: Moves


class Histories:
    """One per process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[str, _Cached] = {}

    async def of(self, copy: Copy) -> Moves:
        """Return the moves up to the copy's cursor, oldest first, each with its cursor.

        While the store is away, those the copy remembers.
        """
        kept = self._kept.get(copy.slug)
        later = copy.since(kept.cursor) if kept else "unknown"
        if kept is not None and not isinstance(later, str):
            moves = (*kept.moves, *((str(e.cursor), e.change) for e in later if e.change.agenda_revision))
        else:
            cursor = copy.cursor
            try:
                moves = await self._read(copy.slug, cursor)
            except Unavailable:
                return tuple((str(e.cursor), e.change) for e in copy.ring if e.change.agenda_revision)
            return self._keep(copy.slug, cursor, moves)
        return self._keep(copy.slug, copy.cursor, moves)

    def _keep(self, slug: str, cursor: Cursor, moves: Moves) -> Moves:
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[slug] = _Cached(str(cursor), moves)
        return moves

    async def _read(self, slug: str, until: Cursor) -> Moves:
        return tuple(
            [
                (str(Cursor.at(until.epoch, entry_id)), codec.load_change(fields[b"c"]))
                async for entries in pieces(self._database, Keys(slug).stream, until.entry_id)
                for entry_id, fields in entries
                if MARK in fields[b"c"]
            ]
        )
