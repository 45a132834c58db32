"""What our own HTTP server lets an answer do that ASGI does not: write to its connection without a task."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from starlette.types import Scope

DIRECT = "live.direct"  # among the extensions of a request's scope: a weak reference, or each would be a cycle


class Streaming(Protocol):
    """Writes on after the head of its answer; it is told when it may not, may again, and that the peer is gone."""

    def pause_writing(self) -> None: ...
    def resume_writing(self) -> None: ...
    def drop(self) -> None: ...


class Direct(Protocol):
    """A connection with a transport to write to, as long as `streaming` lasts."""

    @property
    def transport(self) -> asyncio.Transport: ...

    def streaming(self, stream: Streaming) -> AbstractContextManager[None]: ...


def direct_of(scope: Scope) -> Direct | None:
    """Return the connection that a request came on, unless the server is not ours."""
    found: Callable[[], Direct | None] | None = scope.get("extensions", {}).get(DIRECT)
    return found() if found else None
