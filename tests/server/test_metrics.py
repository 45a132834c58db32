"""What operators can watch: one answer for all workers, on this machine only."""

import os
import re
import signal
import socket
from pathlib import Path

import httpx2

from live.server.figures import OF_A_WORKER, OF_THE_SERVICE, exposition
from live.server.metrics import response
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


def test_openmetrics_is_told_to_who_asks_for_it() -> None:
    text = exposition({0: {figure.name: 1 for figure in OF_A_WORKER}}, {figure.name: 2 for figure in OF_THE_SERVICE})
    head, _, body = response(
        b"GET /metrics HTTP/1.1\r\nAccept: application/openmetrics-text\r\n\r\n", lambda: text
    ).partition(b"\r\n\r\n")
    assert b"Content-Type: application/openmetrics-text; version=1.0.0; charset=utf-8" in head
    lines = body.decode().splitlines()
    assert lines[-1] == "# EOF"
    kinds = dict(line.split()[2:4] for line in lines if line.startswith("# TYPE"))
    assert "live_requests" in kinds
    assert not [name for name in kinds if name.endswith("_total")]
    for line in lines[:-1]:
        if not line.startswith("#"):
            name = re.split(r"[{ ]", line)[0]
            assert kinds[name.removesuffix("_total")] == ("counter" if name.endswith("_total") else "gauge"), line
    plain = response(b"GET /metrics HTTP/1.1\r\nAccept: */*\r\n\r\n", lambda: text)
    assert plain.endswith(text.encode())


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


def test_alert_rules_are_about_figures_that_are_told() -> None:
    rules = (Path(__file__).parents[2] / "deploy/alerts.yml").read_text()
    known = {figure.name for figure in (*OF_A_WORKER, *OF_THE_SERVICE)}
    asked = [set(re.findall(r"\blive_\w+", line)) for line in rules.splitlines() if line.strip().startswith("expr:")]
    assert len(asked) == rules.count("- alert:") == rules.count("summary:")
    assert all(asked)
    assert set().union(*asked) <= known
