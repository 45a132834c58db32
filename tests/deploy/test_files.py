"""The unit and the container files: rated by systemd's own measure, and the container's steps done by hand."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from tests.deploy.proxies import DEPLOY
from tests.tools import found
from tests.waiting import until

ROOT = DEPLOY.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
WORST_EXPOSURE = 2.0


@pytest.mark.skipif(not found("systemd-analyze"), reason="needs systemd-analyze")
def test_the_unit_exposes_little() -> None:
    command = ["systemd-analyze", "security", "--offline=true", str(DEPLOY / "live.service")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"exposure level for live\.service: ([\d.]+)", said)
    assert found, said
    assert float(found[1]) <= WORST_EXPOSURE


def steps(word: str) -> list[str]:
    """Return what follows each `word` of the Dockerfile."""
    return [line.split(None, 1)[1].strip() for line in DOCKERFILE.splitlines() if line.startswith(f"{word} ")]


def test_the_image_runs_as_nobody_in_particular_and_is_told_to_stop_gently() -> None:
    assert steps("USER") == ["10001"]
    assert steps("STOPSIGNAL") == ["SIGTERM"]
    assert steps("VOLUME") == ["/data"]


def test_the_image_takes_in_all_that_the_package_is_built_from() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    taken = {name for step in steps("COPY") if "--from" not in step for name in step.split()[:-1]}
    assert taken <= {line[1:] for line in ignored if line.startswith("!")}
    assert all((ROOT / name).exists() for name in taken)
    assert {"live", "templates", "static", "locale", "LICENSE", "README.md", "pyproject.toml"} <= taken


@pytest.mark.slow
def test_what_the_image_is_built_from_serves_and_its_health_check_sees_it(tmp_path: Path) -> None:
    """The build steps with this interpreter: copy what is copied, install it, start it as the image would."""
    source, target = tmp_path / "src", tmp_path / "opt"
    source.mkdir()
    for name in {name for step in steps("COPY") if "--from" not in step for name in step.split()[:-1]}:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-compile", "--target", str(target), "."]
    subprocess.run(pip, cwd=source, check=True, capture_output=True)
    environment = os.environ | {"PYTHONPATH": str(target), "LIVE_DATA": str(tmp_path / "data"), "PORT": "0"}
    serve = [sys.executable, "-c", "from live.cli import main; main()", *json.loads(steps("CMD")[0])]
    log = tmp_path / "log"
    with log.open("wb") as out, subprocess.Popen(serve, cwd=tmp_path, env=environment, stdout=out, stderr=out) as live:
        try:
            until(lambda: re.search(r"http://127\.0\.0\.1:\d+", log.read_text()) or live.poll() is not None, 30)
            base = re.findall(r"http://127\.0\.0\.1:\d+", log.read_text())[0]
            assert "<html" in httpx2.get(base, headers={"accept": "text/html"}).text
            check = json.loads(re.findall(r"CMD (\[.*\])$", steps("HEALTHCHECK")[0])[0])
            port = {"PORT": base.rpartition(":")[2]}
            subprocess.run([sys.executable, *check[1:]], check=True, env=os.environ | port, timeout=20)
        finally:
            live.terminate()
            live.wait(35)


def test_the_compose_file_drops_what_is_not_needed() -> None:
    text = (ROOT / "compose.yaml").read_text()
    for said in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "--appendonly", "noeviction"):
        assert said in text, said
    assert shlex.split(steps("ENTRYPOINT")[0].strip("[]")) == ["live"]


def test_no_proxy_speaks_tls_before_1_2() -> None:
    """Caddy and haproxy take nothing older by themselves (both since 2.2); nginx does before 1.23.4."""
    nginx = (DEPLOY / "nginx.conf").read_text()
    assert "ssl_ciphers         ECDHE+AESGCM:ECDHE+CHACHA20;" in nginx
    assert "ssl-min-ver TLSv1.2" in (DEPLOY / "haproxy.cfg").read_text()
    assert re.findall(r"^\s*ssl_protocols\s+(.*?);", nginx, re.MULTILINE) == ["TLSv1.2 TLSv1.3"]
    for name in ("Caddyfile", "haproxy.cfg"):
        assert not re.search(r"tls1\.[01]|tlsv1\.[01]|sslv3", (DEPLOY / name).read_text(), re.IGNORECASE)
