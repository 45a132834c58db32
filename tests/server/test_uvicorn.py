"""What is used of uvicorn's inside is there. Its minor version is pinned; when that moves, this says what broke."""

import ast
import importlib
import inspect
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import uvicorn
from packaging.requirements import Requirement
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from live.server.drain import LiveServer
from live.server.http import LiveHttp
from tests.tools import ROOT

SOURCES = [path for path in sorted((ROOT / "live").rglob("*.py")) if "uvicorn" in path.read_text()]
OURS = [(LiveHttp, HttpToolsProtocol), (LiveServer, uvicorn.Server)]
ROOMS = {"server", "push"}


def test_it_is_pinned_to_the_minor_version_that_is_tested() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    pin = next(one for one in map(Requirement, wanted) if one.name == "uvicorn").specifier
    major, minor = version("uvicorn").split(".")[:2]
    assert version("uvicorn") in pin
    assert f"{major}.{int(minor) + 1}.0" not in pin


def imported() -> list[tuple[str, str]]:
    """Every name that is imported from it, and from where."""
    trees = [node for path in SOURCES for node in ast.walk(ast.parse(path.read_text()))]
    return sorted(
        {
            (node.module or "", alias.name)
            for node in trees
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("uvicorn")
            for alias in node.names
        }
    )


@pytest.mark.parametrize(("module", "name"), imported())
def test_what_is_imported_is_there(module: str, name: str) -> None:
    assert hasattr(importlib.import_module(module), name)


@pytest.mark.parametrize(("ours", "theirs"), OURS, ids=lambda kind: kind.__name__)
def test_what_is_built_on_is_there(ours: type, theirs: type) -> None:
    """Every attribute that our class reads of itself and does not make is one of theirs."""
    own, base = inspect.getsource(ours), "".join(inspect.getsource(kind) for kind in theirs.__mro__[:-1])
    assigned = re.findall(r"^\s+(self\.[^=(]*?) = ", own, re.MULTILINE)
    made = {name for left in assigned for name in re.findall(r"self\.(\w+)", left)}
    made |= vars(ours).keys() | ours.__annotations__.keys()
    used = set(re.findall(r"(?:self|super\(\))\.(\w+)", own)) - made
    assert used, "nothing of theirs is used: this test sees nothing"
    assert {name for name in used if not hasattr(theirs, name) and not re.search(rf"\b{name}\b", base)} == set()
    replaced = {name for name in vars(ours) if not name.startswith("__") and name in dir(theirs)}
    assert replaced, "what is replaced has gone or has another name"


def test_what_is_read_of_its_configuration_is_there() -> None:
    there = set(dir(uvicorn.Config)) | set(re.findall(r"self\.(\w+)", inspect.getsource(uvicorn.Config)))
    read = {name for path in SOURCES for name in re.findall(r"\b_?config\.(\w+)", path.read_text())}
    assert read
    assert read - there == set()


def test_only_two_rooms_know_it() -> None:
    assert {
        Path(path).relative_to(ROOT / "live").parts[0]
        for path in SOURCES
        if "import uvicorn" in path.read_text() or "from uvicorn" in path.read_text()
    } == ROOMS
