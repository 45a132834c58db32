"""What is fair to all: marked words, who has waited longest, everything of one person at once, slow mode."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from live.rules import questions
from live.rules.errors import Unfit
from live.rules.people import crowding, limits, signals
from live.rules.questions.fairness import fairness
from live.rules.questions.flags import flagged
from live.rules.questions.totals import totals_of
from live.rules.settings import with_settings
from live.rules.wishes.settings import Settings
from tests.builders import a_question, a_state, an_event, at


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hva med kostnad?", ("kostnad",)),
        ("Kostnader", ()),
        ("KOSTNAD!", ("kostnad",)),
        ("den ørsmå (a.b) saken", ("a.b",)),
        ("axb", ()),
    ],
)
def test_only_whole_words_are_flagged(text: str, found: tuple[str, ...]) -> None:
    assert flagged(text, ("kostnad", "a.b")) == found


def test_the_list_of_words_is_cleaned_and_bounded() -> None:
    assert with_settings(an_event(), Settings(flagged_words=(" En ", "en", "", "to"))).flagged_words == ("en", "to")
    with pytest.raises(Unfit):
        with_settings(an_event(), Settings(flagged_words=tuple(str(n) for n in range(300))))


@pytest.mark.parametrize("seconds", [-1, 3601])
def test_slow_mode_has_bounds(seconds: int) -> None:
    with pytest.raises(Unfit):
        Settings(slow_seconds=seconds)


def test_slow_mode_is_one_question_each_so_many_seconds() -> None:
    assert (limits.asking(0), limits.asking(60)) == (limits.ASK, limits.Limit(burst=1, every=60))
    fits, until = limits.asking(60).allow(0, 1000)
    assert fits
    assert limits.asking(60).allow(until, 1059)[0] is False
    assert limits.asking(60).allow(until, 1060)[0] is True


def test_the_shares_follow_the_programme_and_the_oldest_waits() -> None:
    asked = (
        a_question("q1", number=1, session="rules", status="answered"),
        a_question("q2", number=2, session="opening", status="approved", asked_at=at(4)),
        a_question("q3", number=3, session="gone", status="pending", asked_at=at(2)),
        a_question("q4", number=4, status="approved", promised=True, asked_at=at(1)),
    )
    by_id = {q.id: q for q in asked}
    seen = fairness(totals_of(asked), by_id, [s.id for s in a_state().agenda.sessions])
    assert [(s.session, s.answered, s.open) for s in seen.shares] == [("opening", 0, 1), ("rules", 1, 0), (None, 0, 2)]
    assert seen.oldest is not None
    assert seen.oldest.id == "q3"


@given(some.sampled_from(sorted(questions.MAY_BECOME)))
def test_what_is_removed_comes_back_exactly(status: str) -> None:
    before = a_question(status=status)
    removed = questions.remove(before, at(5), "Nok nå")
    assert (removed.status == "dismissed") == (status in questions.OPEN or status == "dismissed")
    back = questions.restore(removed, at(6))
    assert (back.status, back.text, back.removed_from) == (status, before.text, None)


def test_what_was_decided_since_is_not_undone() -> None:
    removed = questions.remove(a_question(status="approved"), at(5))
    decided = questions.dismiss(questions.reopen(removed, at(6)), at(7))
    assert questions.restore(decided, at(8)).status == "dismissed"


@given(some.integers(0, 2**32 - 1), some.binary(min_size=3, max_size=3))
def test_an_origin_is_read_as_it_was_written(minted: int, place: bytes) -> None:
    arrival = crowding.Arrival(minted, place)
    assert crowding.unpacked(arrival.packed()) == arrival
    assert 0 <= minted - crowding.began(arrival.burst) < crowding.WINDOW_SECONDS


def test_a_place_is_an_address_or_what_one_connection_has_to_itself() -> None:
    assert crowding.network("2001:db8::1") == crowding.network("2001:db8::ffff") != crowding.network("2001:db8:0:1::1")
    assert crowding.network("::ffff:10.0.0.1") == crowding.network("10.0.0.1") != crowding.network("10.0.0.2")
    assert crowding.network("unix") == crowding.network("my address, says who?")


def test_doubted_together_are_a_whole_24_and_a_whole_48() -> None:
    near = crowding.neighbourhood
    assert near("203.0.113.1") == near("203.0.113.250") == near("::ffff:203.0.113.9") != near("203.0.112.1")
    assert near("2001:db8:1::1") == near("2001:db8:1:ffff::1") != near("2001:db8:2::1")


def test_workers_share_what_a_place_may_have() -> None:
    assert crowding.shared(limits.Limit(burst=40, every=10), 4) == limits.Limit(burst=10, every=40)
    assert crowding.shared(limits.Limit(burst=2, every=60), 4) == limits.Limit(burst=1, every=240)


def test_signals_of_people_who_are_not_connected_never_reach_what_is_shown() -> None:
    """As many as begin at once, and as many more as may come while these last."""
    most = crowding.UNSEEN.burst + max(signals.LIFETIMES.values()) // crowding.UNSEEN.every
    assert most < signals.SHOWN_FROM
