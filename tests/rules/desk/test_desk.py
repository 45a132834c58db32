"""Seats at the desk: they end by themselves, and name nobody's pseudonym."""

from msgspec.structs import replace

from live.rules.desk import HERE_SECONDS, WRITING_SECONDS, desk_as_json, sit
from live.rules.desk.cue import Cue, cue_as_json, standing
from live.rules.event import Advance
from tests.builders import at, the_seminar


def test_writing_ends_before_being_here_does() -> None:
    seats = {"p-kari": sit("Kari", "q1", "answer", 100.0)}
    assert [s["question"] for s in desk_as_json("s", seats, 100.0)] == ["q1"]
    assert [(s["name"], s["question"], s["kind"]) for s in desk_as_json("s", seats, 100.0 + WRITING_SECONDS)] == [
        ("Kari", "", "")
    ]
    assert desk_as_json("s", seats, 100.0 + HERE_SECONDS) == ()


def test_a_sign_of_life_that_nobody_would_see_changes_nothing() -> None:
    first, later = {"p-kari": sit("Kari", "q1", "answer", 100.0)}, {"p-kari": sit("Kari", "q1", "answer", 104.0)}
    assert desk_as_json("s", first, 105.0) == desk_as_json("s", later, 105.0)


def test_pseudonyms_stay_in_the_store_and_unknown_kinds_write_nothing() -> None:
    told = desk_as_json("s", {"p-kari": sit("", "q1", "nonsense", 0.0)}, 1.0)
    assert "p-kari" not in str(told)
    assert told[0]["question"] == ""


def test_a_cue_ends_with_what_was_on_when_it_was_given() -> None:
    agenda, given = the_seminar(), Cue(id="c1", text="Rund av", given_at=0, during=("opening",))
    assert standing(given, agenda, at(44), Advance.CLOCK) is given
    assert standing(given, agenda, at(46), Advance.CLOCK) is None
    always = replace(given, during=())
    assert standing(always, agenda, at(46), Advance.CLOCK) is always, "given while nothing was on"
    assert "during" not in str(cue_as_json(given))
