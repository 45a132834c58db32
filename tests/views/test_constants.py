"""Numbers that scripts and the server both need are the same numbers."""

import ast
import re
from typing import Any

import pytest

from live.paths import asset_dir
from live.push.frames import HEARTBEAT_SECONDS
from live.rules import stage as stages
from live.rules.agenda import moment, slips
from live.rules.desk.stages import SILENT_SECONDS
from live.rules.polls import shares
from live.rules.questions import similar
from live.views import stage

MS = 1000


def constant(script: str, name: str) -> Any:
    """A constant of a script: a number, a product of numbers, or a list of them."""
    text = (asset_dir("static") / "js" / script).read_text()
    found = re.search(rf"^const {name} = ([\d_*\[\], ]+);", text, re.MULTILINE)
    assert found, name
    return _value(ast.parse(found[1], mode="eval").body)


def _value(node: ast.expr) -> Any:
    if isinstance(node, ast.BinOp):
        return _value(node.left) * _value(node.right)
    if isinstance(node, ast.List):
        return tuple(map(_value, node.elts))
    return ast.literal_eval(node)


@pytest.mark.parametrize(
    ("script", "name", "ours"),
    [
        ("agenda.js", "NEAR", moment.NEAR.total_seconds() * MS),
        ("agenda.js", "SOON", moment.SOON.total_seconds() * MS),
        ("polls.js", "FEWEST_SHARED", shares.FEWEST_SHARED),
        ("similar.js", "SHORTEST", similar.SHORTEST),
        ("stage/scene.js", "ROWS", stages.ROWS),
        ("stage/text.js", "WORDS_PER_BLOCK", stage.WORDS_PER_BLOCK),
        ("stage/text.js", "SIZES", stage.SIZES),
        ("desk/slips.js", "NEAR", slips.NEAR.total_seconds() * MS),
        ("desk/slips.js", "LINGERS", slips.LINGERS.total_seconds() * MS),
    ],
)
def test_a_number_is_the_same_on_both_sides(script: str, name: str, ours: object) -> None:
    assert constant(script, name) == ours


def test_who_falls_silent_is_noticed_in_time() -> None:
    """A client gives up within 20 s, but never between two beats or two polls; a screen may miss one report."""
    patience = 2 * HEARTBEAT_SECONDS + constant("socket.js", "LATE")
    assert constant("transports.js", "WAIT") + HEARTBEAT_SECONDS <= patience <= 20
    assert 2 * constant("stage/report.js", "BEAT") <= SILENT_SECONDS * MS
