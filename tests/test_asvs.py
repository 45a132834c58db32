"""The list of `docs/asvs.md`: each number once, what it names exists, its sums are those of `docs/security.md`; and
what it says of the algorithms.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from live import badge, tokens
from live.badge import Badges

ROOT = Path(__file__).parent.parent
LIST = (ROOT / "docs" / "asvs.md").read_text()
MOST = 253  # requirements of level 1 and 2 in ASVS 5.0.0
VERDICTS = ("holds", "does not apply", "left")
ROW = re.compile(r"^\| ([\d., –]+) \| (\w[\w ]+) \| (.+) \|$", re.MULTILINE)


def numbers(cell: str) -> Iterator[str]:
    """Every requirement that `1.2.6–8, 1.3.1` stands for."""
    for part in cell.split(", "):
        first, _, last = part.partition("–")
        section, _, begin = first.rpartition(".")
        yield from (f"{section}.{number}" for number in range(int(begin), int(last or begin) + 1))


def chapters() -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for cell, verdict, _ in ROW.findall(LIST):
        for number in numbers(cell):
            found.setdefault(number.partition(".")[0], Counter())[verdict] += 1
    return found


def test_each_requirement_is_there_once() -> None:
    listed = [number for cell, _, _ in ROW.findall(LIST) for number in numbers(cell)]
    assert len(listed) == len(set(listed)) == MOST
    assert {verdict for _, verdict, _ in ROW.findall(LIST)} == set(VERDICTS)


def test_what_is_named_exists_and_what_holds_names_something() -> None:
    for cell, verdict, why in ROW.findall(LIST):
        named = re.findall(r"`((?:tests|scripts|\.ci)/[^`]+)`", why)
        papers = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", why)]
        assert not [path for path in named if not (ROOT / path).is_file()], cell
        assert not [path for path in papers if not (ROOT / "docs" / path).is_file()], cell
        assert verdict != "holds" or named or papers, f"{cell}: who says so?"
        assert not [path for path in named if "/test_" in path and "def test_" not in (ROOT / path).read_text()], cell


def test_the_sums_are_those_of_the_list() -> None:
    page = (ROOT / "docs" / "security.md").read_text()
    told = re.findall(r"^\| V(\d+) [^|]+\| (\d+) \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    assert {number: tuple(map(int, sums)) for number, *sums in told} == {
        number: tuple(found[verdict] for verdict in VERDICTS) for number, found in chapters().items()
    }
    total = " | ".join(str(sum(found[verdict] for found in chapters().values())) for verdict in VERDICTS)
    assert f"| all | {total} |" in page


def test_what_nobody_is_to_guess_has_128_bits() -> None:
    assert 8 * tokens.TOKEN_BYTES >= 128
    assert 8 * badge.NUMBER_BYTES >= 128
    assert 6 * len(tokens.new_nonce()) >= 128
    assert len({tokens.new_nonce() for _ in range(1000)}) == 1000
    assert 6 * len(Badges("secret", secure=True)._sign("anything")) >= 128
    assert 4 * len(tokens.digest("anything")) == 256


def test_hashes_are_of_the_standard_library_and_none_of_them_is_broken() -> None:
    """SHA-1 is the WebSocket handshake's (RFC 6455) and the name of a script in the store: neither keeps a secret."""
    used: dict[str, set[str]] = {}
    for path in (ROOT / "live").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "hashlib":
                used.setdefault(node.attr, set()).add(path.relative_to(ROOT / "live").parts[0])
            if isinstance(node, ast.Import | ast.ImportFrom):
                said = ast.unparse(node)
                assert not re.search(r"\b(cryptography|Crypto|nacl|jwt|passlib|bcrypt)\b", said), path
    assert {"sha256"} <= used.keys() <= {"sha256", "blake2b", "sha1"}, used
    assert used.get("sha1", set()) <= {"push", "store", "client", "bench", "simulated"}, used
