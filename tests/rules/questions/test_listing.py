"""The order of the questions, and what one is about."""

from hypothesis import given
from hypothesis import strategies as some

from live.rules.agenda.moment import PHASES
from live.rules.questions import PUBLIC, Question
from live.rules.questions.listing import SORTS, after, place_of, ranked, topics, usual_order
from tests.builders import a_question, a_state, at


def test_being_answered_comes_first_then_pinned_then_votes_then_answered() -> None:
    questions = [
        a_question("few", number=1, status="approved"),
        a_question("answered-early", number=2, status="answered", answered_at=at(10)),
        a_question("many", number=3, status="approved"),
        a_question("answered-late", number=4, status="answered", answered_at=at(20)),
        a_question("pinned", number=5, status="approved", pinned=True),
        a_question("on-air", number=6, status="live"),
        a_question("many-later", number=7, status="approved"),
    ]
    votes = {"few": 1, "many": 9, "many-later": 9, "answered-early": 99}
    assert [q.id for q, _ in ranked(questions, votes)] == [
        "on-air",
        "pinned",
        "many",
        "many-later",
        "few",
        "answered-late",
        "answered-early",
    ]


def test_when_it_is_over_answers_come_first_and_what_was_not_reached_last() -> None:
    questions = [
        a_question("not-reached", number=1, status="approved"),
        a_question("early", number=2, status="answered", answered_at=at(10)),
        a_question("late", number=3, status="answered", answered_at=at(20)),
        a_question("pinned", number=4, status="approved", pinned=True),
        a_question("on-air", number=5, status="live"),
    ]
    assert [usual_order(phase) for phase in PHASES] == ["votes"] * 5 + ["answered"]
    found = [q.id for q, _ in ranked(questions, {"not-reached": 9}, usual_order("after"))]
    assert found == ["on-air", "late", "early", "pinned", "not-reached"]


def test_a_question_can_be_about_a_session_or_one_of_its_items() -> None:
    known = topics(a_state())
    assert (known["opening"].anchor, known["opening"].item) == ("session-opening", "")
    assert (known["i1"].anchor, known["i1"].session) == ("item-i1", "opening")


@given(
    some.lists(
        some.tuples(some.sampled_from(sorted(PUBLIC)), some.integers(0, 5), some.booleans(), some.integers(0, 3)),
        max_size=30,
    ),
    some.sampled_from(SORTS),
    some.integers(1, 7),
)
def test_windows_that_follow_each_other_are_the_list(
    drawn: list[tuple[str, int, bool, int]], sort: str, size: int
) -> None:
    questions, votes = [], {}
    for n, (status, count, pinned, answered) in enumerate(drawn, 1):
        asked = a_question(f"q{n}", number=n, status=status, pinned=pinned, answered_at=at(answered))
        questions.append(asked)
        votes[asked.id] = count
    every, place = ranked(questions, votes, sort), ""
    found: list[tuple[Question, int]] = []
    while some_more := every[after(every, sort, place) :][:size] if place or not found else []:
        found += some_more
        place = place_of(some_more[-1], sort)
    assert found == every


def test_a_place_that_is_none_is_the_beginning() -> None:
    every = ranked([a_question(status="approved")], {})
    assert [after(every, "votes", place) for place in ("", "nonsense", "2.0", "9.9.9.9", "2.-99999999999999.1")] == [
        0
    ] * 5
