"""Whether every part of the programme gets its answers, and who has waited longest: for the moderators, about questions
and not about people.
"""

from collections.abc import Iterable

import msgspec

from live.rules.questions import Question
from live.rules.questions.merging import Questions
from live.rules.questions.totals import Totals


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


def fairness(totals: Totals, questions: Questions, sessions: Iterable[str]) -> Fairness:
    """Return who got answers. `sessions`: their ids, in the order of the programme."""
    left = dict(totals.shares)
    shares = [(session, left.pop(session)) for session in sessions if session in left]
    whole = tuple(map(sum, zip(*left.values(), strict=True))) or (0, 0)  # of what is not about a session that exists
    return Fairness(
        tuple(
            Share(place, answered, still) for place, (answered, still) in (*shares, (None, whole)) if answered or still
        ),
        questions[totals.oldest] if totals.oldest else None,
    )
