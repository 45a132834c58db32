"""The desk's own rules in the browser beside Python's: what takes a question's move back."""

from typing import Any

import pytest

from live.actions.questions import MOVES
from live.rules.errors import Refused
from live.rules.questions import Question
from live.rules.state import State
from live.rules.wishes.questions import QuestionMove
from tests.builders import a_question, a_state, at
from tests.views.test_scripts import node

pytestmark = pytest.mark.needs("node")
STATUSES = ("pending", "approved", "live", "answered", "dismissed")


def moved(state: State, question: Question, move: QuestionMove, **said: Any) -> Question | None:
    """The question after a move, with those of the words that the move takes."""
    rule = MOVES[move]
    wish = rule.wish(**{name: value for name, value in said.items() if name in rule.wish.__struct_fields__})
    try:
        return rule.moved(state, question, wish, at(1))
    except Refused:
        return None


def test_undo_leads_back_to_where_every_question_was() -> None:
    state = a_state(questions={"other": a_question("other", status="approved", number=2)})
    cases = [
        (was, move, after)
        for was in (a_question(status=s, number=1) for s in STATUSES)
        for move in MOVES
        if move != "unmerge"
        and (after := moved(state, was, move, into="other", text="Andre ord", on=True))
        and after is not was
    ]
    data = [
        [
            move,
            {
                "status": was.status,
                "text": was.text,
                "answer": "",
                "reason": "",
                "pinned": was.pinned,
                "promised": was.promised,
            },
        ]
        for was, move, _ in cases
    ]
    inverses = node("desk/inverse.js", "return data.map(([move, before]) => it.inverse(move, before));", data)
    assert len(cases) > 25
    for (was, move, after), back in zip(cases, inverses, strict=True):
        if back is None:
            assert (was.status, move) == ("answered", "answer")  # words replaced by words: nothing to go back to
            continue
        fields = {"on": False} if back["move"] in ("pin", "promise") else back["fields"]
        undone = moved(state, after, QuestionMove(back["move"]), **fields)
        assert undone is not None, (was.status, move)
        assert (undone.status, undone.text, undone.pinned, undone.promised) == (
            was.status,
            was.text,
            was.pinned,
            was.promised,
        ), (was.status, move)
