"""The house: arrows point down only, each room knows what it may, and files stay small enough to be read whole."""

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LIVE = ROOT / "live"

# From the top down. What stands on one line does not know its neighbours; everything may know what is below it.
STOREYS = (
    ("cli", "demo", "bench"),
    ("simulated",),
    ("server",),
    ("app",),
    ("routes",),
    ("client",),
    ("pages", "push"),
    ("retention", "audiences"),
    ("house", "exports"),
    ("actions", "origin"),
    ("badge",),
    ("worn",),
    ("store", "views"),
    ("tokens", "loops", "programme", "pictures"),
    ("rules", "safety", "log"),
    ("settings", "paths", "addresses", "measures", "confined", "headers"),
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
    "PIL": {"pictures"},
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
LONGEST_FILE = 250


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


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def known_to(path: Path, modules: Collection[str]) -> set[str]:
    """The modules of the house that a file imports, for types too; a name taken from a package may be a file of it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            files = {f"{node.module}.{alias.name}" for alias in node.names} & set(modules)
            found |= files
            if len(files) < len(node.names):
                found.add(node.module)
    return found & set(modules) - {module_of(path)}


def circles(arrows: Mapping[str, set[str]]) -> list[list[str]]:
    """The groups of modules that can all reach each other."""
    reached: dict[str, set[str]] = {}
    for start in arrows:
        seen, ahead = set[str](), list(arrows[start])
        while ahead:
            if (module := ahead.pop()) not in seen:
                seen.add(module)
                ahead += arrows[module]
        reached[start] = seen
    groups = {frozenset(b for b in reached[a] if a in reached[b]) for a in arrows if a in reached[a]}
    return sorted(sorted(group) for group in groups)


def test_no_import_goes_round_in_a_circle() -> None:
    paths = {module_of(path): path for path in SOURCES}
    assert not circles({module: known_to(path, paths) for module, path in paths.items()})


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"d"}}) == [["b", "c"], ["d"]]


def test_no_name_of_a_package_hides_one_of_its_files() -> None:
    """`from live.rules.agenda import following` must not depend on what was imported before."""
    hidden = []
    for path in SOURCES:
        if path.stem == "__init__":
            files = {p.stem for p in path.parent.iterdir()} - {"__init__"}
            hidden += [f"{name(path)}: {word}" for word in defined(path) & files]
    assert not hidden


def defined(path: Path) -> set[str]:
    names = set[str]()
    for node in ast.parse(path.read_text()).body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names.add(node.name)
            case ast.Assign():
                names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=word)):
                names.add(word)
            case ast.ImportFrom() if not f"{node.module}.".startswith(f"{module_of(path)}."):
                names |= {alias.asname or alias.name for alias in node.names}
    return names


# Two classes may share a name only for these reasons; whoever reads it elsewhere must know which is meant.
TWICE = {
    "Mark": "a moderator's labels on a question, and in the text of a programme a line that says a time",
    "Refused": "what programs catch that use the client, which knows nothing of the server",
    "Settings": "of this installation, and the wish that /openapi.json names so",
}


def test_a_word_means_one_thing() -> None:
    found: dict[str, list[str]] = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(name(path))
    assert {word: places for word, places in found.items() if len(places) > 1}.keys() == TWICE.keys()


def test_the_json_of_a_thing_is_called_so() -> None:
    """`x_as_json` is a thing as JSON, `x_for` what of it a viewer gets; `seen_x` and `told` said either, or neither."""
    assert not [
        f"{name(path)}: {node.name}"
        for path in SOURCES
        if room_of(path) != "programme"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.name.lstrip("_").startswith(("seen_", "told_")) or node.name.lstrip("_") in ("seen", "told"))
    ]


MOST_ANY = 100  # lines that say it: at a wire, in what templates are given, in the table of things


def test_any_is_rare() -> None:
    said = [
        f"{name(path)}: {line.strip()}"
        for path in SOURCES
        for line in path.read_text().splitlines()
        if re.search(r"\bAny\b", line) and not re.match(r"\s*(from|import|#)", line)
    ]
    assert len(said) < MOST_ANY, "\n".join(said)


MOST_IGNORED = {"live": 10, "tests": 12}  # lines mypy is told to pass over


@pytest.mark.parametrize("folder", MOST_IGNORED)
def test_an_ignored_type_is_rare_and_its_reason_stands_beside_it(folder: str) -> None:
    said = [
        f"{name(path)}: {line.strip()}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line in path.read_text().splitlines()
        if re.search(r"# type: ignor[e]", line)
    ]
    assert len(said) <= MOST_IGNORED[folder], "\n".join(said)
    assert not [one for one in said if not re.search(r"# type: ignor[e]\[[a-z-]+\]  # \S", one)]


# What a docstring of a public function does not begin with: it says what the function does.
NO_VERBS = frozenset(
    """The A An Whether How What Who Whom Whose When Where Which Why Those These This That All Each Every Everyone
    Everybody Everything Somebody Someone Nobody Nothing None One Two Several Many Some Any It Its They He She We You
    Seconds Minutes Whole As At In On Of By For From With Without Until Till Or And But If Also Only Not No Either Both
    Another Other Others Same Once Twice First Last Latest Absolute Bytes""".split()
)


@pytest.mark.parametrize("path", [p for p in SOURCES if room_of(p) != "programme"], ids=name)
def test_docstrings_begin_with_a_verb(path: Path) -> None:
    assert not [
        f"{node.name}: {said}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
        and not any("property" in ast.unparse(d) for d in node.decorator_list)
        and (said := ast.get_docstring(node))
        and (not said[:1].isupper() or said.split()[0] in NO_VERBS)
    ]


# Where a task is made that is no loop: it ends by itself, or with what it belongs to.
TASKS = {
    "live/cli/rehearse.py": "a performance until somebody presses Ctrl-C",
    "live/loops.py": "the one way to run what goes on",
    "live/pages/answers/cache.py": "one page, or one coding of it",
    "live/push/fallbacks/poll.py": "one request's, ends with it",
    "live/push/fallbacks/sse.py": "one request's, ends with it",
    "live/push/websocket/foreign.py": "one connection's, ends with it",
    "live/push/websocket/gate.py": "one handshake each",
    "live/server/drain.py": "holds the loop of the tick",
    "live/server/process.py": "waits for one of three events",
    "live/server/supervisor.py": "holds loops, and one watch for each worker",
    "live/server/web.py": "listens to the supervisor, and leaves when that is gone",
    "live/store/copies/follower.py": "one command",
    "live/store/copies/replica.py": "one load of an event",
    "live/store/database/batch.py": "one batch",
}
OWN_LIFE = ("bench", "client", "demo", "simulated")  # programs of their own: they show their errors and end


def test_background_work_is_run_in_one_way() -> None:
    """A bare task dies silently: what goes on as long as the process is run by `live/loops.py`."""
    makers = {"create_task", "ensure_future"}
    found = {
        name(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in makers and room_of(path) not in OWN_LIFE
    }
    assert found == set(TASKS)


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
