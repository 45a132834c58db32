"""What became of a session's times, in words."""

from datetime import timedelta

import pytest

from live.views.agenda.moves import moves
from live.views.press.words import Words
from tests.builders import OSLO, a_session, at

WORDS = Words()


def told(by: float, longer: float = 0, **values: object) -> list[str]:
    planned = a_session("talk", 60, 30)
    moved = a_session("talk", 60 + by, 30 + longer, planned_starts=planned.starts, planned_ends=planned.ends, **values)
    return moves(moved, WORDS, "nb", OSLO)


@pytest.mark.parametrize(
    ("by", "longer", "words"),
    [
        (0, 0, []),
        (0.8, 0, []),
        (10.8, 0, ["utsatt 10 min"]),
        (10, 0, ["utsatt 10 min"]),
        (-5, 0, ["5 min tidligere"]),
        (120, 0, ["flyttet fra 13:00"]),
        (0, 15, ["15 min lengre"]),
        (0, -5, ["5 min kortere"]),
    ],
)
def test_a_move_is_told_as_people_say_it(by: float, longer: float, words: list[str]) -> None:
    assert told(by, longer) == words


def test_to_another_day_the_date_is_told() -> None:
    assert told(24 * 60) == ["flyttet fra 8. mars 13:00"]


@pytest.mark.parametrize("status", ["cancelled", "done"])
def test_what_is_over_or_cancelled_is_not_also_late(status: str) -> None:
    assert told(10, status=status) == []


def test_times_are_in_the_zone_of_the_event() -> None:
    utc = at(60) - timedelta(0)
    assert utc.utcoffset() == timedelta(hours=1)
    assert told(180) == ["flyttet fra 13:00"]
