"""`docs/operating.md` says what the code does: its tables are made from the code's.

`python -m tests.test_operating_docs` writes them anew.
"""

import re
from pathlib import Path

import pytest

from live.server.figures import OF_A_WORKER, OF_THE_SERVICE
from live.settings import FIELDS, Settings, facts

PAGE = Path(__file__).parent.parent / "docs" / "operating.md"


def settings_table() -> list[str]:
    rows = ["| setting | environment | flag | default | |", "|---|---|---|---|---|"]
    for name in FIELDS:
        fact, default = facts(name), getattr(Settings(), name)
        shown = {True: "on", False: "off"}.get(default, default) if isinstance(default, bool) else default
        cells = [
            f"`{name}`",
            ", ".join(f"`{v}`" for v in fact.variables),
            f"`{fact.flag}`" if fact.flag else "",
            f"`{shown}`" if shown not in ("", ()) else "",
            fact.meaning,
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return rows


def figures_table() -> list[str]:
    return [
        "| metric | |",
        "|---|---|",
        *(f"| `{figure.name}` | {figure.meaning} |" for figure in (*OF_THE_SERVICE, *OF_A_WORKER)),
    ]


TABLES = {"settings": settings_table, "figures": figures_table}


def written(text: str, name: str) -> re.Match[str]:
    found = re.search(rf"(<!-- {name}[^\n]*-->\n)(.*?)(\n<!-- /{name} -->)", text, re.DOTALL)
    assert found
    return found


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_are_those_of_the_code(name: str) -> None:
    assert written(PAGE.read_text(), name)[2].splitlines() == TABLES[name]()


def test_the_readmes_command_is_the_one_that_ci_runs() -> None:
    root = PAGE.parent.parent
    commands = re.findall(
        r"^python3 live/__init__.py && python3 -m venv .*pytest$", (root / "README.md").read_text(), re.MULTILINE
    )
    assert len(commands) == 1
    assert (root / ".ci" / "run").read_text().rstrip().endswith(commands[0])


if __name__ == "__main__":
    page = PAGE.read_text()
    for table, made in TABLES.items():
        before, after = written(page, table).span(2)
        page = page[:before] + "\n".join(made()) + page[after:]
    PAGE.write_text(page)
