"""One file of many: the style sheets and the scripts of a page, joined at start from the small files they are written
in.

Nothing is translated. A sheet is its parts one after the other. A script becomes one text in which each module is a
function that runs when it is first asked for, so that a part that is asked for later (`import()`) and fails takes
nothing else along.
"""

import posixpath
import re
from collections.abc import Mapping

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLOCK_COMMENT = re.compile(
    r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n|/\*\* @type (?:(?!\*/).)*\*/ ?", re.DOTALL | re.MULTILINE
)
LINE_COMMENT = re.compile(r"""^[ \t]*// .*\n|[ \t]+// [^"'`\n]*$""", re.MULTILINE)
SET_IN = re.compile(r"\n\s+")  # and what a line is set in by: no string or template of ours goes over a line
IMPORT = re.compile(r'^import (?:(\{[^}]*\}|\* as \w+) from )?"(\.[^"]+)";$', re.MULTILINE)
IMPORT_LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
EXPORT = re.compile(r"^export (?=(?:const|class|function|async function) (\w+))", re.MULTILINE)
START = """const made = {};
const use = (name) => (made[name] ??= modules[name]());
const later = async (name) => use(name);
"""


class Unjoinable(Exception):
    """Modules that import each other, or one that is not there."""


def joined_sheets(sheets: list[str]) -> str:
    """Style sheets one after the other, without their comments."""
    return SET_IN.sub("\n", "\n".join(COMMENT.sub("", sheet) for sheet in sheets))


def joined_script(entry: str, modules: Mapping[str, str]) -> str:
    """Return the script `entry` with everything it imports. `modules`: texts by name. Raises `Unjoinable`."""
    order: dict[str, str] = {}
    _collect(entry, modules, order, ())
    functions = ",\n".join(f'"{name}"() {{\n{text}}}' for name, text in order.items())
    return f'{START}const modules = {{\n{functions}\n}};\nuse("{entry}");\n'


def _collect(name: str, modules: Mapping[str, str], order: dict[str, str], within: tuple[str, ...]) -> None:
    if name in within or name not in modules:
        raise Unjoinable(" → ".join((*within, name)))
    if name in order:
        return
    text = _bare(modules[name])
    for found in IMPORT.finditer(text):
        _collect(_resolved(name, found[2]), modules, order, (*within, name))
    order[name] = _as_function(name, text)
    for found in IMPORT_LATER.finditer(text):
        _collect(_resolved(name, found[1]), modules, order, ())


def _as_function(name: str, text: str) -> str:
    """The body of a module's function: imports ask for others, and what was exported is what it returns."""
    exported = EXPORT.findall(text)
    text = IMPORT.sub(lambda found: _asking(found[1], _resolved(name, found[2])), text)
    text = IMPORT_LATER.sub(lambda found: f'later("{_resolved(name, found[1])}")', text)
    return f"{EXPORT.sub('', text).strip()}\nreturn {{ {', '.join(exported)} }};\n"


def _asking(names: str | None, module: str) -> str:
    if not names:
        return f'use("{module}");'
    names = names.removeprefix("* as ").replace(" as ", ": ")
    return f'const {names} = use("{module}");'


def _resolved(name: str, relative: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), relative))


def _bare(text: str) -> str:
    """Without comments, as prettier sets them, and without what lines are set in by."""
    return SET_IN.sub("\n", LINE_COMMENT.sub("", BLOCK_COMMENT.sub("", text)))
