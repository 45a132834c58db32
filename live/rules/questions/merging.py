"""Questions that are the same as another one: who follows whom, and which voters count together.

A merged question is never a target itself, so following ends; `group` is what a write must find unchanged in the store.
"""

from collections.abc import Iterable, Mapping

import msgspec

from live.rules.questions import Question

Questions = Mapping[str, Question]
Followers = Mapping[str, tuple[str, ...]]  # question -> what was merged into it, directly


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


def merged_into(followers: Followers, question_id: str) -> tuple[str, ...]:
    """Return the ids of the questions that are merged into this one, through any number of steps."""
    found: list[str] = []
    looking = [question_id]
    while looking:
        more = [q for q in followers.get(looking.pop(), ()) if q not in found]
        found += more
        looking += more
    return tuple(found)


def following(questions: Questions, followers: Followers, question_id: str) -> tuple[Question, ...]:
    """Return the questions whose askers hear what becomes of this one."""
    return tuple(questions[q] for q in merged_into(followers, question_id))


def voted_for(questions: Questions, upvoted: Iterable[str]) -> list[str]:
    """Return what somebody has voted for, with what that was merged into: their vote counts there."""
    ids = list(upvoted)
    return sorted({*ids, *(target(questions, questions[q]).id for q in ids if q in questions)})


def group(questions: Questions, followers: Followers, question_id: str) -> tuple[Merging, ...]:
    """Return a question and all that is merged into it, as this state has them."""
    return tuple(
        _link(questions[q], followers) for q in (question_id, *merged_into(followers, question_id)) if q in questions
    )


def followers_in(questions: Questions) -> Followers:
    """Look through all of them for who follows whom. `Totals` keeps the same up from change to change."""
    found: dict[str, tuple[str, ...]] = {}
    for question in questions.values():
        if into := follows(question):
            found[into] = (*found.get(into, ()), question.id)
    return found


def follows(question: Question) -> str | None:
    """Return what it was merged into, if it is."""
    return question.merged_into if question.status == "merged" else None


def _link(question: Question, followers: Followers) -> Merging:
    into = follows(question)
    return Merging(question.id, into or "", len(followers.get(question.id, ())))
