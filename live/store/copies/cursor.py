"""Where in an event's stream somebody is: `<epoch>.<n>-<r>`. Opaque to clients, compared only for equality.

`n` is dense, so a gap shows; `r` is random and follows from all before it, so a forked history (a failover that lost
its tail) cannot have the same entry, not even of the same write sent again.
"""

import re
from typing import Self

import msgspec

_FORM = re.compile(r"([A-Za-z0-9_-]{8,64})\.(\d{1,18})-(\d{1,18})")


class Cursor(msgspec.Struct, frozen=True, order=False):
    epoch: str
    n: int
    r: int

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        """Return a cursor as a client sent it back, or None when it is not one."""
        found = _FORM.fullmatch(text or "")
        return cls(found[1], int(found[2]), int(found[3])) if found else None

    @classmethod
    def at(cls, epoch: str, entry_id: bytes | str) -> Self:
        n, _, r = (entry_id.decode() if isinstance(entry_id, bytes) else entry_id).partition("-")
        return cls(epoch, int(n), int(r))

    @property
    def entry_id(self) -> str:
        return f"{self.n}-{self.r}"

    def __str__(self) -> str:
        return f"{self.epoch}.{self.n}-{self.r}"
