"""What operators can watch: one answer for all workers, on this machine only."""

import os
import re
import signal
import subprocess
from pathlib import Path

import httpx2
from starlette.types import Message, Receive, Scope, Send

from live.measures import Histogram
from live.pages import attendee, diag, polls
from live.push.fallbacks import poll, sse
from live.routes import KINDS
from live.server.figures import OF_A_WORKER, OF_THE_SERVICE, exposition
from live.server.measuring import LASTING, Measured
from live.server.metrics import openmetrics, response
from tests.ports import free_port
from tests.server.started import started
from tests.tools import wanted
from tests.waiting import until


def told(value: float) -> dict[str, float]:
    """Figures as a worker tells them: a histogram with its buckets, everything else as one number."""
    figures: dict[str, float] = {}
    for figure in OF_A_WORKER:
        seconds = Histogram((0.01, 2.5))
        seconds.add(value)
        kind = 'kind="page"' if figure.name == "live_request_seconds" else ""
        figures |= seconds.figures(figure.name, kind) if figure.kind == "histogram" else {figure.name: value}
    return figures


def whole() -> str:
    return exposition({0: told(1), 1: told(1.5)}, {figure.name: 2 for figure in OF_THE_SERVICE})


def test_counters_are_named_so_and_nothing_else() -> None:
    for figure in (*OF_A_WORKER, *OF_THE_SERVICE):
        assert figure.name.endswith("_total") == (figure.kind == "counter")
        assert figure.kind != "histogram" or figure.name.endswith(("_seconds", "_bytes"))


def test_prometheus_finds_nothing_wrong_with_it() -> None:
    said = subprocess.run(
        [wanted("promtool"), "check", "metrics"], input=whole(), capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout + said.stderr


def families(text: str) -> dict[str, tuple[str, list[str]]]:
    """Return each family of OpenMetrics with its kind and the samples below it; what stands elsewhere is an error."""
    found: dict[str, tuple[str, list[str]]] = {}
    family = ""
    for line in text.splitlines()[:-1]:
        if line.startswith("# TYPE "):
            family, kind = line.split()[2:]
            assert family not in found, "a family is told of once"
            found[family] = kind, []
        elif not line.startswith("# HELP "):
            name = re.split(r"[{ ]", line)[0]
            endings = {"counter": ("_total",), "gauge": ("",), "histogram": ("_bucket", "_count", "_sum")}
            assert name in [family + ending for ending in endings[found[family][0]]], line
            assert re.fullmatch(r'live_[a-z_]+(\{([a-z]+="[^"]*",?)+\})? [0-9.]+', line), line
            found[family][1].append(line)
    return found


def test_openmetrics_is_told_to_who_asks_for_it() -> None:
    head, _, body = response(b"GET /metrics HTTP/1.1\r\nAccept: application/openmetrics-text\r\n\r\n", whole).partition(
        b"\r\n\r\n"
    )
    assert b"Content-Type: application/openmetrics-text; version=1.0.0; charset=utf-8" in head
    assert body.endswith(b"\n# EOF\n")
    told = families(body.decode())
    assert "live_requests" in told
    assert len(told) == len(OF_A_WORKER) + len(OF_THE_SERVICE) + 1
    plain = response(b"GET /metrics HTTP/1.1\r\nAccept: */*\r\n\r\n", whole)
    assert plain.endswith(whole().encode())


def test_buckets_ascend_and_their_count_stands_below_them() -> None:
    _, lines = families(openmetrics(whole().encode()).decode())["live_request_seconds"]
    first = [line for line in lines if 'worker="0"' in line]
    assert first == [
        'live_request_seconds_bucket{worker="0",kind="page",le="0.01"} 0',
        'live_request_seconds_bucket{worker="0",kind="page",le="2.5"} 1',
        'live_request_seconds_bucket{worker="0",kind="page",le="+Inf"} 1',
        'live_request_seconds_count{worker="0",kind="page"} 1',
        'live_request_seconds_sum{worker="0",kind="page"} 1.0',
    ]


def test_all_workers_are_told_of_on_a_port_of_its_own(tmp_path: Path) -> None:
    port = free_port()
    with started(tmp_path, workers=2, metrics_port=port) as live:
        live.get("/hello")
        until(lambda: all(f'live_requests_total{{worker="{n}"}}' in metrics(port) for n in (0, 1)))
        assert "live_workers 2" in metrics(port)
        assert httpx2.get(f"http://127.0.0.1:{port}/").status_code == 404
        assert httpx2.get(live.base + "/metrics").status_code == 404
        os.kill(int(live.get("/hello")), signal.SIGKILL)
        until(lambda: "live_worker_restarts_total 1" in metrics(port))


def metrics(port: int) -> str:
    return httpx2.get(f"http://127.0.0.1:{port}/metrics").raise_for_status().text


def test_a_service_tells_how_quick_it_is_and_how_requests_end(tmp_path: Path) -> None:
    port = free_port()
    with started(tmp_path, "live.app:build_app", metrics_port=port) as live:
        for path in ("/", "/healthz", "/nothing-here", "/new"):
            live.get(path)
        until(lambda: 'live_request_seconds_count{worker="0",kind="page"} 3.0' in metrics(port))
        lines = metrics(port).splitlines()
        assert 'live_request_seconds_count{worker="0",kind="health"} 1.0' in lines
        assert 'live_responses_total{worker="0",status="404"} 1.0' in lines
        families(openmetrics("\n".join(lines).encode() + b"\n").decode())


async def test_what_lasts_is_not_called_slow() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scope["endpoint"] = {"/poll": listen, "/page": show}[scope["path"]]
        await send({"type": "http.response.start", "status": 200})
        await send({"type": "http.response.body", "body": b"half", "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    def listen() -> None: ...
    def show() -> None: ...
    async def sent(message: Message) -> None: ...
    async def nothing() -> Message:
        return {"type": "http.request"}

    measured = Measured(app, {listen: LASTING, show: "page"})
    for path in ("/poll", "/page", "/page"):
        await measured({"type": "http", "path": path}, nothing, sent)
    told = measured.figures()
    assert told['live_request_seconds_count{kind="page"}'] == 2
    assert told['live_responses_total{status="200"}'] == 3
    assert not [name for name in told if LASTING in name]


def test_every_address_has_its_kind() -> None:
    assert KINDS[attendee.show] == "page"
    assert KINDS[attendee.ask] == "write"
    assert KINDS[attendee.upvote] == KINDS[polls.vote] == "vote"
    assert KINDS[sse.events] == KINDS[poll.poll] == KINDS[diag.events] == LASTING
