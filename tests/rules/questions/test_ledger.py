"""Every question has exactly one fate, and the public numbers are the fates of all."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from live.rules import questions
from live.rules.errors import Conflict
from live.rules.questions import MAY_BECOME, Question, ledger
from tests.builders import a_question, a_state, at
from tests.finding import inside

LATE = 300  # minutes after noon: the seminar is over


@some.composite
def asked(draw: some.DrawFn, number: int = 1) -> Question:
    status = draw(some.sampled_from(sorted(MAY_BECOME)))
    return a_question(
        f"q{number}",
        number=number,
        status=status,
        promised=draw(some.booleans()),
        answer=draw(some.sampled_from([None, "Ja."])),
        taken_at=draw(some.sampled_from([None, at(3)])),
    )


@given(some.lists(asked(), max_size=12), some.booleans())
def test_the_numbers_are_the_fates_of_all(found: list[Question], over: bool) -> None:
    state = a_state(questions={str(n): q for n, q in enumerate(found)})
    told = ledger.public_counts(state, at(LATE if over else 20))
    assert sum(told.values()) == len(found)
    assert ("unreached" in told) == over == ledger.is_over(state, at(LATE if over else 20))
    assert sum(n for name, n in told.items() if name in ("answered", "written")) == sum(
        q.status == "answered" for q in found
    )


@given(asked(), some.booleans())
def test_a_fate_is_one_of_the_table(question: Question, over: bool) -> None:
    fate = ledger.fate(question, over=over)
    assert fate in ledger.FATES
    assert not (over and fate in ("waiting", "open"))


def test_answered_in_writing_is_not_answered_live() -> None:
    written = questions.answer(a_question(status="approved"), at(5), "Ja.")
    live = questions.answer(questions.take(a_question(status="approved"), at(4)), at(5), "")
    assert [ledger.fate(q, over=False) for q in (written, live)] == ["written", "answered"]


def test_a_promise_is_kept_after_the_event_and_answered_at_the_same_place() -> None:
    promised = questions.promise(a_question(status="approved"), at(5), on=True)
    assert ledger.fate(promised, over=True) == "promised"
    assert ledger.fate(questions.promise(promised, at(6), on=False), over=True) == "unreached"
    assert ledger.fate(questions.answer(promised, at(LATE), "Ja."), over=True) == "written"
    with pytest.raises(Conflict):
        questions.promise(a_question(status="dismissed"), at(5), on=True)


def test_the_asker_of_a_merged_question_sees_the_fate_of_the_other() -> None:
    into = a_question("q2", number=2, status="answered", answer="Ja, alle.", answered_at=at(9))
    mine = a_question("q1", status="merged", merged_into="q2")
    [seen] = ledger.own_questions_as_json(a_state(questions={"q1": mine, "q2": into}), [mine], {}, at(10))
    followed = inside(seen, "follows")
    assert (seen["fate"], followed["number"], followed["fate"], followed["answer"]) == (
        "merged",
        2,
        "written",
        "Ja, alle.",
    )


@pytest.mark.parametrize("status", ["pending", "dismissed", "withdrawn"])
def test_what_is_not_public_is_not_told_through_a_merge(status: str) -> None:
    into = a_question("q2", number=2, text="Hemmelig", status=status, answer="Holdt tilbake", by="bob")
    mine = a_question("q1", status="merged", merged_into="q2")
    [seen] = ledger.own_questions_as_json(a_state(questions={"q1": mine, "q2": into}), [mine], {}, at(10))
    assert isinstance(seen["follows"], dict)
    assert not {"Hemmelig", "Holdt tilbake"} & set(map(str, seen["follows"].values()))
