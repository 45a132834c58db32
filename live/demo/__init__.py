"""`live demo`: the whole product with a temporary store, a sample seminar that is running now, and people in it.

Everything goes through the front door: the programme through the parser, the audience and the moderator over HTTP and
sockets.
"""

import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from live.demo.crowd import audience as attending
from live.demo.crowd import moderator
from live.demo.seminar import SLUG, seminar
from live.server.serving import Running, serve
from live.server.sockets import CannotListen
from live.settings import BadSetting, Settings, load
from live.store.embedded.engine import NoStore


def run(*, at: str, audience: int, speed: float, **flags: object) -> int:
    """Serve the demo until it is stopped; the exit code. Nothing is kept."""
    with tempfile.TemporaryDirectory(prefix="live-demo-") as scratch:
        try:
            settings = load({**flags, "data": str(Path(scratch) / "data"), "redis": ""})
            return serve(settings, _opening(at, audience, speed))
        except (BadSetting, CannotListen, NoStore) as problem:
            raise click.ClickException(str(problem)) from problem


def _opening(at: str, people: int, speed: float) -> Any:
    simulated: list[asyncio.Task[None]] = []

    async def greet(running: Running) -> None:
        """Keep the seminar, print the addresses, and let people come."""
        links = await _kept(running.settings, at)
        _print(links, people)
        base = running.settings.base
        simulated.append(asyncio.create_task(attending(base, SLUG, people, speed)))
        simulated.append(asyncio.create_task(moderator(base, SLUG, links["moderator"].partition("#")[2], speed)))

    return greet


async def _kept(settings: Settings, at: str) -> dict[str, str]:
    from live.actions import links, programmes
    from live.actions.apart import acting

    async with acting(settings.redis, settings.secret) as actor:
        await programmes.keep(actor, seminar(datetime.now(UTC), at), slug=SLUG, overwrite=True)
        loaded = await actor.store.events.load(SLUG)
        return links.addresses(actor.tokens, settings.base, SLUG, loaded.secrets)


def _print(links: dict[str, str], people: int) -> None:
    import segno

    click.echo("\nA sample seminar is running now. Nothing is kept; stop with Ctrl-C.\n")
    for name, address in (
        ("Attendees", links["attendee"]),
        ("The desk", links["moderator"]),
        ("The stage", links["stage"]),
        ("Speakers", links["speaker"]),
    ):
        click.echo(f"  {name:10} {address}")
    click.echo(f"\n  {people} simulated people are coming in.\n" if people else "")
    if _can_say("█"):
        segno.make_qr(links["attendee"]).terminal(compact=True, border=2)


def _can_say(characters: str) -> bool:
    """Whether the terminal's encoding has them: a locale of ASCII has no blocks for a QR code."""
    try:
        characters.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
