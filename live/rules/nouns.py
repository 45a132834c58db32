"""What the table of things says of one noun, and what follows from it. The table itself is `things.py`.

Knows no noun by name.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import msgspec
from msgspec.structs import replace

from live.rules.people import Role
from live.rules.viewer import Viewer

Json = dict[str, object]

EVERYONE = frozenset(Role)
MODERATORS = frozenset({Role.MODERATOR})
NOBODY = frozenset[Role]()


class Thing(Protocol):
    """Anything that is kept: what there are several of also has an `id`. The revision grows with every change."""

    @property
    def revision(self) -> int: ...


class Noun(msgspec.Struct, frozen=True, kw_only=True):
    """A row. What has no default that means anything is worked out once from the field of `State` it stands at."""

    name: str  # in a change, in the store, in the ids of its pieces
    kinds: Mapping[str, str] = {}  # the changes that carry it -> what they mean
    audience: frozenset[Role] = EVERYONE  # who is ever told of it
    as_json: Callable[[Any, Viewer], Json | None] | None = None  # as it stands in STATE; None: not for this viewer
    in_change: Callable[[Any, str, Viewer], Json | None] | None = (
        None  # what a change says, where that is not `leaving`
    )
    public: tuple[str, ...] = ("public",)  # the values of a change's `was` that mean: it was on everyone's page
    order: tuple[str, ...] = ("id",)  # of the list in STATE: by these, `a|b` is the first that is set
    latest_first: bool = False
    joined: bool = True  # of several changes only the last is told to somebody who was away
    type: Any = None
    field: str = ""  # of `State`; of a noun there are several of also the name of the list in STATE
    many: bool = False
    place: Callable[[Mapping[str, object]], tuple[object, ...]] = tuple  # by what the list in STATE is sorted
    put: Callable[[Any, Any], Any] = lambda state, thing: state  # the state with this thing as it now is

    def listed(self, state: Any, viewer: Viewer) -> Any:
        """Return what STATE has of it for this viewer: one, or a list in its order."""
        assert self.as_json is not None
        kept = getattr(state, self.field)
        if not self.many:
            return self.as_json(kept, viewer)
        found = [seen for thing in kept.values() if (seen := self.as_json(thing, viewer)) is not None]
        return sorted(found, key=self.place, reverse=self.latest_first)

    def content(self, thing: Any, was: str, viewer: Viewer) -> Json | None:
        """Return what a change says of it to this viewer; None when it is not theirs to see."""
        if viewer.role not in self.audience or self.as_json is None:
            return None
        if self.in_change is not None:
            return self.in_change(thing, was, viewer)
        seen = self.as_json(thing, viewer)
        return leaving(thing) if seen is None and was in self.public else seen


def row(noun: Noun, field: str, kind: type, *, many: bool) -> Noun:
    """Return the row as it stands at a field of `State`, with what is done often worked out."""
    put = _put_among(field) if many else _put_alone(field)
    return replace(noun, field=field, type=kind, many=many, place=_place(noun.order), put=put)


def _put_among(field: str) -> Callable[[Any, Any], Any]:
    def put(state: Any, thing: Any) -> Any:
        return replace(state, **{field: {**getattr(state, field), thing.id: thing}})

    return put


def _put_alone(field: str) -> Callable[[Any, Any], Any]:
    def put(state: Any, thing: Any) -> Any:
        return replace(state, **{field: thing})

    return put


def _place(order: tuple[str, ...]) -> Callable[[Mapping[str, object]], tuple[object, ...]]:
    if len(order) == 1 and "|" not in order[0]:
        name = order[0]
        return lambda seen: (seen[name],)
    parts = [names.split("|") for names in order]

    def place(seen: Mapping[str, object]) -> tuple[object, ...]:
        return tuple(next((seen[name] for name in names if seen[name] is not None), None) for names in parts)

    return place


def is_gone(seen: Mapping[str, object]) -> bool:
    """Return whether what a change says of a thing takes it off the page. Clients go by the same
    (`static/js/reduce.js`).
    """
    return "revision" not in seen or bool(seen.get("removed") or seen.get("retracted"))


def leaving(thing: Any) -> Json:
    """Return what is told of a thing that leaves somebody's page: nothing but which one, and what became of it."""
    return {"id": thing.id, "status": thing.status}
