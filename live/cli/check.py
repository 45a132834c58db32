"""`live check`: the settings in force, for people and for a release script."""

import asyncio
import sys
from typing import Any
from urllib.parse import urlsplit

import click

from live.cli.flags import flags_of
from live.cli.serve import FLAGS
from live.safety import problems
from live.settings import FIELDS, BadSetting, Settings, facts, load

MASK = "***"


@click.command("check")
@flags_of(*FLAGS)
def command(**flags: Any) -> None:
    """Print the settings in force, secrets masked; fails when some are wrong or unsafe together."""
    try:
        settings = load(flags)
    except BadSetting as bad:
        raise click.UsageError(str(bad)) from bad
    width = max(map(len, FIELDS))
    for name in FIELDS:
        click.echo(f"{name:{width}}  {shown(settings, name) or '-':32}  {facts(name).meaning}")
    found = problems(settings)
    for problem in found:
        click.echo(f"UNSAFE: {problem}", err=True)
    if settings.redis and (warning := _warning(settings.redis)):
        click.echo(f"WARNING: {warning}", err=True)
    sys.exit(1 if found else 0)


def _warning(url: str) -> str:
    """What is known to be wrong with the external store's version, if it can be asked."""
    from live.store.link.versions import TORN, version

    told = asyncio.run(version(url))
    return (
        f"Redis {told} can bring back half of a write after a crash; use 7.2 or later, or Valkey."
        if told.startswith(TORN)
        else ""
    )


def shown(settings: Settings, name: str) -> str:
    """A setting as it may be shown to anybody."""
    value = getattr(settings, name)
    if name == "secret":
        return MASK if value else ""
    if name == "redis" and (password := urlsplit(value).password):
        return str(value).replace(f":{password}@", f":{MASK}@")
    if isinstance(value, bool):
        return "on" if value else "off"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
