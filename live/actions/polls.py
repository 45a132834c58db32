"""Polls: made, opened, closed and shown by moderators; answered by everyone, as often as they change their mind."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from live.actions.acting import TRIES, Acting, Decision, Done, check_revision
from live.rules import polls
from live.rules.agenda import Session, current
from live.rules.changes import Change
from live.rules.errors import Conflict, NotFound, Unavailable, Unfit
from live.rules.people import Person, Role, limits, require_moderator
from live.rules.polls import MOST_POLLS, Poll, is_public, seen_poll
from live.rules.state import State, polled
from live.store import Copy, Cursor
from live.store.ballots import STALE, Wish

Move = Callable[[Poll, Mapping[str, Any], datetime, State], Poll]

# What a moderator can do with a poll, by the last part of the address: the rule, and the kind of change it makes.
MOVES: Mapping[str, tuple[Move, str]] = {
    "edit": (lambda poll, wish, now, state: polls.edit(poll, {**wish, "session": _about(state, wish)}), "poll.edited"),
    "open": (lambda poll, wish, now, state: polls.open_(poll, now, on(state, now)), "poll.opened"),
    "close": (lambda poll, wish, now, state: polls.close(poll, now), "poll.closed"),
    "show": (lambda poll, wish, now, state: polls.show(poll, on=True), "poll.shown"),
    "hide": (lambda poll, wish, now, state: polls.show(poll, on=False), "poll.shown"),
    "hide_word": (
        lambda poll, wish, now, state: polls.hide_word(poll, wish.get("text") or "", on=wish.get("on", True)),
        "poll.edited",
    ),
    "remove": (lambda poll, wish, now, state: polls.remove(poll), "poll.removed"),
    "restore": (lambda poll, wish, now, state: polls.restore(poll), "poll.made"),
}


async def make(acting: Acting, slug: str, by: Person, wish: Mapping[str, Any], key: str | None) -> Done:
    """A draft with `text`, `kind`, `options` and `session` (as `polls.about`; what is on, unless said otherwise);
    opened at once with `on`.

    Without a key, the same words are the same poll until it is closed or removed: its draft is opened by making it
    again with `on`.
    """
    require_moderator(by)

    def rule(copy: Copy, now: datetime) -> Decision:
        kept = copy.state.polls
        about = polls.about(copy.state.agenda, wish.get("session", polls.NOW))
        poll = polls.make(
            _new_id(by, wish, key, len(kept)),
            wish.get("text"),
            wish.get("kind") or "single",
            wish.get("options") or (),
            now,
            session=about,
        )
        before = kept.get(poll.id) if key else polls.twin(kept.values(), poll, wish.get("session"))
        if before and not (wish.get("on") and before.status == "draft"):
            return Decision(answer=_seen(copy, before))
        if not before and len(kept) >= MOST_POLLS:
            raise Unfit("There are {most} polls already. That is the most.", code="many_polls", most=MOST_POLLS)
        if wish.get("on"):
            return _told(copy, before, polls.open_(before or poll, now, on(copy.state, now)), "poll.opened", now)
        return _told(copy, None, poll, "poll.made", now)

    return await acting.do(slug, by, key, rule, limits.MOVE)


async def move(
    acting: Acting, slug: str, by: Person, poll_id: str, name: str, wish: Mapping[str, Any], key: str | None
) -> Done:
    """One of `MOVES`. Refuses `no_such_move`, `no_such_poll`, `conflict` and what the rule refuses."""
    require_moderator(by)
    if name not in MOVES:
        raise NotFound("Nothing of that name can be done with a poll.", code="no_such_move")

    def rule(copy: Copy, now: datetime) -> Decision:
        kept = _kept(copy, poll_id)
        check_revision(wish.get("revision"), kept.revision, _seen(copy, kept)["poll"])
        change, kind = MOVES[name]
        after = change(kept, wish, now, copy.state)
        return Decision(answer=_seen(copy, kept)) if after is kept else _told(copy, kept, after, kind, now)

    return await acting.do(slug, by, key, rule, limits.MOVE)


async def answer(acting: Acting, slug: str, by: Person, poll_id: str, choice: list[str]) -> dict[str, Any]:
    """Someone's whole answer, in place of the one before; none takes it back.

    Refuses what `polls.ballot` refuses, and `Unavailable`; but an answer that is kept already is no refusal after the
    poll has closed: its sender may have missed ours.
    """
    for _ in range(TRIES):
        copy = await acting.store.replica.copy(slug)
        poll = _kept(copy, poll_id)
        try:
            chosen = polls.ballot(poll, choice)
        except Conflict:
            chosen = polls.chosen_of(poll, choice)
            if chosen != await _given(acting, slug, by, poll_id):
                raise
            return {"id": poll_id, "choice": chosen, "cursor": str(copy.cursor)}
        if await acting.store.ballots.set(Wish(slug, poll_id, poll.revision, by.id, chosen)) != STALE:
            return {"id": poll_id, "choice": chosen, "cursor": str(copy.cursor)}
        await copy.reached(Cursor(copy.cursor.epoch, copy.cursor.n + 1, 0))
    raise Unavailable("Many people are changing this at once. Try again in a moment.", retry_after=1)


async def _given(acting: Acting, slug: str, by: Person, poll_id: str) -> tuple[str, ...]:
    """The answer of this person that is kept."""
    return tuple((await acting.store.ballots.of(slug, by.id, [poll_id])).get(poll_id, ()))


async def mine(acting: Acting, copy: Copy, by: Person) -> dict[str, list[str]]:
    """What somebody has answered, by poll, of those on everyone's page."""
    return await acting.store.ballots.of(copy.slug, by.id, [poll.id for poll in polled(copy.state, Role.ATTENDEE)])


def _kept(copy: Copy, poll_id: str) -> Poll:
    kept = copy.state.polls.get(poll_id)
    if kept is None:
        raise NotFound("There is no such poll here.", code="no_such_poll")
    return kept


def _seen(copy: Copy, poll: Poll) -> dict[str, Any]:
    return {"poll": seen_poll(poll, copy.pulse.polls.get(poll.id, {}), Role.MODERATOR)}


def _told(copy: Copy, before: Poll | None, after: Poll, kind: str, now: datetime) -> Decision:
    change = Change(kind=kind, at=now, thing=after, was="public" if before and is_public(before) else "")
    return Decision(put={f"poll:{after.id}": after}, changes=(change,), answer=_seen(copy, after))


def on(state: State, now: datetime) -> tuple[Session, ...]:
    """The sessions that are on."""
    return current(state.agenda, now, state.event.advance)


def _about(state: State, wish: Mapping[str, Any]) -> str | None:
    """As a draft is to be about it; None where nothing is said, "" for nothing in particular."""
    return None if wish.get("session") is None else polls.about(state.agenda, wish["session"]) or ""


def _new_id(by: Person, wish: Mapping[str, Any], key: str | None, place: int) -> str:
    """From the key, or from the words and how many polls there were before: polls are never taken away."""
    parts = (
        ("key", key)
        if key
        else ("words", str(place), str(wish.get("text")), str(wish.get("kind")), *(wish.get("options") or ()))
    )
    return base64.b32encode(hashlib.sha256("\0".join((by.id, "poll", *parts)).encode()).digest()[:10]).decode().lower()
