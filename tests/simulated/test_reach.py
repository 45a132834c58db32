"""How long a change took is told of the last of those who were there, whoever comes, goes or falls behind."""

import pytest

from live.simulated.reach import GIVEN_UP_SECONDS, Reach

ASKED = "question.approved"


@pytest.fixture
def reach() -> Reach:
    """Three people, up to date."""
    here = Reach()
    for person in range(3):
        here.came(person, 10)
    return here


def took(reach: Reach) -> float:
    """Seconds, of the latest change."""
    assert reach.last is not None
    return reach.last[1]


def test_it_took_as_long_as_it_took_to_the_last(reach: Reach) -> None:
    for person, now in ((1, 100.1), (0, 100.2), (2, 100.7)):
        assert reach.changes == 0
        reach.got(person, 11, (ASKED, 100.0), now)
    assert took(reach) == pytest.approx(0.7)
    assert (reach.changes, reach.missed) == (1, 0)


def test_whoever_has_left_is_not_waited_for(reach: Reach) -> None:
    reach.got(0, 11, (ASKED, 100.0), 100.1)
    reach.got(1, 11, (ASKED, 100.0), 100.2)
    reach.left(2, 105.0)
    assert (reach.changes, reach.missed) == (1, 0)


def test_whoever_comes_afterwards_has_it_already(reach: Reach) -> None:
    reach.got(0, 11, (ASKED, 100.0), 100.1)
    reach.came(3, 11)
    reach.got(1, 11, (ASKED, 100.0), 100.2)
    reach.got(2, 11, (ASKED, 100.0), 100.3)
    assert took(reach) == pytest.approx(0.3)


def test_whoever_gets_two_at_once_has_both(reach: Reach) -> None:
    """Somebody slow is told of several changes together, at the place of the last of them."""
    for person in (0, 1):
        reach.got(person, 11, (ASKED, 100.0), 100.1)
        reach.got(person, 12, ("session.delayed", 101.0), 101.1)
    reach.got(2, 12, (ASKED, 100.0), 101.4)
    assert reach.changes == 2
    assert reach.worst == pytest.approx(1.4)


def test_what_only_moderators_see_is_no_change_to_them(reach: Reach) -> None:
    for person in range(3):
        reach.got(person, 11, None, 100.1)
        reach.got(person, 12, (ASKED, 100.2), 100.3)
    assert (reach.changes, reach.missed) == (1, 0)


def test_what_somebody_has_not_had_for_long_is_missed(reach: Reach) -> None:
    reach.got(0, 11, (ASKED, 100.0), 100.1)
    reach.given_up(100.1 + GIVEN_UP_SECONDS)
    assert reach.missed == 0
    reach.given_up(100.2 + GIVEN_UP_SECONDS)
    assert (reach.changes, reach.missed) == (0, 2)
    reach.got(1, 11, (ASKED, 100.0), 120.0)
    assert reach.changes == 0, "too late is missed"
