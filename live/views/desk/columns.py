"""The columns of the desk: what stands in which, and in what order."""

from collections.abc import Mapping

from live.rules.questions import Question
from live.rules.questions.marks import Order, queue
from live.rules.state import State
from live.views.press.times import day_of, milliseconds

COLUMNS = {
    "inbox": ("pending",),
    "queue": ("approved",),
    "answering": ("live",),
    "done": ("answered", "dismissed", "merged", "withdrawn"),
}


def column_of(question: Question) -> str:
    """Return the column a question stands in."""
    return next(name for name, held in COLUMNS.items() if question.status in held)


def in_order(questions: list[Question], column: str, votes: Mapping[str, int], order: Order) -> list[Question]:
    """Return the inbox in the order asked, the queue as it is arranged, what is done with the latest first."""
    if column == "queue":
        return queue(questions, votes, order)
    if column == "done":
        return sorted(questions, key=lambda q: (-milliseconds(q.changed_at), q.number))
    return sorted(questions, key=lambda q: q.number)


def several_days(state: State) -> bool:
    """Return whether the programme has several days, so that a row must say which."""
    days = {day_of(s.starts, state.event.zone) for s in state.agenda.sessions}
    return len(days) > 1
