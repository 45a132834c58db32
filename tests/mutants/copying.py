"""Where the mistakes of `kept.py` go: the file they are in, the test that must notice, and a copy of the tree to make
them in.
"""

import re
import subprocess
from functools import cache
from pathlib import Path

from tests.mutants.kept import Mutant

ROOT = Path(__file__).parents[2]
BESIDE = (".venv", ".git", "node_modules")  # what no copy needs


@cache
def texts(room: str) -> dict[Path, str]:
    """The files of a room, with their texts."""
    found = (ROOT / "live" / room).rglob("*")
    return {path.relative_to(ROOT): path.read_text() for path in found if path.suffix in (".py", ".lua")}


def place_of(mutant: Mutant) -> Path:
    """The file it is in. Raises `LookupError` when its text does not occur exactly once."""
    found = [path for path, text in texts(mutant.room).items() for _ in range(spaced(mutant.old, text))]
    if len(found) != 1:
        raise LookupError(f"occurs {len(found)} times in live/{mutant.room}: {mutant.old!r}")
    return found[0]


def pattern(old: str) -> re.Pattern[str]:
    """The text however a formatter breaks its lines: where it has white space or a bracket, any white space may be."""
    parts = re.split(r"(\s+|[()\[\]{}])", old)
    return re.compile("".join(_loose(part) for part in parts))


def _loose(part: str) -> str:
    if part.isspace():
        return r"\s+"
    if part in "([{" and part:
        return re.escape(part) + r"\s*"
    if part in ")]}" and part:
        return r",?\s*" + re.escape(part)
    return re.escape(part)


def spaced(old: str, text: str) -> int:
    return len(pattern(old).findall(text))


def mistaken(mutant: Mutant, text: str) -> str:
    """The text with the mistake in it."""
    return pattern(mutant.old).sub(lambda _: mutant.new, text, count=1)


@cache
def tests() -> dict[str, list[Path]]:
    """The name of each test → the files that have one of this name."""
    found: dict[str, list[Path]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name in re.findall(r"^(?:async )?def (test_\w+)", path.read_text(), re.MULTILINE):
            found.setdefault(name, []).append(path.relative_to(ROOT))
    return found


def noticing(mutant: Mutant) -> str:
    """The node id of the test that must notice. Raises `LookupError`."""
    files = tests().get(mutant.noticed_by, [])
    if len(files) != 1:
        raise LookupError(f"{len(files)} tests are called {mutant.noticed_by}")
    return f"{files[0]}::{mutant.noticed_by}"


def copied(to: Path) -> None:
    """Everything the tests need, as it is in the working tree."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file() and not name.startswith(BESIDE):
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            (to / name).write_bytes((ROOT / name).read_bytes())
