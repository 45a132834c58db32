"""`live export`: an event written out, during it or afterwards."""

import sys
from pathlib import Path
from typing import Any

import click

from live.cli.flags import STORE, flags_of, settled

FORMS = ("json", "csv", "md", "ics", "txt")


@click.command("export")
@click.argument("slug")
@click.option("--format", "form", type=click.Choice(FORMS), required=True, help="json: everything; csv: the questions; md: both for reading; ics, txt: the agenda")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="write to this file instead of standard output")
@flags_of(*STORE, "public_url")
def command(slug: str, form: str, output: Path | None, **flags: Any) -> None:
    """Write out the event SLUG."""
    settings = settled(flags)
    from live.actions.exports import export
    from live.cli.acting import base_of, done

    base = base_of(settings)
    written: bytes = done(settings, lambda acting: export(acting, slug, form, base))
    if output:
        output.write_bytes(written)
    else:
        sys.stdout.buffer.write(written)
