"""Whether everything we run, and everything we check with, has a licence that we may use it under.

Python packages say theirs in their metadata, npm's in the lock file. What is not known here is an error: somebody reads
it, and adds it to a table below.
"""

import json
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from license_expression import AND, LicenseExpression, get_spdx_licensing
from packaging.utils import canonicalize_name

RUNS = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-CMU", "PSF-2.0"}
CHECKS = RUNS | {"CC0-1.0", "MPL-2.0"}  # used as it is, and not part of what people get
NAMED = {
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd license": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
}
READ = {"axe-playwright-python": "MIT"}  # those that say it in their LICENSE alone
PIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
SPDX = get_spdx_licensing()


def pinned(lock: str) -> set[str]:
    return {canonicalize_name(name) for name in PIN.findall(Path(lock).read_text())}


def licence_of(package: Distribution) -> str:
    """What a package says of itself: an SPDX expression, or the word for it; "" when it says nothing."""
    said = package.metadata.get("License-Expression")
    classified = [c.rpartition(" :: ")[2] for c in package.metadata.get_all("Classifier", []) if c.startswith("Licen")]
    known = [NAMED[name.lower()] for name in classified if name.lower() in NAMED]
    text = package.metadata.get("License", "").strip().partition("\n")[0]
    return said or " AND ".join(known) or NAMED.get(text.lower(), text)


def allows(licence: str, allowed: set[str]) -> bool:
    """Whether an expression can be met: each part of an `AND`, one part of an `OR`."""

    def met(part: LicenseExpression) -> bool:
        if not part.args:
            return str(part) in allowed
        return (all if isinstance(part, AND) else any)(met(one) for one in part.args)

    try:
        return bool(licence) and met(SPDX.parse(licence, validate=True))
    except Exception:  # noqa: BLE001 - whatever is no expression is for somebody to read
        return False


def of_python() -> list[tuple[str, str, set[str]]]:
    run, found = pinned("requirements.lock"), []
    for name in sorted(pinned("requirements-test.lock")):
        try:
            licence = READ.get(name) or licence_of(distribution(name))
        except PackageNotFoundError:  # for another platform or Python
            continue
        found.append((name, licence, RUNS if name in run else CHECKS))
    return found


def of_npm() -> list[tuple[str, str, set[str]]]:
    packages = json.loads(Path("package-lock.json").read_text())["packages"]
    return [(name, about.get("license", ""), CHECKS) for name, about in packages.items() if name]


def main() -> None:
    everything = of_python() + of_npm()
    wrong = [f"{name}: {licence or 'no licence'}" for name, licence, may in everything if not allows(licence, may)]
    print("\n".join(wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
