"""The checker catches what it is for: each mutant is wrong in one way, and a rule says so."""

import asyncio
from typing import Any

import pytest

from live.rules.polls import Poll
from tests.faults import mutants
from tests.faults.history import History
from tests.faults.invariants import broken
from tests.faults.run import Plan, all_ran

pytestmark = pytest.mark.timeout(600)  # several whole worlds, on a machine that may be busy
SMALL: dict[str, Any] = {"attendees": 8, "workers": 1, "equal_seconds": 2.0, "before": 1.0, "leftovers": False}


def twice_opened(history: History) -> bool:
    """Some poll was opened while it was open."""
    is_open: dict[str, bool] = {}
    for change in history.entries.values():
        if isinstance(poll := change.thing, Poll):
            if change.kind == "poll.opened" and is_open.get(poll.id):
                return True
            is_open[poll.id] = poll.status == "open"
    return False


MUTANTS: dict[str, tuple[Plan, str | tuple[str, ...]]] = {
    "resume without exact match": (
        Plan(seed=5, deeds=("fail_over",) * 6, app="tests.faults.mutants:without_exact_match", **SMALL),
        ("i4_", "i11_"),
    ),
    "votes as +1": (
        Plan(seed=6, deeds=("lose_answers_to_people",), app="tests.faults.mutants:votes_plus_one", **SMALL),
        "i5_",
    ),
    "ballots as +1": (
        Plan(seed=8, deeds=("lose_answers_to_people",), app="tests.faults.mutants:ballots_plus_one", **SMALL),
        "i5_",
    ),
    "a key for each try": (
        Plan(seed=7, deeds=("lose_answers_to_people",) * 3, client=mutants.KeyForEachTry, **SMALL),
        "i2_",
    ),
    "an open poll is opened again": (
        Plan(
            seed=9,
            deeds=("cut_people",),
            app="tests.faults.mutants:opens_twice",
            eager=frozenset({"move_poll"}),
            enough=twice_opened,
            **SMALL,
        ),
        "i2_",
    ),
}


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, History]:
    found = asyncio.run(all_ran([plan for plan, _ in MUTANTS.values()], tmp_path_factory))
    return dict(zip(MUTANTS, found, strict=True))


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_of_the_product_or_its_client_is_caught(name: str, histories: dict[str, History]) -> None:
    found = broken(histories[name])
    assert [line for line in found if line.startswith(MUTANTS[name][1])], found
