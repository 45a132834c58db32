"""How many questions there are of each kind, and who has waited longest: kept up with every change, since a pass over
thousands of questions for each would grow with the event.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from heapq import heapify, heappop, heappush

import msgspec

from live.rules.questions import OPEN, PUBLIC, Question, Status
from live.rules.questions.ledger import fate
from live.rules.questions.merging import Followers, Questions, followers_in, follows

WAITING = frozenset({Status.PENDING, Status.APPROVED})


class Totals(msgspec.Struct, frozen=True):
    """Numbers of questions. `shares`: by the session asked about, how many are answered and how many are open."""

    statuses: Mapping[str, int] = {}
    fates: Mapping[str, int] = {}
    shares: Mapping[str | None, tuple[int, int]] = {}
    oldest: str | None = None  # the id of the open question asked first, but for those promised later
    followers: Followers = {}

    @property
    def listed(self) -> int:
        """How many are on everyone's list."""
        return sum(self.statuses.get(status, 0) for status in PUBLIC)


class Counting:
    """Counts an event's questions. What it has counted is `totals`, which is replaced and never changed in place."""

    def __init__(self, questions: Questions) -> None:
        self.totals = Totals()
        self._line: list[tuple[datetime, int, str]] = []  # a heap of those that wait, and of some that did
        statuses, fates, shares = dict[str, int](), dict[str, int](), dict[str | None, tuple[int, int]]()
        for question in questions.values():
            _count(statuses, fates, shares, question, 1)
            if _waits(question):
                self._line.append(_place(question))
        heapify(self._line)
        self.totals = Totals(statuses, fates, shares, self._oldest(questions), followers_in(questions))

    def take(self, before: Question | None, after: Question, questions: Questions) -> None:
        """Take in that a question has become `after`; `questions` are all as they now are."""
        told = self.totals
        statuses, fates, shares = dict(told.statuses), dict(told.fates), dict(told.shares)
        if before is not None:
            _count(statuses, fates, shares, before, -1)
        _count(statuses, fates, shares, after, 1)
        if _waits(after) and not (before and _waits(before)):
            heappush(self._line, _place(after))
        followers = _followed(told.followers, before, after)
        self.totals = Totals(statuses, fates, shares, self._oldest(questions), followers)

    def _oldest(self, questions: Questions) -> str | None:
        while self._line:
            found = self._line[0][2]
            if _waits(questions[found]):
                return found
            heappop(self._line)
        return None


def totals_of(questions: Iterable[Question]) -> Totals:
    """Count them all, once."""
    return Counting({question.id: question for question in questions}).totals


def _followed(followers: Followers, before: Question | None, after: Question) -> Followers:
    was, now = before and follows(before), follows(after)
    if was == now:
        return followers
    found = dict(followers)
    if was:
        found[was] = tuple(one for one in found[was] if one != after.id)
    if now:
        found[now] = (*found.get(now, ()), after.id)
    return found


def _count(
    statuses: dict[str, int],
    fates: dict[str, int],
    shares: dict[str | None, tuple[int, int]],
    question: Question,
    by: int,
) -> None:
    status, found = question.status, fate(question, over=False)
    statuses[status] = statuses.get(status, 0) + by
    fates[found] = fates.get(found, 0) + by
    answered, still = shares.get(question.session, (0, 0))
    shares[question.session] = (answered + by * (status == Status.ANSWERED), still + by * (status in OPEN))


def _waits(question: Question) -> bool:
    return question.status in WAITING and not question.promised


def _place(question: Question) -> tuple[datetime, int, str]:
    return question.asked_at, question.number, question.id
