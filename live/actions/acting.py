"""How every action is carried out: decide on this process's copy, commit if nothing changed meanwhile, else decide
again.

An idempotency key is looked up before anything is refused: a retry gets the first answer, whatever has happened since.
Votes and answers to polls keep no keys: they are set as a whole, so a retry is done again and told how things now are.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import msgspec

from live.rules.changes import Change
from live.rules.errors import Conflict, Contended, NotFound, Refused
from live.rules.instants import fixed
from live.rules.nouns import Thing
from live.rules.people import Person
from live.rules.people.limits import Limit
from live.rules.questions import Question
from live.rules.questions.merging import Merging, Questions, followers_in, group, merged_into, target
from live.rules.state import State
from live.rules.things import revision_of
from live.store import Copy, Cursor, Store
from live.store.commits import Commit, Committed, commit, remembered
from live.store.keys import Keys
from live.tokens import Tokens

TRIES = 8


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule decided: things by field as they are to be, what to tell, and what to answer the caller.

    `unchanged`: fields it has read that must still be as they were. `regroup`: what the questions it merges or
    separates are merged into.
    """

    put: Mapping[str, Thing] = {}
    changes: tuple[Change, ...] = ()
    answer: object = None
    numbered: bool = False
    unchanged: tuple[str, ...] = ()
    regroup: Mapping[str, str] = {}


class Done(msgspec.Struct, frozen=True):
    """The answer (JSON bytes, an object without its cursor) and the cursor at which it is true.

    `new` unless it was answered before.
    """

    answer: bytes
    cursor: Cursor
    again: bool = False


class Acting:
    """What actions need: the store, the links' tokens, the time, and whether limits hold."""

    def __init__(
        self,
        store: Store,
        tokens: Tokens,
        *,
        limits: bool = True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.store = store
        self.tokens = tokens
        self.limits = limits
        self.now = now


class Actor(msgspec.Struct, frozen=True):
    """Somebody who acts at an event, and what acting needs."""

    acting: Acting
    slug: str
    person: Person

    @property
    def store(self) -> Store:
        return self.acting.store

    async def copy(self) -> Copy:
        """Return the event as this process knows it. Refuses `no_such_event`."""
        return await self.store.replica.copy(self.slug)

    async def do(
        self, rule: Callable[[Copy, datetime], Decision], key: str | None = None, limit: Limit | None = None
    ) -> Done:
        """Carry out `rule`. Raises whatever it refuses, `TooOften`, `Unavailable`."""
        for _ in range(TRIES):
            copy = await self.copy()
            try:
                decision = rule(copy, fixed(self.acting.now(), copy.state.event.zone))
            except Refused:
                if first := await self._first(copy, key):
                    return first
                raise
            if not decision.put:
                return await self._first(copy, key) or Done(
                    msgspec.json.encode(decision.answer), copy.cursor, again=True
                )
            done = await self._commit(copy, key, decision, limit if self.acting.limits else None)
            await copy.reached(done.cursor)
            if not done.stale:
                return Done(done.answer, done.cursor, again=done.again)
        raise Contended

    async def _first(self, copy: Copy, key: str | None) -> Done | None:
        """What this key was answered with before; there may be nothing left to do, or something to refuse, because it
        was done.
        """
        kept = await remembered(self.store.database, Keys(copy.slug), self.person.id, key) if key else None
        return Done(kept[1], Cursor.at(copy.cursor.epoch, kept[0]), again=True) if kept else None

    async def _commit(self, copy: Copy, key: str | None, decision: Decision, limit: Limit | None) -> Committed:
        guards = {field: revision_of(copy.state, field) for field in (*decision.put, *decision.unchanged)}
        links, recount = regrouped(copy.state.questions, decision)
        write = Commit(
            guards=guards,
            put={field: (thing.revision, thing) for field, thing in decision.put.items()},
            changes=decision.changes,
            numbered=decision.numbered,
            answer=decision.answer,
            merges=dict(decision.regroup),
            links=links,
            recount=recount,
        )
        return await commit(self.store.database, Keys(copy.slug), copy.cursor.epoch, self.person.id, key, write, limit)


def regrouped(before: Questions, decision: Decision) -> tuple[tuple[Merging, ...], dict[str, tuple[str, ...]]]:
    """Return how the questions a decision regroups hang together until now, and what counts together from then on."""
    if not decision.regroup:
        return (), {}
    after = {**before, **{q.id: q for q in decision.put.values() if isinstance(q, Question)}}
    touched = {
        q
        for question in decision.regroup
        for q in (question, before[question].merged_into, decision.regroup[question])
        if q
    }
    tops = {
        target(questions, questions[q]).id for q in touched for questions in (before, after) if q in questions
    } | set(decision.regroup)
    followed, following = followers_in(before), followers_in(after)
    links = {link.question: link for top in tops for link in group(before, followed, top)}
    return tuple(links.values()), {top: merged_into(following, top) for top in sorted(tops)}


def check_revision(seen: int | None, revision: int, current: object) -> None:
    """Refuses `conflict` when somebody was faster, with the thing as it now is."""
    if seen is not None and seen != revision:
        raise Conflict("Somebody else changed this a moment ago. Here is how it is now.", current=current)


def question_of(state: State, question_id: str) -> Question:
    question = state.questions.get(question_id)
    if question is None:
        raise NotFound("There is no such question here.", code="no_such_question")
    return question
