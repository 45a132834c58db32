"""What watches Live in `deploy/` asks for figures and labels that are told, in words that Prometheus reads."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx2
import pytest

from live.server.figures import OF_A_WORKER, OF_THE_SERVICE
from tests.deploy.proxies import DEPLOY
from tests.ports import free_port
from tests.server.started import started
from tests.tools import wanted
from tests.waiting import until

ALERTS = (DEPLOY / "alerts.yml").read_text()
BOARD: dict[str, Any] = json.loads((DEPLOY / "grafana.json").read_text())
LABELS = {"job", "instance", "worker", "kind", "status", "reason", "version", "le"}
TOLD = {sample for figure in (*OF_A_WORKER, *OF_THE_SERVICE) for sample in figure.samples} | {"live_build_info"}


def of_the_alerts() -> list[str]:
    return re.findall(r"^ +expr: (.+)$", ALERTS, re.MULTILINE)


def of_the_board() -> list[str]:
    return [target["expr"] for panel in BOARD["panels"] for target in panel["targets"]]


def names(expression: str) -> set[str]:
    return set(re.findall(r"\blive_\w+", expression))


def labels(expression: str) -> set[str]:
    grouped = ",".join(re.findall(r"\bby \(([^)]*)\)", expression)).split(",")
    return {label.strip() for label in grouped if label} | set(re.findall(r'(\w+)[!=]?[=~]"', expression))


@pytest.mark.parametrize("expression", [*of_the_alerts(), *of_the_board()])
def test_what_is_asked_for_is_told(expression: str) -> None:
    assert names(expression)
    assert names(expression) <= TOLD
    assert labels(expression) <= LABELS


def test_every_alert_says_what_it_means() -> None:
    assert len(of_the_alerts()) == ALERTS.count("- alert:") == ALERTS.count("summary:") == ALERTS.count("severity:")


def test_the_board_shows_every_figure() -> None:
    """Whoever is on call has it before them; what is nowhere on the board is watched by nobody."""
    families = {
        re.sub(r"_(bucket|count|sum)$", "", name) for expression in of_the_board() for name in names(expression)
    }
    left_out = {"live_http_connections", "live_draining", "live_requests_total"}  # the rest tells the same of them
    assert families | left_out == {figure.name for figure in (*OF_A_WORKER, *OF_THE_SERVICE)} | {"live_build_info"}


def test_panels_stand_beside_each_other() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in BOARD["panels"]:
        assert panel["title"]
        place = panel["gridPos"]
        cells = {(place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])}
        assert not taken & cells, panel["title"]
        assert all(x < 24 for x, _ in cells)
        taken |= cells
    assert len({panel["id"] for panel in BOARD["panels"]}) == len(BOARD["panels"])


def test_the_variables_that_panels_use_are_there() -> None:
    used = set(re.findall(r"\$\{?(\w+)", json.dumps(BOARD))) - {"__rate_interval"}  # Grafana's own
    assert used == {variable["name"] for variable in BOARD["templating"]["list"]}


def rules_of(expressions: list[str]) -> Iterator[str]:
    """Return queries as rules, since that is what promtool can check."""
    yield "groups:\n- name: board\n  rules:"
    for number, expression in enumerate(expressions):
        query = expression.replace("$__rate_interval", "1m")
        yield f"  - record: board:{number}\n    expr: {json.dumps(query)}"


def test_prometheus_reads_rules_and_queries(tmp_path: Path) -> None:
    promtool = wanted("promtool")
    (tmp_path / "board.yml").write_text("\n".join(rules_of(of_the_board())))
    files = [str(DEPLOY / "alerts.yml"), str(tmp_path / "board.yml")]
    said = subprocess.run([promtool, "check", "rules", *files], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


TRIAL = """
rule_files: [{rules}]
evaluation_interval: 15s
tests:
- interval: 15s
  input_series:
  - series: 'live_store_healthy{{job="live",instance="a",worker="0"}}'
    values: 1x8 0x8
  - series: 'live_delivery_seconds_bucket{{job="live",instance="a",worker="0",le="2.5"}}'
    values: 0x30
  - series: 'live_delivery_seconds_bucket{{job="live",instance="a",worker="0",le="10.0"}}'
    values: 0+5x30
  - series: 'live_delivery_seconds_bucket{{job="live",instance="a",worker="0",le="+Inf"}}'
    values: 0+5x30
  - series: 'live_request_seconds_bucket{{job="live",instance="a",worker="0",kind="page",le="0.5"}}'
    values: 0+9x40
  - series: 'live_request_seconds_bucket{{job="live",instance="a",worker="0",kind="page",le="+Inf"}}'
    values: 0+9x40
  alert_rule_test:
  - {{eval_time: 2m, alertname: LiveStoreAway}}
  - eval_time: 3m
    alertname: LiveStoreAway
    exp_alerts:
    - exp_labels: {{severity: page, job: live, instance: a}}
      exp_annotations: {{summary: {away}}}
  - eval_time: 6m
    alertname: LiveChangesLate
    exp_alerts:
    - exp_labels: {{severity: warn, job: live, instance: a}}
      exp_annotations: {{summary: {late}}}
  - {{eval_time: 9m, alertname: LiveRequestsSlow}}
"""


def summary(alert: str) -> str:
    found = re.search(rf"- alert: {alert}\n.*?summary: ([^\n]+)", ALERTS, re.DOTALL)
    assert found
    return json.dumps(found[1])


def test_alerts_go_off_when_they_should_and_not_before(tmp_path: Path) -> None:
    promtool = wanted("promtool")
    trial = TRIAL.format(
        rules=json.dumps(str(DEPLOY / "alerts.yml")), away=summary("LiveStoreAway"), late=summary("LiveChangesLate")
    )
    (tmp_path / "trial.yml").write_text(trial)
    said = subprocess.run(
        [promtool, "test", "rules", str(tmp_path / "trial.yml")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_board_has_what_grafana_needs_to_load_it() -> None:
    """By its schema of dashboards (39): what has no default, and what a panel draws nothing without."""
    assert BOARD["title"]
    assert isinstance(BOARD["uid"], str)
    assert isinstance(BOARD["schemaVersion"], int)
    assert BOARD["schemaVersion"] >= 36, "from then on a data source is an object"
    assert {"from", "to"} <= BOARD["time"].keys()
    for panel in BOARD["panels"]:
        assert {"id", "type", "gridPos", "datasource", "fieldConfig", "options", "targets"} <= panel.keys()
        assert {"h", "w", "x", "y"} == panel["gridPos"].keys()
        assert {"defaults", "overrides"} <= panel["fieldConfig"].keys()
        references = [target["refId"] for target in panel["targets"]]
        assert len(set(references)) == len(references) > 0, panel["title"]
        assert {target["datasource"]["uid"] for target in panel["targets"]} == {"${source}"}


SCRAPE = """
global: {{scrape_interval: 1s, scrape_timeout: 1s}}
rule_files: [{rules}]
scrape_configs:
- job_name: live
  static_configs: [{{targets: ["127.0.0.1:{port}"]}}]
"""
ONLY_WHEN_SOMETHING_IS_WRONG = {"live_refusals_total"}


@contextmanager
def watching(room: Path, port: int) -> Iterator[str]:
    """Prometheus itself, watching a service; its address."""
    (room / "prometheus.yml").write_text(SCRAPE.format(rules=json.dumps(str(DEPLOY / "alerts.yml")), port=port))
    listens = f"127.0.0.1:{free_port()}"
    files = [f"--config.file={room}/prometheus.yml", f"--storage.tsdb.path={room}/data"]
    command = [wanted("prometheus"), *files, f"--web.listen-address={listens}", "--log.level=error"]
    with subprocess.Popen(command) as process:
        try:
            yield f"http://{listens}/api/v1"
        finally:
            process.terminate()


def is_ready(at: str) -> bool:
    """While it starts, Prometheus listens and answers every question with 503."""
    with suppress(httpx2.HTTPError):
        return httpx2.get(f"{at}/query", params={"query": "1"}).status_code == 200
    return False


def test_prometheus_finds_something_for_every_query_of_the_board(tmp_path: Path) -> None:
    """On a running service, by the labels that its answers really have."""
    wanted("prometheus")
    port = free_port()
    with started(tmp_path / "live", "live.app:build_app", metrics_port=port) as service, watching(tmp_path, port) as at:

        def found(expression: str) -> bool:
            service.get("/")
            query = expression.replace("$job", "live").replace("$__rate_interval", "5s")
            return bool(httpx2.get(f"{at}/query", params={"query": query}).json()["data"]["result"])

        until(lambda: is_ready(at), 30)
        until(lambda: found('rate(live_request_seconds_count{job="$job"}[$__rate_interval])'), 30)
        silent = {query for query in of_the_board() if not found(query)}
        assert {name for query in silent for name in names(query)} <= ONLY_WHEN_SOMETHING_IS_WRONG
        rules = httpx2.get(f"{at}/rules").json()["data"]["groups"][0]["rules"]
        assert {(rule["health"], rule["state"]) for rule in rules} <= {("ok", "inactive"), ("unknown", "inactive")}
