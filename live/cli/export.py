"""`live export`: an event written out, during it or afterwards."""

import sys
from pathlib import Path

import click

from live.cli.flags import STORE, flags_of, settled
from live.exports.formats import FORMATS
from live.rules.event import LANGUAGES


@click.command("export")
@click.argument("slug")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    required=True,
    help="; ".join(f"{name}: {form.meaning}" for name, form in FORMATS.items()),
)
@click.option(
    "--start",
    default="",
    help="when the recording begins (2022-03-08T11:58:00 or 11:58), for vtt and chapters; else with the event",
)
@click.option("--offset", default="", help="or: at which second of the recording the event begins")
@click.option("--language", type=click.Choice(LANGUAGES), default=None, help="of xlsx; else the event's")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="write to this file instead of standard output"
)
@flags_of(*STORE, "public_url")
def command(
    slug: str, form: str, output: Path | None, start: str, offset: str, language: str | None, **flags: object
) -> None:
    """Write out the event SLUG."""
    settings = settled(flags)
    from live.cli.acting import base_of, done
    from live.exports import export

    base = base_of(settings)
    written: bytes = done(
        settings,
        lambda acting: export(acting, slug, form, base, start=start, offset=offset, language=language or ""),
    )
    if output:
        output.write_bytes(written)
    else:
        sys.stdout.buffer.write(written)
