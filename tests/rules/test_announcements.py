"""The moderator's word to everyone: where it may lead, when it is told, and what a correction changes."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from live.rules import announcements
from live.rules.announcements import Announcement, announce, correct, fitting_link, is_due, stands, tell
from live.rules.changes import Change, change_for
from live.rules.errors import Unfit
from live.rules.people import Role
from live.rules.state import State, apply, state_for, viewer_of
from live.rules.wishes.announcements import Announce, Correct
from tests.builders import an_event, at, the_seminar
from tests.finding import inside


def told(due: datetime | None = None, **more: Any) -> Announcement:
    return announce("a1", Announce(text="Lunsj i kantina", **more), at(0), due)


@pytest.mark.parametrize(
    "link",
    ["https://example.org/slides?a=1#b", "/seminar/changes", "https://example.org:8443/", "https://xn--blbr-roah.no/"],
)
def test_a_link_leads_to_an_encrypted_page_or_to_one_of_ours(link: str) -> None:
    assert fitting_link(f" {link} ") == link


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "http://example.org",
        "//evil.example",
        "/\\evil.example",
        "https:evil",
        "https://",
        "https://bank.example@evil.example/",
        "https://a b.example",
        "https://a.example/\u202egpj",
        "java\nscript:alert(1)",
        "example.org",
        "https://[oops",
        "https://a:0x",
        "https://a/" + "x" * 500,
    ],
)
def test_no_link_runs_a_script_or_is_not_what_it_seems(link: str) -> None:
    with pytest.raises(Unfit) as refused:
        told(link=link)
    assert refused.value.field == "link"


def test_a_link_says_where_it_leads_unless_it_has_words() -> None:
    assert told(link="https://slides.example/1").label == "slides.example"
    assert told(link="/seminar/changes").label == "/seminar/changes"
    assert told(link="https://slides.example/1", link_label="Lysark").label == "Lysark"


def test_what_waits_is_told_at_its_time_and_stands_as_long_as_was_meant() -> None:
    waiting = told(due=at(30), minutes=10)
    assert not stands(waiting, at(31))
    assert [is_due(waiting, at(minute)) for minute in (29, 30)] == [False, True]
    told_early = tell(waiting, at(5))
    assert (told_early.at, told_early.expires_at, told_early.due_at) == (at(5), at(15), None)
    assert tell(told_early, at(30)) is told_early


@pytest.mark.parametrize("due", [at(0), at(-5), at(0) + timedelta(days=400)])
def test_a_time_that_has_passed_or_is_far_away_is_refused(due: datetime) -> None:
    with pytest.raises(Unfit):
        told(due=due)


def test_only_what_was_told_is_marked_as_corrected() -> None:
    waiting = told(due=at(30))
    assert correct(waiting, Correct(text="Ny tekst"), at(1)).corrected_at is None
    after = correct(told(), Correct(text="Middag i kantina", minutes=5), at(10))
    assert (after.text, after.corrected_at, after.expires_at, after.revision, after.at) == (
        "Middag i kantina",
        at(10),
        at(15),
        2,
        at(0),
    )
    assert correct(after, Correct(minutes=0), at(11)).expires_at is None
    assert correct(after, Correct(text="Middag i kantina"), at(12)) is after


def test_another_time_moves_the_end_as_well() -> None:
    moved = correct(told(due=at(30), minutes=10), Correct(), at(1), at(40))
    assert (moved.due_at, moved.expires_at) == (at(40), at(50))


@pytest.mark.parametrize("role", [Role.ATTENDEE, Role.SPEAKER])
def test_what_waits_is_for_moderators_only_also_when_it_is_taken_back(role: Role) -> None:
    event, agenda, waiting = an_event(), the_seminar(), told(due=at(30))
    state = apply(State(event=event, agenda=agenda), Change(kind="announcement.scheduled", at=at(0), thing=waiting))
    assert state_for(state, viewer_of(state, role, at(1)))["announcements"] == []
    desk = state_for(state, viewer_of(state, Role.MODERATOR, at(1)))
    assert [a["id"] for a in inside(desk, "announcements")] == ["a1"]
    for kind, thing in (
        ("announcement.scheduled", waiting),
        ("announcement.retracted", announcements.retract(waiting)),
    ):
        change = Change(kind=kind, at=at(0), thing=thing)
        assert change_for(change, viewer_of(state, role, at(1))) is None
        assert change_for(change, viewer_of(state, Role.MODERATOR, at(1))) is not None
