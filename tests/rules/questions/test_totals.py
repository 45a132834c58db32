"""Numbers kept up from change to change are those of a pass over all questions."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from live.rules.questions import OPEN, Question, Status, ledger
from live.rules.questions.fairness import fairness
from live.rules.questions.merging import followers_in
from live.rules.questions.totals import Counting, totals_of
from tests.builders import a_question, at

NAMES = ("q1", "q2", "q3", "q4")
becoming = some.fixed_dictionaries(
    {
        "question_id": some.sampled_from(NAMES),
        "status": some.sampled_from(sorted(Status)),
        "promised": some.booleans(),
        "session": some.sampled_from([None, "opening", "rules"]),
        "merged_into": some.sampled_from(NAMES),
        "asked_at": some.integers(0, 9).map(at),
    }
)


def nothing_left_out(numbers: Any) -> dict[Any, Any]:
    return {name: number for name, number in dict(numbers).items() if number not in (0, (0, 0), ())}


@given(some.lists(becoming, max_size=12), some.integers(0, 12))
def test_kept_numbers_are_those_of_a_pass_over_all_questions(moves: list[dict[str, Any]], loaded: int) -> None:
    asked: dict[str, Question] = {}
    counting = Counting(asked)
    for turn, values in enumerate(moves):
        before = asked.get(values["question_id"])
        number = before.number if before else len(asked) + 1
        after = a_question(**values, number=number)
        asked = {**asked, after.id: after}
        if turn < loaded:
            counting = Counting(asked)
        else:
            counting.take(before, after, asked)
        kept, counted = counting.totals, totals_of(asked.values())
        for name in ("statuses", "fates", "shares"):
            assert nothing_left_out(getattr(kept, name)) == nothing_left_out(getattr(counted, name)), name
        assert {q: set(ids) for q, ids in nothing_left_out(kept.followers).items()} == {
            q: set(ids) for q, ids in followers_in(asked).items()
        }
        assert ledger.counts_of(kept.fates) == ledger.counts(asked)
        waiting = [q for q in asked.values() if q.status in OPEN - {Status.LIVE} and not q.promised]
        oldest = min(waiting, key=lambda q: (q.asked_at, q.number), default=None)
        assert fairness(kept, asked, ["opening"]).oldest == oldest
        assert kept.listed == sum(q.status in ("approved", "live", "answered") for q in asked.values())
