"""`live archive`: all of an event in one file to be kept."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from live.cli.flags import STORE, flags_of, settled

if TYPE_CHECKING:
    from live.settings import Settings


@click.command("archive")
@click.argument("slug")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="else SLUG.zip in this directory")
@flags_of(*STORE, "public_url")
def command(slug: str, output: Path | None, **flags: object) -> None:
    """Write all of the event SLUG to one ZIP file: a page to read, JSON, Excel, tables, calendar and checksums."""
    settings = settled(flags)
    click.echo(f"{slug} is kept in {keep(settings, slug, output or Path(f'{slug}.zip'))}.")


def keep(settings: "Settings", slug: str, path: Path) -> Path:
    """Write the archive of an event; the file is there whole, or not at all."""
    from live.cli.acting import base_of, done
    from live.exports import export

    base = base_of(settings)
    written: bytes = done(settings, lambda acting: export(acting, slug, "zip", base))
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(written)
        beside.replace(path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from None
    finally:
        beside.unlink(missing_ok=True)
    return path
