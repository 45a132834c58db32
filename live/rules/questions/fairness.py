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
    questions = list(state.questions.values())
    known = {s.id for s in state.agenda.sessions}
    places = [s.id for s in state.agenda.sessions]
    shares = [
        _share(place, [q for q in questions if (q.session if q.session in known else None) == place])
        for place in (*places, None)
    ]
    waiting = [q for q in questions if q.status in ("pending", "approved") and not q.promised]
    return Fairness(
        tuple(s for s in shares if s.answered or s.open),
        min(waiting, key=lambda q: (q.asked_at, q.number), default=None),
    )


def _share(session: str | None, questions: list[Question]) -> Share:
    return Share(session, sum(q.status == "answered" for q in questions), sum(q.status in OPEN for q in questions))
