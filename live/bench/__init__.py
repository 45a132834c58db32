"""`live bench`: what this installation can carry, measured from outside through real sockets, as one table."""

import asyncio
from typing import Any

import click
import msgspec


@click.command("bench")
@click.option(
    "--url",
    help="measure the event at this address instead of a server of its own; use a rehearsal event, "
    "it gets announcements and votes",
)
@click.option("--token", help="the moderator's token of that event; without it nothing is broadcast")
@click.option("--connections", default=1000, show_default=True, help="attendees that connect")
@click.option(
    "--questions", default=0, help="fill the event with so many questions first, and measure what that costs as well"
)
@click.option("--seconds", default=4.0, show_default=True, help="how long each measurement lasts")
@click.option("--workers", default=1, show_default=True, help="web processes of its own server")
@click.option("--redis", help="the store of its own server; the embedded one if not given")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(["connect", "broadcast", "page", "votes", "large"]),
    help="measure only this; may be repeated",
)
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
def command(as_json: bool, **options: Any) -> None:  # noqa: FBT001 - click gives flags as booleans
    """Measure this installation."""
    from live.bench.measuring import measured
    from live.bench.table import table

    try:
        found = asyncio.run(measured(**options))
    except OSError as error:
        raise click.ClickException(f"Nothing could be measured: {error}.") from error
    click.echo(msgspec.json.encode(found).decode() if as_json else table(found))
