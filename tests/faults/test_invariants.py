"""The rules on histories made by hand: what is allowed passes, and what only looks like it is caught."""

from typing import Any

import pytest

from live.rules.changes import Change
from live.rules.polls import Option, Poll, close, open_, show
from live.rules.wishes.polls import PollKind
from tests.builders import at
from tests.faults.history import OK, OPEN, REFUSED, Fault, History
from tests.faults.invariants import (
    i2_nothing_happens_twice,
    i5_a_tally_is_the_number_of_people,
    i9_it_answers_in_time,
)
from tests.faults.pace import STEP_SECONDS, Pace

DRAFT = Poll(
    id="p1",
    text="seminar mina 1",
    kind=PollKind.SINGLE,
    options=(Option("o1", "a"), Option("o2", "b")),
    made_at=at(0),
)
OPENED = open_(DRAFT, at(1))
CLOSED = close(OPENED, at(2))
AGAIN = open_(CLOSED, at(3))


def told(kind: str, poll: Poll) -> Change:
    return Change(kind=kind, at=at(1), thing=poll)


def a_history(*changes: Change) -> History:
    history = History("seminar", 1)
    for n, change in enumerate(changes, 1):
        history.entries[f"e.{n}-0"] = change
    history.ending.entries = [*history.entries]
    return history


def wished(history: History, what: str, subject: str = "", outcome: str = OK, tries: int = 1, **fields: Any) -> None:
    key = fields.pop("key", f"k{len(history.wishes)}")
    wish = history.wish(fields.pop("who", "ann"), what, key, subject, fields)
    wish.outcome, wish.tries, wish.ended, wish.answer = outcome, tries, wish.began, {}


def opening(history: History, times: int, key: str = "") -> None:
    """What moderators wished: the poll, and so often to open it again."""
    wished(history, "poll", who="mina", text=DRAFT.text, path="desk/polls", on=True)
    for n in range(times):
        wished(history, "move poll", "p1", who="moa", path="desk/polls/p1/open", key=key or f"again-{n}")


SHOWN = show(OPENED, on=True)


@pytest.mark.parametrize("way", [[OPENED, CLOSED, AGAIN], [OPENED, SHOWN, close(SHOWN, at(2)), AGAIN]])
def test_a_poll_may_be_opened_again_after_it_was_closed(way: list[Poll]) -> None:
    """As at seeds 103 and 104 of a long run: opened, closed, and opened again by moderators."""
    kinds = {"open": "poll.opened", "closed": "poll.closed"}
    history = a_history(*(told("poll.shown" if poll is SHOWN else kinds[poll.status], poll) for poll in way))
    opening(history, 1)
    assert list(i2_nothing_happens_twice(history)) == []


def test_a_poll_that_is_opened_while_it_is_open_was_opened_twice() -> None:
    history = a_history(told("poll.opened", OPENED), told("poll.opened", OPENED))
    opening(history, 1)
    assert ["while it was open" in line for line in i2_nothing_happens_twice(history)] == [True]


def test_two_polls_of_one_wish_are_caught() -> None:
    twin = Poll(id="p2", text=DRAFT.text, kind=DRAFT.kind, options=DRAFT.options, made_at=at(0))
    history = a_history(told("poll.opened", OPENED), told("poll.opened", open_(twin, at(1))))
    opening(history, 1)
    assert any("as p1 and p2" in line for line in i2_nothing_happens_twice(history))


def test_a_wish_that_is_repeated_after_somebody_closed_the_poll_opens_it_only_once() -> None:
    history = a_history(
        told("poll.opened", OPENED),
        told("poll.closed", CLOSED),
        told("poll.opened", AGAIN),
        told("poll.closed", close(AGAIN, at(4))),
        told("poll.opened", AGAIN),
    )
    opening(history, 2, key="the same")
    assert any("was opened 3 times by 2 wishes" in line for line in i2_nothing_happens_twice(history))


def a_vote(history: History, *, voted: bool) -> list[str]:
    history.persons["ann"] = "pseudonym"
    history.ending.questions["q1"] = "seminar bob 1?"
    history.ending.voters["q1"] = {"pseudonym"} if voted else set()
    history.ending.votes["q1"] = int(voted)
    return list(i5_a_tally_is_the_number_of_people(history))


@pytest.mark.parametrize("voted", [True, False])
def test_a_vote_whose_answer_was_lost_and_whose_repeat_was_refused_may_stand(voted: bool) -> None:
    history = a_history()
    wished(history, "upvote", "q1", on=False)
    wished(history, "upvote", "q1", REFUSED, 2, on=True)
    assert a_vote(history, voted=voted) == []


def test_a_vote_that_was_refused_at_once_did_nothing() -> None:
    history = a_history()
    wished(history, "upvote", "q1", on=False)
    wished(history, "upvote", "q1", REFUSED, 1, on=True)
    assert "ann last wished the vote on q1 off, and it is not" in a_vote(history, voted=True)


def test_what_was_answered_with_success_decides_whatever_was_doubtful_before() -> None:
    history = a_history()
    wished(history, "upvote", "q1", REFUSED, 2, on=True)
    wished(history, "upvote", "q1", on=False)
    assert "ann last wished the vote on q1 off, and it is not" in a_vote(history, voted=True)


def paced(step: float, *, took: float, outcome: str = OK, fault_ended: float = 0.0) -> list[str]:
    """What I9 says of a wish at 100 s that took so long on a machine whose steps take so long."""
    history = a_history()
    history.pace = Pace([n * step for n in range(1, int(1000 / step))])
    history.faults = [Fault("cut_store", fault_ended - 1.0, fault_ended)] if fault_ended else []
    wished(history, "ask", outcome=outcome, text="?")
    history.wishes[0].began, history.wishes[0].ended = 100.0, 100.0 + took
    return list(i9_it_answers_in_time(history))


def test_a_slow_answer_is_caught_on_an_idle_machine_and_not_laid_to_a_busy_one() -> None:
    assert paced(STEP_SECONDS, took=4.9) == []
    assert paced(STEP_SECONDS, took=6.0) != []
    assert paced(STEP_SECONDS * 6, took=6.0) == []
    assert paced(STEP_SECONDS * 6, took=40.0) != [], "but for as long as it is busy, and not longer"
    assert paced(STEP_SECONDS * 6, took=1.0, outcome=OPEN) != []


def test_after_a_fault_there_is_time_to_recover_and_more_of_it_on_a_busy_machine() -> None:
    assert paced(STEP_SECONDS, took=6.0, fault_ended=95.0) == []
    assert paced(STEP_SECONDS, took=6.0, fault_ended=85.0) != []
    assert paced(STEP_SECONDS * 3, took=20.0, fault_ended=85.0) == []


def test_what_was_wrong_meanwhile_is_no_delay_of_the_product_and_what_comes_after_it_is() -> None:
    assert paced(STEP_SECONDS, took=14.0, fault_ended=103.0) == [], "a fault, ten seconds to recover, and one more"
    assert paced(STEP_SECONDS, took=20.0, fault_ended=103.0) != []
    assert paced(STEP_SECONDS, took=2.0, fault_ended=103.0) == []


async def test_the_pace_counts_steps() -> None:
    async with Pace().running() as pace:
        assert await pace.until(lambda: len(pace.moments) >= 5, 10.0)
        assert pace.steps(0.0) >= 5
        assert not await pace.until(lambda: False, 0.1)
