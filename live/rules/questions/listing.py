"""How the list of questions is laid out: which order, and what a question says it is about."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping

import msgspec

from live.rules.questions import Question
from live.rules.state import State

SORTS = ("votes", "newest", "unanswered", "answered")
LIVE, PINNED, OPEN, ANSWERED = range(4)  # the groups of the list, from the top
WINDOW = 100  # questions a page has; the rest is asked for by its place
Key = tuple[int, int, int]  # what the list is sorted by
_PLACE = re.compile(r"(\d)\.(-?\d{1,12})\.(\d{1,9})")


class Topic(msgspec.Struct, frozen=True):
    """The session, or the item of one, that a question is about. `session` and `item` are ids, `item` may be empty."""

    title: str
    anchor: str
    language: str
    session: str
    item: str = ""


def listed_as(asked: str, usual: str = SORTS[0]) -> str:
    """Return the order somebody asked for, or the usual one when there is no such."""
    return asked if asked in SORTS else usual


def usual_order(phase: str) -> str:
    """Return the order in a phase of the event (one of `PHASES`): when it is over, its answers come first."""
    return "answered" if phase == "after" else SORTS[0]


def group(question: Question) -> int:
    if question.status == "live":
        return LIVE
    if question.status == "answered":
        return ANSWERED
    return PINNED if question.pinned else OPEN


def ranked(questions: list[Question], votes: Mapping[str, int], sort: str = "votes") -> list[tuple[Question, int]]:
    """Being answered, pinned, open by votes, then answered with the latest first; or being answered, then the newest
    first; or being answered, answered, pinned, open by votes.

    `unanswered` is the first of these without what is answered, which the style sheet hides. A row says its group and,
    if it is answered, when (`data-answered-at`): `static/js/order.js` goes by that and by the votes as they come in.
    """
    return sorted(((q, votes.get(q.id, 0)) for q in questions), key=_key_of(sort))


def place_of(pair: tuple[Question, int], sort: str) -> str:
    """Return a question's place in the list, as clients name it."""
    return ".".join(map(str, _key_of(sort)(pair)))


def after(ordered: list[tuple[Question, int]], sort: str, place: str) -> int:
    """Return the number of the first question of a list in this order that comes after a place; 0 when it is none."""
    found = _PLACE.fullmatch(place)
    if not found:
        return 0
    return bisect_right(ordered, tuple(map(int, found.groups())), key=_key_of(sort))


def _key_of(sort: str) -> Callable[[tuple[Question, int]], Key]:
    return {"newest": _newest, "answered": _answers_first}.get(sort, _rank)


def _newest(pair: tuple[Question, int]) -> Key:
    question, _ = pair
    return int(group(question) != LIVE), -question.number, 0


def _rank(pair: tuple[Question, int]) -> Key:
    question, votes = pair
    if question.status == "answered":
        return ANSWERED, -int((question.answered_at or question.asked_at).timestamp()), question.number
    return group(question), -votes, question.number


def _answers_first(pair: tuple[Question, int]) -> Key:
    place, by, number = _rank(pair)
    return (LIVE, ANSWERED, PINNED, OPEN).index(place), by, number


def topics(state: State) -> dict[str, Topic]:
    """Return everything a question can be about, by id: the sessions of the agenda and their items."""
    known: dict[str, Topic] = {}
    for session in state.agenda.sessions:
        language = session.language or state.event.language
        known[session.id] = Topic(session.title, f"session-{session.id}", language, session.id)
        known |= {item.id: Topic(item.text, f"item-{item.id}", language, session.id, item.id) for item in session.items}
    return known
