"""Short runs of the history checker in which nothing acknowledged may be lost, whatever dies or is cut."""

import asyncio
from typing import Any

import pytest

from live.client import Client
from live.client.reducer import reduce as as_it_is
from tests.faults import mutants
from tests.faults.history import History, digest_of, shown_of
from tests.faults.invariants import broken
from tests.faults.run import Plan, all_ran, much_happened, reopened
from tests.journeys.reducing import reduced

pytestmark = pytest.mark.timeout(600)  # several whole worlds, on a machine that may be busy
RUNS = (
    Plan(seed=1, deeds=("lose_answers_to_people", "kill_worker", "lose_store_answers", "kill_store", "cut_people")),
    Plan(seed=2, deeds=("freeze_store", "do_not_read", "replace_workers", "blackhole_people", "cut_store")),
)
# What a long run stumbled over: moderators who open a poll again after it was closed, while answers are lost.
REOPENED: dict[str, Any] = {"attendees": 4, "workers": 1, "eager": frozenset({"reopen"}), "enough": reopened}
REOPENING = (
    Plan(seed=103, deeds=("cut_people", "lose_answers_to_people", "lose_store_answers"), **REOPENED),
    Plan(seed=104, deeds=("lose_answers_to_people", "cut_store", "cut_people"), **REOPENED),
)


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> list[History]:
    """All runs side by side: mostly they wait."""
    return asyncio.run(all_ran((*RUNS, *REOPENING), tmp_path_factory))


@pytest.fixture(params=range(len(RUNS)), ids=lambda place: f"seed {RUNS[place].seed}")
def history(request: pytest.FixtureRequest, histories: list[History]) -> History:
    return histories[request.param]


def test_nothing_acknowledged_is_lost_and_nothing_happens_twice(history: History) -> None:
    assert broken(history) == []
    assert much_happened(history), "a run in which little happened shows little"


@pytest.mark.parametrize("place", range(len(REOPENING)), ids=lambda place: f"seed {REOPENING[place].seed}")
def test_a_poll_that_moderators_open_again_was_not_opened_twice(place: int, histories: list[History]) -> None:
    history = histories[len(RUNS) + place]
    assert broken(history) == []
    assert reopened(history), "without a poll that is opened again this shows nothing"


@pytest.mark.parametrize("who", ["socket-0", "events-2", "mina"])
def test_the_browsers_reducer_agrees(history: History, who: str) -> None:
    assert digest_of(shown_of(in_the_browser(history, who))) == history.ending.shown[who][1]


def test_mutants_of_the_history_are_caught(history: History) -> None:
    assert caught(history, mutants.unchanged) == set(), (
        "as it was, and as a repeated frame leaves it, there is nothing to catch"
    )
    assert caught(history, mutants.one_repeated) == set()
    assert "i3" in caught(history, mutants.one_dropped), "a frame that the server did not send"
    assert "i11" in caught(history, mutants.one_dropped, mutants.TakesEverything), (
        "a frame that a client missed without noticing"
    )
    assert "i11" in caught(history, mutants.one_repeated, mutants.TakesEverything, mutants.adding_reducer), (
        "a frame applied twice by a reducer that adds"
    )


def caught(history: History, alter: Any, client: type[Client] = Client, reduce: Any = as_it_is) -> set[str]:
    """The rules that a replay of the history breaks."""
    return {line.partition("_")[0] for line in broken(mutants.replayed(history, alter, client, reduce))}


def in_the_browser(history: History, who: str) -> dict[str, Any]:
    """The state that the browser's reducer makes of the last page this person fetched and the frames after it."""
    seen = [one for one in history.seen if one.who == who]
    page = max(place for place, one in enumerate(seen) if one.kind == "page")
    frames = [
        dict(one.frame or {})
        for one in seen[page + 1 :]
        if one.taken and (one.kind != "changes" or one.prev in (one.before, one.named))
    ]
    return reduced(dict(seen[page].frame or {}), frames)
