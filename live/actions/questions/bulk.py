"""Many questions at once: one decision, so that all of it is done or nothing, and one way back."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from msgspec.structs import replace

from live.actions.acting import Actor, Decision, Done, check_revision, question_of
from live.actions.questions import MOVES, decided_all, question_now
from live.rules import questions
from live.rules.errors import Conflict, NotFound, Unfit
from live.rules.people import Person, limits, require_moderator
from live.rules.questions import Question
from live.rules.state import State
from live.rules.text import is_number
from live.rules.wishes import Move
from live.rules.wishes.questions import Bulk, QuestionMove, Step
from live.store import Copy

MOST = 200


class Made(msgspec.Struct, frozen=True):
    """One question, its move, and the wish of that move."""

    question: str
    move: QuestionMove
    wish: Move


async def move(actor: Actor, wish: Bulk) -> Done:
    """Move `ids` (each perhaps `id:revision`) and one `move` for all, or `each` with a step per question.

    What somebody else has changed meanwhile, or what cannot become that, is left as it is and named in `skipped`.
    """
    by = actor.person
    require_moderator(by)
    steps = _steps(wish)

    def rule(copy: Copy, now: datetime) -> Decision:
        state, moved = copy.state, dict[str, tuple[Question, Question]]()
        kinds, skipped = dict[str, str](), list[dict[str, object]]()
        for step in steps:
            before = question_of(state, step.question)
            try:
                after = _moved(state, before, step, by, now)
            except Conflict as conflict:
                skipped.append({"id": before.id, "number": before.number, "code": conflict.code})
                continue
            moved[before.id], kinds[before.id] = (before, after), MOVES[step.move].kind
            state = replace(state, questions={**state.questions, after.id: after})
        answer = {"questions": [question_now(copy, after, by.role) for _, after in moved.values()], "skipped": skipped}
        return decided_all(answer, moved.values(), lambda question: kinds[question.id], now)

    return await actor.do(rule, wish.key, limits.MOVE)


def _moved(state: State, before: Question, step: Made, by: Person, now: datetime) -> Question:
    if step.move == QuestionMove.MERGE and getattr(step.wish, "into", "") in (before.id, str(before.number)):
        return before  # the others are joined with it
    check_revision(step.wish.revision, before.revision, None)
    return questions.signed(before, MOVES[step.move].moved(state, before, step.wish, now), by)


def _steps(wish: Bulk) -> list[Made]:
    """Each question once. Refuses `none_chosen`, `too_many`, `no_such_move`, and what the move refuses."""
    given: Iterable[Step] = wish.each or [_step(name, wish) for name in wish.ids]
    steps = list({step.id: step for step in given}.values())
    check_chosen(len(steps))
    return [_made(step) for step in steps]


def check_chosen(many: int) -> None:
    """Refuses `none_chosen`, `too_many`."""
    if not many:
        raise Unfit("Choose at least one question first.", code="none_chosen", field="ids")
    if many > MOST:
        raise Unfit(
            "That is more than can be done at once. The most is {most}.", code="too_many", field="ids", most=MOST
        )


def _step(name: str, wish: Bulk) -> Step:
    question_id, _, revision = name.strip().partition(":")
    return Step(
        id=question_id,
        move=wish.move,
        revision=int(revision) if is_number(revision) else None,
        reason=wish.reason,
        into=wish.into,
    )


def _made(step: Step) -> Made:
    """The step as the move's own wish, with those of its fields that the move takes."""
    if step.move not in MOVES:
        raise NotFound("There is no such move.", code="no_such_move")
    move = QuestionMove(step.move)
    kind = MOVES[move].wish
    fields = {name: getattr(step, name) for name in kind.__struct_fields__ if name in Step.__struct_fields__}
    return Made(step.id, move, kind(**fields))
