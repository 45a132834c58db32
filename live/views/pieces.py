"""A thing as a piece of a page, for every noun that needs no more than its own template.

The template is `fragments/<noun>.html` for everyone and `fragments/desk/<noun>.html` for moderators; it prints one
element with the id `<noun>-<id>`, which stands in the list that is called as in STATE.
"""

from typing import Any

from live.rules.nouns import Noun, Thing, is_gone
from live.rules.people import Role
from live.rules.snapshot import Snapshot
from live.rules.things import THINGS
from live.views.press import Press

Piece = dict[str, Any]
WITH_PRINTERS = frozenset({"question", "mark", "announcement", "poll"})  # `fragments.py` and `desk/` print these


def piece_of(
    press: Press, noun: Noun, thing: Thing, seen: dict[str, Any], language: str, context: dict[str, Any], room: str = ""
) -> Piece:
    """Print a piece; `seen` is what the change says of the thing to this audience, `room` the folder of its
    templates.
    """
    name = f"{noun.name}-{seen['id']}" if noun.many else noun.name
    if is_gone(seen):
        return {"put": [], "drop": [name]}
    html = press.fragment(f"{room}{noun.name}", language, **context | {noun.name: thing})
    return {"put": [{"id": name, "list": noun.field if noun.many else None, "html": html}], "drop": []}


def lists(snapshot: Snapshot, role: Role) -> dict[str, list[Any]]:
    """Return what a page lists of the nouns that need no more, by their name in STATE and in its order."""
    state, viewer = snapshot.state, snapshot.viewer(role)
    nouns = [noun for noun in THINGS if noun.many and role in noun.audience and noun.name not in WITH_PRINTERS]
    return {noun.field: [getattr(state, noun.field)[s["id"]] for s in noun.listed(state, viewer)] for noun in nouns}
