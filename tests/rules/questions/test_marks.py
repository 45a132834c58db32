"""Labels and the order of the queue: what they become, what is refused, and that nobody but moderators is told."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.push.conflation import conflated
from live.rules.changes import Change, change_for
from live.rules.errors import Refused
from live.rules.people import Role
from live.rules.questions import marks
from live.rules.questions.marks import Mark, Order
from live.rules.state import State, apply, state_for, viewer_of
from live.rules.things import key_of
from tests.builders import a_question, a_session, a_state, at
from tests.finding import inside, there

NONE = Mark(id="q1")


def a_queue(*votes: int, **values: Any) -> State:
    return a_state(
        questions={f"q{n}": a_question(f"q{n}", number=n, status="approved") for n, _ in enumerate(votes, 1)}, **values
    )


def shown(state: State, votes: dict[str, int], order: Order | None = None) -> list[str]:
    return [q.id for q in marks.queue(state.questions.values(), votes, order or state.order)]


def test_a_label_stands_once_and_as_others_have_spelt_it() -> None:
    mark = marks.label(NONE, ["reise, Økonomi", "REISE", " "], "Kari", known=["Reise"])
    assert (mark.labels, mark.moved_by, mark.revision) == (("Reise", "Økonomi"), "Kari", 1)
    assert marks.label(mark, ["Reise", "Økonomi"], "Ola") is mark


def test_one_label_is_put_on_and_taken_off_whatever_its_case() -> None:
    on = marks.switch(NONE, "Reise", "Kari", on=True)
    assert marks.switch(on, "reise", "Ola", on=True) is on
    assert marks.switch(on, "REISE", "Ola", on=False).labels == ()


@pytest.mark.parametrize(("labels", "code"), [(list("abcdef"), "many_labels"), (["x" * 31], "too_long")])
def test_labels_are_few_and_short(labels: list[str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        marks.label(NONE, labels, "")
    assert refused.value.why == code


def test_what_is_arranged_stands_first_and_the_rest_follows_by_votes() -> None:
    state, votes = a_queue(0, 0, 0, 0), {"q1": 1, "q2": 5, "q3": 9, "q4": 7}
    assert shown(state, votes) == ["q3", "q4", "q2", "q1"]
    order = marks.arrange(state.order, ["q1", "q2"], state.questions, "Kari")
    assert shown(state, votes, order) == ["q1", "q2", "q3", "q4"]
    assert shown(state, {**votes, "q2": 99}, order) == ["q1", "q2", "q3", "q4"]
    assert shown(state, votes, marks.arrange(order, [], state.questions, "Kari")) == ["q3", "q4", "q2", "q1"]


def test_arranging_twice_is_once_and_what_has_left_the_queue_is_passed_over() -> None:
    state = a_queue(0, 0)
    order = marks.arrange(state.order, ["q2", "q1", "q2"], state.questions, "Kari")
    assert order.ids == ("q2", "q1")
    assert marks.arrange(order, ["q2", "q1"], state.questions, "Ola") is order
    gone = {**state.questions, "q2": a_question("q2", number=2, status="answered")}
    assert marks.arrange(order, ["q2", "q1"], gone, "Ola").ids == ("q1",)
    with pytest.raises(Refused):
        marks.arrange(order, ["nobody"], state.questions, "Kari")


@given(
    st.permutations(["q1", "q2", "q3", "q4", "q5"]),
    st.integers(0, 5),
    st.sampled_from(["q1", "q3", "q5"]),
    st.sampled_from([-1, 1]),
)
def test_a_step_moves_one_question_by_one_place_and_no_other_two_past_each_other(
    ids: list[str], fixed: int, question: str, by: int
) -> None:
    state, votes = a_queue(0, 0, 0, 0, 0), {"q1": 5, "q2": 4, "q3": 3, "q4": 2, "q5": 1}
    order = Order(ids=tuple(ids[:fixed]))
    before = shown(state, votes, order)
    after = shown(state, votes, marks.arrange(order, marks.stepped(order, before, question, by), state.questions, ""))
    to = min(max(before.index(question) + by, 0), 4)
    assert after.index(question) == to
    assert [q for q in after if q != question] == [q for q in before if q != question]


def test_only_moderators_are_told_of_labels_orders_and_names() -> None:
    state = a_queue(0, 0)
    marked = Change(kind="question.marked", at=at(1), thing=Mark(id="q1", labels=("HEMMELIG",), moved_by="Kari"))
    arranged = Change(kind="queue.arranged", at=at(1), thing=Order(ids=("q2",), moved_by="Kari", revision=1))
    moved = Change(
        kind="session.delayed",
        at=at(1),
        sessions=(a_session("rules", 55, 30),),
        subject="rules",
        agenda_revision=2,
        moved_by="Kari",
    )
    for change in (marked, arranged, moved):
        state = apply(state, change)
    told = [change_for(change, viewer_of(state, Role.MODERATOR, at(1))) for change in (marked, arranged, moved)]
    assert all("Kari" in str(one) for one in told)
    assert state.moves.moves[-1].moved_by == "Kari"
    whole = state_for(state, viewer_of(state, Role.MODERATOR, at(1)))
    assert inside(whole, "marks", 0, "labels") == ("HEMMELIG",)
    assert inside(whole, "order", "ids") == ("q2",)
    for role in (Role.ATTENDEE, Role.SPEAKER):
        assert [change_for(change, viewer_of(state, role, at(1))) for change in (marked, arranged)] == [
            None,
            None,
        ]
        seen = msgspec.json.encode(
            [change_for(moved, viewer_of(state, role, at(1))), state_for(state, viewer_of(state, role, at(1)))]
        ).decode()
        assert not any(hidden in seen for hidden in ("HEMMELIG", "Kari", "marks", '"order"'))


def test_only_the_last_labels_and_order_matter_to_who_was_away() -> None:
    changes = [Change(kind="queue.arranged", at=at(n), thing=Order(ids=(f"q{n}",), revision=n)) for n in (1, 2)]
    changes += [
        Change(kind="question.marked", at=at(n), thing=Mark(id=q, revision=n))
        for n, q in ((1, "q1"), (2, "q1"), (1, "q2"))
    ]
    assert [(key_of(c.thing), there(c.thing).revision) for c in conflated(changes)] == [
        ("order", 2),
        ("mark:q1", 2),
        ("mark:q2", 1),
    ]
