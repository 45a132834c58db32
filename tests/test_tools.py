"""What lacks a tool is skipped by name; in CI it fails; and what CI installs and the README tells is what is wanted."""

from pathlib import Path

import pytest
from _pytest.outcomes import Failed, Skipped

from tests import tools

ROOT = Path(__file__).parents[1]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(tools, "PLACES", "/nowhere")
    monkeypatch.delenv("CI", raising=False)
    return monkeypatch


@pytest.mark.parametrize("tool", tools.TOOLS)
def test_a_missing_tool_skips_by_name_and_fails_in_ci(bare: pytest.MonkeyPatch, tool: str) -> None:
    with pytest.raises(Skipped, match=f"^needs {tool}$"):
        tools.wanted(tool)
    bare.setenv("CI", "true")
    with pytest.raises(Failed, match=f"needs {tool}"):
        tools.wanted(tool)


def test_every_tool_is_installed_by_ci_and_named_in_the_readme() -> None:
    ci, readme = (ROOT / ".ci" / "run").read_text(), (ROOT / "README.md").read_text()
    for tool, names in tools.TOOLS.items():
        assert any(f"have {name} " in ci for name in names), tool
        packages = readme.partition("sudo apt install")[2].partition("\n")[0]
        assert any(name in packages for name in (*names, tools.PACKAGES.get(tool, "")) if name), tool


def test_no_test_looks_for_a_tool_by_itself() -> None:
    """Who does would fail, or skip without saying so, where it is missing."""
    looking = [
        path.name
        for path in (ROOT / "tests").rglob("*.py")
        if "shutil.which(" in path.read_text() and path.name not in ("tools.py", "test_tools.py")
    ]
    assert looking == []
