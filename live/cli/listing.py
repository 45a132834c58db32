"""`live list`: which events there are."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click
import msgspec

from live.cli.flags import STORE, flags_of, settled

if TYPE_CHECKING:
    from live.store.events import Summary


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="print a list of objects")
@flags_of(*STORE)
def command(*, as_json: bool, **flags: object) -> None:
    """List the events of this installation: address, day, title and whether the front page shows it."""
    settings = settled(flags)
    from live.cli.acting import done

    found = done(settings, lambda acting: acting.store.events.summaries())
    found.sort(key=lambda event: str(event.starts))
    if as_json:
        click.echo(msgspec.json.encode(found))
        return
    width = max((len(event.slug) for event in found), default=0)
    for event in found:
        day = f"{event.starts.astimezone(ZoneInfo(event.timezone)):%Y-%m-%d}" if event.starts else "no day    "
        click.echo(f"{event.slug:{width}}  {day}  {event.title}{_about(event)}")


def _about(event: "Summary") -> str:
    if event.rehearsal:
        return f"  (a rehearsal of {event.rehearsal})"
    return "" if event.listed else "  (not listed)"
