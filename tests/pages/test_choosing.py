"""What of the programme an address asks for."""

from datetime import date

import pytest
from starlette.datastructures import QueryParams

from live.pages.choosing import chosen
from live.rules.agenda.window import EVERYTHING_NOW, Choice
from tests.builders import a_conference, a_state, the_seminar

STATE = a_state(agenda=a_conference(days=2, tracks=2, each=3))


@pytest.mark.parametrize(
    ("asked", "choice"),
    [
        ("", EVERYTHING_NOW),
        ("lang=nb&again", EVERYTHING_NOW),
        ("day=2022-03-08&day=2022-03-09", Choice(days=(date(2022, 3, 8), date(2022, 3, 9)))),
        ("day=2022-03-09&day=2022-03-09", Choice(days=(date(2022, 3, 9),))),
        ("day=2031-01-01&day=tuesday&day=", EVERYTHING_NOW),
        ("track=Spor 1&track=Removed", Choice(tracks=frozenset({"Spor 1"}))),
        ("session=d1t0n0", Choice(days=(date(2022, 3, 9),), session="d1t0n0")),
        ("session=nothing", EVERYTHING_NOW),
        ("after=1&day=2022-03-08", Choice(days=(date(2022, 3, 8),))),
        ("after=²&after=-5", EVERYTHING_NOW),
        ("whole", Choice(whole=True)),
    ],
)
def test_only_what_there_is_can_be_chosen(asked: str, choice: Choice) -> None:
    assert chosen(STATE, QueryParams(asked)) == choice


def test_an_item_leads_to_its_session() -> None:
    assert chosen(a_state(agenda=the_seminar()), QueryParams("session=i1")).session == "opening"
