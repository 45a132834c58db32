"""Short runs in which the store itself loses its last writes: everybody notices, and nobody goes on in a history that
is no more.
"""

from pathlib import Path

import pytest

from tests.faults.invariants import broken
from tests.faults.run import Plan, ran

pytestmark = pytest.mark.timeout(600)


async def test_a_lost_tail_is_noticed_by_everybody(tmp_path: Path) -> None:
    run = await ran(Plan(seed=3, deeds=("fail_over", "cut_log_tail", "fail_over")), tmp_path)
    assert not broken(run.history), run.output
    assert run.history.lost, "without a loss this shows nothing"
