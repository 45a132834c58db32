"""Many questions at once: one decision, so that all of it is done or nothing, and one way back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import asdict, replace

from live.actions.acting import Acting, Decision, Done, check_revision, question_of
from live.actions.questions import MOVES, decided_all, seen
from live.rules import questions
from live.rules.errors import Conflict, NotFound, Unfit
from live.rules.people import Person, limits, require_moderator
from live.rules.questions import Question
from live.rules.state import State
from live.rules.text import is_number
from live.store import Copy

MOST = 200


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One question and what is to become of it; `revision` is what the moderator saw."""

    id: str
    move: str
    revision: int | None = None
    reason: str = ""
    text: str = ""
    into: str = ""
    on: bool = True


async def move(acting: Acting, slug: str, by: Person, wish: Mapping[str, Any], key: str | None) -> Done:
    """`ids` (each perhaps `id:revision`) and one `move` for all, or `each` with a step per question.

    What somebody else has changed meanwhile, or what cannot become that, is left as it is and named in `skipped`.
    """
    require_moderator(by)
    steps = _steps(wish)

    def rule(copy: Copy, now: datetime) -> Decision:
        state, moved, kinds, skipped = (
            copy.state,
            dict[str, tuple[Question, Question]](),
            dict[str, str](),
            list[dict[str, Any]](),
        )
        for step in steps:
            before = question_of(state, step.id)
            try:
                after = _moved(state, before, step, by, now)
            except Conflict as conflict:
                skipped.append({"id": before.id, "number": before.number, "code": conflict.code})
                continue
            moved[before.id], kinds[before.id] = (before, after), MOVES[step.move][0]
            state = replace(state, questions={**state.questions, after.id: after})
        answer = {"questions": [seen(copy, after, by.role) for _, after in moved.values()], "skipped": skipped}
        return decided_all(answer, moved.values(), lambda question: kinds[question.id], now)

    return await acting.do(slug, by, key, rule, limits.MOVE)


def _moved(state: State, before: Question, step: Step, by: Person, now: datetime) -> Question:
    if step.move == "merge" and step.into in (before.id, str(before.number)):
        return before  # the others are joined with it
    check_revision(step.revision, before.revision, None)
    return questions.signed(before, MOVES[step.move][1](state, before, asdict(step), now), by)


def _steps(wish: Mapping[str, Any]) -> list[Step]:
    """Each question once. Refuses `none_chosen`, `too_many`, `no_such_move`."""
    given = list(wish.get("each") or ()) or [_step(name, wish) for name in wish.get("ids") or ()]
    steps = list({step.id: step for step in given}.values())
    check_chosen(len(steps))
    if any(step.move not in MOVES for step in steps):
        raise NotFound("Nothing of that name can be done with a question.", code="no_such_move")
    return steps


def check_chosen(many: int) -> None:
    """Refuses `none_chosen`, `too_many`."""
    if not many:
        raise Unfit("Choose at least one question first.", code="none_chosen", field="ids")
    if many > MOST:
        raise Unfit(
            "That is more than can be done at once. The most is {most}.", code="too_many", field="ids", most=MOST
        )


def _step(name: str, wish: Mapping[str, Any]) -> Step:
    question_id, _, revision = name.strip().partition(":")
    return Step(
        id=question_id,
        move=wish.get("move") or "",
        revision=int(revision) if is_number(revision) else None,
        reason=wish.get("reason") or "",
        into=wish.get("into") or "",
    )
