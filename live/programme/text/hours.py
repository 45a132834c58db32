"""A stretch of a day that a text names apart from its sessions."""

import msgspec


class Hours(msgspec.Struct, frozen=True):
    """Minutes after midnight, None where the text does not say; the number of the line that says it."""

    starts: int | None
    ends: int | None
    line: int
