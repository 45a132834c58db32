"""Waiting for a state instead of for a time."""

import time
from collections.abc import Callable


def until(state: Callable[[], object], seconds: float = 10.0) -> None:
    """Return as soon as `state()` is true; fail when it is not within the deadline."""
    deadline = time.monotonic() + seconds
    while not state():
        assert time.monotonic() < deadline, "it did not come to this in time"
        time.sleep(0.01)
