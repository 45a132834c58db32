"""How every action is carried out: decide on this process's copy, commit if nothing changed meanwhile, else decide again.

An idempotency key is looked up before anything is refused: a retry gets the first answer, whatever has happened since.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from live.rules.changes import Change
from live.rules.errors import Conflict, NotFound, Refused, Unavailable
from live.rules.limits import Limit
from live.rules.people import Person
from live.rules.state import State
from live.store import Copy, Cursor, Store
from live.store.commits import Commit, Committed, commit, remembered
from live.store.keys import Keys
from live.tokens import Tokens

TRIES = 8
LONGEST_KEY = 100


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule decided: things by field as they are to be, what to tell, and what to answer the caller."""

    put: Mapping[str, Any] = {}
    changes: tuple[Change, ...] = ()
    answer: Any = None
    numbered: bool = False


class Done(msgspec.Struct, frozen=True):
    """The answer (JSON bytes, an object without its cursor) and the cursor at which it is true. `new` unless it was answered before."""

    answer: bytes
    cursor: Cursor
    again: bool = False


class Acting:
    """What actions need: the store, the links' tokens, the time, and whether limits hold."""

    def __init__(self, store: Store, tokens: Tokens, *, limits: bool = True, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.store = store
        self.tokens = tokens
        self.limits = limits
        self.now = now

    async def do(self, slug: str, by: Person, key: str | None, rule: Callable[[Copy, datetime], Decision], limit: Limit | None = None) -> Done:
        """Carry out `rule`. Raises whatever it refuses, `TooOften`, `Unavailable`."""
        for _ in range(TRIES):
            copy = await self.store.replica.copy(slug)
            try:
                decision = rule(copy, self.now().astimezone(copy.state.event.zone))
            except Refused:
                if key and (first := await remembered(self.store.link, Keys(slug), by.id, key)):
                    return Done(first[1], Cursor.at(copy.cursor.epoch, first[0]), again=True)
                raise
            if not decision.put:
                return Done(msgspec.json.encode(decision.answer), copy.cursor, again=True)
            done = await self._commit(copy, by, key, decision, limit if self.limits else None)
            await copy.reached(done.cursor)
            if not done.stale:
                return Done(done.answer, done.cursor, again=done.again)
        raise Unavailable("Many people are changing this at once. Try again in a moment.", retry_after=1)

    async def _commit(self, copy: Copy, by: Person, key: str | None, decision: Decision, limit: Limit | None) -> Committed:
        guards = {field: revision_of(copy.state, field) for field in decision.put}
        write = Commit(
            guards=guards, put={field: (thing.revision, thing) for field, thing in decision.put.items()},
            changes=decision.changes, numbered=decision.numbered, answer=decision.answer,
        )  # fmt: skip
        return await commit(self.store.link, Keys(copy.slug), copy.cursor.epoch, by.id, key, write, limit)


def revision_of(state: State, field: str) -> int:
    """The revision a thing has in this state; 0 when it does not exist."""
    kind, _, thing_id = field.partition(":")
    shelves: dict[str, Mapping[str, Any]] = {"question": state.questions, "announcement": state.announcements}
    thing = shelves[kind].get(thing_id) if kind in shelves else getattr(state, kind)
    return int(thing.revision) if thing is not None else 0


def check_revision(seen: int | None, revision: int, current: Any) -> None:
    """Refuses `conflict` when somebody was faster, with the thing as it now is."""
    if seen is not None and seen != revision:
        raise Conflict("Somebody else changed this a moment ago. Here is how it is now.", current=current)


def question_of(state: State, question_id: str) -> Any:
    question = state.questions.get(question_id)
    if question is None:
        raise NotFound("There is no such question here.", code="no_such_question")
    return question
