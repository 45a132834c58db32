"""Changes as pieces of the page: the same pieces the page is made of, and only what attendees may see."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from live.rules import polls
from live.rules.changes import Change
from live.rules.people import Role
from live.rules.polls import Poll
from live.rules.state import apply
from live.rules.wishes.polls import MakePoll
from live.views import Views
from tests.builders import a_question, a_session, a_state, an_announcement, an_event, at, the_seminar
from tests.finding import one, there
from tests.views.copies import Copy

VIEWS = Views()


def pushed(change: Change, language: str = "nb", now: float = 20, **values: Any) -> tuple[Copy, dict[str, Any] | None]:
    """The copy after the change, and what attendees get."""
    copy = Copy(apply(a_state(**values), change))
    return copy, VIEWS.change(copy.snapshot(language, at(now)), change, Role.ATTENDEE)


def printed(change: Change, language: str = "nb") -> tuple[Copy, dict[str, Any]]:
    """The same, of a change that is told."""
    copy, content = pushed(change, language)
    return copy, there(content)


def on_page(copy: Copy, element: str, language: str = "nb", now: float = 20) -> str | None:
    found = LexborHTMLParser(VIEWS.attendee(copy.snapshot(language, at(now)))).css_first(f'[id="{element}"]')
    return found.html if found else None


def normal(html: str) -> str:
    return str(one(LexborHTMLParser(html), "body > *").html)


def delayed(minutes: int) -> Change:
    moved = []
    for session in the_seminar().sessions[2:]:
        by = timedelta(minutes=minutes)
        moved.append(
            a_session(
                session.id,
                int((session.starts + by - at(0)).total_seconds() // 60),
                int(session.length.total_seconds() // 60),
                kind=session.kind,
            )
        )
    return Change(kind="session.delayed", at=at(20), sessions=tuple(moved), agenda_revision=2)


CHANGES = {
    "session.delayed": delayed(10),
    "agenda.replaced": Change(
        kind="agenda.replaced",
        at=at(20),
        sessions=(a_session("new", 0, 60),),
        removed=("opening", "rules"),
        agenda_revision=2,
    ),
    "question.approved": Change(
        kind="question.approved",
        at=at(20),
        was="pending",
        thing=a_question(status="approved", item="i1", session="opening"),
    ),
    "question.answered": Change(
        kind="question.answered",
        at=at(20),
        was="live",
        thing=a_question(status="answered", answer="Ja.\n- a\n- b", answered_at=at(20)),
    ),
    "question.taken": Change(
        kind="question.taken", at=at(20), was="approved", thing=a_question(status="live", text="<b>&'\"")
    ),
    "announcement.made": Change(
        kind="announcement.made",
        at=at(20),
        thing=an_announcement(level="urgent", at=at(19), text="Ny lenke: https://x.example/a"),
    ),
    "event.changed": Change(
        kind="event.changed",
        at=at(20),
        thing=an_event(title="Nytt navn", questions_open=False, summary="Om\n- en\n- to"),
    ),
}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("kind", CHANGES)
def test_a_pushed_piece_is_the_piece_of_the_page(kind: str, language: str) -> None:
    copy, content = printed(CHANGES[kind], language)
    assert content["put"]
    for put in content["put"]:
        assert normal(put["html"]) == on_page(copy, put["id"], language)
    for gone in content["drop"]:
        assert on_page(copy, gone, language) is None


@pytest.mark.parametrize("kind", CHANGES)
def test_every_list_named_is_on_the_page(kind: str) -> None:
    copy, content = printed(CHANGES[kind])
    page = VIEWS.attendee(copy.snapshot("nb", at(20)))
    for put in content["put"]:
        assert put["list"] is None or f'data-list="{put["list"]}"' in page


@pytest.mark.parametrize("status", ["pending", "dismissed", "withdrawn", "merged"])
def test_what_is_not_public_never_leaves_with_its_text(status: str) -> None:
    secret = a_question(text="Noe om en elev", status=status, reason="privat", answer="hemmelig")
    shown = Change(kind="question.approved", at=at(1), thing=a_question(text="Noe om en elev", status="approved"))
    assert "Noe om en elev" in str(pushed(shown)[1]), "there is something to leak"
    _, never_public = pushed(Change(kind="question.dismissed", at=at(1), was="pending", thing=secret))
    _, was_public = pushed(Change(kind="question.dismissed", at=at(1), was="approved", thing=secret))
    assert never_public is None
    assert was_public == {"put": [], "drop": ["question-q1"], "total": 0}


def test_a_retracted_or_expired_announcement_is_dropped() -> None:
    for gone in (an_announcement(retracted=True), an_announcement(expires_at=at(10))):
        _, content = pushed(Change(kind="announcement.retracted", at=at(20), thing=gone))
        assert content == {"put": [], "drop": ["announcement-a1"]}


def test_renewed_links_are_nobodys_business() -> None:
    assert pushed(Change(kind="links.renewed", at=at(1), role="moderator"))[1] is None


def test_what_is_on_comes_along_with_every_move() -> None:
    """Cancelling one session can turn the light on in another that has not changed itself."""
    assert "session-opening" in [put["id"] for put in printed(CHANGES["session.delayed"])[1]["put"]]


def test_the_screen_reader_hears_what_happened_in_its_own_language() -> None:
    assert printed(CHANGES["session.delayed"], "nn")[1]["say"] == "«Pause» startar no 13:25."
    assert printed(CHANGES["announcement.made"], "en")[1]["say"].startswith("Urgent: Ny lenke")
    assert printed(CHANGES["question.taken"], "nb")[1]["say"] == "Besvares nå: spørsmål 1"
    assert "say" not in printed(CHANGES["question.approved"])[1]


@pytest.mark.parametrize("status", ["pending", "approved", "live", "answered", "dismissed", "withdrawn", "merged"])
def test_an_asker_sees_every_fate_of_their_own_question(status: str) -> None:
    piece = VIEWS.own(Copy().snapshot("nb", at(30)), a_question(status=status, reason="Tas senere"))
    assert (piece["id"], piece["list"]) == ("mine-q1", "mine")
    assert "Får elevene støtte?" in piece["html"]
    assert ("data-withdraw" in piece["html"]) == (status in ("pending", "approved", "live"))


def test_own_questions_are_printed_again_only_when_something_in_them_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    views, printed_again = Views(), list[str]()
    press = views.press
    once = press.fragment

    def counting(template: str, *rest: Any, **context: Any) -> str:
        printed_again.append(template)
        return once(template, *rest, **context)

    monkeypatch.setattr(press, "fragment", counting)
    mine = a_question("q1", status="merged", merged_into="q2")
    for language in ("nb", "nb", "en"):
        for into in (a_question("q2"), a_question("q2"), a_question("q2", answer="Ja.", status="answered")):
            copy = Copy(a_state(questions={"q1": mine, "q2": into}))
            piece = views.own(copy.snapshot(language, at(30)), mine)
            assert ("Ja." in piece["html"]) == (into.answer is not None)
            msgspec.json.encode(piece)
    assert printed_again == ["own"] * 4


def test_a_poll_that_leaves_the_page_when_it_is_closed_is_told_as_closed_and_a_set_once() -> None:
    made = [polls.make(f"p{n}", MakePoll(text=f"Var det {n}?", options=("Ja", "Nei")), at(0)) for n in (1, 2)]
    opened = [polls.open_(poll, at(n)) for n, poll in enumerate(made, 1)]
    shut = [polls.close(poll, at(10 + n)) for n, poll in enumerate(opened)]

    def said(*kept: Poll, of: Poll) -> str | None:
        copy = Copy(a_state(polls={poll.id: poll for poll in kept}))
        change = Change(kind="poll.closed", at=at(20), thing=of, was="public")
        content = there(VIEWS.change(copy.snapshot("nb", at(20)), change, Role.ATTENDEE))
        assert f"poll-{of.id}" in content["drop"]
        return content.get("say")

    assert said(*shut, of=shut[0]) == "Avstemningen er stengt: Var det 1?"
    first, last = (msgspec.structs.replace(poll, set="Evaluering") for poll in shut)
    still = msgspec.structs.replace(opened[1], set="Evaluering")
    assert said(first, still, of=first) is None
    assert said(first, last, of=first) is None
    assert said(first, last, of=last) == "Avstemningen er stengt: Evaluering"
