"""The table of things, and all that must know of a row: what is missing anywhere is red by the name of its kind.

Run this file to write `static/js/things.js` anew.
"""

import json

import pytest
from babel.messages.pofile import read_po

from live.paths import asset_dir
from live.rules.nouns import Noun
from live.rules.things import CARRIES, KINDS, THINGS
from live.views.desk.words import DONE_BY, UNDOES
from live.views.desk.words import SAID as SAID_AT_THE_DESK
from live.views.said import SAID, SILENT
from tests.journeys.deeds import DEEDS

HEAD = """/**
 * How a change is put into STATE: from live/rules/things.py, written by `python -m tests.test_things`.
 * @type {{ noun: string, list?: string, order?: string[][], latestFirst?: boolean }[]}
 */
"""
SCRIPT = asset_dir("static") / "js" / "things.js"


def script() -> str:
    """The table as the browser's reducer needs it."""
    rows = [f"  {_row(noun)},\n" for noun in THINGS if noun.audience and noun.name != "agenda"]
    return f"{HEAD}export const THINGS = [\n{''.join(rows)}];\n"


def _row(noun: Noun) -> str:
    if not noun.many:
        return f'{{ noun: "{noun.name}" }}'
    order = json.dumps([names.split("|") for names in noun.order])
    latest_first = ", latestFirst: true" if noun.latest_first else ""
    return f'{{ noun: "{noun.name}", list: "{noun.field}", order: {order}{latest_first} }}'


def test_the_browser_has_the_same_table() -> None:
    assert SCRIPT.read_text() == script(), "run: python -m tests.test_things"


def test_whoever_is_told_of_a_thing_has_something_to_see() -> None:
    assert [noun.name for noun in THINGS if noun.audience and noun.as_json is None] == []


def test_no_two_nouns_have_the_same_kind_of_change_type_or_name() -> None:
    assert len(KINDS) == sum(len(noun.kinds) for noun in THINGS)
    assert len({noun.type for noun in THINGS}) == len({noun.name for noun in THINGS}) == len(THINGS)


def test_every_kind_of_change_has_a_deed() -> None:
    assert [kind for kind in KINDS if kind not in DEEDS] == [], "tests/journeys/deeds.py does not make these"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_kind_of_change_has_a_sentence_or_is_silent_on_purpose(language: str) -> None:
    with (asset_dir("locale") / language / "LC_MESSAGES" / "live.po").open("rb") as source:
        written = {message.id for message in read_po(source) if message.string}
    assert [kind for kind in KINDS if (kind in SAID) == (kind in SILENT)] == [], "live/views/said.py"
    assert [kind for kind, sentence in SAID.items() if sentence not in written] == []


def test_every_move_of_the_agenda_is_said_at_the_desk_and_can_be_named_by_an_undo() -> None:
    moves = [kind for kind in KINDS if kind == "agenda.replaced" or CARRIES[kind].name == "agenda"]
    assert [kind for kind in moves if kind not in SAID_AT_THE_DESK or kind not in DONE_BY] == []
    assert [kind for kind in moves if kind not in UNDOES and kind != "agenda.undone"] == []


if __name__ == "__main__":
    SCRIPT.write_text(script())
