"""The command `live`.

Each subcommand is a file of its own and is imported only when it is called, so that `live --help` is quick.
"""

import logging
import sys
from importlib import import_module
from typing import Any

import click

from live import __version__

COMMANDS = {
    "serve": "Run the service.",
    "demo": "Run a sample seminar with a simulated audience, to look around in.",
    "import": "Read a programme and keep it as an event.",
    "links": "Print the addresses of an event, or the organiser's link.",
    "tokens": "List, make and revoke the access tokens of programs.",
    "list": "List the events of this installation.",
    "export": "Write an event out, during it or afterwards.",
    "archive": "Write all of an event to one file to be kept.",
    "backup": "Write everything to a file, while the service runs.",
    "restore": "Bring back what `live backup` wrote.",
    "rehearse": "Rehearse an event with a simulated audience, and say how fast it is.",
    "delete": "Delete an event and everything anybody left in it.",
    "check": "Print the settings in force, and what is wrong with them.",
    "bench": "Measure this installation.",
}
MODULES = {"import": "importing", "list": "listing"}


class Lazy(click.Group):
    """Finds a command's file by its name."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run as click does, but what is wrong is said in one line."""
        try:
            sys.exit(super().main(*args, **extra | {"standalone_mode": False}))
        except click.exceptions.NoArgsIsHelpError as nothing:
            nothing.show()
            sys.exit(nothing.exit_code)
        except click.ClickException as problem:
            click.echo(f"Error: {problem.format_message()}", err=True)
            sys.exit(problem.exit_code)
        except click.Abort:
            sys.exit(130)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"live.cli.{MODULES.get(cmd_name, cmd_name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="live-webinar", message="Live %(version)s")
def main() -> None:
    """Live is a companion page for a webinar: what is on now, what comes next, and the audience's questions."""
    logging.getLogger("live").addHandler(logging.NullHandler())  # commands say what they have to say themselves
