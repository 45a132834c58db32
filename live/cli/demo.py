"""`live demo`: a sample seminar, made to be running now, with people in it."""

import sys

import click

from live.cli.flags import flags_of


@click.command("demo")
@click.option(
    "--at", default="12:20", show_default=True, metavar="HH:MM", help="the moment of the programme that is now"
)
@click.option(
    "--audience", default=40, show_default=True, type=click.IntRange(0, 2000), help="how many simulated attendees"
)
@click.option(
    "--speed",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0.1, 60),
    help="how fast they and the moderator act",
)
@flags_of("host", "port")
def command(at: str, audience: int, speed: float, **flags: object) -> None:
    """Run a sample seminar with a simulated audience and moderator; nothing is kept."""
    from live.cli.serve import refuse_where_nothing_is_inherited

    refuse_where_nothing_is_inherited()
    from live.demo import run

    sys.exit(
        run(
            at=at, audience=audience, speed=speed, **{name: value for name, value in flags.items() if value is not None}
        )
    )
