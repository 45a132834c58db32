"""What a worker tells about itself every second, and all workers' figures together as Prometheus reads them.

One port of the machine answers for all workers: a worker that answered for itself would tell a different story at each
scrape. Nothing about single events or people is here; that would be a label for each of them.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from starlette.types import ASGIApp

from live import __version__
from live.measures import Deliveries

if TYPE_CHECKING:  # the supervisor reads this module, and has no use for the pages
    from live.house import Services
    from live.server.http import Connections


class Figure(NamedTuple):
    name: str
    kind: str
    meaning: str

    @property
    def samples(self) -> tuple[str, ...]:
        """The names of its lines."""
        if self.kind != "histogram":
            return (self.name,)
        return tuple(f"{self.name}_{part}" for part in ("bucket", "count", "sum"))


STORE_RESTARTS, FREE = "live_store_restarts_total", "live_store_free_bytes"
OF_A_WORKER = (
    Figure("live_connections", "gauge", "People's live connections: WebSockets, event streams and polls."),
    Figure("live_http_connections", "gauge", "Open connections that are not WebSockets."),
    Figure("live_slow_readers", "gauge", "Connections that have not read everything yet."),
    Figure("live_events_followed", "gauge", "Events with somebody connected."),
    Figure("live_requests_total", "counter", "HTTP requests answered."),
    Figure(
        "live_refusals_total",
        "counter",
        "Requests refused or failed, by HTTP status or close code, and by the reason that answers name.",
    ),
    Figure("live_responses_total", "counter", "Answers to HTTP requests, by status."),
    Figure("live_request_seconds", "histogram", "Seconds until a request was answered, by kind of address."),
    Figure(
        "live_delivery_seconds",
        "histogram",
        "Seconds from a change being kept until everyone connected had been given it; once for each audience.",
    ),
    Figure("live_frame_bytes", "histogram", "Size of what everyone connected is told; once for each audience."),
    Figure("live_store_healthy", "gauge", "1 while the store answers this worker."),
    Figure("live_store_writable", "gauge", "1 while the store takes what this worker writes."),
    Figure("live_draining", "gauge", "1 while this worker sends its audience away."),
    Figure("live_loop_lag_seconds", "gauge", "How late the event loop was in the last second."),
    Figure(
        "live_loop_failures_total", "counter", "Failures in background work, which goes on; the log has the reason."
    ),
    Figure("live_resident_bytes", "gauge", "Memory of the process."),
)
OF_THE_SERVICE = (
    Figure("live_workers", "gauge", "Workers that are running."),
    Figure("live_worker_restarts_total", "counter", "Workers that ended unasked and were started again."),
    Figure("live_supervisor_failures_total", "counter", "Failures in the supervisor's own background work."),
    Figure(STORE_RESTARTS, "counter", "Times the embedded store was started again."),
    Figure(FREE, "gauge", "Free disk where the embedded store's log lies; LIVE_DISK_FLOOR is where writes end."),
)


def of_worker(app: ASGIApp, connections: "Connections", lag: float, failures: int = 0) -> dict[str, float]:
    """Return the figures of this process now. An app without an audience has none of those."""
    live = services_in(app)
    refused = connections.refused + live.refusals if live else connections.refused
    background = failures + live.store.loops.failures.total() if live else failures
    return {
        **({} if live is None else _of_the_audience(live)),
        **_of_the_process(connections, lag),
        "live_loop_failures_total": background,
        **refusals(refused),
    }


def services_in(app: ASGIApp) -> "Services | None":
    """Return what an app of ours holds; None for any other."""
    live: Services | None = getattr(getattr(app, "state", None), "live", None)
    return live if hasattr(live, "store") else None


def _of_the_process(connections: "Connections", lag: float) -> dict[str, float]:
    return {
        "live_http_connections": len(connections.timed),
        "live_requests_total": connections.total_requests,
        "live_draining": int(connections.draining),
        "live_loop_lag_seconds": round(lag, 4),
        "live_resident_bytes": resident_bytes(),
    }


def _of_the_audience(live: "Services") -> dict[str, float]:
    deliveries: Deliveries = live.hub.deliveries
    return {
        "live_connections": live.hub.total,
        "live_slow_readers": len(live.hub.lagging),
        "live_events_followed": len(live.hub.crowds),
        "live_store_healthy": int(live.store.replica.healthy),
        "live_store_writable": int(not live.store.database.writes.refused),
        **deliveries.seconds.figures("live_delivery_seconds"),
        **deliveries.frame_bytes.figures("live_frame_bytes"),
    }


def refusals(counted: Mapping[tuple[int, str], int]) -> dict[str, float]:
    """Return them as figures. Reasons are words of ours; nothing of what was sent is among them."""
    return {f'live_refusals_total{{status="{status}",reason="{why}"}}': n for (status, why), n in counted.items()}


def resident_bytes() -> int:
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def exposition(workers: Mapping[int, Mapping[str, float]], service: Mapping[str, float]) -> str:
    """Return all of it in Prometheus' text format."""
    lines = [
        "# HELP live_build_info The version that runs.",
        "# TYPE live_build_info gauge",
        f'live_build_info{{version="{__version__}"}} 1',
    ]
    for figure in OF_THE_SERVICE:
        lines += _lines(figure, [(figure.name, service[figure.name])] if figure.name in service else [])
    for figure in OF_A_WORKER:
        lines += _lines(
            figure, [sample for number in sorted(workers) for sample in _of(number, workers[number], figure)]
        )
    return "\n".join(lines) + "\n"


def _of(number: int, told: Mapping[str, float], figure: Figure) -> Iterable[tuple[str, float]]:
    """The samples of a figure that one worker tells, with their labels."""
    for name, value in told.items():
        plain, _, labels = name.partition("{")
        if plain in figure.samples:
            yield f'{plain}{{worker="{number}"{"," if labels else ""}{labels or "}"}', value


def _lines(figure: Figure, samples: Iterable[tuple[str, float]]) -> list[str]:
    return [
        f"# HELP {figure.name} {figure.meaning}",
        f"# TYPE {figure.name} {figure.kind}",
        *(f"{sample} {value}" for sample, value in samples),
    ]
