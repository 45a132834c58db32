"""One sheet and one script for a page: nothing lost, nothing translated, and a part that fails takes nothing along."""

import json
import subprocess

import pytest

from live.views import Views
from live.views.bundles import SCRIPTS
from live.views.press.joining import Unjoinable, joined_script, joined_sheets
from tests.tools import wanted

VIEWS = Views()


def ran(text: str) -> list[str]:
    """What a joined script says with `said(…)`."""
    program = (
        f"globalThis.all = []; globalThis.said = (word) => all.push(word);\n{text}\n"
        "setTimeout(() => console.log(JSON.stringify(all)), 20);"
    )
    done = subprocess.run([wanted("node"), "--input-type=module", "-e", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.needs("node")
@pytest.mark.parametrize("script", SCRIPTS)
def test_every_pages_script_can_be_read(script: str) -> None:
    text = VIEWS.assets.files[f"js/{script}.js"].content
    checked = subprocess.run(
        [wanted("node"), "--input-type=module", "--check"], input=text, capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stderr.decode()
    assert b"\nimport " not in text
    assert b"\nexport " not in text


@pytest.mark.needs("node")
def test_a_module_runs_once_and_gives_what_it_exports() -> None:
    modules = {
        "a/main.js": 'import { twice } from "../two.js";\nimport * as two from "../two.js";\n'
        "said(twice(4));\nsaid(two.twice(5));\n",
        "two.js": '/** Doubles. */\nsaid("two");\nexport const twice = (n) => 2 * n; // of a number\n',
    }
    assert ran(joined_script("a/main.js", modules)) == ["two", 8, 10]


@pytest.mark.needs("node")
def test_what_is_asked_for_later_and_fails_takes_nothing_along() -> None:
    modules = {
        "main.js": 'import("./side.js").then(() => said("side"), () => said("lost"));\n'
        'import("./good.js").then((it) => said(it.word));\nsaid("main");\n',
        "side.js": 'throw new Error("broken");\n',
        "good.js": 'export const word = "good";\n',
    }
    assert sorted(ran(joined_script("main.js", modules))) == ["good", "lost", "main"]


@pytest.mark.parametrize(
    "modules",
    [
        {"main.js": 'import "./gone.js";\n'},
        {"main.js": 'import "./other.js";\n', "other.js": 'import "./main.js";\n'},
    ],
    ids=["not there", "in a circle"],
)
def test_what_cannot_be_joined_is_refused_at_start(modules: dict[str, str]) -> None:
    with pytest.raises(Unjoinable):
        joined_script("main.js", modules)


def test_a_sheet_keeps_its_order_and_every_rule() -> None:
    assert joined_sheets(["/* one */\na {\n  b: c;\n}\n", "d { e: f }"]) == "\na {\nb: c;\n}\nd { e: f }"


def test_each_coding_holds_the_same_bytes() -> None:
    import gzip

    import brotli

    asset = VIEWS.assets.files["js/main.js"]
    assert brotli.decompress(asset.coded["br"]) == gzip.decompress(asset.coded["gzip"]) == asset.content
    assert len(asset.coded["br"]) < len(asset.content) / 3
