"""Each kind of change on its way: through the store, both reducers and the templates, for everybody it is for."""

import json
import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from live.client.reducer import reduce
from live.rules.changes import Change, change_for
from live.rules.people import Role
from live.rules.state import State, apply, state_for, viewer_of
from live.rules.things import KINDS
from live.store import codec
from live.store.keys import Keys
from live.views import Views
from tests.builders import NOON
from tests.finding import one
from tests.journeys.deeds import DEEDS, Hall
from tests.journeys.event import SLUG, Event
from tests.journeys.reducing import reduced
from tests.tools import found
from tests.views.copies import Copy

ROLES = (Role.ATTENDEE, Role.MODERATOR)
# Nobody sees anything of it, not even that the event has a new revision.
UNTOLD = {"token.made", "token.revoked"}
LATER = NOON + timedelta(days=7000)  # all is over: nothing depends on the clock any more
VIEWS = Views()


class Happened:
    """What a deed did: the state before and each change with the state after it, as they went through the store."""

    def __init__(self, event: Event, kind: str) -> None:
        live = event.server.app.state.live
        self.before: State = event.server.call(live.store.events.load(SLUG)).state
        DEEDS[kind][0](Hall(event, random.Random(1)))
        entries = event.server.call(live.store.database.run(lambda redis: redis.xrange(Keys(SLUG).stream)))
        self.raw: list[bytes] = [fields[b"c"] for _, fields in entries]
        self.kept: State = event.server.call(live.store.events.load(SLUG)).state
        self.steps: list[tuple[Change, State]] = []
        state = self.before
        for data in self.raw:
            change = codec.load_change(data)
            state = apply(state, change)
            self.steps.append((change, state))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_change_reaches_everybody_it_is_for(event: Event, kind: str) -> None:
    """Through the store, both reducers and the templates."""
    happened = Happened(event, kind)
    assert kind in [change.kind for change, _ in happened.steps], f"the deed of {kind} does not make it"
    assert happened.steps[-1][1] == happened.kept, f"{kind} leads elsewhere than to what is kept"
    for data, (change, _) in zip(happened.raw, happened.steps, strict=True):
        assert json.loads(codec.dump(change)) == json.loads(data)
    for role in ROLES if kind not in UNTOLD else ():
        assert_reduced(happened, role)
    pieces = [piece for role in ROLES for piece in printed(happened, kind, role)]
    assert pieces or kind in UNTOLD, f"{kind} is printed for nobody"


def assert_reduced(happened: Happened, role: Role) -> None:
    """What clients make of the frames is what a fresh STATE has, in Python and in JavaScript."""
    start, frames = as_json(happened.before, role), list[dict[str, Any]]()
    for n, (change, state) in enumerate(happened.steps):
        seen = change_for(change, viewer_of(state, role, LATER))
        frames.append({"type": "changes", "prev": str(n), "cursor": str(n + 1), "changes": [seen] if seen else []})
    told = json.loads(msgspec.json.encode(frames))
    fresh = as_json(happened.steps[-1][1], role) | {"cursor": str(len(frames))}
    made: Mapping[str, Any] = start
    for frame in told:
        made = reduce(made, frame)
    assert made == fresh, "live/client/reducer.py"
    if found("node"):
        assert reduced(start, told) == fresh, "static/js/reduce.js"


def as_json(state: State, role: Role) -> dict[str, Any]:
    seen: dict[str, Any] = json.loads(msgspec.json.encode(state_for(state, viewer_of(state, role, LATER))))
    return {"cursor": "0", **seen}


def printed(happened: Happened, kind: str, role: Role) -> list[dict[str, Any]]:
    """The pieces of the changes of this kind for a role, each of which is the piece of the fresh page."""
    found = []
    for change, state in happened.steps:
        piece = VIEWS.change(Copy(state, people=0).snapshot("nb", LATER), change, role) if change.kind == kind else None
        if piece is None or not (piece["put"] or piece["drop"]):
            continue
        page = VIEWS.desk(Copy(state, people=0).snapshot("nb", LATER), address="") if role is Role.MODERATOR else None
        tree = LexborHTMLParser(page or VIEWS.attendee(Copy(state, people=0).snapshot("nb", LATER)))
        for put in piece["put"]:
            assert one(tree, f'[id="{put["id"]}"]').html == one(LexborHTMLParser(put["html"]), "body > *").html
        assert not [gone for gone in piece["drop"] if tree.css_first(f'[id="{gone}"]')]
        found.append(piece)
    return found
