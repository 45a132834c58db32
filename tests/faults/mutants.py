"""Ways in which the product, its clients or a history could be wrong.

A checker that passes one of these is not to be trusted.
"""

import copy
import hashlib
import secrets
from collections.abc import Callable, Mapping
from typing import Any
from unittest.mock import patch

from starlette.applications import Starlette

from live.client import Client
from live.client import client as followed
from live.client.reducer import reduce as as_it_is
from live.settings import Settings
from tests.faults.history import History, Seen
from tests.faults.people import Watched

# In the product: applications for `live serve`


def instead(owner: type, **methods: Callable[..., object]) -> None:
    for name, method in methods.items():
        setattr(owner, name, method)


def without_exact_match(settings: Settings) -> Starlette:
    """Goes on after a number instead of an entry: a forked history is not noticed."""
    from live.store.copies.copy import Copy
    from live.store.copies.cursor import Cursor
    from live.store.copies.follower import Follower

    def since(self: Copy, cursor: str | None) -> Any:
        asked = Cursor.parse(cursor)
        return "unknown" if asked is None else [entry for entry in self.ring if entry.cursor.n > asked.n]

    async def stands(self: Follower, copy: Copy) -> bool:
        return True

    async def compare(self: Follower, copy: Copy) -> None:
        return None

    instead(Copy, since=since)
    instead(Follower, _stands=stands, _compare=compare)
    return _app(settings)


def votes_plus_one(settings: Settings) -> Starlette:
    """Adds to the count whatever the person has voted before."""
    return _with_script(
        settings,
        "upvote",
        """#!lua
for i = 3, #KEYS do
  if string.find(KEYS[i], ':voters:', 1, true) then
    redis.call(ARGV[3] == '1' and 'SADD' or 'SREM', KEYS[i], ARGV[2]) break end
end
redis.call('HINCRBY', KEYS[1], 'votes', 1)
return redis.call('HINCRBY', KEYS[2], ARGV[1], ARGV[3] == '1' and 1 or -1)
""",
    )


def ballots_plus_one(settings: Settings) -> Starlette:
    """Counts ballots instead of people: one that is changed or sent again counts once more."""
    return _with_script(
        settings,
        "ballot",
        """#!lua
for i = 2, #KEYS do
  if string.find(KEYS[i], ':ballots:', 1, true) then redis.call('HSET', KEYS[i], ARGV[3], ARGV[4]) end
  if string.find(KEYS[i], ':tally:', 1, true) then redis.call('HINCRBY', KEYS[i], '', 1) end
end
return redis.call('HINCRBY', KEYS[1], 'polls', 1)
""",
    )


def opens_twice(settings: Settings) -> Starlette:
    """Opens a poll that is open, and tells it once more."""
    from msgspec.structs import replace

    from live.actions import polls
    from live.rules.wishes.polls import PollMove

    rule = polls.MOVES[PollMove.OPEN]

    def again(poll: Any, wish: Any, now: Any, state: Any) -> Any:
        return replace(rule.moved(poll, wish, now, state), revision=poll.revision + 1)

    polls.MOVES = {**polls.MOVES, PollMove.OPEN: rule._replace(moved=again)}
    return _app(settings)


def _with_script(settings: Settings, name: str, text: str) -> Starlette:
    from live.store.scripts import SCRIPTS

    SCRIPTS[name].text, SCRIPTS[name].sha = text, hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
    return _app(settings)


def _app(settings: Settings) -> Starlette:
    from live.app import build_app

    return build_app(settings)


# In the client


class KeyForEachTry(Watched):
    """Retries without idempotency: every try is a wish of its own."""

    async def _attempt(self, path: str, body: bytes, headers: dict[str, str]) -> Any:
        return await super()._attempt(path, body, headers | {"Idempotency-Key": secrets.token_hex(8)})


class TakesEverything(Client):
    """Applies whatever comes, wherever it starts."""

    def follow(self, frame: dict[str, Any]) -> bool:
        return super().follow({**frame, "prev": self.cursor} if frame["type"] == "changes" else frame)


def adding_reducer(state: Any, frame: Mapping[str, Any]) -> Any:
    """Adds each question to the list, known or not: not idempotent."""
    before = state
    state = as_it_is(state, frame)
    if frame["type"] == "changes":
        told = [c["question"] for c in frame["changes"] if "text" in c.get("question", {})]
        known = {q["id"] for q in before["questions"]}
        state = {**state, "questions": [*state["questions"], *(q for q in told if q["id"] in known)]}
    return state


# On paper: a recorded history with something else in it


def replayed(
    history: History, alter: Callable[[list[Seen]], list[Seen]], client: type[Client] = Client, reduce: Any = as_it_is
) -> History:
    """What would have been recorded had these people got other frames, or used another client."""
    told = copy.copy(history)
    told.seen, told.stood = [], [stood for stood in history.stood if stood.who == "store"]
    with patch.object(followed, "reduce", reduce):
        for who in history.roles:
            _replay(
                told,
                client("http://nowhere", history.slug),
                who,
                alter([seen for seen in history.seen if seen.who == who]),
            )
    return told


def _replay(told: History, client: Client, who: str, seen: list[Seen]) -> None:
    for one in seen:
        frame = dict(one.frame or {})
        before, named = client.cursor, client._named
        taken = True
        if one.kind == "page":
            client.state, client.cursor, client._named = frame, frame["cursor"], frame["cursor"]
        else:
            taken = client.follow(frame)
        told.seen.append(
            Seen(
                who=who,
                line=one.line,
                at=one.at,
                kind=one.kind,
                before=before,
                named=named,
                prev=one.prev,
                cursor=one.cursor,
                taken=taken,
            )
        )
        if one.kind == "page" or (taken and one.kind == "changes"):
            told.stands(who, told.roles[who], client.cursor, client.state)


def unchanged(seen: list[Seen]) -> list[Seen]:
    return seen


def one_dropped(seen: list[Seen]) -> list[Seen]:
    """Without one frame that told of a question."""
    return [one for one in seen if one is not _telling(seen)]


def one_repeated(seen: list[Seen]) -> list[Seen]:
    """With one frame, which told of a question, given twice."""
    return [again for one in seen for again in ([one, one] if one is _telling(seen) else [one])]


def _telling(seen: list[Seen]) -> Seen | None:
    """The first frame about a question that another frame follows on the same connection."""
    frames = [one for one in seen if one.kind == "changes" and one.taken and one.prev != one.cursor]
    return next(
        (one for one, after in zip(frames, frames[1:], strict=False) if one.line == after.line and _tells(one)), None
    )


def _tells(one: Seen) -> bool:
    return any("text" in change.get("question", {}) for change in (one.frame or {}).get("changes", ()))
