"""What operators can watch: one answer for all workers, on this machine only."""

import os
import re
import signal
import socket
from pathlib import Path

import httpx2

from live.server.figures import OF_A_WORKER, OF_THE_SERVICE, exposition
from tests.server.started import started
from tests.waiting import until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_names_and_lines_are_what_prometheus_reads() -> None:
    told = {figure.name: 1.5 for figure in OF_A_WORKER}
    text = exposition({0: told, 1: told}, {figure.name: 2 for figure in OF_THE_SERVICE})
    for line in text.splitlines():
        assert re.fullmatch(r"# (HELP|TYPE) live_[a-z_]+ .+|live_[a-z_]+(\{[a-z]+=\"[^\"]+\"\})? [0-9.]+", line), line
    assert all(
        figure.name.endswith("_total") == (figure.kind == "counter") for figure in (*OF_A_WORKER, *OF_THE_SERVICE)
    )


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
