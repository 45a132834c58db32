"""The desk as text: every language, every state, and pieces that make an old page equal to a fresh one."""

import re
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from live.rules.agenda.undo import Move, Moves
from live.rules.changes import Change
from live.rules.event import LANGUAGES
from live.rules.people import Role
from live.rules.questions import Question
from live.rules.questions.marks import Mark, Order
from live.rules.state import State, apply
from live.views import Views
from live.views.desk.words import REASONS
from tests.builders import a_question, a_session, a_state, an_agenda, an_announcement, an_event, at
from tests.finding import one
from tests.views.copies import Copy

VIEWS = Views()
REVISION = re.compile(r'(name="revision" value=")\d+')  # a row's own may lag behind; the script sends the programme's


def page(state: State, language: str = "nb", minutes: float = 20, **values: Any) -> LexborHTMLParser:
    return LexborHTMLParser(
        VIEWS.desk(Copy(state, **values), language, at(minutes), address="https://live.example.no/seminar")
    )


def questions(*asked: Question) -> dict[str, Question]:
    return {q.id: q for q in asked}


def column(tree: LexborHTMLParser, name: str) -> list[str]:
    return [node.attributes["id"].removeprefix("question-") for node in tree.css(f'[data-list="{name}"] > li')]  # type: ignore[union-attr]


def test_every_question_is_in_exactly_one_column() -> None:
    statuses = ("pending", "approved", "live", "answered", "dismissed", "merged", "withdrawn")
    state = a_state(
        questions=questions(
            *(a_question(s, number=n, status=s, merged_into="approved") for n, s in enumerate(statuses))
        )
    )
    tree = page(state)
    assert [column(tree, name) for name in ("inbox", "queue", "answering")] == [["pending"], ["approved"], ["live"]]
    assert sorted(column(tree, "done")) == ["answered", "dismissed", "merged", "withdrawn"]


def test_the_queue_is_by_votes_with_what_is_pinned_first() -> None:
    asked = [a_question(f"q{n}", number=n, status="approved", pinned=n == 3) for n in (1, 2, 3)]
    assert column(page(a_state(questions=questions(*asked)), votes={"q2": 5}), "queue") == ["q3", "q2", "q1"]


def test_a_moved_session_shows_its_plan_and_how_late_it_is() -> None:
    late = a_session("rules", 55, 30, planned_starts=at(45), planned_ends=at(75))
    row = one(page(a_state(agenda=an_agenda(late))), "#session-rules")
    assert "12:55" in one(row, ".slot__time").text()
    assert "12:45–13:15" in one(row, ".slot__plan").text()
    assert one(row, ".slot__late").text().endswith("+10")


def test_undo_says_what_it_takes_back() -> None:
    moved = Moves((Move(kind="session.delayed", at=at(5), session="rules", title="Rules"),))
    assert one(page(a_state(moves=moved)), "[data-undoes]").text() == "«Rules» til 12:45"
    assert one(page(a_state()), "#undo-move").attributes["aria-disabled"] == "true"


def test_undo_names_who_moved_it_where_that_is_known() -> None:
    moved = Moves((Move(kind="session.cancelled", at=at(5), session="rules", title="Rules", moved_by="Kari"),))
    assert one(page(a_state(moves=moved)), "[data-undoes]").text() == "Kari avlyste «Rules»"


def test_reasons_are_in_the_language_of_the_event() -> None:
    state = a_state(event=an_event(language="nn"), questions=questions(a_question()))
    chips = [node.text() for node in page(state, "en").css(".move--chip")]
    assert chips == [VIEWS.words.translate(reason, "nn") for reason in REASONS.values()]


def test_what_people_typed_is_only_text() -> None:
    nasty = "<script>alert(1)</script>\"' onclick=x"
    state = a_state(
        questions=questions(a_question(text=nasty, name=nasty, answer=nasty, status="answered")),
        agenda=an_agenda(a_session(title=nasty, speakers=(nasty,))),
    )
    html = VIEWS.desk(Copy(state), "nb", at(0), address="https://x.example")
    assert "<script>alert" not in html
    assert not page(state).css("[onclick]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_event_has_a_desk(language: str) -> None:
    tree = page(a_state(agenda=an_agenda()), language)
    assert len(tree.css(".empty")) == 5
    assert not tree.css("[style], [onclick]")


def test_no_id_stands_twice() -> None:
    statuses = ("pending", "approved", "live", "answered", "dismissed", "merged", "withdrawn")
    state = a_state(
        questions=questions(*(a_question(s, status=s, merged_into="live") for s in statuses)),
        announcements={"a1": an_announcement()},
    )
    ids = [node.attributes["id"] for node in page(state).css("[id]")]
    assert len(ids) == len(set(ids))


def test_every_button_of_a_row_has_its_own_address() -> None:
    tree = page(a_state(questions=questions(a_question("q1"))))
    moves = {str(node.attributes["formaction"]).rsplit("/", 1)[1] for node in tree.css("#question-q1 [formaction]")}
    assert moves == {"approve", "take", "dismiss"}


STEPS = [
    Change(kind="question.asked", at=at(1), thing=a_question("q1", number=1)),
    Change(kind="question.asked", at=at(1), thing=a_question("q2", number=2)),
    Change(
        kind="question.approved",
        at=at(2),
        was="pending",
        thing=a_question("q1", number=1, status="approved", revision=2),
    ),
    Change(
        kind="question.held",
        at=at(2),
        was="approved",
        thing=a_question("q1", number=1, status="pending", revision=3),
    ),
    Change(kind="question.taken", at=at(2), was="pending", thing=a_question("q2", number=2, status="live", revision=2)),
    Change(
        kind="question.merged",
        at=at(2),
        was="pending",
        thing=a_question("q1", number=1, status="merged", merged_into="q2", revision=4),
    ),
    Change(kind="question.marked", at=at(2), thing=Mark(id="q2", labels=("Reise",), revision=1)),
    Change(kind="queue.arranged", at=at(2), thing=Order(ids=("q2",), moved_by="Kari", revision=1)),
    Change(kind="announcement.made", at=at(3), thing=an_announcement("a1", at=at(3))),
    Change(kind="announcement.made", at=at(4), thing=an_announcement("a2", at=at(4))),
    Change(kind="announcement.retracted", at=at(5), thing=an_announcement("a1", at=at(3), retracted=True)),
    Change(
        kind="session.delayed",
        at=at(6),
        subject="rules",
        sessions=(a_session("rules", 100, 30), a_session("pause", 130, 15, kind="break")),
        agenda_revision=2,
    ),
    Change(
        kind="session.inserted", at=at(7), subject="extra", sessions=(a_session("extra", 95, 5),), agenda_revision=3
    ),
    Change(
        kind="agenda.replaced",
        at=at(8),
        sessions=(a_session("new", 10, 5),),
        removed=("owners", "extra"),
        agenda_revision=4,
    ),
    Change(kind="event.changed", at=at(9), thing=an_event(title="Nytt navn", questions_open=False, revision=2)),
]
LISTS = ("inbox", "queue", "answering", "done", "programme", "announcements")
ALONE = (
    "desk-queue",
    "desk-labels",
    "desk-title",
    "desk-programme-head",
    "desk-settings",
    "desk-phrases",
    "desk-fairness",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pieces_make_an_old_page_a_fresh_one(language: str) -> None:
    state = a_state()
    shown = drawn(page(state, language))
    for change in STEPS:
        state = apply(state, change)
        piece = VIEWS.change(Copy(state), change, Role.MODERATOR, language, at(20))
        assert piece is not None
        for gone in piece["drop"]:
            shown.pop(gone, None)
        for put in piece["put"]:
            shown[put["id"]] = (put["list"], same(str(one(LexborHTMLParser(put["html"]), f"#{put['id']}").html)))
        assert shown == drawn(page(state, language)), change.kind


def drawn(tree: LexborHTMLParser) -> dict[str, tuple[str | None, str]]:
    """Everything that can be put, by id: the list it is in, and its html (written the way the parser writes it)."""
    rows: dict[str, tuple[str | None, str]] = {
        str(node.attributes["id"]): (name, same(str(node.html)))
        for name in LISTS
        for node in tree.css(f'[data-list="{name}"] > li')
    }
    return rows | {name: (None, same(str(one(tree, f"#{name}").html))) for name in ALONE}


def same(html: str) -> str:
    return REVISION.sub(r"\1", html)


def test_moderators_do_not_see_the_secret_of_a_renewed_link() -> None:
    change = Change(kind="links.renewed", at=at(1), thing=an_event(), role="moderator", secret="hidden")
    assert VIEWS.change(Copy(), change, Role.MODERATOR, "nb", at(1)) is None
