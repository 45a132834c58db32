"""`live backup` and `live restore`: everything of an installation in one file, taken and brought back while it runs."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from live import __version__
from live.cli.flags import STORE, flags_of, settled

if TYPE_CHECKING:
    from live.actions.acting import Acting

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.argument("file", type=FILE)
@flags_of(*STORE)
def command(file: Path, **flags: object) -> None:
    """Write every event with its questions, votes, answers and links to FILE, while the service runs.

    Whoever has the file can open every desk: keep it as you keep the links.
    """
    settings = settled(flags)
    from live.cli.acting import done

    if not file.parent.is_dir():
        raise click.UsageError(f"There is no directory {file.parent}.")
    slugs = done(settings, lambda acting: _backed_up(acting, file))
    click.echo(f"{file}: {len(slugs)} events, {file.stat().st_size:,} bytes")


async def _backed_up(acting: "Acting", file: Path) -> tuple[str, ...]:
    from live.store import backupfile

    backups = acting.store.backups
    found = [(slug, backupfile.packed(await backups.event(slug))) for slug in await backups.slugs()]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return backupfile.write(file, __version__, now, await backups.installation(), iter(found)).events
