"""Polls: made, opened, closed and shown by moderators; answered by everyone, as often as they change their mind."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from msgspec.structs import replace

from live.actions.acting import TRIES, Actor, Decision, Done, check_revision
from live.rules import polls
from live.rules.agenda import Session, current
from live.rules.changes import Change
from live.rules.errors import Conflict, Contended, NotFound, Unfit
from live.rules.ids import derived
from live.rules.people import Person, Role, limits, require_moderator
from live.rules.polls import MOST_POLLS, Poll, PollStatus, is_public, sets
from live.rules.polls.as_json import poll_as_json
from live.rules.polls.ballots import ballot, chosen_of
from live.rules.state import State, polled
from live.rules.wishes import Move
from live.rules.wishes.polls import EditPoll, HideWord, MakePoll, PollKind, PollMove, Vote
from live.store import Copy, Cursor
from live.store.ballots import LATE, STALE, Ballot


class _Row(NamedTuple):
    """What a move of a poll takes, the change it makes, and how the poll then is."""

    wish: type[Move]
    kind: str
    moved: Callable[[Poll, Any, datetime, State], Poll]  # Any: the row's own kind of wish


MOVES: Mapping[PollMove, _Row] = {
    PollMove.EDIT: _Row(EditPoll, "poll.edited", lambda p, w, now, s: polls.edit(p, _about(s, w))),
    PollMove.OPEN: _Row(Move, "poll.opened", lambda p, w, now, s: polls.open_(p, now, on(s, now))),
    PollMove.CLOSE: _Row(Move, "poll.closed", lambda p, w, now, s: polls.close(p, now)),
    PollMove.SHOW: _Row(Move, "poll.shown", lambda p, w, now, s: polls.show(p, on=True)),
    PollMove.HIDE: _Row(Move, "poll.shown", lambda p, w, now, s: polls.show(p, on=False)),
    PollMove.HIDE_WORD: _Row(HideWord, "poll.edited", lambda p, w, now, s: polls.hide_word(p, w.text, on=w.on)),
    PollMove.REMOVE: _Row(Move, "poll.removed", lambda p, w, now, s: polls.remove(p)),
    PollMove.RESTORE: _Row(Move, "poll.made", lambda p, w, now, s: polls.restore(p)),
}
WISHES: dict[str, type[Move]] = {move: rule.wish for move, rule in MOVES.items()}


async def make(actor: Actor, wish: MakePoll) -> Done:
    """Make a draft about a `session` (as `polls.about`; what is on, unless said otherwise); opened at once with `on`.

    Without a key, the same words are the same poll until it is closed or removed: its draft is opened by making it
    again with `on`.
    """
    require_moderator(actor.person)

    def rule(copy: Copy, now: datetime) -> Decision:
        kept = copy.state.polls
        about = polls.about(copy.state.agenda, polls.NOW if wish.session is None else wish.session)
        made_at = sets.made_last(kept.values(), wish.set, now)
        poll = polls.make(_new_id(actor.person, wish, len(kept)), wish, made_at, session=about)
        before = kept.get(poll.id) if wish.key else polls.twin(kept.values(), poll, wish.session)
        if before and not (wish.on and before.status == PollStatus.DRAFT):
            return Decision(answer=_as_json(copy, before))
        if not before and len(kept) >= MOST_POLLS:
            raise Unfit("There are {most} polls already. That is the most.", code="many_polls", most=MOST_POLLS)
        if wish.on:
            return _decision(copy, before, polls.open_(before or poll, now, on(copy.state, now)), "poll.opened", now)
        return _decision(copy, None, poll, "poll.made", now)

    return await actor.do(rule, wish.key, limits.MOVE)


async def move(actor: Actor, poll_id: str, name: PollMove, wish: Move) -> Done:
    """Carry out one of `MOVES`, with the wish of its row. Refuses `no_such_poll`, `conflict` and what the rule
    refuses.
    """
    require_moderator(actor.person)
    _, kind, moved = MOVES[name]

    def rule(copy: Copy, now: datetime) -> Decision:
        kept = _kept(copy, poll_id)
        check_revision(wish.revision, kept.revision, _as_json(copy, kept)["poll"])
        after = moved(kept, wish, now, copy.state)
        return Decision(answer=_as_json(copy, kept)) if after is kept else _decision(copy, kept, after, kind, now)

    return await actor.do(rule, wish.key, limits.MOVE)


async def answer(actor: Actor, poll_id: str, wish: Vote) -> dict[str, object]:
    """Keep someone's whole answer, in place of the one before; none takes it back.

    Refuses what `polls.ballot` refuses, and `Unavailable`; but an answer that is kept already is no refusal after the
    poll has closed: its sender may have missed ours.
    """
    for _ in range(TRIES):
        copy = await actor.copy()
        poll = _kept(copy, poll_id)
        try:
            chosen = ballot(poll, wish.choice, actor.acting.now())
        except Conflict:
            chosen = chosen_of(poll, wish.choice)
            if chosen != await _given(actor, poll_id):
                raise
            return {"id": poll_id, "choice": chosen, "cursor": str(copy.cursor)}
        given = Ballot(
            actor.slug, poll_id, poll.revision, actor.person.id, chosen, poll.kind == PollKind.TEXT, wish.key or ""
        )
        if (kept := await actor.store.ballots.set(given)) == LATE:
            chosen = await _given(actor, poll_id)
        if kept != STALE:
            return {"id": poll_id, "choice": chosen, "cursor": str(copy.cursor)}
        await copy.reached(Cursor(copy.cursor.epoch, copy.cursor.n + 1, 0))
    raise Contended


async def _given(actor: Actor, poll_id: str) -> tuple[str, ...]:
    """The answer of this person that is kept."""
    return tuple((await actor.store.ballots.of(actor.slug, actor.person.id, [poll_id])).get(poll_id, ()))


async def mine(actor: Actor, copy: Copy) -> dict[str, list[str]]:
    """Return what somebody has answered, by poll, of those on everyone's page."""
    known = [poll.id for poll in polled(copy.state, Role.ATTENDEE)]
    return await actor.store.ballots.of(copy.slug, actor.person.id, known)


def _kept(copy: Copy, poll_id: str) -> Poll:
    kept = copy.state.polls.get(poll_id)
    if kept is None:
        raise NotFound("There is no such poll here.", code="no_such_poll")
    return kept


def _as_json(copy: Copy, poll: Poll) -> dict[str, object]:
    return {"poll": poll_as_json(poll, copy.pulse.polls.get(poll.id, {}), Role.MODERATOR)}


def _decision(copy: Copy, before: Poll | None, after: Poll, kind: str, now: datetime) -> Decision:
    change = Change(kind=kind, at=now, thing=after, was="public" if before and is_public(before) else "")
    return Decision(put={f"poll:{after.id}": after}, changes=(change,), answer=_as_json(copy, after))


def on(state: State, now: datetime) -> tuple[Session, ...]:
    """Return the sessions that are on."""
    return current(state.agenda, now, state.event.advance)


def _about(state: State, wish: EditPoll) -> EditPoll:
    """The same wish, about a session that there is. Refuses `no_such_session`."""
    return wish if wish.session is None else replace(wish, session=polls.about(state.agenda, wish.session) or "")


def _new_id(by: Person, wish: MakePoll, place: int) -> str:
    """From the key, or from the words and how many polls there were before: polls are never taken away."""
    if wish.key:
        return derived(by.id, "poll", "key", wish.key)
    return derived(by.id, "poll", "words", str(place), wish.text, wish.kind, *wish.options)
