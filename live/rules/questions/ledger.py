"""The ledger: every question has exactly one fate at any moment, one its asker can see, and everyone sees how many have
which.

What waits when the event is over was not reached; it stays answerable at the same address. Texts of what was declined
are the asker's own.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from live.rules.agenda import current, following
from live.rules.people import Role
from live.rules.questions import PUBLIC, Question
from live.rules.questions.as_json import question_as_json
from live.rules.questions.merging import Questions, target
from live.rules.state import State

# Every fate, and what it means. `waiting`, `open`, `live` and `promised` are not the last word.
FATES: Mapping[str, str] = {
    "waiting": "the moderators have not read it yet",
    "open": "on everyone's list",
    "live": "being answered now",
    "promised": "will be answered later",
    "answered": "answered live, at `answered_at`",
    "written": "answered in writing, without being taken up live",
    "merged": "the same as another; its fate is the other's",
    "declined": "left out, perhaps with a reason",
    "withdrawn": "taken back by its asker",
    "unreached": "still open when the event was over",
}
UNDER_WAY = frozenset({"waiting", "open", "live"})
_BY_STATUS = {
    "pending": "waiting",
    "approved": "open",
    "live": "live",
    "dismissed": "declined",
    "withdrawn": "withdrawn",
    "merged": "merged",
}


def fate(question: Question, *, over: bool) -> str:
    """Return one of `FATES`. `over`: the event is."""
    if question.status == "answered":
        return "written" if question.answer and not question.taken_at else "answered"
    found = _BY_STATUS[question.status]
    if question.promised and found in ("waiting", "open"):
        return "promised"
    return "unreached" if over and found in ("waiting", "open") else found


def is_over(state: State, now: datetime) -> bool:
    """Return whether nothing of the programme is on or still to come; a programme moved on by hand may last longer than
    its times.
    """
    agenda, advance = state.agenda, state.event.advance
    began = agenda.starts is not None and agenda.starts <= now
    return began and not current(agenda, now, advance) and following(agenda, now, advance) is None


def counts(questions: Questions) -> dict[str, int]:
    """Return how many questions have each fate, in the order they are told, by what does not depend on the clock:
    `open` is everything under way, which is not reached once the event is over.
    """
    return counts_of(Counter(fate(q, over=False) for q in questions.values()))


def counts_of(fates: Mapping[str, int]) -> dict[str, int]:
    """Return `counts` of numbers by fate."""
    told = {name: fates.get(name, 0) for name in ("answered", "written", "merged", "declined", "withdrawn", "promised")}
    return {**told, "open": sum(fates.get(name, 0) for name in UNDER_WAY)}


def public_counts(state: State, now: datetime) -> dict[str, int]:
    """Return the public line at `now`: `counts` with `open` named `unreached` once the event is over."""
    found = counts(state.questions)
    waiting = found.pop("open")
    return {**found, "unreached" if is_over(state, now) else "open": waiting}


def own_questions_as_json(
    state: State, asked: Sequence[Question], votes: Mapping[str, int], now: datetime
) -> list[dict[str, object]]:
    """Return QUESTION for each, as its asker sees it, with its fate, and with that of the question it follows."""
    over = bool(asked) and is_over(state, now)
    return [_own_as_json(state, question, votes.get(question.id, 0), over=over) for question in asked]


def _own_as_json(state: State, question: Question, votes: int, *, over: bool) -> dict[str, object]:
    followed = target(state.questions, question)
    seen = question_as_json(question, votes, Role.ATTENDEE) | {"fate": fate(question, over=over)}
    if followed is question:
        return seen
    answer = followed.answer if followed.status in PUBLIC else None
    reason = followed.reason if followed.status == "dismissed" else None
    follows = {
        "id": followed.id,
        "number": followed.number,
        "fate": fate(followed, over=over),
        "answer": answer,
        "reason": reason,
    }
    return seen | {"follows": follows | {"answered_at": followed.answered_at}}
