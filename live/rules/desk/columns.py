"""The columns of the desk: which questions stand in which, in what order, and what a search finds.

A desk shows a window of each column; the rest is asked for by its place.
"""

from collections.abc import Iterable, Mapping

from live.rules.questions import Question, Status
from live.rules.questions.marks import Mark, Order, queue

COLUMNS: Mapping[str, tuple[Status, ...]] = {
    "inbox": (Status.PENDING,),
    "queue": (Status.APPROVED,),
    "answering": (Status.LIVE,),
    "done": (Status.ANSWERED, Status.DISMISSED, Status.MERGED, Status.WITHDRAWN),
}
WINDOWS: Mapping[str, int] = {"inbox": 100, "queue": 100, "answering": 20, "done": 30}
PAGE = 100  # questions that one request for more brings
_COLUMN_OF = {status: name for name, held in COLUMNS.items() for status in held}


def column_of(question: Question) -> str:
    return _COLUMN_OF[question.status]


def totals(statuses: Mapping[str, int]) -> dict[str, int]:
    """Return how many questions each column holds, beyond its window too; `statuses`: how many have which."""
    return {name: sum(statuses.get(status, 0) for status in held) for name, held in COLUMNS.items()}


def column(questions: Iterable[Question], name: str, votes: Mapping[str, int], order: Order) -> list[Question]:
    """Sort the inbox in the order asked, the queue as it is arranged, what is done with the latest first."""
    held = [q for q in questions if q.status in COLUMNS[name]]
    if name == "queue":
        return queue(held, votes, order)
    if name == "done":
        return sorted(held, key=lambda q: (-int(q.changed_at.timestamp() * 1000), q.number))
    return sorted(held, key=lambda q: q.number)


def found(
    questions: Iterable[Question], wanted: str, marks: Mapping[str, Mark], titles: Mapping[str, str]
) -> list[Question]:
    """Find what has these words in its text, asker's name, labels or session's title, or has this number."""
    words = wanted.strip().casefold()
    number = words.lstrip("№#")

    def says(question: Question) -> bool:
        labels = marks[question.id].labels if question.id in marks else ()
        told = (question.text, question.name or "", titles.get(question.session or "", ""), *labels)
        return str(question.number) == number or any(words in text.casefold() for text in told)

    return sorted((q for q in questions if says(q)), key=lambda q: q.number)
