"""Short runs with the store that Live brings along: it ends with its supervisor, and is started again by it."""

from pathlib import Path

import pytest

from tests.faults.invariants import broken
from tests.faults.run import Plan, ran

pytestmark = pytest.mark.timeout(600)
DEEDS = ("kill_store", "freeze_store", "kill_supervisor", "cut_log_tail", "freeze_supervisor")


async def test_nothing_is_lost_with_the_store_that_is_brought_along_but_what_its_log_loses(tmp_path: Path) -> None:
    run = await ran(Plan(seed=11, deeds=DEEDS, embedded=True), tmp_path)
    assert not broken(run.history), run.output
