"""Command line options made from the table of settings, and the way from them to settings that may be used."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from live.safety import problems
from live.settings import BadSetting, Settings, facts, load

Command = TypeVar("Command", bound=Callable[..., Any])
STORE = ("data", "redis")


def flags_of(*names: str) -> Callable[[Command], Command]:
    """Return a decorator that adds the flags of these settings."""

    def add(command: Command) -> Command:
        for name in reversed(names):
            fact = facts(name)
            shown = f"{fact.meaning} [{', '.join(fact.variables)}; default {_default(name)}]"
            command = click.option(fact.flag, name, help=shown, metavar="VALUE")(command)
        return command

    return add


def _default(name: str) -> str:
    value = getattr(Settings(), name)
    return str(value) if value not in ("", ()) else "none"


def settled(flags: Mapping[str, object]) -> Settings:
    """Return the settings in force; ends the command with one line when one is wrong or together they are unsafe."""
    try:
        settings = load(flags)
    except BadSetting as bad:
        raise click.UsageError(str(bad)) from bad
    for problem in problems(settings):
        raise click.UsageError(problem)
    return settings
