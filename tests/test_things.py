"""The table of things, and all that must know of a row: what is missing anywhere is red by the name of its kind.

Run this file to write `static/js/things.js` anew.
"""

import json
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from live.paths import asset_dir
from live.rules.nouns import EVERYONE, Noun
from live.rules.things import CARRIES, KINDS, THINGS
from live.views.desk.words import DONE_BY, UNDOES
from live.views.desk.words import SAID as SAID_AT_THE_DESK
from live.views.said import SAID, SILENT
from tests.journeys.deeds import DEEDS

PATHS = re.compile(r"`((?:live|tests|templates|static|[a-z]+)/[\w./]*)`")  # a file or a room
HEAD = """/**
 * How a change is put into STATE: from live/rules/things.py, written by `python -m tests.test_things`.
 * @type {{ noun: string, list?: string, order?: string[][], latestFirst?: boolean }[]}
 */
"""
SCRIPT = asset_dir("static") / "js" / "things.js"
PAGE = Path(__file__).resolve().parent.parent / "docs" / "architecture.md"


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


def table() -> str:
    """The rows for people."""
    lines = ["| noun | type | in State | told to | the list is by | changes |", "|---|---|---|---|---|---|"]
    for noun in THINGS:
        roles = "everyone" if noun.audience == EVERYONE else ", ".join(sorted(noun.audience)) or "nobody"
        order = ", ".join(noun.order).replace("|", " or ") + (", latest first" if noun.latest_first else "")
        kinds = ", ".join(f"`{kind}`" for kind in noun.kinds) or "–"
        lines.append(
            f"| {noun.name} | `{noun.type.__name__}` | `{noun.field}`, {'one for each id' if noun.many else 'one'} "
            f"| {roles} | {order if noun.many else '–'} | {kinds} |"
        )
    return "\n".join(lines)


def page(text: str) -> str:
    return re.sub(r"<!-- things -->\n(?:\|.*\n)*", lambda _: f"<!-- things -->\n{table()}\n", text)


def test_the_browser_and_the_papers_have_the_same_table() -> None:
    assert SCRIPT.read_text() == script(), "run: python -m tests.test_things"
    assert PAGE.read_text() == page(PAGE.read_text()), "run: python -m tests.test_things"


def test_the_papers_name_files_that_exist() -> None:
    """Architecture and decisions, but for the noun that nobody has added."""
    root = PAGE.parent.parent
    named = {
        name for path in (PAGE, *(PAGE.parent / "decisions").iterdir()) for name in PATHS.findall(path.read_text())
    }
    places = (root, root / "live")
    gone = [name for name in named if "pledge" not in name and not any((place / name).exists() for place in places)]
    assert not gone, f"there is no {', '.join(sorted(gone))}"


def test_whoever_is_told_of_a_thing_has_something_to_see() -> None:
    blind = [noun.name for noun in THINGS if noun.audience and noun.as_json is None]
    assert not blind, f"no as_json in live/rules/things.py: {', '.join(blind)}"


def test_no_two_nouns_have_the_same_kind_of_change_type_or_name() -> None:
    assert len(KINDS) == sum(len(noun.kinds) for noun in THINGS)
    assert len({noun.type for noun in THINGS}) == len({noun.name for noun in THINGS}) == len(THINGS)


def test_every_kind_of_change_has_a_deed() -> None:
    missing = [kind for kind in KINDS if kind not in DEEDS]
    assert not missing, f"no deed in tests/journeys/deeds.py: {', '.join(missing)}"


def test_every_kind_of_change_has_a_sentence_or_is_silent_on_purpose() -> None:
    missing = [kind for kind in KINDS if (kind in SAID) == (kind in SILENT)]
    assert not missing, f"neither said nor silent, or both, in live/views/said.py: {', '.join(missing)}"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_sentence_of_a_change_is_in_every_language(language: str) -> None:
    with (asset_dir("locale") / language / "LC_MESSAGES" / "live.po").open("rb") as source:
        written = {message.id for message in read_po(source) if message.string}
    missing = [kind for kind, sentence in SAID.items() if sentence not in written]
    assert not missing, f"not in locale/{language}: {', '.join(missing)}"


def test_every_move_of_the_agenda_is_said_at_the_desk_and_can_be_named_by_an_undo() -> None:
    moves = [kind for kind in KINDS if kind == "agenda.replaced" or CARRIES[kind].name == "agenda"]
    missing = {kind for kind in moves if kind not in SAID_AT_THE_DESK or kind not in DONE_BY}
    missing |= {kind for kind in moves if kind not in UNDOES and kind != "agenda.undone"}
    assert not missing, f"not in live/views/desk/words.py: {', '.join(sorted(missing))}"


if __name__ == "__main__":
    SCRIPT.write_text(script())
    PAGE.write_text(page(PAGE.read_text()))
