"""`live import`: a programme in, an event out; or only what would become of it."""

import asyncio
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from live.cli.asking import asked_for_a_day, checked_first
from live.cli.flags import STORE, flags_of, settled
from live.programme import NotUnderstood, Programme, read


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--slug", help="the event's address; made from the title when it is not given")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="move the programme to this day, whatever it says"
)
@click.option("--timezone", help="read its times in this zone (else the programme's own, or Europe/Oslo)")
@click.option("--language", help="its language: nb, nn, en … (else recognised)")
@click.option(
    "--replace",
    "overwrite",
    is_flag=True,
    help="replace the programme of an event that exists; questions and links stay",
)
@click.option(
    "--dry-run", is_flag=True, help="only show what was understood, and with --replace what would change; keeps nothing"
)
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
@flags_of(*STORE, "public_url")
def command(source: Path, slug: str | None, overwrite: bool, dry_run: bool, as_json: bool, **options: Any) -> None:  # noqa: FBT001 - click names them
    """Read a programme from SOURCE (a file, or - for standard input) and keep it as an event.

    Text as pasted from a web page, HTML, Word, Excel, PDF, mails, ICS, JSON of pretalx, Sessionize and others, frab's
    XML, CSV and TOML are recognised by what is in them.
    """
    day: datetime | None = options.pop("day")
    hints = {
        "date": day.date() if day else None,
        "timezone": options.pop("timezone"),
        "language": options.pop("language"),
    }
    settings = settled(options)
    programme = understood(source, hints)
    if hints["date"] is None and (given := asked_for_a_day(programme, date.today())):  # noqa: DTZ011 - the operator's own day
        programme = understood(source, hints | {"date": given})
    changes = difference(settings, programme, slug) if overwrite else None
    programme, logo = with_logo(programme)
    kept = None if dry_run else keep(settings, programme, slug, overwrite, logo)
    if as_json:
        from live.actions.understood import as_object

        click.echo(msgspec.json.encode(as_object(programme, slug, kept, changes)))
    else:
        from live.cli.described import as_text

        click.echo(as_text(programme, kept, changes))
        click.echo(f"\n{checked_first(programme, date.today())}")  # noqa: DTZ011 - the operator's own day


def understood(source: Path, hints: dict[str, Any]) -> Programme:
    """Return the programme; ends the command with one line when there is none."""
    try:
        data = sys.stdin.buffer.read() if str(source) == "-" else source.read_bytes()
        return read(data, name="" if str(source) == "-" else source.name, today=date.today(), **hints)  # noqa: DTZ011 - the operator's own day
    except OSError as error:
        raise click.UsageError(f"{source} cannot be read: {error.strerror}.") from error
    except NotUnderstood as problem:
        raise click.UsageError(str(problem)) from problem


def difference(settings: Any, programme: Programme, slug: str | None) -> Any:
    """Return what replacing the event would change; None when there is no store here, or no such event in it."""
    from live.actions import programmes
    from live.cli.acting import done

    if not settings.redis and not (settings.data / "store").exists():
        return None
    return done(settings, lambda acting: programmes.difference(acting, programme, slug))


def with_logo(programme: Programme) -> tuple[Programme, Any]:
    """Return the programme and the logo it carries, made fit; None without one."""
    if not programme.logo:
        return programme, None  # the store behind what follows takes longer to load than a programme to be read
    from live.actions import looks
    from live.pictures import Pictures

    async def carried() -> tuple[Programme, Any]:
        return await looks.carried(Pictures(), programme)

    return asyncio.run(carried())


def keep(settings: Any, programme: Programme, slug: str | None, overwrite: bool, logo: Any) -> dict[str, str]:  # noqa: FBT001
    """Keep it; the links of the event, and its `slug` among them."""
    from live.actions import looks, programmes
    from live.actions.acting import Acting
    from live.cli.acting import base_of, done
    from live.cli.links import addresses

    base = base_of(settings)

    async def kept(acting: Acting) -> dict[str, str]:
        event = await programmes.keep(acting, programme, slug=slug, overwrite=overwrite)
        await looks.bring(acting, event.slug, programmes.OPERATOR, logo)
        return {"slug": event.slug} | await addresses(acting, base, event.slug, None)

    return done(settings, kept)
