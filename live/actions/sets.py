"""Sets of polls: made from a template, opened and closed at once, kept as templates, and answered together."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from live.actions import polls as acting
from live.actions.acting import Acting, Actor, Decision, Done
from live.actions.announcements import CLOCK
from live.rules import polls
from live.rules.changes import Change
from live.rules.errors import NotFound, Refused, Unfit
from live.rules.event import Event
from live.rules.ids import derived
from live.rules.people import Person, Role, limits, require_moderator
from live.rules.polls import MOST_POLLS, Poll, PollStatus, is_public, sets
from live.rules.polls.as_json import poll_as_json
from live.rules.state import State
from live.rules.templates import PollTemplate
from live.rules.wishes.polls import MakePoll, Vote
from live.rules.wishes.sets import AnswerOf, MakeSet, MoveSet, SetMove
from live.store import Copy

WISHES: dict[str, type[MoveSet]] = dict.fromkeys(SetMove, MoveSet)
Told = tuple[str, Poll | None, Poll]  # kind of change, before, after


async def make(actor: Actor, wish: MakeSet, offered: PollTemplate | None, latest: datetime | None = None) -> Done:
    """Make the polls of a template: `offered`, or one of the event's own. Refuses `no_such_template`, `many_polls`, and
    a last day that is none; `latest`: when everything is deleted.

    A template of one poll makes a poll that is in no set. What is there already is not made again, only opened.
    """
    require_moderator(actor.person)

    def rule(copy: Copy, now: datetime) -> Decision:
        state, kept = copy.state, copy.state.polls
        end = sets.end_of(wish.until, state.event.zone, now, latest) if wish.on else None
        template = offered or _own(state, wish.template)
        made = _made(actor.person, template, wish, state, now)
        there = sets.of_set(kept.values(), made[0].set) if made[0].set else _twins(state, made, wish)
        if there:
            return _decision(copy, made[0].set, _opened(state, there, now, end) if wish.on else [], there)
        if len(kept) + len(made) > MOST_POLLS:
            raise Unfit("There are {most} polls already. That is the most.", code="many_polls", most=MOST_POLLS)
        if wish.on:
            made = [poll for _, _, poll in _opened(state, made, now, end)]
        kind = "poll.opened" if wish.on else "poll.made"
        return _decision(copy, made[0].set, [(kind, None, poll) for poll in made], made)

    return await actor.do(rule, wish.key, limits.MOVE)


def _own(state: State, name: str) -> PollTemplate:
    for template in state.event.poll_templates:
        if template.name == name:
            return template
    raise NotFound("There is no such template.", code="no_such_template")


def _made(by: Person, template: PollTemplate, wish: MakeSet, state: State, now: datetime) -> list[Poll]:
    about = polls.about(state.agenda, wish.session or None)
    name = (wish.name or template.name) if len(template.polls) > 1 else ""
    times = sets.moments(now, len(template.polls))
    return [
        polls.make(
            derived(by.id, "set", wish.key or str(len(state.polls)), str(place), one.text),
            MakePoll(text=one.text, kind=one.kind, options=one.options, set=name),
            at,
            session=about,
        )
        for place, (one, at) in enumerate(zip(template.polls, times, strict=True))
    ]


def _twins(state: State, made: Sequence[Poll], wish: MakeSet) -> list[Poll]:
    before = polls.twin(state.polls.values(), made[0], wish.session)
    return [before] if before else []


def _opened(state: State, of: Sequence[Poll], now: datetime, end: datetime | None) -> list[Told]:
    """Those that are not open yet, as they are once they are."""
    on = acting.on(state, now)
    return [
        ("poll.opened", poll, polls.open_(poll, at, on, end))
        for poll, at in zip(of, sets.moments(now, len(of)), strict=True)
        if poll.status != PollStatus.OPEN
    ]


def _decision(copy: Copy, name: str, told: Sequence[Told], of: Sequence[Poll], at: datetime | None = None) -> Decision:
    now = {after.id: after for _, _, after in told}
    return Decision(
        put={f"poll:{after.id}": after for after in now.values()},
        changes=tuple(
            Change(
                kind=kind,
                at=at or after.opened_at or after.made_at,
                thing=after,
                was="public" if before and is_public(before) else "",
            )
            for kind, before, after in told
        ),
        answer={"set": name, "polls": [_as_json(copy, now.get(poll.id, poll)) for poll in of]},
    )


def _as_json(copy: Copy, poll: Poll) -> dict[str, object]:
    return poll_as_json(poll, copy.pulse.polls.get(poll.id, {}), Role.MODERATOR)


async def move(actor: Actor, name: SetMove, wish: MoveSet, latest: datetime | None = None) -> Done:
    """Open or close a set, change its last day, or keep or forget a template. Refuses `no_such_set`,
    `many_templates`, and a last day that is none; `latest`: when everything is deleted.
    """
    require_moderator(actor.person)

    def rule(copy: Copy, now: datetime) -> Decision:
        end = sets.end_of(wish.until, copy.state.event.zone, now, latest) if name in DATED else None
        return DATED[name](copy, wish.name, now, end) if name in DATED else MOVES[name](copy, wish.name, now)

    return await actor.do(rule, wish.key, limits.MOVE)


async def close_over(acting: Acting, slug: str) -> Done:
    """Close what has had its time. Any number of processes may try: the store takes only the first."""

    def rule(copy: Copy, now: datetime) -> Decision:
        over = [poll for poll in copy.state.polls.values() if polls.is_over(poll, now)]
        return _decision(copy, "", [("poll.closed", poll, polls.close(poll, now)) for poll in over], over)

    return await Actor(acting, slug, CLOCK).do(rule)


def _open(copy: Copy, name: str, now: datetime, end: datetime | None) -> Decision:
    here = sets.known(copy.state.polls.values(), name)
    return _decision(copy, name, _opened(copy.state, here, now, end), here)


def _until(copy: Copy, name: str, now: datetime, end: datetime | None) -> Decision:
    here = sets.known(copy.state.polls.values(), name)
    told = [("poll.edited", poll, after) for poll in here if (after := polls.until(poll, end)) is not poll]
    return _decision(copy, name, told, here, now)


def _close(copy: Copy, name: str, now: datetime) -> Decision:
    here = sets.known(copy.state.polls.values(), name)
    told = [
        ("poll.closed", poll, polls.close(poll, at))
        for poll, at in zip(here, sets.moments(now, len(here)), strict=True)
        if poll.status == PollStatus.OPEN
    ]
    return _decision(copy, name, told, here)


def _keep(copy: Copy, name: str, now: datetime) -> Decision:
    template = sets.template_of(name, sets.known(copy.state.polls.values(), name))
    return _with_event(copy, sets.keep(copy.state.event, template), name, now)


def _forget(copy: Copy, name: str, now: datetime) -> Decision:
    return _with_event(copy, sets.forget(copy.state.event, name), name, now)


def _with_event(copy: Copy, after: Event, name: str, now: datetime) -> Decision:
    answer = {"set": name, "templates": [template.name for template in after.poll_templates]}
    if after is copy.state.event:
        return Decision(answer=answer)
    return Decision(put={"event": after}, changes=(Change(kind="event.changed", at=now, thing=after),), answer=answer)


DATED: Mapping[SetMove, Callable[[Copy, str, datetime, datetime | None], Decision]] = {
    SetMove.OPEN: _open,
    SetMove.UNTIL: _until,
}
MOVES: Mapping[SetMove, Callable[[Copy, str, datetime], Decision]] = {
    SetMove.CLOSE: _close,
    SetMove.KEEP: _keep,
    SetMove.FORGET: _forget,
}


async def answer(actor: Actor, given: Sequence[AnswerOf]) -> dict[str, object]:
    """Answer several polls, each as if alone: one that is refused keeps no other from counting. Refuses what the first
    one refuses.
    """
    refusal, answered = None, list[object]()
    for one in given:
        try:
            answered.append(await acting.answer(actor, one.poll, Vote(choice=one.choice)))
        except Refused as refused:
            refused.field = f"answer-{one.poll}"
            refusal = refusal or refused
    if refusal:
        raise refusal
    return {"answers": answered}
