"""Whether every part of the programme gets its answers, and who has waited longest: for the moderators, about questions
and not about people.
"""

import msgspec

from live.rules.questions import OPEN, Question
from live.rules.state import State


class Share(msgspec.Struct, frozen=True):
    """Of one session (None: the event as a whole): how many questions were answered, and how many are open."""

    session: str | None
    answered: int
    open: int


class Fairness(msgspec.Struct, frozen=True):
    """The shares in the order of the programme, and the open question that was asked first, but for those promised
    later.
    """

    shares: tuple[Share, ...]
    oldest: Question | None


def fairness(state: State) -> Fairness:
    """Count in one pass over the questions, however many sessions there are."""
    counts: dict[str | None, list[int]] = {place: [0, 0] for place in (*(s.id for s in state.agenda.sessions), None)}
    for question in state.questions.values():
        count = counts.get(question.session) or counts[None]
        count[0] += question.status == "answered"
        count[1] += question.status in OPEN
    waiting = (q for q in state.questions.values() if q.status in ("pending", "approved") and not q.promised)
    return Fairness(
        tuple(Share(place, answered, still) for place, (answered, still) in counts.items() if answered or still),
        min(waiting, key=lambda q: (q.asked_at, q.number), default=None),
    )
