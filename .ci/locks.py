"""Whether the lock files can be trusted: no address of an index or a file in them, every pin hashed, every requirement
pinned in range.
"""

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)([^\\\n]*)\\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def pins_of(lock: Path) -> dict[str, str]:
    return {canonicalize_name(name): version for name, version, _, _ in PIN.findall(lock.read_text())}


def problems(lock: Path, wanted: list[str]) -> list[str]:
    text, pins = lock.read_text(), pins_of(lock)
    found = [
        f"{lock}: {line.strip()}"
        for line in text.splitlines()
        if re.search(r"://|file:|--index|--find-links|^-e|^/", line)
    ]
    found += [
        f"{lock}: not a hashed pin: {line[:80]}"
        for line in PIN.sub("", text).splitlines()
        if line.strip() and not line.startswith("#")
    ]
    for requirement in map(Requirement, wanted):
        pinned = pins.get(canonicalize_name(requirement.name))
        if pinned is None or pinned not in requirement.specifier:
            found.append(f"{lock}: {requirement} is pinned at {pinned}")
    return found


def main() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
    run, test = Path("requirements.lock"), Path("requirements-test.lock")
    extras = project["optional-dependencies"]
    wanted = project["dependencies"] + extras["files"] + extras["store"]
    found = problems(run, wanted) + problems(test, wanted + extras["test"])
    if not pins_of(run).items() <= pins_of(test).items():
        found.append("the test lock pins something else than the run lock")
    print("\n".join(found))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
