"""The order of the questions, and what one is about."""

from live.rules.questions.listing import ranked, topics
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


def test_a_question_can_be_about_a_session_or_one_of_its_items() -> None:
    known = topics(a_state())
    assert (known["opening"].anchor, known["opening"].item) == ("session-opening", "")
    assert (known["i1"].anchor, known["i1"].session) == ("item-i1", "opening")
