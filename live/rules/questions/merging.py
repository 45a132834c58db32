"""Questions that are the same as another one: who follows whom, and which voters count together.

A merged question is never a target itself, so following ends; `group` is what a write must find unchanged in the store.
"""

from collections.abc import Iterable, Mapping

import msgspec

from live.rules.questions import Question

Questions = Mapping[str, Question]


class Merging(msgspec.Struct, frozen=True):
    """One question's place among the merged: what it was merged into ("" for none), and how many were merged into it
    directly.
    """

    question: str
    into: str
    followers: int


def target(questions: Questions, question: Question) -> Question:
    """Return the question whose fate this one shares: itself, or what it was merged into, through any number of
    steps.
    """
    seen = set[str]()
    while (
        question.status == "merged" and (into := questions.get(question.merged_into or "")) and question.id not in seen
    ):
        seen.add(question.id)
        question = into
    return question


def merged_into(questions: Questions, question_id: str) -> tuple[str, ...]:
    """Return the ids of the questions that are merged into this one, through any number of steps."""
    followers = _followers(questions)
    found: list[str] = []
    looking = [question_id]
    while looking:
        more = [q for q in followers.get(looking.pop(), ()) if q not in found]
        found += more
        looking += more
    return tuple(found)


def following(questions: Questions, question_id: str) -> tuple[Question, ...]:
    """Return the questions whose askers hear what becomes of this one."""
    return tuple(questions[q] for q in merged_into(questions, question_id))


def voted_for(questions: Questions, upvoted: Iterable[str]) -> list[str]:
    """Return what somebody has voted for, with what that was merged into: their vote counts there."""
    ids = list(upvoted)
    return sorted({*ids, *(target(questions, questions[q]).id for q in ids if q in questions)})


def group(questions: Questions, question_id: str) -> tuple[Merging, ...]:
    """Return a question and all that is merged into it, as this state has them."""
    followers = _followers(questions)
    return tuple(
        _link(questions[q], followers) for q in (question_id, *merged_into(questions, question_id)) if q in questions
    )


def _followers(questions: Questions) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for question in questions.values():
        if question.status == "merged" and question.merged_into:
            found.setdefault(question.merged_into, []).append(question.id)
    return found


def _link(question: Question, followers: Mapping[str, list[str]]) -> Merging:
    into = question.merged_into if question.status == "merged" else None
    return Merging(question.id, into or "", len(followers.get(question.id, ())))
