"""Polls: what can be made, who sees what when, what a ballot may hold, and what the tallies come to."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from live.push.conflation import conflated
from live.rules import polls
from live.rules.changes import Change, seen_by
from live.rules.errors import Conflict, NotFound, Refused
from live.rules.people import Role
from live.rules.polls import Poll, as_told, ballot, is_public, latest, results, told
from live.rules.state import apply, seen_state
from tests.builders import a_state, at


def a_poll(kind: str = "single", **values: Any) -> Poll:
    made = polls.make("p1", "Hvor mange elever?", kind, ["Ingen", "Noen", "Mange"], at(0))
    return replace(made, **{"status": "open", "opened_at": at(1), **values})


@pytest.mark.parametrize(
    ("text", "kind", "options", "code"),
    [("", "single", ["a", "b"], "empty"), ("Hva?", "single", ["a", " a "], "few_options"), ("Hva?", "multiple", [str(n) for n in range(13)], "many_options"), ("Hva?", "essay", [], "unknown_kind"), ("x" * 201, "words", [], "too_long")],
)  # fmt: skip
def test_a_poll_that_cannot_be_answered_is_not_made(text: str, kind: str, options: list[str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        polls.make("p1", text, kind, options, at(0))
    assert refused.value.why == code


def test_only_a_draft_can_get_other_words() -> None:
    draft = a_poll(status="draft")
    assert polls.edit(draft, {"text": "Hvem?", "options": ["Du", "Jeg"]}).options[1].text == "Jeg"
    with pytest.raises(Conflict):
        polls.edit(a_poll(), {"text": "Noe helt annet?"})
    with pytest.raises(Conflict):
        polls.close(draft, at(1))


@pytest.mark.parametrize(
    ("values", "public", "results_told"),
    [
        ({"status": "draft", "shown": True}, False, False), ({}, True, False), ({"shown": True}, True, True),
        ({"status": "closed"}, False, False), ({"status": "closed", "shown": True}, True, True), ({"shown": True, "removed": True}, False, False),
    ],
)  # fmt: skip
def test_attendees_see_what_is_open_and_results_when_they_are_shown(values: dict[str, Any], public: bool, results_told: bool) -> None:
    poll, tally = a_poll(**values), {"": 2, "o1": 2}
    assert is_public(poll) is public
    assert (told(poll, tally, Role.ATTENDEE) is not None) is results_told
    assert told(poll, tally, Role.MODERATOR) == {"people": 2, "counts": [["o1", "Ingen", 2], ["o2", "Noen", 0], ["o3", "Mange", 0]]}
    assert (as_told(poll, "", tally, Role.ATTENDEE) is not None) is public
    assert public or set(as_told(poll, "public", tally, Role.ATTENDEE) or {}) == {"id", "status"}


@pytest.mark.parametrize(
    ("kind", "wish", "chosen"),
    [
        ("single", ["o2"], ("o2",)), ("multiple", ["o3", "o1", "o3"], ("o1", "o3")), ("scale", ["4"], ("4",)), ("single", [], ()),
        ("words", [" Oslo, Bergen ", "oslo, bergen", ""], ("Oslo, Bergen",)),
    ],
)  # fmt: skip
def test_a_ballot_is_each_choice_once(kind: str, wish: list[str], chosen: tuple[str, ...]) -> None:
    assert ballot(a_poll(kind), wish) == chosen


@pytest.mark.parametrize(
    ("poll", "wish", "code"),
    [
        (a_poll(), ["o1", "o2"], "many_choices"), (a_poll(), ["o9"], "unknown_choice"), (a_poll("scale"), ["6"], "unknown_choice"), (a_poll("words"), ["a", "b", "c", "d"], "many_choices"),
        (a_poll("words"), ["x" * 41], "too_long"), (a_poll(status="draft"), ["o1"], "no_such_poll"), (a_poll(status="closed", shown=True), ["o1"], "poll_closed"), (a_poll(removed=True), ["o1"], "no_such_poll"),
    ],
)  # fmt: skip
def test_a_ballot_that_does_not_fit_is_refused(poll: Poll, wish: list[str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        ballot(poll, wish)
    assert refused.value.why == code


def test_words_are_counted_without_case_and_a_hidden_one_is_for_moderators_only() -> None:
    poll = polls.hide_word(a_poll("words", shown=True), "Tull", on=True)
    tally = {"": 5, "EU": 2, "eu": 1, "tull": 1, "TULL": 1}
    assert results(poll, tally) == [("eu", "EU", 3)]
    assert [one[0] for one in results(poll, tally, hidden=True)] == ["eu", "tull"]
    assert results(polls.hide_word(poll, "TULL", on=False), tally)[1][2] == 2


def test_a_scale_has_a_mean_once_somebody_has_answered() -> None:
    assert polls.mean(a_poll("scale"), {}) is None
    assert polls.mean(a_poll("scale"), {"": 3, "5": 2, "2": 1}) == 4.0


MOVES: list[Callable[[Poll], Poll]] = [
    lambda p: polls.open_(p, at(1)), lambda p: polls.close(p, at(2)), lambda p: polls.show(p, on=True), lambda p: polls.show(p, on=False), polls.remove, polls.restore,
]  # fmt: skip


@given(st.lists(st.sampled_from(MOVES), max_size=8), st.integers(0, 8))
def test_who_was_away_ends_where_everybody_else_is(moves: list[Callable[[Poll], Poll]], since: int) -> None:
    """The frames after any moment, also merged into one, lead to a fresh page."""
    poll = polls.make("p1", "Hva?", "words", (), at(0))
    state, seen, changes = a_state(polls={"p1": poll}), [poll], list[Change]()
    for move in moves:
        before = seen[-1]
        try:
            after = move(before)
        except Refused:
            continue
        seen.append(after)
        changes.append(Change(kind="poll.shown", at=at(3), poll=after, was="public" if is_public(before) else ""))
        state = apply(state, changes[-1])
    since = min(since, len(changes))
    page: dict[str, Any] = {p["id"]: p for p in seen_state(a_state(polls={"p1": seen[since]}), Role.ATTENDEE, {}, at(4))["polls"]}
    for change in conflated(changes[since:]):
        told_of = seen_by(change, Role.ATTENDEE, state.agenda, state.event, {}, at(4))
        if told_of:
            page = {"p1": told_of["poll"]} if "text" in told_of["poll"] else {}
    assert list(page.values()) == seen_state(state, Role.ATTENDEE, {}, at(4))["polls"]


def test_the_stage_shows_what_was_opened_last_and_can_be_answered() -> None:
    old = a_poll(id="p0", opened_at=at(0))
    closed = a_poll(id="p2", status="closed", shown=True, opened_at=at(9))
    assert latest({p.id: p for p in (old, a_poll(), closed)}) == a_poll()
    assert latest({"p2": closed}) == closed
    assert latest({}) is None


def test_what_is_not_there_cannot_be_answered() -> None:
    with pytest.raises(NotFound):
        ballot(a_poll(status="closed"), ["o1"])
