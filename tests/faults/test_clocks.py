"""Clocks that somebody sets while an event is on: nothing is lost, nobody is forgotten, all end equal."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.clocks import LOOK_SECONDS, SteppedClock
from tests.faults.invariants import broken
from tests.faults.run import Plan, ran
from tests.waiting import until

pytestmark = [pytest.mark.timeout(600), pytest.mark.needs("faketime")]
SAID = "import time; print(time.time() - time.monotonic(), flush=True)"


async def test_a_clock_that_jumps_loses_nothing(tmp_path: Path) -> None:
    run = await ran(Plan(seed=5, deeds=("step_clock", "step_store_clock", "step_clock")), tmp_path)
    assert not broken(run.history), run.output


def test_the_wall_clock_jumps_and_the_monotonic_one_goes_on(tmp_path: Path) -> None:
    clock = SteppedClock(tmp_path, "this")

    def ahead() -> float:
        said = [
            float(subprocess.run([sys.executable, "-c", SAID], env=env, capture_output=True, check=True).stdout)
            for env in (clock.environment, {})
        ]
        return said[0] - said[1]

    assert abs(ahead()) < 1
    clock.step(600)
    until(lambda: abs(ahead() - 600) < 1, 10 * LOOK_SECONDS)
