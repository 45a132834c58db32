"""`live rehearse`: an event practised on from the terminal, with thousands of simulated people, and deleted again."""

import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from live.cli.flags import STORE, flags_of, settled

if TYPE_CHECKING:
    from live.actions.acting import Acting
    from live.rules.wishes.rehearsals import Reached, Rehearse
    from live.simulated.performance import Performance

MOST_PEOPLE = 10_000
LINE_SECONDS = 5.0  # between two lines of progress


@click.command("rehearse")
@click.argument("slug")
@click.option("--people", default=100, show_default=True, type=click.IntRange(1, MOST_PEOPLE), help="how many come")
@click.option(
    "--from", "at", default="", metavar="HH:MM", help="the moment of the programme that is now [its beginning]"
)
@click.option(
    "--speed", default=1.0, show_default=True, type=click.FloatRange(1, 20), help="how fast the programme and they go"
)
@click.option("--minutes", type=click.FloatRange(0.1, 480), help="for how long [until the programme is over]")
@click.option("--moderator/--no-moderator", "helped", default=True, help="whether a moderator is simulated as well")
@click.option(
    "--url", help="where they come to, when that is not the service of this installation: behind a proxy, say"
)
@flags_of(*STORE)
def command(slug: str, at: str, minutes: float | None, url: str | None, **options: Any) -> None:
    """Rehearse the event SLUG: a copy at an address of its own runs now, with a simulated audience that comes over
    real sockets. Tells how fast changes reach the last of them, and deletes the copy at the end.
    """
    settings = settled({name: options.pop(name) for name in STORE})
    from live.cli.acting import base_of, done
    from live.rules.wishes.rehearsals import Rehearse

    plan = Plan(
        wish=Rehearse(at=at, speed=options["speed"], helped=options["helped"]),
        base=(url or base_of(settings)).rstrip("/"),
        shown=settings.public_url.rstrip("/") if url else "",
        people=options["people"],
        seconds=minutes * 60 if minutes else None,
    )
    reached = done(settings, lambda acting: _rehearsed(acting, slug, plan))
    click.echo(as_lines(reached))
    sys.exit(1 if reached.missed or reached.failed else 0)


class Plan(NamedTuple):
    """What was asked for, beside the event. `seconds` of None: until the programme is over."""

    wish: "Rehearse"
    base: str
    shown: str
    people: int
    seconds: float | None


async def _rehearsed(acting: "Acting", slug: str, plan: Plan) -> "Reached":
    from live.actions.programmes import rehearsing

    await _refuse_without_service(plan.base)
    made = await rehearsing.rehearse(acting, slug, plan.wish, room=MOST_PEOPLE)
    if made.again:
        raise click.ClickException(
            f"A rehearsal of it is running at {plan.base}/{made.slug}. `live delete {made.slug}` ends it."
        )
    try:
        return await _performed(acting, made.slug, plan)
    finally:
        await rehearsing.end(acting, made.slug)
        click.echo(f"\n{made.slug} is deleted.")


async def _performed(acting: "Acting", slug: str, plan: Plan) -> "Reached":
    """Have everybody come, until the time is over or somebody presses Ctrl-C."""
    from live.actions import links
    from live.actions.programmes import rehearsing
    from live.simulated.performance import Performance
    from live.store.rehearsals import Booked

    loaded = await acting.store.events.load(slug)
    event, ends = loaded.state.event, loaded.state.agenda.ends
    assert event.rehearsal is not None
    assert ends is not None
    booked = Booked(
        of=event.rehearsal.of, ends=ends, people=plan.people, helped=plan.wish.helped, speed=plan.wish.speed
    )
    _greet(links.addresses(acting.tokens, plan.base, slug, loaded.secrets), plan, ends.astimezone(event.zone))
    performance = Performance(await rehearsing.cast_of(acting, slug, booked, plan.base, plan.shown))
    seconds = (ends - acting.now()).total_seconds()
    return await _run(performance, min(plan.seconds or seconds, seconds))


async def _run(performance: "Performance", seconds: float) -> "Reached":
    """Return how it stood before the first of them left."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    running = asyncio.create_task(performance.run(Progress()))
    stopping = asyncio.create_task(stopped.wait())
    await asyncio.wait((running, stopping), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    reached = performance.reached
    stopping.cancel()
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    return reached


async def _refuse_without_service(base: str) -> None:
    from live.client.http import Http

    http = Http(base)
    try:
        await http.request("GET", "/healthz")
    except OSError as away:
        raise click.ClickException(
            f"Nothing answers at {base}: start `live serve`, or say with --url where the service is."
        ) from away
    finally:
        await http.close()


def _greet(links: Mapping[str, str], plan: Plan, ends: datetime) -> None:
    click.echo(f"A rehearsal with {plan.people:,} simulated people runs until {ends:%H:%M}; Ctrl-C ends it.\n")
    for name in ("attendee", "moderator", "stage", "speaker"):
        click.echo(f"  {name:10} {links[name]}")
    click.echo()


class Progress:
    """Prints a line now and then of how it goes."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self, reached: "Reached") -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + LINE_SECONDS
        last = f" · {reached.kind} reached the last of them in {reached.last:,.0f} ms" if reached.last else ""
        done = f"{reached.asked} questions, {reached.voted:,} votes, {reached.answered:,} answers"
        click.echo(f"  {reached.people:,} of {reached.wanted:,} here · {done}{last}")


def as_lines(reached: "Reached") -> str:
    """Return the figures of a rehearsal as a table."""

    def ms(value: float | None) -> str:
        return "–" if value is None else f"{value:,.0f} ms"

    rows = (
        ("people at the end", f"{reached.people:,} of {reached.wanted:,}"),
        ("questions asked", f"{reached.asked:,}"),
        ("votes", f"{reached.voted:,}"),
        ("answers to polls", f"{reached.answered:,}"),
        ("signals", f"{reached.signalled:,}"),
        ("refused", f"{reached.refused:,}"),
        ("failed", f"{reached.failed:,}"),
        ("changes that reached all", f"{reached.changes:,}"),
        ("to the last, median", ms(reached.median)),
        ("to the last, worst", ms(reached.worst)),
        ("missed", f"{reached.missed:,}"),
    )
    return "\n".join(["", *(f"  {name:<26}{value:>16}" for name, value in rows)])
