"""docs/protocol.md says what the code says: its tables are written from the code's own.

Run this file to write them anew.
"""

import re
from collections import defaultdict
from functools import partial
from pathlib import Path

from starlette.routing import Route

from live.exports.formats import FORMATS
from live.push.asyncapi import FRAMES, PARTS
from live.push.frames import CLOSES
from live.rules import errors
from live.rules.questions.ledger import FATES
from live.rules.schemas import rows_of
from live.rules.shapes import SHAPES
from live.rules.shapes.naming import name_of
from live.rules.things import KINDS

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "protocol.md"


def kinds() -> str:
    return "\n".join(f"| `{kind}` | {meaning} |" for kind, meaning in KINDS.items())


def fates() -> str:
    return "\n".join(f"| `{fate}` | {meaning} |" for fate, meaning in FATES.items())


def closes() -> str:
    return "\n".join(f"| {code} | {close.meaning} | {close.client} |" for code, close in CLOSES.items())


def refusals() -> str:
    """Every code that the source raises, by the status of its class."""
    classes = {
        name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.Refused)
    }
    codes = defaultdict[int, set[str]](set)
    for kind in classes.values():
        if kind is not errors.Refused:  # the root of them: nothing is refused with its code
            codes[kind.status].add(kind.code)
    classes |= dict.fromkeys(("choice", "within"), errors.Unfit)  # the fields of wishes
    for path in (ROOT / "live").rglob("*.py"):
        for name, arguments in re.findall(
            r"\b([A-Z][A-Za-z]+|choice|within)\(((?:[^()]|\([^()]*\))*)\)", path.read_text()
        ):
            if name in classes and (code := re.search(r'code="([a-z_]+)"', arguments)):
                codes[classes[name].status].add(code[1])
    return "\n".join(
        f"| {status} | {', '.join(f'`{code}`' for code in sorted(codes[status]))} |" for status in sorted(codes)
    )


def formats() -> str:
    return "\n".join(f"| `{name}` | {form.meaning} |" for name, form in FORMATS.items())


def shapes() -> str:
    """Every field of what goes over the wire; those in brackets are not always there."""
    found = [
        f"| {name} | | {' '.join((kind.__doc__ or '').split())} |\n" + fields_of(kind)
        for name, kind in (SHAPES | {name_of(kind): kind for kind in (*FRAMES, *PARTS)}).items()
    ]
    return "\n".join(found)


def fields_of(kind: type) -> str:
    rows = [(f"`{name}`" if always else f"[`{name}`]", holds, means) for name, holds, means, always in rows_of(kind)]
    return "\n".join(f"| {name} | {holds} | {means} |" for name, holds, means in rows)


def put_after(table: str, mark: re.Match[str]) -> str:
    return f"{mark[1]}{table}\n"


def written(text: str) -> str:
    for name, table in (
        ("kinds", kinds()),
        ("fates", fates()),
        ("closes", closes()),
        ("refusals", refusals()),
        ("formats", formats()),
        ("shapes", shapes()),
    ):
        text = re.sub(rf"(<!-- {name} -->\n)(?:\|.*\n)*", partial(put_after, table), text)
    return text


def test_the_tables_are_those_of_the_code() -> None:
    assert PAGE.read_text() == written(PAGE.read_text()), "run: python -m tests.test_protocol_docs"


def test_every_move_is_documented() -> None:
    from live.actions.agenda import MOVES as SESSION_MOVES
    from live.actions.questions import MOVES as QUESTION_MOVES
    from live.actions.questions.sweeping import SWEEPS
    from live.rules.settings import SETTINGS

    text = PAGE.read_text()
    assert [name for name in (*SESSION_MOVES, *QUESTION_MOVES, *SWEEPS, *SETTINGS) if f"`{name}`" not in text] == []


def test_every_address_that_is_posted_to_is_documented() -> None:
    """By its path, whatever its parameters are called there."""
    from live.routes import ROUTES

    shown = {re.sub("<[a-z]+>", "<>", path) for path in re.findall(r"`(?:POST )?(/[^`? ]*)", PAGE.read_text())}
    posted = {route.path for route in ROUTES if isinstance(route, Route) and "POST" in (route.methods or ())}
    missing = [path for path in sorted(posted) if re.sub(r"\{[^}]+\}", "<>", path) not in shown]
    assert not missing, f"not in docs/protocol.md: {', '.join(missing)}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text()))
