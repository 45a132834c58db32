"""How long requests take, by kind of address, and how they end: measured around the application, so that nothing in it
knows.
"""

from collections.abc import Awaitable, Callable, Mapping
from time import perf_counter
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from live.measures import Histogram

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
OTHER = "other"  # nothing of ours was asked for
LASTING = "lasting"  # event streams and polls last as long as somebody listens: that is not how quick they are


class Measured:
    """The application as the server runs it. `kinds` names each endpoint's kind."""

    def __init__(self, app: ASGIApp, kinds: Mapping[Callable[..., Any], str]) -> None:
        self._app = app
        self._seconds = {kind: Histogram(SECONDS) for kind in (OTHER, *sorted(set(kinds.values())))}
        self._of = {endpoint: self._seconds[kind] for endpoint, kind in kinds.items()}
        self._statuses = [0] * 600

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Run the application, looking at what it sends.

        Neither this nor `sending` is a coroutine of its own: one more would cost more than all the counting.
        """
        if scope["type"] != "http":
            return self._app(scope, receive, send)
        began = perf_counter()

        def sending(message: Message) -> Awaitable[None]:
            if "status" in message:
                self._statuses[message["status"]] += 1
            elif not message.get("more_body"):
                self._of.get(scope.get("endpoint", OTHER), self._seconds[OTHER]).add(perf_counter() - began)
            return send(message)

        return self._app(scope, receive, sending)

    def figures(self) -> dict[str, float]:
        """Return what was counted; of a kind that nobody asked for, nothing."""
        told: dict[str, float] = {
            f'live_responses_total{{status="{status}"}}': n for status, n in enumerate(self._statuses) if n
        }
        for kind, seconds in self._seconds.items():
            if kind != LASTING and any(seconds.counts):
                told |= seconds.figures("live_request_seconds", f'kind="{kind}"')
        return told
