"""`live check`: the settings in force, for people and for a release script."""

import asyncio
import sys
from urllib.parse import urlsplit

import click

from live.cli.flags import flags_of
from live.cli.serve import FLAGS
from live.safety import STORE_SCHEMES, doubts, problems
from live.settings import FIELDS, BadSetting, Settings, facts, load

MASK = "***"


@click.command("check")
@flags_of(*FLAGS)
def command(**flags: object) -> None:
    """Print the settings in force, secrets masked; fails when some are wrong or unsafe together."""
    try:
        settings = load(flags)
    except BadSetting as bad:
        raise click.UsageError(str(bad)) from bad
    width = max(map(len, FIELDS))
    for name in FIELDS:
        click.echo(f"{name:{width}}  {shown(settings, name) or '-':32}  {facts(name).meaning}")
    unsafe = problems(settings)
    looked_at, wrong, warnings = _store(settings, unsafe)
    click.echo(f"Looked at: the settings above; {looked_at}")
    for problem in [*unsafe, *wrong]:
        click.echo(f"UNSAFE: {problem}", err=True)
    for warning in (*doubts(settings), *warnings):
        click.echo(f"WARNING: {warning}", err=True)
    sys.exit(1 if unsafe or wrong else 0)


def _store(settings: Settings, unsafe: list[str]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return what was looked at of the store, what can lose acknowledged writes there, and what is to be known of
    it.
    """
    from live.store.database.inspection import inspected
    from live.store.embedded.engine import NoStore, described_program

    if not settings.redis:
        try:
            return f"the embedded store's program, {described_program(settings.store_server)}", (), ()
        except NoStore as none:
            return "the embedded store's program, of which there is none", (str(none),), ()
    name = shown(settings, "redis")
    if unsafe and settings.redis.partition(":")[0] not in STORE_SCHEMES:
        return f"not the store at {name}", (), ()
    found = asyncio.run(inspected(settings.redis))
    return f"the store at {name}{f', {found.server}' if found.server else ''}", found.problems, found.warnings


def shown(settings: Settings, name: str) -> str:
    """Return a setting as it may be shown to anybody."""
    value = getattr(settings, name)
    if name == "secret":
        return MASK if value else ""
    if name == "redis" and (password := urlsplit(value).password):
        return str(value).replace(f":{password}@", f":{MASK}@")
    if isinstance(value, bool):
        return "on" if value else "off"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
