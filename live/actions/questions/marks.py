"""Labels and the order of the queue: what moderators arrange for themselves, absolute, so that it can be taken back."""

from collections.abc import Iterable
from datetime import datetime

from live.actions.acting import Actor, Decision, Done, check_revision, question_of
from live.actions.questions.bulk import check_chosen
from live.rules.changes import Change
from live.rules.errors import Refused
from live.rules.people import Person, limits, require_moderator
from live.rules.questions import marks
from live.rules.questions.marks import Mark, mark_as_json, order_as_json
from live.rules.state import State
from live.rules.wishes.questions import Arrange, Bulk, Label
from live.store import Copy


async def label(actor: Actor, question_id: str, wish: Label) -> Done:
    """Label a question: `labels` are all it is to have; or one `label`, `on` or not. `revision` is the mark's as the
    moderator saw it.
    """
    require_moderator(actor.person)

    def rule(copy: Copy, now: datetime) -> Decision:
        before = _mark(copy.state, question_of(copy.state, question_id).id)
        check_revision(wish.revision, before.revision, mark_as_json(before))
        after = _labelled(copy.state, before, wish, actor.person)
        return _marked({"mark": mark_as_json(after)}, [(before, after)], now)

    return await actor.do(rule, wish.key, limits.MOVE)


async def label_all(actor: Actor, wish: Bulk) -> Done:
    """Put one `label` on each of `ids`, or off with `on` false.

    What has too many already stays as it is and is named in `skipped`.
    """
    require_moderator(actor.person)
    ids = list(dict.fromkeys(name.strip().partition(":")[0] for name in wish.ids))
    check_chosen(len(ids))
    one = Label(label=wish.label, on=wish.on)

    def rule(copy: Copy, now: datetime) -> Decision:
        moved, skipped = list[tuple[Mark, Mark]](), list[dict[str, object]]()
        for question in (question_of(copy.state, name) for name in ids):
            before = _mark(copy.state, question.id)
            try:
                moved.append((before, _labelled(copy.state, before, one, actor.person)))
            except Refused as refused:
                if refused.why != "many_labels":
                    raise
                skipped.append({"id": question.id, "number": question.number, "code": refused.why})
        changed = [mark_as_json(after) for before, after in moved if after is not before]
        return _marked({"marks": changed, "skipped": skipped}, moved, now)

    return await actor.do(rule, wish.key, limits.MOVE)


async def arrange(actor: Actor, wish: Arrange) -> Done:
    """Arrange the queue: `ids` are to stand at the top of the queue, the first first, nothing to sort it by votes; or
    one `question` to `move` up or down.
    """
    require_moderator(actor.person)

    def rule(copy: Copy, now: datetime) -> Decision:
        state, before = copy.state, copy.state.order
        check_revision(wish.revision, before.revision, order_as_json(before))
        after = marks.arrange(before, _wished(copy, wish), state.questions, actor.person.name)
        answer = {"order": order_as_json(after)}
        if after is before:
            return Decision(answer=answer)
        return Decision(
            put={"order": after}, changes=(Change(kind="queue.arranged", at=now, thing=after),), answer=answer
        )

    return await actor.do(rule, wish.key, limits.MOVE)


def _wished(copy: Copy, wish: Arrange) -> Iterable[str]:
    if wish.question is None:
        return wish.ids
    order = copy.state.order
    shown = [q.id for q in marks.queue(copy.state.questions.values(), copy.pulse.votes, order)]
    return marks.stepped(order, shown, wish.question, marks.STEPS[wish.move] if wish.move else 0)


def _mark(state: State, question_id: str) -> Mark:
    return state.marks.get(question_id) or Mark(id=question_id)


def _labelled(state: State, before: Mark, wish: Label, by: Person) -> Mark:
    known = [one for one, _ in marks.in_use(state.marks)]
    if wish.label is not None:
        return marks.switch(before, wish.label, by.name, known, on=wish.on)
    return marks.label(before, wish.labels or (), by.name, known)


def _marked(answer: dict[str, object], moved: Iterable[tuple[Mark, Mark]], now: datetime) -> Decision:
    changed = [after for before, after in moved if after is not before]
    return Decision(
        put={f"mark:{mark.id}": mark for mark in changed},
        changes=tuple(Change(kind="question.marked", at=now, thing=mark) for mark in changed),
        answer=answer,
    )
