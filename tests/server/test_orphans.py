"""Nothing of ours outlives its supervisor by more than five seconds, whatever state it or a worker was in."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest

from tests.server.started import Service, started
from tests.waiting import until

WORKER = "live.server.worker"
OUTLIVES_SECONDS = 5.0
FOR_A_BUSY_MACHINE_SECONDS = 5.0
AT_ONCE = 5


def stopped_with_beats_unread(live: Service) -> None:
    """A supervisor that is stopped does not read its workers' beats, so its death resets their channels."""
    live.signal(signal.SIGSTOP)
    time.sleep(2.5)


def with_a_worker_that_stands_still(live: Service) -> None:
    def ask() -> None:
        with suppress(httpx2.HTTPError):
            httpx2.get(live.base + "/stand_still", timeout=20)

    threading.Thread(target=ask, daemon=True).start()
    time.sleep(0.5)


def with_a_stopped_worker(live: Service) -> None:
    os.kill(live.named(WORKER)[0], signal.SIGSTOP)


def running(live: Service) -> None:
    """Nothing is the matter."""


STATES: list[Callable[[Service], None]] = [
    running,
    stopped_with_beats_unread,
    with_a_worker_that_stands_still,
    with_a_stopped_worker,
]


def outlived(data: Path, state: Callable[[Service], None]) -> float:
    """Return for how many seconds anything was left after the supervisor of a running service was killed."""
    with started(data, workers=2) as live:
        state(live)
        return _seconds_until_gone(live)


def outlived_a_start(data: Path, after: float) -> float:
    """The same, killed `after` seconds from its start."""
    with started(data, wait=False, workers=2) as live:
        time.sleep(after)
        return _seconds_until_gone(live)


def _seconds_until_gone(live: Service) -> float:
    live.signal(signal.SIGKILL)
    live.process.wait()
    killed = time.monotonic()
    try:
        until(lambda: not live.processes(), OUTLIVES_SECONDS + FOR_A_BUSY_MACHINE_SECONDS)
    except AssertionError:
        pytest.fail(f"{live.described()} outlived its supervisor; it had said: {live.output}")
    return time.monotonic() - killed


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_nothing_outlives_a_killed_supervisor(tmp_path: Path, state: Callable[[Service], None]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as deaths:
        for death in [deaths.submit(outlived, tmp_path / str(n), state) for n in range(AT_ONCE)]:
            death.result()


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
def test_nothing_outlives_a_supervisor_that_was_killed_while_it_started(tmp_path: Path) -> None:
    with ThreadPoolExecutor(AT_ONCE) as deaths:
        moments = [deaths.submit(outlived_a_start, tmp_path / str(n), n * 0.1) for n in range(30)]
        for death in moments:
            death.result()


def test_a_worker_that_cannot_be_started_is_tried_again(tmp_path: Path) -> None:
    """As when a deploy has put the environment aside for a moment."""
    python = tmp_path / "python"
    python.symlink_to(sys.executable)
    with started(tmp_path / "data", python=python) as live:
        python.unlink()
        for worker in live.named(WORKER):
            os.kill(worker, signal.SIGKILL)
        until(lambda: "cannot be started" in live.output, 20)
        assert live.process.poll() is None
        python.symlink_to(sys.executable)
        until(lambda: live.named(WORKER), 30)
        assert live.get("/hello").isdigit()


def test_a_replacement_that_cannot_be_started_leaves_the_old_one_in_place(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.symlink_to(sys.executable)
    with started(tmp_path / "data", python=python) as live:
        worker = live.get("/hello")
        python.unlink()
        live.signal(signal.SIGHUP)
        until(lambda: "the old one stays" in live.output, 20)
        assert live.get("/hello") == worker
