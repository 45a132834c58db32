"""`python -m tests.mutants`: makes each mistake of `kept.py` in a copy of the tree and runs the test that must notice.

Exit 0 when every one was noticed. `--only WORD` takes those in whose text or test the word occurs.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.copying import copied, mistaken, noticing, place_of
from tests.mutants.kept import MUTANTS, Mutant

SECONDS = 300  # for one test; who makes it hang was noticed, too
PYTEST = ("-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider", "--timeout", str(SECONDS - 60))


def passes(tree: Path, *tests: str) -> bool:
    """Whether these tests are green in a copy."""
    env = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [sys.executable, *PYTEST, *tests], cwd=tree, env=env, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(tests)} could not be run:\n{done.stdout.decode()[-2000:]}")
    return done.returncode == 0


def survives(mutant: Mutant, trees: "SimpleQueue[Path]") -> bool:
    place, tree = place_of(mutant), trees.get()
    before = (tree / place).read_text()
    try:
        (tree / place).write_text(mistaken(mutant, before))
        return passes(tree, noticing(mutant))
    finally:
        (tree / place).write_text(before)
        trees.put(tree)


def told(mutant: Mutant, lives: bool) -> bool:
    change = f"{mutant.old.strip()[:60]!r} → {mutant.new.strip()[:40]!r}"
    print(f"{'SURVIVED' if lives else 'noticed '} {place_of(mutant)}: {change}  ({mutant.noticed_by})", flush=True)
    return lives


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--at-once", type=int, default=2)
    given = parser.parse_args()
    chosen = [mutant for mutant in MUTANTS if given.only in " ".join(mutant)]
    began, trees = time.monotonic(), SimpleQueue[Path]()
    with tempfile.TemporaryDirectory(prefix="live-mutants-") as room:
        for number in range(given.at_once):
            copied(Path(room) / str(number))
            trees.put(Path(room) / str(number))
        if not passes(Path(room) / "0", *sorted({noticing(mutant) for mutant in chosen})):
            sys.exit("The tests that should notice are red without any mistake.")
        with ThreadPoolExecutor(given.at_once) as pool:
            lives = pool.map(lambda mutant: told(mutant, survives(mutant, trees)), chosen)
            survivors = sum(lives)
    print(f"{len(chosen) - survivors} of {len(chosen)} were noticed, in {time.monotonic() - began:.0f} s")
    return min(survivors, 1)


if __name__ == "__main__":
    sys.exit(main())
