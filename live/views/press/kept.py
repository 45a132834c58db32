"""Printed pieces, kept by what they were made of: a page has hundreds, and of these a change touches one."""

from collections.abc import Callable, Hashable
from threading import Lock

from markupsafe import Markup

MOST = 6000  # pieces, of all events and languages; about a kilobyte each


class PieceCache:
    """The pieces printed last. Pages are printed beside the event loop, so more than one thread comes here."""

    def __init__(self, most: int = MOST) -> None:
        self._kept: dict[Hashable, Markup] = {}
        self._most = most
        self._lock = Lock()

    def get(self, made_of: Hashable, make: Callable[[], str]) -> Markup:
        """Return the piece made of this. `make` prints it."""
        found = self._kept.get(made_of)
        if found is None:
            found = Markup(make())  # noqa: S704 - a template's own output
            with self._lock:
                if len(self._kept) >= self._most:
                    self._kept.pop(next(iter(self._kept)))
                self._kept[made_of] = found
        return found
