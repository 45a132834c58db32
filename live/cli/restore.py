"""`live restore`: the events of a backup brought back, into an empty installation or beside what is there."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from live.cli.flags import STORE, flags_of, settled

if TYPE_CHECKING:
    from live.actions.acting import Acting
    from live.store.backupfile import Backup

RESTART = "Links and badges are made with the backup's secret again: restart `live serve` if it is running."
OTHER = (
    "Links that people have still work. To print them anew, renew them (`live links SLUG --renew moderator`): "
    "this installation has a secret of its own."
)


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--event", "only", multiple=True, help="bring back this event only; may be given more than once")
@click.option("--replace", is_flag=True, help="put events in the place of those at the same address")
@flags_of(*STORE)
def command(file: Path, *, only: tuple[str, ...], replace: bool, **flags: object) -> None:
    """Bring back what `live backup` wrote to FILE, while the service runs. Open pages fetch their event anew."""
    settings = settled(flags)
    from live.cli.acting import done
    from live.store import backupfile

    try:
        backup = backupfile.read(file)
    except backupfile.NotABackup as problem:
        raise click.UsageError(f"{file} cannot be restored: {problem}.") from problem
    if missing := set(only) - set(backup.events):
        raise click.UsageError(f"There is no event {', '.join(sorted(missing))} in {file}.")
    slugs = set(only) or set(backup.events)
    here, same = done(settings, lambda acting: _here(acting, backup))
    if (taken := sorted(slugs & here)) and not replace:
        raise click.UsageError(f"There are events at {', '.join(taken)} already; --replace puts the backup's there.")
    done(settings, lambda acting: _restored(acting, backup, slugs, secret=not here))
    click.echo(f"{len(slugs)} events are back.")
    if not (same or settings.secret):
        click.echo(OTHER if here else RESTART, err=True)


async def _here(acting: "Acting", backup: "Backup") -> tuple[set[str], bool]:
    """Which events there are, and whether links are made with the same secret here as there."""
    from live.store.keys import SECRET

    theirs = next((shelf.text for shelf in backup.installation if shelf.name == SECRET), b"")
    return set(await acting.store.backups.slugs()), await acting.store.backups.secret() == theirs


async def _restored(acting: "Acting", backup: "Backup", slugs: set[str], *, secret: bool) -> None:
    """The list comes last: it names only what is there."""
    for slug in sorted(slugs):
        await acting.store.deletions.finish(slug)
        await acting.store.backups.restore_event(slug, backup.events[slug])
    await acting.store.backups.restore_installation(backup.installation, slugs, secret=secret)
