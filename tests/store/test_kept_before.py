"""What an earlier release kept is read as it was meant: things, stream, and what people saw of them.

`kept_by_0_1.json` was written by version 0.1 after at least one deed of every kind of change.
"""

import json
from collections.abc import AsyncIterator
from datetime import datetime
from operator import methodcaller
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from live.rules.people import Role
from live.rules.state import apply, state_for, viewer_of
from live.store import Store, codec
from live.store.events import Loaded
from live.store.keys import Keys
from tests.builders import a_state

SLUG = "seminar"
KEPT: dict[str, Any] = json.loads(Path(__file__).with_name("kept_by_0_1.json").read_text())


@pytest.fixture
async def loaded(redis_url: str) -> AsyncIterator[Loaded]:
    keys = Keys(SLUG)
    async with Store(redis_url).open() as store:
        for name in ("meta", "things", "revisions", "secrets", "votes"):
            await store.database.run(methodcaller("hset", getattr(keys, name), mapping=KEPT[name]))
        for entry_id, change in KEPT["stream"]:
            await store.database.run(methodcaller("xadd", keys.stream, {"c": change}, id=entry_id))
        yield await store.events.load(SLUG)


@pytest.mark.parametrize("role", [Role.ATTENDEE, Role.MODERATOR])
async def test_people_see_what_they_saw(loaded: Loaded, role: Role) -> None:
    before = KEPT["shown"][str(role)]
    now = datetime.fromisoformat(before["now"])
    seen = state_for(loaded.state, viewer_of(loaded.state, role, now, loaded.votes))
    after = json.loads(msgspec.json.encode(seen)) | {"cursor": str(loaded.cursor), "epoch": loaded.cursor.epoch}
    assert differing(before, after) == []


async def test_the_stream_leads_to_what_is_kept(loaded: Loaded) -> None:
    state = a_state()
    for _, change in loaded.entries:
        state = apply(state, change)
    assert replace(state, moves=loaded.state.moves) == loaded.state
    told = [(move.kind, move.at, move.before, move.added) for move in state.moves.moves]
    assert told == [(move.kind, move.at, move.before, move.added) for move in loaded.state.moves.moves]
    assert len(loaded.entries) == len(KEPT["stream"])


def test_a_change_is_kept_as_it_was() -> None:
    """The release before must be able to read what this one writes: both run while a new one is rolled out. Fields that
    it does not know it leaves alone.
    """
    for _, text in KEPT["stream"]:
        assert differing(json.loads(text), json.loads(codec.dump(codec.load_change(text.encode())))) == []


def test_a_kind_of_a_later_release_still_tells_of_its_thing() -> None:
    change = next(text for _, text in KEPT["stream"] if '"question.asked"' in text)
    later = codec.load_change(change.replace("question.asked", "question.applauded").encode())
    assert later.thing == codec.load_change(change.encode()).thing
    assert (
        codec.load_change(b'{"at":"2022-03-08T12:00:00+01:00","kind":"wall.painted","wall":{"id":"w"}}').thing is None
    )


def differing(before: Any, after: Any, where: str = "") -> list[str]:
    """What was seen then and is not now, or is otherwise; later releases may tell more."""
    if where in (".now", ".presence"):
        return []
    if isinstance(before, dict) and isinstance(after, dict):
        return [line for key in before for line in differing(before[key], after.get(key), f"{where}.{key}")]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [line for n, one in enumerate(before) for line in differing(one, after[n], f"{where}[{n}]")]
    return [] if before == after else [f"{where}: {before!r} is now {after!r}"]
