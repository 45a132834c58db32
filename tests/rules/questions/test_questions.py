"""What may become of a question, and who sees what of it."""

from typing import Any

import pytest

from live.rules import questions
from live.rules.changes import Change, change_for
from live.rules.errors import Conflict, NotAllowed, NotFound, Refused, Unfit
from live.rules.people import Person, Role
from live.rules.questions import MAY_BECOME, PUBLIC, About, Question, Status
from live.rules.questions.as_json import question_as_json
from live.rules.state import viewer_of
from live.rules.wishes.questions import Ask
from tests.builders import ANN, BOB, MINA, a_question, a_state, an_event, at
from tests.finding import inside


def ask(text: str = "Får elevene støtte?", by: Person = ANN, **event: Any) -> Question:
    return questions.ask(an_event(**event), by, "q1", Ask(text=text), About(), at(10))


def test_a_question_waits_for_the_moderators_unless_they_ask_themselves_or_let_all_through() -> None:
    assert ask().status == "pending"
    assert ask(by=MINA).status == "approved"
    assert ask(moderated=False).status == "approved"


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "empty"), (" \u200b ", "empty"), ("ja", "too_short"), ("x" * 501, "too_long")],
)
def test_what_is_no_question_is_refused(text: str, why: str) -> None:
    with pytest.raises(Unfit) as refused:
        ask(text)
    assert refused.value.why == why
    assert refused.value.field == "text"


def test_five_hundred_characters_fit() -> None:
    assert len(ask("å" * 500).text) == 500


def test_closed_questions_are_closed_for_all() -> None:
    with pytest.raises(NotAllowed):
        ask(questions_open=False)


def test_only_the_asker_takes_a_question_back() -> None:
    with pytest.raises(NotFound):
        questions.withdraw(a_question(), BOB, at(10))
    assert questions.withdraw(a_question(), ANN, at(10)).status == "withdrawn"


@pytest.mark.parametrize("status", MAY_BECOME)
def test_the_table_of_moves_holds(status: Status) -> None:
    for name, becomes in (("approve", "approved"), ("dismiss", "dismissed"), ("take", "live"), ("answer", "answered")):
        question = a_question(status=status)
        move = getattr(questions, name)
        if becomes in MAY_BECOME[status] or becomes == status:
            assert move(question, at(20)).status == becomes
        else:
            with pytest.raises(Conflict):
                move(question, at(20))


def test_every_move_is_a_new_revision_and_repeating_it_is_none() -> None:
    approved = questions.approve(a_question(), at(11))
    assert (approved.revision, approved.changed_at) == (2, at(11))
    assert questions.approve(approved, at(12)) is approved


def test_clearer_words_keep_the_askers_own() -> None:
    edited = questions.edit(
        questions.edit(a_question(text="Pengar?"), at(11), "Får vi penger?"), at(12), "Får elevene penger?"
    )
    assert (edited.text, edited.original) == ("Får elevene penger?", "Pengar?")


@pytest.mark.parametrize("status", MAY_BECOME)
@pytest.mark.parametrize("was", MAY_BECOME)
def test_attendees_never_see_words_that_are_not_public(status: str, was: str) -> None:
    state = a_state()
    change = Change(kind="question.edited", at=at(1), thing=a_question(text="hemmelig", status=status), was=was)
    seen = change_for(change, viewer_of(state, Role.ATTENDEE, at(1)))
    moderators = change_for(change, viewer_of(state, Role.MODERATOR, at(1)))
    assert inside(moderators, "question", "text") == "hemmelig"
    if status in PUBLIC:
        assert inside(seen, "question", "text") == "hemmelig"
    elif was in PUBLIC:
        assert inside(seen, "question") == {"id": "q1", "status": status}
    else:
        assert seen is None


def test_nobody_learns_who_asked() -> None:
    for role in Role:
        assert ANN.id not in str(question_as_json(a_question(), 3, role))


def test_a_question_merges_into_an_open_one_and_comes_back() -> None:
    into = a_question("q2", status="approved")
    merged = questions.merge(a_question(status="approved"), into, at(10))
    assert (merged.status, merged.merged_into) == ("merged", "q2")
    assert questions.unmerge(merged, at(11)).merged_into is None
    with pytest.raises(Refused):
        questions.merge(a_question(), a_question("q2", status="withdrawn"), at(10))
    with pytest.raises(Refused):
        questions.merge(into, into, at(10))


@pytest.mark.parametrize("status", ["pending", "approved", "live"])
def test_separated_again_it_is_what_it_was(status: str) -> None:
    merged = questions.merge(a_question(status=status), a_question("q2", status="approved"), at(10))
    assert questions.unmerge(merged, at(11)).status == status
    elsewhere = questions.merge(merged, a_question("q3", status="approved"), at(11))
    assert (elsewhere.merged_into, questions.unmerge(elsewhere, at(12)).status) == ("q3", status)


@pytest.mark.parametrize("move", ["approve", "take", "reopen", "hold", "unmerge"])
def test_whatever_leads_out_of_a_merge_ends_it(move: str) -> None:
    merged = questions.merge(a_question(status="approved"), a_question("q2", status="approved"), at(10))
    after = getattr(questions, move)(merged, at(11))
    assert (after.status != "merged", after.merged_into, after.merged_from) == (True, None, None)


def test_an_asker_may_reword_what_nobody_else_has_read() -> None:
    asked = a_question()
    again = questions.reword(asked, ANN, at(10), "Får elever i vg1 støtte?")
    assert (again.text, again.original, again.revision) == ("Får elever i vg1 støtte?", None, asked.revision + 1)
    assert questions.reword(asked, ANN, at(10), asked.text) is asked
    with pytest.raises(NotFound):
        questions.reword(asked, BOB, at(10), "Noe annet")
    with pytest.raises(Conflict, match="have read") as refused:
        questions.reword(questions.approve(asked, at(5)), ANN, at(10), "Noe annet")
    assert refused.value.why == "too_late"
