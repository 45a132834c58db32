"""Two agendas side by side."""

from datetime import timedelta
from typing import Any

from hypothesis import given

from live.rules.agenda import moves
from live.rules.agenda.differences import by_kind, compared, difference_as_json
from live.rules.errors import Refused
from live.rules.wishes.agenda import Rest
from tests.builders import a_session, an_agenda, the_seminar
from tests.finding import inside
from tests.rules.agenda.test_moves import agenda_of, moved, one_move, sessions_of_a_day


def ids(found: dict[str, Any]) -> dict[str, list[str]]:
    return {kind: [d.id for d in those] for kind, those in found.items() if those}


def test_every_kind_of_difference() -> None:
    before = an_agenda(
        *(a_session(name, n * 30, 30) for n, name in enumerate(("same", "moves", "renamed", "words", "gone", "off")))
    )
    after = an_agenda(
        a_session("same", 0, 30),
        a_session("moves", 35, 30),
        a_session("renamed", 60, 30, title="Nytt"),
        a_session("words", 90, 30, room="2"),
        a_session("off", 150, 30, status="cancelled"),
        a_session("new", 180, 30),
    )
    assert ids(by_kind(compared(before, after))) == {
        "unchanged": ["same"],
        "moved": ["moves"],
        "retitled": ["renamed"],
        "reworded": ["words"],
        "removed": ["gone"],
        "cancelled": ["off"],
        "added": ["new"],
    }


def test_programs_see_what_was_beside_what_is() -> None:
    after = moves.delay(the_seminar(), "closing", timedelta(minutes=5))
    (one,) = [d for d in compared(the_seminar(), after) if d.kinds]
    assert difference_as_json(one) | {"was": None} == {
        "id": "closing",
        "title": "Closing",
        "kinds": ("moved",),
        "starts": after.session("closing").starts,
        "ends": after.session("closing").ends,
        "status": "scheduled",
        "was": None,
    }
    assert inside(difference_as_json(one), "was", "starts") == the_seminar().session("closing").starts


@given(sessions_of_a_day, one_move)
def test_what_differs_is_what_a_change_would_carry(
    rows: list[tuple[int, int, str, str]], wish: tuple[str, int, int, int, Rest]
) -> None:
    before = agenda_of(rows)
    try:
        after = moved(before, wish)
    except Refused:
        return
    found = {d.id: d.kinds for d in compared(before, after)}
    told = {s.id for s in moves.changed(before, after)}
    assert {i for i, kinds in found.items() if kinds} <= told
    assert all(before.session(i).status != after.session(i).status for i in told if not found[i])
