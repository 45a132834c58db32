"""The edges of the rules: what happens at exactly the limit, and at the first step beyond it. Found by
`tests/mutants`.
"""

from datetime import timedelta

import pytest

from live.rules import polls
from live.rules.agenda import Agenda, knock_on, moves
from live.rules.agenda.undo import KEPT, Moves, noted, taken_back, undone
from live.rules.announcements import stands
from live.rules.errors import Refused, Unfit
from live.rules.people import limits
from live.rules.people.limits import Counted, Limit
from live.rules.questions import check_votable
from live.rules.wishes.agenda import Rest
from live.rules.wishes.polls import MakePoll, PollKind
from tests.builders import a_question, a_session, an_agenda, an_announcement, at, the_seminar

MINUTE = timedelta(minutes=1)


def times(agenda: Agenda) -> dict[str, int]:
    """The minutes after noon at which sessions start."""
    return {s.id: (s.starts - at(0)) // MINUTE for s in agenda.sessions}


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("pending", "no_such_question"),
        ("approved", None),
        ("live", None),
        ("answered", "not_votable"),
        ("dismissed", "no_such_question"),
        ("withdrawn", "no_such_question"),
        ("merged", "no_such_question"),
    ],
)
def test_votes_are_for_what_is_open_and_on_the_list(status: str, code: str | None) -> None:
    found = None
    try:
        check_votable(a_question(status=status))
    except Refused as refused:
        found = refused.why
    assert found == code


def test_a_poll_that_is_opened_again_was_opened_when_it_was_opened_first() -> None:
    draft = polls.make("p1", MakePoll(text="Hva?", options=("a", "b")), at(0))
    again = polls.open_(polls.close(polls.open_(draft, at(1)), at(2)), at(3))
    assert (again.status, again.opened_at, again.closed_at, again.removed) == ("open", at(1), None, False)
    assert not polls.open_(polls.remove(again), at(4)).removed


def test_forty_words_are_told_the_most_frequent_first_and_equal_ones_by_their_letters() -> None:
    poll = polls.make("p1", MakePoll(text="Hva?", kind=PollKind.WORDS), at(0))
    tally = {f"ord{n:02}": 2 for n in range(polls.MOST_TOLD)} | {"zulu": 5, "alfa": 1, polls.VOTERS: 90}
    told = [words for words, _, _ in polls.results(poll, tally)]
    assert told == ["zulu", *(f"ord{n:02}" for n in range(polls.MOST_TOLD - 1))]


def test_an_announcement_stands_until_the_moment_it_expires() -> None:
    message = an_announcement(expires_at=at(5))
    assert stands(message, at(5) - timedelta(microseconds=1))
    assert not stands(message, at(5))


def test_what_is_counted_in_memory_forgets_who_may_act_again_and_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_COUNTED", 3)
    now = 0.0
    counted = Counted(Limit(burst=1, every=10), lambda: now)
    assert [counted.wait(key) for key in "abcd"] == [0.0] * 4
    now = 5.0
    assert counted.wait("e") == 0.0
    assert counted.wait("a") == 5.0, "one more key than are kept is no reason to let anybody act again"
    now = 10.0
    assert counted.wait("f") == 0.0
    assert counted._taken.keys() == {"e", "f"}
    assert counted.wait("e") == 5.0


@pytest.mark.parametrize(("gap", "moved"), [(knock_on.NIGHT, 0), (knock_on.NIGHT - MINUTE, 10)])
def test_a_night_is_four_hours_and_not_a_minute_less(gap: timedelta, moved: int) -> None:
    assert timedelta(hours=4) == knock_on.NIGHT
    begins = 45 + gap // MINUTE
    after = moves.delay(an_agenda(a_session("day", 0, 45), a_session("next", begins, 30)), "day", 10 * MINUTE)
    assert times(after) == {"day": 10, "next": begins + moved}


def test_who_begins_early_with_everything_else_cannot_pass_over_what_comes_before() -> None:
    with pytest.raises(Unfit) as refused:
        moves.start(the_seminar(), "rules", at(0), rest=Rest.SHIFT)
    assert refused.value.why == "overlap"
    late = moves.start(the_seminar(), "rules", at(50), rest=Rest.SHIFT)
    assert times(late)["pause"] == 80, "and late, everything after it moves by as much"
    early = moves.start(moves.end(the_seminar(), "opening", at(30)), "rules", at(35), rest=Rest.SHIFT)
    assert times(early)["pause"] == 65, "and early, too"


def test_the_last_fifty_moves_can_be_undone_the_newest_first() -> None:
    log, agenda = Moves(), the_seminar()
    for n in range(KEPT + 1):
        after = moves.delay(agenda, "closing", MINUTE)
        log, agenda = noted(log, agenda, after, "session.delayed", "closing", at(n)), after
    assert [move.at for move in log.moves] == [at(n) for n in range(1, KEPT + 1)]
    assert log.revision == KEPT + 1
    assert times(undone(log, agenda))["closing"] == times(agenda)["closing"] - 1
    assert (taken_back(log).revision, taken_back(log).moves[-1].at) == (KEPT + 2, at(KEPT - 1))
