"""Waiting for a state instead of for a time."""

import re
import time
from collections.abc import Callable

YARDSTICK_SECONDS = 0.05  # that `slower` takes where nothing else is


def until(state: Callable[[], object], seconds: float = 10.0) -> None:
    """Return as soon as `state()` is true; fail when it is not within the deadline."""
    deadline = time.monotonic() + seconds
    while not state():
        assert time.monotonic() < deadline, "it did not come to this in time"
        time.sleep(0.01)


def slower() -> float:
    """How many times slower a core is just now than the one the seconds are said of: others work beside it."""
    began = time.process_time()
    sum(len(re.findall(r"\w+", f"Abc {number}")) for number in range(50_000))
    return max(1.0, (time.process_time() - began) / YARDSTICK_SECONDS)
