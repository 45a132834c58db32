"""The house: arrows point down only, each room knows what it may, and files stay small enough to be read whole."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LIVE = ROOT / "live"

# From the top down. What stands on one line does not know its neighbours; everything may know what is below it.
STOREYS = (
    ("cli", "demo", "bench"),
    ("server",),
    ("app",),
    ("routes",),
    ("client",),
    ("pages", "push"),
    ("retention",),
    ("house", "exports"),
    ("actions", "origin"),
    ("badge",),
    ("store", "views", "programme"),
    ("tokens",),
    ("rules", "safety", "log"),
    ("settings", "paths", "addresses"),
)
STOREY = {room: height for height, rooms in enumerate(reversed(STOREYS)) for room in rooms}

# Neighbours that know each other all the same, and why.
KNOWN = {
    ("cli", "demo"): "commands are found by name",
    ("cli", "bench"): "commands are found by name",
}

# What only one room may touch, and what a room may not.
ONLY = {
    "redis": {"store"},
    "icalendar": {"programme"},
    "selectolax": {"programme"},
    "jinja2": {"views"},
    "uvicorn": {"server", "push"},
}
NEVER = {
    "rules": {
        "redis",
        "starlette",
        "uvicorn",
        "jinja2",
        "babel",
        "asyncio",
        "time",
        "random",
        "uuid",
        "secrets",
        "os",
        "socket",
        "pathlib",
    },
    "programme": {"redis", "starlette", "uvicorn", "jinja2", "time", "random", "secrets", "socket"},
    "views": {"redis", "starlette", "asyncio", "random", "secrets"},
    "settings": {"redis", "starlette", "uvicorn", "asyncio"},
}

SOURCES = sorted(LIVE.rglob("*.py"))
LONGEST_FILE = 280  # 250 again once the long ones are split


def room_of(path: Path) -> str:
    first = path.relative_to(LIVE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module that is imported, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module if node.module != "live" else f"live.{node.names[0].name}"


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_arrows_point_down(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    assert room in STOREY, f"{room} has no storey yet: add it to STOREYS"
    for module in imports(path):
        parts = module.split(".")
        if parts[0] != "live" or len(parts) == 1:
            continue
        other = parts[1]
        if other in (room, "__version__") or (room, other) in KNOWN:
            continue
        assert STOREY[other] < STOREY[room], f"{name(path)} ({room}) imports {module}, which is not below it"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_each_room_touches_only_what_is_its_own(path: Path) -> None:
    room = room_of(path)
    tops = {module.split(".")[0] for module in imports(path)}
    for library, rooms in ONLY.items():
        assert library not in tops or room in rooms, f"{name(path)} imports {library}; only {', '.join(rooms)} may"
    assert not tops & NEVER.get(room, set()), f"{name(path)} imports {tops & NEVER[room]}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_files_are_short_and_say_what_they_are_for(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= LONGEST_FILE, f"{name(path)} is two things"
    assert not text.strip() or ast.get_docstring(ast.parse(text)), f"{name(path)} does not say what it is for"


def test_relative_imports_hide_no_arrow() -> None:
    assert not [
        name(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.level
    ]


def test_no_name_says_nothing() -> None:
    empty = {"utils", "helpers", "common", "manager", "handler", "service", "core", "base", "misc"}
    assert not [name(path) for path in LIVE.rglob("*") if path.stem in empty]


def test_no_file_holds_an_address_of_an_index_or_a_path_of_somebodys_machine() -> None:
    forbidden = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|/root/|/home/\w+/|/work/")
    texts = [
        path
        for folder in ("live", "templates", "static", "locale", ".ci", "docs")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    ]
    texts += [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]  # a worktree points home
    found = [
        name(path)
        for path in texts
        if path.suffix not in (".png", ".pyc", ".ico", ".jpg", ".webp")
        and forbidden.search(path.read_text(errors="replace"))
    ]
    assert not found


def test_what_is_declared_is_used() -> None:
    """Each run-time dependency is imported somewhere in `live/` (or is one that others load by name)."""
    by_name = {
        "hiredis": "redis-py takes it when it is there",
        "tzdata": "zoneinfo reads it where the system has no zones",
        "python-multipart": "Starlette's forms",
    }
    modules = {"prometheus-client": "prometheus_client"}
    declared = [re.split(r"[>=<;\[ ]", line.strip().strip('",'))[0] for line in dependencies()]
    used = {module.split(".")[0] for path in SOURCES for module in imports(path)}
    assert not [d for d in declared if d not in by_name and modules.get(d, d.replace("-", "_")) not in used]


def dependencies() -> list[str]:
    import tomllib

    found: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    return found
