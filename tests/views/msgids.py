"""Every sentence of the product, found in the source: in templates, in refusals, notices and the tables of
sentences.
"""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2.ext import babel_extract

import live
from live.paths import asset_dir
from live.rules import errors
from tests.finding import there

PACKAGE = Path(live.__file__).parent
CALLS = {name for name, thing in inspect.getmembers(errors, inspect.isclass) if issubclass(thing, errors.Refused)} | {
    "Notice",
    "choice",
    "needed",
    "within",
    "translate",
    "said",
    "refused",
    "__init__",
}
TABLES = {"SAID", "LEVELS", "HEADINGS", "HEADING", "WORDS", "UNDOES", "DONE_BY", "REASONS", "CUES"}
STATUSES = (
    "pending",
    "approved",
    "live",
    "answered",
    "dismissed",
    "withdrawn",
    "merged",
)  # inside "This question is {status} …"
KEYWORDS, OPTIONS = (
    ["_", "gettext", "ngettext"],
    {"extensions": "jinja2.ext.i18n", "trim_blocks": "true", "lstrip_blocks": "true"},
)


@cache
def msgids() -> frozenset[str]:
    return frozenset((*_templates(), *_python()))


def _templates() -> Iterator[str]:
    for path in sorted(asset_dir("templates").rglob("*")):
        if path.suffix not in (".html", ".svg"):
            continue
        with path.open("rb") as source:
            for _, _, message, _ in babel_extract(source, KEYWORDS, [], OPTIONS):
                yield message if isinstance(message, str) else str(there(message)[0])


def _python() -> Iterator[str]:
    for path in PACKAGE.rglob("*.py"):
        if path.parts[-2] in ("cli", "bench"):  # the operator's own terminal speaks English
            continue
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            yield from _said(node)
        for node in tree.body:
            yield from _tabled(node)


def _said(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
        given = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "missing")]
        if name in CALLS:
            yield from (one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _tabled(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(t, ast.Name) and t.id in TABLES for t in targets):
            yield from _strings(node.value)


def _strings(value: ast.expr | None) -> Iterator[str]:
    if isinstance(value, ast.Dict):
        for item in value.values:
            yield from _strings(item)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
