"""The desk as text: every language, every state, and pieces that make an old page equal to a fresh one."""

import re
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from live.rules.agenda.undo import LoggedMove, Moves
from live.rules.changes import Change
from live.rules.desk.columns import WINDOWS
from live.rules.event import LANGUAGES
from live.rules.people import Role
from live.rules.polls import Poll, PollStatus
from live.rules.questions import Question
from live.rules.questions.marks import Mark, Order
from live.rules.state import State, apply
from live.views import Views
from live.views.desk.words import REASONS
from tests.builders import a_question, a_session, a_state, an_agenda, an_announcement, an_event, at
from tests.finding import one
from tests.views.copies import Copy

VIEWS = Views()
STATUSES = ("pending", "approved", "live", "answered", "dismissed", "merged", "withdrawn")
REVISION = re.compile(r'(name="revision" value=")\d+')  # a row's own may lag behind; the script sends the programme's
NEXT = re.compile(r' data-next=""')  # which session is next is the clock's business, on the page's own time


def page(state: State, language: str = "nb", minutes: float = 20, **values: Any) -> LexborHTMLParser:
    return LexborHTMLParser(
        VIEWS.desk(Copy(state, **values).snapshot(language, at(minutes)), address="https://live.example.no/seminar")
    )


def questions(*asked: Question) -> dict[str, Question]:
    return {q.id: q for q in asked}


def column(tree: LexborHTMLParser, name: str) -> list[str]:
    return [str(node.attributes["id"]).removeprefix("question-") for node in tree.css(f'[data-list="{name}"] > li')]


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
    moved = Moves((LoggedMove(kind="session.delayed", at=at(5), session="rules", title="Rules"),))
    assert one(page(a_state(moves=moved)), "[data-undoes]").text() == "«Rules» til 12:45"
    assert one(page(a_state()), "#undo-move").attributes["aria-disabled"] == "true"


def test_undo_names_who_moved_it_where_that_is_known() -> None:
    moved = Moves((LoggedMove(kind="session.cancelled", at=at(5), session="rules", title="Rules", moved_by="Kari"),))
    assert one(page(a_state(moves=moved)), "[data-undoes]").text() == "Kari avlyste «Rules»"


def test_reasons_are_in_the_language_of_the_event() -> None:
    state = a_state(event=an_event(language="nn"), questions=questions(a_question()))
    html = VIEWS.for_moderators.question(Copy(state).snapshot("en", at(0)), state.questions["q1"])
    chips = [node.text() for node in LexborHTMLParser(html).css(".move--chip")]
    assert chips == [VIEWS.words.translate(reason, "nn") for reason in REASONS.values()]


def test_what_people_typed_is_only_text() -> None:
    nasty = "<script>alert(1)</script>\"' onclick=x"
    state = a_state(
        questions=questions(a_question(text=nasty, name=nasty, answer=nasty, status="answered")),
        agenda=an_agenda(a_session(title=nasty, speakers=(nasty,))),
    )
    html = VIEWS.desk(Copy(state).snapshot("nb", at(0)), address="https://x.example")
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
    assert moves == {"approve", "dismiss"}
    assert {node.attributes["form"] for node in tree.css("#question-q1 [formaction]")} == {"act"}
    assert len(tree.css("form#act")) == 1
    assert not tree.css(".row form, .row textarea")


def test_a_line_is_small_whatever_its_question() -> None:
    asked = questions(*(a_question(f"q{n}", number=n, status=s, name="Ola") for n, s in enumerate(STATUSES)))
    for row in page(a_state(questions=asked)).css(".row"):
        assert len((row.html or "").encode()) < 1050
        assert len(row.css("*")) <= 14


OPEN_ONES = {"answer", "dismiss", "edit", "labels", "merge", "pin", "promise", "remove_all"}
CLOSED_ONES = {"answer", "edit", "dismiss", "labels", "reopen"}
DONE_TO = {
    "pending": OPEN_ONES | {"approve", "take"},
    "approved": OPEN_ONES | {"take", "hold", "queue"},
    "live": OPEN_ONES | {"reopen", "hold"},
    "answered": CLOSED_ONES,
    "dismissed": CLOSED_ONES,
    "merged": {"unmerge"},
    "withdrawn": set[str](),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", STATUSES)
def test_the_page_of_one_question_has_everything_that_can_be_done_to_it(language: str, status: str) -> None:
    question = a_question("q1", status=status, merged_into="q1" if status == "merged" else None)
    state = a_state(questions=questions(question))
    tree = LexborHTMLParser(VIEWS.for_moderators.question(Copy(state).snapshot(language, at(0)), question))
    addresses = [form.attributes["action"] for form in tree.css("#chosen form")]
    addresses += [button.attributes["formaction"] for button in tree.css("#chosen [formaction]")]
    assert {str(address).rsplit("/", 1)[1] for address in addresses} >= DONE_TO[status]


def test_columns_hold_windows_and_tell_of_the_rest() -> None:
    asked = questions(
        *(a_question(f"p{n}", number=n) for n in range(130)),
        *(a_question(f"a{n}", number=200 + n, status="approved") for n in range(120)),
        *(a_question(f"d{n}", number=400 + n, status="answered") for n in range(40)),
    )
    tree = page(a_state(questions=asked))
    shown = {name: len(column(tree, name)) for name in WINDOWS}
    assert shown == {"inbox": 100, "queue": 100, "answering": 0, "done": 30}
    assert one(tree, 'h2 [data-total="inbox"]').text() == "130"
    more = {node.attributes["data-more"]: node for node in tree.css("[data-more]")}
    assert [name for name, node in more.items() if "hidden" not in node.attributes] == ["inbox", "queue", "done"]
    assert one(more["queue"], "a").attributes["href"] == "/seminar/desk/questions?column=queue&from=100"


def test_what_is_running_is_shown_with_what_ends_it() -> None:
    sent = {f"a{n}": an_announcement(f"a{n}", at=at(n), text=f"Beskjed {n}") for n in range(4)}
    chips = page(a_state(announcements=sent)).css("#desk-running > li")
    assert [one(chip, "bdi").text() for chip in chips[:2]] == ["Beskjed 3", "Beskjed 2"]
    ends = [one(chip, "form").attributes["action"] for chip in chips[:2]]
    assert ends == ["/seminar/desk/announcements/a3/retract", "/seminar/desk/announcements/a2/retract"]
    assert chips[2].text().startswith("+2")


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
    Change(kind="poll.made", at=at(6), thing=Poll(id="draft", text="Hva nå?", made_at=at(6), session="rules")),
    Change(
        kind="poll.closed",
        at=at(6),
        thing=Poll(id="closed", text="Enig?", made_at=at(6), session="owners", status=PollStatus.CLOSED),
    ),
    Change(
        kind="session.edited",
        at=at(7),
        sessions=(a_session("owners", 85, 30, title="Et nytt navn"),),
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
LISTS = ("inbox", "queue", "answering", "done", "programme", "announcements", "polls")
ALONE = (
    "desk-queue",
    "desk-labels",
    "desk-title",
    "desk-programme-head",
    "desk-programme-undo",
    "desk-counts",
    "desk-running",
    "desk-settings",
    "desk-phrases",
    "desk-poll-about",
    "desk-sets",
    "desk-fairness",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pieces_make_an_old_page_a_fresh_one(language: str) -> None:
    state = a_state()
    shown = drawn(page(state, language))
    for change in STEPS:
        state = apply(state, change)
        piece = VIEWS.change(Copy(state).snapshot(language, at(20)), change, Role.MODERATOR)
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
    return NEXT.sub("", REVISION.sub(r"\1", html))


def test_moderators_do_not_see_the_secret_of_a_renewed_link() -> None:
    change = Change(kind="links.renewed", at=at(1), thing=an_event(), role="moderator", secret="s3cret")
    told = VIEWS.change(Copy().snapshot("nb", at(1)), change, Role.MODERATOR)
    assert told is not None
    assert "s3cret" not in str(told)
    assert "desk-settings" in [piece["id"] for piece in told["put"]], "its forms have the event's new revision"
