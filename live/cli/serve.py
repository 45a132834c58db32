"""`live serve`: run the service until it is told to stop."""

import logging
import sys
from typing import Any

import click

from live.cli.flags import flags_of, settled
from live.settings import Settings

log = logging.getLogger(__name__)
FLAGS = ("host", "port", "workers", "data", "redis", "public_url", "trusted_proxies", "tls_cert", "tls_key")


@click.command("serve")
@flags_of(*FLAGS)
def command(**flags: object) -> None:
    """Run the service. SIGTERM drains it; SIGHUP replaces its processes without losing a request."""
    sys.exit(run(settled(flags)))


def run(settings: Settings) -> int:
    """Serve; the exit code. Ends the command with one sentence when it cannot start."""
    refuse_where_nothing_is_inherited()
    from live.server.serving import serve
    from live.server.sockets import CannotListen
    from live.store.embedded.engine import NoStore

    try:
        return serve(settings, greet)
    except (CannotListen, NoStore) as problem:
        raise click.ClickException(str(problem)) from problem


def refuse_where_nothing_is_inherited() -> None:
    """End the command on Windows: workers inherit their sockets from the supervisor, and are told by signals."""
    try:
        import fcntl  # noqa: F401 - what has it has the rest
    except ImportError as missing:
        raise click.ClickException(
            "Live serves on Linux and macOS; on Windows run it in WSL or a container. Other commands work with --redis."
        ) from missing


async def greet(running: Any) -> None:
    """Say where everything is, when it is up."""
    settings: Settings = running.settings
    lies = f"; its data lies in {settings.data.absolute()}" if running.embedded else ""
    say = log.info if settings.log == "json" else click.echo
    say(f"Live listens on {settings.base}")
    say(f"Store: {running.store}{lies}")
    if sys.stdout.isatty():  # a log that is collected is no place for a link that opens everything
        say(f"Create and manage events: {await organiser_link(settings)}")
        say("Stop with Ctrl-C.")
    else:
        say("Create and manage events: the address is printed by `live links`")


async def organiser_link(settings: Settings) -> str:
    """Return the organiser's link, or how to get it later: a service whose store is away serves all the same."""
    from live.actions import links
    from live.actions.apart import acting
    from live.rules.errors import Unavailable

    try:
        async with acting(settings.redis, settings.secret) as actor:
            return await links.organiser(actor, settings.base)
    except Unavailable:
        return "the store does not answer; `live links` prints the address when it does"
