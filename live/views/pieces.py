"""A thing as a piece of a page, for every noun that needs no more than its own template.

The template is `fragments/<noun>.html` for everyone and `fragments/desk/<noun>.html` for moderators; it prints one
element with the id `<noun>-<id>`, which stands in the list that is called as in STATE.
"""

from typing import Any

from live.rules.nouns import Noun, Thing, is_gone
from live.rules.state import State
from live.rules.viewer import Viewer
from live.views.press import Press

Piece = dict[str, Any]


def piece_of(
    press: Press, noun: Noun, thing: Thing, seen: dict[str, Any], language: str, context: dict[str, Any], room: str = ""
) -> Piece:
    """`seen` is what the change says of the thing to this audience, `room` the folder of its templates."""
    name = f"{noun.name}-{seen['id']}" if noun.many else noun.name
    if is_gone(seen):
        return {"put": [], "drop": [name]}
    html = press.fragment(f"{room}{noun.name}", language, **context | {noun.name: thing})
    return {"put": [{"id": name, "list": noun.field if noun.many else None, "html": html}], "drop": []}


def listed(noun: Noun, state: State, viewer: Viewer) -> list[Any]:
    """The things of a noun as a page lists them: those this viewer sees, in the order of STATE."""
    kept = getattr(state, noun.field)
    return [kept[seen["id"]] for seen in noun.listed(state, viewer)]
