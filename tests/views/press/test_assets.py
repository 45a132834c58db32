"""Static files: one fingerprint for all, and the rules of the house for what is in them."""

import re
from pathlib import Path

import pytest

from live.paths import asset_dir
from live.views.press.assets import Assets
from tests.finding import there

ASSETS = Assets()
STATIC = asset_dir("static")
SHEETS = sorted(p for p in (STATIC / "css").rglob("*.css"))
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))
TEMPLATES = sorted(asset_dir("templates").rglob("*.html"))
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\((?!from)")


def name(path: Path) -> str:
    return path.name


def test_an_address_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("1")
    (tmp_path / "b.css").write_text("1")
    before = Assets(tmp_path).url("a.js")
    (tmp_path / "b.css").write_text("2")
    assert Assets(tmp_path).url("a.js") != before


def test_only_this_build_is_served() -> None:
    assert there(ASSETS.get(ASSETS.build, "js/main.js")).type.startswith("text/javascript")
    assert ASSETS.get("0" * 12, "js/main.js") is None
    assert ASSETS.get(ASSETS.build, "../pyproject.toml") is None


@pytest.mark.parametrize("path", [*SHEETS, *SCRIPTS, *TEMPLATES], ids=name)
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    assert not re.findall(r"""(?:src|href|url\(|from|import)\s*[=(]?\s*["']?(?:https?:)?//""", path.read_text())


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_sheets_use_meanings_layers_and_no_force(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert "!important" not in text
    assert "@layer" in text
    assert path.name == "tokens.css" or not COLOUR.findall(text)
    assert not re.findall(r"(?m)^\s*[^@{}\n]*#[a-z][\w-]*[^{};\n]*\{", text), "no ids in selectors"


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_text_becomes_html_in_one_place_only(path: Path) -> None:
    risky = re.findall(
        r"innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function", path.read_text()
    )
    assert not risky or path.name == "apply.js"


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_scripts_hold_no_sentences(path: Path) -> None:
    code = re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", "", path.read_text(), flags=re.DOTALL)
    assert not [s for s in re.findall(r'"([^"\n]*)"', code) if re.search(r"[A-ZÆØÅ][a-zæøå]+ [a-zæøå]+ [a-zæøå]+", s)]


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_scripts_import_only_what_is_there(path: Path) -> None:
    for module in re.findall(r'from "(\.[^"]+)"', path.read_text()):
        assert (path.parent / module).resolve().is_file(), module


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_have_no_inline_script_or_style(path: Path) -> None:
    assert not re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", path.read_text())
