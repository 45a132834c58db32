"""Conflated changes lead where all of them lead."""

from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from live.push.conflation import conflated
from live.rules.announcements import Announcement
from live.rules.changes import Change, change_for
from live.rules.people import Role
from live.rules.questions import PUBLIC, Question
from live.rules.state import apply, viewer_of
from live.rules.things import BY_TYPE, key_of
from tests.builders import NOON, a_question, a_session, a_state, an_agenda, an_event
from tests.finding import inside
from tests.push.exchange import announced, asked

ATTENDEE = viewer_of(a_state(), Role.ATTENDEE, NOON)


def is_question(change: Any) -> Any:
    return isinstance(change.thing, Question)


changes = st.lists(
    st.one_of(
        st.tuples(
            st.just("question"),
            st.sampled_from(("q1", "q2")),
            st.sampled_from(("pending", "approved", "answered", "dismissed")),
        ),
        st.tuples(st.just("sessions"), st.sets(st.sampled_from("abcd"), min_size=1), st.sets(st.sampled_from("abcd"))),
        st.tuples(st.just("event"), st.text(max_size=3)),
        st.tuples(st.just("announcement")),
    ),
    max_size=25,
)


def told(story: Any) -> Any:
    made, status = list[Change](), dict[str, str]()
    for revision, (kind, *values) in enumerate(story, 2):
        if kind == "question":
            question_id, new = values
            made.append(asked(question_id, new, status.get(question_id, ""), "question.edited", revision=revision))
            status[question_id] = new
        elif kind == "sessions":
            moved, removed = values
            sessions = tuple(a_session(s, starts=revision * 10 + ord(s)) for s in sorted(moved))
            made.append(
                Change(
                    kind="session.moved",
                    at=NOON,
                    sessions=sessions,
                    removed=tuple(sorted(removed - moved)),
                    agenda_revision=revision,
                )
            )
        elif kind == "event":
            made.append(Change(kind="event.changed", at=NOON, thing=an_event(title=values[0])))
        else:
            made.append(announced())
    return made


@given(changes)
def test_the_state_after_them_is_the_same(story: Any) -> None:
    made = told(story)
    start = a_state(agenda=an_agenda(a_session("a"), a_session("b", 60)), questions={})
    assert shown(reduce(apply, conflated(made), start)) == shown(reduce(apply, made, start))


def shown(state: Any) -> Any:
    """What people see of it; the log of moves that can be undone stays with the processes."""
    return state.event, state.agenda, state.questions, state.announcements


@given(changes)
def test_each_thing_is_told_once(story: Any) -> None:
    things = []
    for change in conflated(told(story)):
        things += [s.id for s in change.sessions] + list(change.removed)
        things += [key_of(change.thing)] if change.thing else []
    assert len(things) == len(set(things))


@given(changes)
def test_a_question_that_was_on_the_list_at_any_time_leaves_it(story: Any) -> None:
    made = told(story)
    shown = {c.thing.id for c in made if is_question(c) and (c.was in PUBLIC or c.thing.status in PUBLIC)}
    for change in conflated(made):
        if isinstance(change.thing, Question) and change.thing.status not in PUBLIC:
            seen = change_for(change, ATTENDEE)
            assert (seen is not None) == (change.thing.id in shown)
            assert seen is None or set(inside(seen, "question")) == {"id", "status"}


def test_only_the_last_of_a_question_is_told() -> None:
    first, other, last = asked("q1", "approved"), announced(), asked("q1", "answered", "approved")
    assert conflated([first, other, last]) == [other, last]


def test_a_question_that_was_never_public_stays_hidden() -> None:
    made = [asked("q1", "pending"), asked("q1", "dismissed", "pending")]
    (change,) = conflated(made)
    assert change_for(change, ATTENDEE) is None
    assert change.thing == a_question("q1", status="dismissed")


def test_what_is_not_to_be_joined_is_told_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [announced(), announced()]
    again = replace(made[0], kind="announcement.corrected")
    assert conflated([made[0], again]) == [again]
    monkeypatch.setitem(BY_TYPE, Announcement, replace(BY_TYPE[Announcement], joined=False))
    assert conflated([*made, again]) == [*made, again]


def test_a_change_of_the_event_that_moved_sessions_is_told_though_the_event_changed_again() -> None:
    moved = Change(
        kind="event.changed", at=NOON, thing=an_event(title="a"), sessions=(a_session("s"),), agenda_revision=2
    )
    again = Change(kind="event.changed", at=NOON, thing=an_event(title="b"))
    assert conflated([moved, again]) == [replace(moved, thing=None), again]


def test_when_the_event_ends_is_told_by_the_last_move_that_changed_it() -> None:
    moves = [
        Change(kind="session.moved", at=NOON, sessions=(a_session(name),), agenda_revision=revision, spans=True)
        for revision, name in enumerate("ab", 2)
    ]
    assert [(one.sessions[0].id, one.spans) for one in conflated(moves)] == [("a", False), ("b", True)]
