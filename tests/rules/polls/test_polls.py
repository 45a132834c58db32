"""Polls: what can be made, who sees what when, what a ballot may hold, and what the tallies come to."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from live.push.conflation import conflated
from live.rules import polls, text
from live.rules.changes import Change, change_for
from live.rules.errors import Conflict, NotFound, Refused
from live.rules.people import Role
from live.rules.polls import Poll, is_public, latest, results
from live.rules.polls.as_json import poll_in_change, results_for
from live.rules.polls.ballots import ballot
from live.rules.polls.shares import FEWEST_SHARED, shares
from live.rules.polls.spellings import folded
from live.rules.state import apply, state_for, viewer_of
from live.rules.wishes.polls import EditPoll, MakePoll, PollKind, Vote
from tests.builders import a_session, a_state, an_agenda, at
from tests.finding import inside


def a_poll(kind: str = "single", **values: Any) -> Poll:
    wish = MakePoll(text="Hvor mange elever?", kind=PollKind(kind), options=("Ingen", "Noen", "Mange"))
    made = polls.make("p1", wish, at(0))
    return replace(made, **{"status": "open", "opened_at": at(1), **values})


def voted(poll: Poll, *choice: str) -> tuple[str, ...]:
    return ballot(poll, Vote(choice=choice).choice, at(5))


@pytest.mark.parametrize(
    ("text", "kind", "options", "code"),
    [
        ("", "single", ["a", "b"], "empty"),
        ("Hva?", "single", ["a", " a "], "few_options"),
        ("Hva?", "multiple", [str(n) for n in range(13)], "many_options"),
        ("x" * 201, "words", [], "too_long"),
    ],
)
def test_a_poll_that_cannot_be_answered_is_not_made(text: str, kind: str, options: list[str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        polls.make("p1", MakePoll(text=text, kind=PollKind(kind), options=tuple(options)), at(0))
    assert refused.value.why == code


def test_only_a_draft_can_get_other_words() -> None:
    draft = a_poll(status="draft")
    assert polls.edit(draft, EditPoll(text="Hvem?", options=("Du", "Jeg"))).options[1].text == "Jeg"
    with pytest.raises(Conflict):
        polls.edit(a_poll(), EditPoll(text="Noe helt annet?"))
    with pytest.raises(Conflict):
        polls.close(draft, at(1))


@pytest.mark.parametrize(
    ("values", "public", "results_told"),
    [
        ({"status": "draft", "shown": True}, False, False),
        ({}, True, False),
        ({"shown": True}, True, True),
        ({"status": "closed"}, False, False),
        ({"status": "closed", "shown": True}, True, True),
        ({"shown": True, "removed": True}, False, False),
    ],
)
def test_attendees_see_what_is_open_and_results_when_they_are_shown(
    values: dict[str, Any], public: bool, results_told: bool
) -> None:
    poll, tally = a_poll(**values), {"": 2, "o1": 2}
    assert is_public(poll) is public
    assert (results_for(poll, tally, Role.ATTENDEE) is not None) is results_told
    assert results_for(poll, tally, Role.MODERATOR) == {
        "people": 2,
        "counts": [["o1", "Ingen", 2], ["o2", "Noen", 0], ["o3", "Mange", 0]],
    }
    attendee = viewer_of(a_state(), Role.ATTENDEE, at(0), tallies={"p1": tally})
    assert (poll_in_change(poll, "", attendee) is not None) is public
    assert public or set(poll_in_change(poll, "public", attendee) or {}) == {"id", "status"}


@pytest.mark.parametrize(
    ("kind", "wish", "chosen"),
    [
        ("single", ["o2"], ("o2",)),
        ("multiple", ["o3", "o1", "o3"], ("o1", "o3")),
        ("scale", ["4"], ("4",)),
        ("single", [], ()),
        ("text", [" Mer tid\ntil spørsmål ", ""], ("Mer tid til spørsmål",)),
        ("words", [" Oslo, Bergen ", "oslo, bergen", ""], ("Oslo, Bergen",)),
    ],
)
def test_a_ballot_is_each_choice_once(kind: str, wish: list[str], chosen: tuple[str, ...]) -> None:
    assert voted(a_poll(kind), *wish) == chosen


@pytest.mark.parametrize(
    ("poll", "wish", "code"),
    [
        (a_poll(), ["o1", "o2"], "many_choices"),
        (a_poll(), ["o9"], "unknown_choice"),
        (a_poll("scale"), ["6"], "unknown_choice"),
        (a_poll("words"), ["a", "b", "c", "d"], "many_choices"),
        (a_poll("words"), ["x" * 41], "too_long"),
        (a_poll("text"), ["x" * 501], "too_long"),
        (a_poll("text"), ["a", "b"], "many_choices"),
        (a_poll(status="draft"), ["o1"], "no_such_poll"),
        (a_poll(status="closed", shown=True), ["o1"], "poll_closed"),
        (a_poll(status="closed"), ["o1"], "poll_closed"),
        (a_poll(removed=True), ["o1"], "no_such_poll"),
        (a_poll(closes_at=at(5)), ["o1"], "poll_closed"),
    ],
)
def test_a_ballot_that_does_not_fit_is_refused(poll: Poll, wish: list[str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        voted(poll, *wish)
    assert refused.value.why == code


def test_words_are_counted_without_case_and_a_hidden_one_is_for_moderators_only() -> None:
    poll = polls.hide_word(a_poll("words", shown=True), "Tull", on=True)
    tally = {"": 5, "EU": 2, "eu": 1, "tull": 1, "TULL": 1}
    assert results(poll, tally) == [("eu", "EU", 3)]
    assert [one[0] for one in results(poll, tally, hidden=True)] == ["eu", "tull"]
    assert results(polls.hide_word(poll, "TULL", on=False), tally)[1][2] == 2


def test_what_is_written_in_full_is_shown_to_nobody() -> None:
    poll, tally = a_poll("text"), {"": 2}
    with pytest.raises(Refused) as refused:
        polls.show(poll, on=True)
    assert refused.value.why == "not_possible"
    assert results_for(replace(poll, shown=True), tally, Role.ATTENDEE) is None
    assert results_for(poll, tally, Role.MODERATOR) == {"people": 2, "counts": []}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Idé", "ide"),
        (" EU ", "eu"),
        ("«Mot»!", "mot"),
        ("Ｊａｐａｎ", "japan"),
        ("òg", "og"),
        ("Straße", "STRASSE"),
        ("to  ord", "To ord"),
    ],
)
def test_spellings_of_one_word_are_one_word(one: str, other: str) -> None:
    assert voted(a_poll("words"), one, other) == (text.clean(one),)
    assert folded(text.clean(one)) == folded(text.clean(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lån", "lan"),
        ("før", "for"),
        ("pære", "pare"),
        ("Köln", "Koln"),
        ("C", "C++"),
        ("?", "!"),
        ("\u0301", "\u0300"),
        ("👍", "👎"),
    ],
)
def test_words_that_differ_in_letters_are_two(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.lists(st.integers(0, 400), min_size=2, max_size=12))
def test_shares_add_up_unless_that_made_equal_counts_differ(counts: list[int]) -> None:
    each = shares("single", counts, sum(counts))
    if sum(counts) < FEWEST_SHARED:
        assert each is None
        return
    assert each is not None
    assert all(abs(share - 100 * n / sum(counts)) < 1 for share, n in zip(each, counts, strict=True))
    assert [each[counts.index(n)] for n in counts] == each
    assert sum(each) <= 100
    assert sum(each) == 100 or len(set(counts)) < len(counts)


def test_shares_of_several_answers_are_of_the_people() -> None:
    assert shares("multiple", [8, 4, 0], 8) == [100, 50, 0]
    assert shares("single", [2, 2, 2], 6) == [33, 33, 33]
    assert shares("single", [1, 2, 4], 7) == [14, 29, 57]


def test_a_draft_is_about_what_is_on_when_it_opens_if_that_is_one_thing() -> None:
    draft, talk, pause = (
        a_poll(status="draft", session=polls.NOW),
        a_session("s1", 0, 30),
        a_session("s2", 0, 30, kind="break"),
    )
    assert polls.open_(draft, at(1), (talk, pause)).session == "s1"
    assert polls.open_(draft, at(1), (talk, a_session("s3", 0, 30))).session is None
    assert polls.open_(polls.open_(draft, at(1), (talk,)), at(2), ()).session == "s1"
    assert polls.edit(draft, EditPoll(session="")).session is None
    with pytest.raises(Refused):
        polls.about(an_agenda(talk), "s9")


def test_the_same_words_are_the_same_poll_until_it_is_closed_or_removed() -> None:
    made = a_poll(status="draft")
    assert polls.twin([made], a_poll(id="p2"), None) == made
    assert (
        polls.twin([a_poll(status="closed"), a_poll(removed=True), a_poll("multiple")], a_poll(id="p2"), None) is None
    )
    assert polls.twin([a_poll(session="s1")], a_poll(id="p2"), "s2") is None


def test_a_scale_has_a_mean_once_somebody_has_answered() -> None:
    assert polls.mean(a_poll("scale"), {}) is None
    assert polls.mean(a_poll("scale"), {"": 3, "5": 2, "2": 1}) == 4.0


MOVES: list[Callable[[Poll], Poll]] = [
    lambda p: polls.open_(p, at(1)),
    lambda p: polls.close(p, at(2)),
    lambda p: polls.show(p, on=True),
    lambda p: polls.show(p, on=False),
    polls.remove,
    polls.restore,
]


@given(st.lists(st.sampled_from(MOVES), max_size=8), st.integers(0, 8))
def test_who_was_away_ends_where_everybody_else_is(moves: list[Callable[[Poll], Poll]], since: int) -> None:
    """The frames after any moment, also merged into one, lead to a fresh page."""
    poll = polls.make("p1", MakePoll(text="Hva?", kind=PollKind.WORDS), at(0))
    state, seen, changes = a_state(polls={"p1": poll}), [poll], list[Change]()
    for move in moves:
        before = seen[-1]
        try:
            after = move(before)
        except Refused:
            continue
        seen.append(after)
        changes.append(Change(kind="poll.shown", at=at(3), thing=after, was="public" if is_public(before) else ""))
        state = apply(state, changes[-1])
    since = min(since, len(changes))
    began = a_state(polls={"p1": seen[since]})
    page: dict[str, Any] = {
        p["id"]: p for p in inside(state_for(began, viewer_of(began, Role.ATTENDEE, at(4))), "polls")
    }
    for change in conflated(changes[since:]):
        told_of = change_for(change, viewer_of(state, Role.ATTENDEE, at(4)))
        if told_of:
            page = {"p1": told_of["poll"]} if "text" in inside(told_of, "poll") else {}
    assert list(page.values()) == state_for(state, viewer_of(state, Role.ATTENDEE, at(4)))["polls"]


def test_the_stage_shows_what_was_opened_last_and_can_be_answered() -> None:
    old = a_poll(id="p0", opened_at=at(0))
    closed = a_poll(id="p2", status="closed", shown=True, opened_at=at(9))
    assert latest({p.id: p for p in (old, a_poll(), closed)}) == a_poll()
    assert latest({"p2": closed}) == closed
    assert latest({}) is None


def test_what_is_not_there_cannot_be_answered() -> None:
    with pytest.raises(NotFound):
        ballot(a_poll(status="draft"), ["o1"], at(5))
