"""No process of ours outlives its supervisor, whatever state it was in when that died.

The event loop drains and ends the process in the ordinary case. This is for when it cannot: it has not started yet, it
stands still, or the process was stopped.
"""

import ctypes
import os
import select
import signal
import socket
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def end_with(channel: socket.socket, seconds: float) -> None:
    """End this process at the latest `seconds` after the other end of `channel` has closed."""
    _wake_when_orphaned()
    threading.Thread(target=_watch, args=(channel.fileno(), seconds), name="orphans", daemon=True).start()


def _watch(descriptor: int, seconds: float) -> None:
    watch = select.poll()
    watch.register(descriptor, 0)  # nothing but hang-ups and errors, which are always reported
    watch.poll()
    time.sleep(seconds)
    os._exit(1)


def _wake_when_orphaned() -> None:
    """Ask the kernel to continue this process, should it be stopped, when its parent dies (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGCONT)
