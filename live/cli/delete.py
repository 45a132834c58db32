"""`live delete`: an event gone for good, with its questions, votes, answers, people and links."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from live.cli.archive import keep
from live.cli.flags import STORE, flags_of, settled

if TYPE_CHECKING:
    from live.actions.acting import Acting


@click.command("delete")
@click.argument("slug")
@click.option("--yes", is_flag=True, help="do not ask for the address to be typed again")
@click.option(
    "--archive",
    "kept",
    type=click.Path(dir_okay=False, path_type=Path),
    help="keep all of it in this ZIP file first; if that fails, nothing is deleted",
)
@flags_of(*STORE, "public_url")
def command(slug: str, *, yes: bool, kept: Path | None, **flags: object) -> None:
    """Delete the event SLUG and everything anybody left in it. There is no way back: keep an archive first."""
    settings = settled(flags)
    from live.cli.acting import done

    title = done(settings, lambda acting: _title(acting, slug))
    if not yes and not kept:
        click.echo(f"To keep all of it in one file first: live delete {slug} --archive {slug}.zip")
    if not yes and click.prompt(f"This deletes “{title}” for good. Type {slug} to go on", default="") != slug:
        raise click.ClickException("Nothing was deleted.")
    if kept:
        click.echo(f"{slug} is kept in {keep(settings, slug, kept)}.")
    rewritten = done(settings, lambda acting: _deleted(acting, slug))
    click.echo(f"{slug} is deleted.")
    if not rewritten:
        click.echo("The store's log still tells of it; `live serve` asks for it to be written anew.", err=True)
        sys.exit(1)


async def _title(acting: "Acting", slug: str) -> str:
    """Return the title of the event. Raises `NotFound` when there is none, whole or half deleted."""
    if slug in await acting.store.deletions.unfinished():
        return slug
    return str((await acting.store.events.load(slug)).state.event.title)


async def _deleted(acting: "Acting", slug: str) -> bool:
    await acting.store.deletions.delete(slug)
    return bool(await acting.store.deletions.rewrite())
