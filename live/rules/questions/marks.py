"""What moderators note on questions for themselves: labels, and an order of the queue by hand.

No audience is ever told of either.
"""

from collections.abc import Iterable, Mapping

import msgspec
from msgspec.structs import replace

from live.rules.errors import NotFound, Unfit
from live.rules.questions import Question
from live.rules.text import fitting
from live.rules.wishes.questions import LONGEST_LABEL, Place

MOST = 5
STEPS: Mapping[Place, int] = {Place.UP: -1, Place.DOWN: 1}


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """The labels of one question, whose id it has."""

    id: str
    labels: tuple[str, ...] = ()
    moved_by: str = ""
    revision: int = 0


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What stands at the top of the queue because somebody put it there, the first first; everything else follows by
    votes.
    """

    ids: tuple[str, ...] = ()
    moved_by: str = ""
    revision: int = 0


UNORDERED = Order()


def label(mark: Mark, wishes: Iterable[str], by: str, known: Iterable[str] = ()) -> Mark:
    """Mark with exactly these labels, each once whatever its case and spelt as one of `known`.

    Refuses `too_long`, `many_labels`.
    """
    spelt = {one.casefold(): one for one in known}
    found = dict[str, str]()
    for words in (part for wish in wishes for part in wish.split(",")):
        if text := fitting(words, field="label", longest=LONGEST_LABEL):
            found.setdefault(text.casefold(), spelt.get(text.casefold(), text))
    if len(found) > MOST:
        raise Unfit("A question has at most {most} labels.", code="many_labels", field="label", most=MOST)
    labels = tuple(found.values())
    return mark if labels == mark.labels else replace(mark, labels=labels, moved_by=by, revision=mark.revision + 1)


def switch(mark: Mark, one: str, by: str, known: Iterable[str] = (), *, on: bool) -> Mark:
    """Mark with this label, or without it. Refuses `empty`, and what `label` refuses."""
    text = fitting(one, field="label", longest=LONGEST_LABEL, shortest=1)
    others = [kept for kept in mark.labels if kept.casefold() != text.casefold()]
    if on and len(others) < len(mark.labels):
        return mark
    return label(mark, [*others, text] if on else others, by, known)


def in_use(marks: Mapping[str, Mark]) -> list[tuple[str, int]]:
    """Return every label with the number of questions that have it, in the order of the alphabet."""
    counts = dict[str, int]()
    for mark in marks.values():
        for one in mark.labels:
            counts[one] = counts.get(one, 0) + 1
    return sorted(counts.items(), key=lambda pair: pair[0].casefold())


def queue(questions: Iterable[Question], votes: Mapping[str, int], order: Order = UNORDERED) -> list[Question]:
    """Return the approved questions as the desk and the speaker see them: by hand, then what is pinned, then by
    votes.
    """
    place = {question: n for n, question in enumerate(order.ids)}
    end = len(place)
    return sorted(
        (q for q in questions if q.status == "approved"),
        key=lambda q: (place.get(q.id, end), not q.pinned, -votes.get(q.id, 0), q.number),
    )


def arrange(order: Order, ids: Iterable[str], questions: Mapping[str, Question], by: str) -> Order:
    """Arrange with exactly these at the top, in this order; none at all is by votes.

    What has left the queue is passed over. Refuses `no_such_question`.
    """
    wished = tuple(dict.fromkeys(ids))
    if any(question not in questions for question in wished):
        raise NotFound("There is no such question here.", code="no_such_question")
    kept = tuple(question for question in wished if questions[question].status == "approved")
    return order if kept == order.ids else replace(order, ids=kept, moved_by=by, revision=order.revision + 1)


def stepped(order: Order, shown: list[str], question: str, by: int) -> list[str]:
    """Return what is to stand at the top when one question of the queue as it is shown goes a step up or down.

    Refuses `not_in_queue`.
    """
    if question not in shown:
        raise Unfit("Only what is in the queue can be moved there.", code="not_in_queue", field="question")
    at = shown.index(question)
    to = min(max(at + by, 0), len(shown) - 1)
    rest = [one for one in shown if one != question]
    moved = [*rest[:to], question, *rest[to:]]
    fixed = [n for n, one in enumerate(moved) if one in order.ids or (one == question and to != at)]
    return moved[: max(fixed, default=-1) + 1]


def mark_as_json(mark: Mark) -> dict[str, object]:
    """Return MARK of docs/protocol.md, for moderators only."""
    return {"id": mark.id, "labels": mark.labels, "moved_by": mark.moved_by, "revision": mark.revision}


def order_as_json(order: Order) -> dict[str, object]:
    """Return ORDER of docs/protocol.md, for moderators only."""
    return {"ids": order.ids, "moved_by": order.moved_by, "revision": order.revision}
