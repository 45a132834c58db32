"""`live serve` as an operator starts it, with a trivial application: real processes, found again by a mark in their
environment.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

import httpx2

from tests.tools import wanted_proc
from tests.waiting import until

MAIN = """
import json, sys
from live.server.serving import serve
from live.settings import load
flags, app = json.loads(sys.argv[1])
async def greet(running):
    print("UP", running.settings.base, running.store, flush=True)
sys.exit(serve(load(flags, {}), greet, app))
"""
ROOT = Path(__file__).parents[2]


class Service:
    """`base` to ask, `pid` to signal, `output` of all its processes, and `processes()`: whatever of it is still
    there.
    """

    def __init__(self, mark: str, data: Path, process: subprocess.Popen[bytes], log: Path) -> None:
        self._mark, self._room, self.process, self._log = mark, data / "store", process, log
        self.pid = process.pid

    @property
    def output(self) -> str:
        return self._log.read_text(errors="replace")

    @property
    def base(self) -> str:
        return next(line.split()[1] for line in self.output.splitlines() if line.startswith("UP "))

    def get(self, path: str, **options: Any) -> str:
        return httpx2.get(self.base + path, timeout=30, **options).text

    def signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def ended(self, seconds: float = 30) -> int:
        return self.process.wait(seconds)

    def processes(self) -> list[int]:
        return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and self._is_ours(entry)]

    def named(self, part: str) -> list[int]:
        return [pid for pid in self.processes() if part in _command(pid)]

    def described(self) -> list[str]:
        return [_command(pid).replace("\0", " ") for pid in self.processes()]

    def _is_ours(self, entry: Path) -> bool:
        try:  # Redis writes its title over its environment, but works in its room
            return self._mark.encode() in (entry / "environ").read_bytes() or (entry / "cwd").readlink() == self._room
        except OSError:  # it has ended, even if nobody has collected it
            return False


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:  # it has ended between the two looks
        return ""


@contextmanager
def started(
    data: Path,
    app: str = "tests.server.trivial:build",
    *,
    wait: bool = True,
    python: Path | None = None,
    before: Path | None = None,
    environment: Mapping[str, str] = MappingProxyType({}),
    **flags: Any,
) -> Iterator[Service]:
    """Start it; `python` is another name of this interpreter, which the workers are then started by as well. Modules in
    `before` come before all others.
    """
    wanted_proc()
    mark = f"LIVE_TEST={uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory() as room:
        log = Path(room) / "output"
        arguments = json.dumps([{"data": str(data), "port": 0} | flags, app])
        env = os.environ | {
            "PYTHONPATH": os.pathsep.join([*([str(before)] if before else []), str(ROOT), *sys.path[1:]]),
            "LIVE_TEST": mark.partition("=")[2],
            **environment,
        }
        with (
            log.open("wb") as out,
            subprocess.Popen(
                [python or sys.executable, "-c", MAIN, arguments], stdout=out, stderr=out, env=env
            ) as process,
        ):
            service = Service(mark, data, process, log)
            try:
                if wait:
                    until(lambda: "UP " in service.output or process.poll() is not None, 30)
                    assert process.poll() is None, service.output
                yield service
            finally:
                for pid in [service.pid, *service.processes()]:
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
