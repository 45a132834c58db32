"""`live demo`: the whole product with a temporary store, a sample seminar that is running now, and people in it.

Everything goes through the front door: the programme through the parser, the audience and the moderator over HTTP and
sockets.
"""

import asyncio
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from live.actions import links, programmes, questions
from live.actions.acting import Acting, Actor
from live.actions.apart import acting
from live.actions.programmes import OPERATOR
from live.demo.crowd import audience as attending
from live.demo.crowd import moderator
from live.demo.seminar import SLUG, seminar
from live.rules.questions import Status
from live.rules.wishes.questions import Dismiss, QuestionMove
from live.server.serving import Running, serve
from live.server.sockets import CannotListen
from live.settings import BadSetting, Settings, load
from live.store.embedded.engine import NoStore

APP = "live.demo.app:build_app"
LOOK_SECONDS = 30.0
REST = timedelta(minutes=3)  # between the end of the seminar and its next beginning
BEGINS = "12:00"


def run(*, at: str, audience: int, speed: float, **flags: object) -> int:
    """Serve the demo until it is stopped; the exit code. Nothing is kept."""
    with tempfile.TemporaryDirectory(prefix="live-demo-") as scratch:
        try:
            settings = load({**flags, "data": str(Path(scratch) / "data"), "redis": ""})
            return serve(settings, _opening(at, audience, speed), APP)
        except (BadSetting, CannotListen, NoStore) as problem:
            raise click.ClickException(str(problem)) from problem


def _opening(at: str, people: int, speed: float) -> Any:
    simulated: list[asyncio.Task[None]] = []

    async def greet(running: Running) -> None:
        """Keep the seminar, print the addresses, and let people come."""
        found = await _kept(running.settings, at)
        _print(found, people)
        base = running.settings.base
        simulated.append(asyncio.create_task(all_day(running.settings)))
        simulated.append(asyncio.create_task(attending(base, SLUG, people, speed)))
        simulated.append(asyncio.create_task(moderator(base, SLUG, found["moderator"].partition("#")[2], speed)))

    return greet


async def all_day(settings: Settings) -> None:
    """Have the seminar begin anew whenever it is over; its links stay."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        async with acting(settings.redis, settings.secret) as actor:
            await again(actor, datetime.now(UTC))


async def again(actor: Acting, now: datetime) -> bool:
    """Begin the seminar anew if it has been over for a while; whether it was. What nobody got to is left out."""
    state = (await actor.store.replica.copy(SLUG)).state
    if state.agenda.ends is None or now < state.agenda.ends + REST:
        return False
    for question in state.questions.values():
        if question.status in (Status.PENDING, Status.APPROVED, Status.LIVE):
            await questions.moderate(Actor(actor, SLUG, OPERATOR), question.id, QuestionMove.DISMISS, Dismiss())
    await programmes.keep(actor, seminar(now, BEGINS), slug=SLUG, overwrite=True)
    return True


async def _kept(settings: Settings, at: str) -> dict[str, str]:
    async with acting(settings.redis, settings.secret) as actor:
        await programmes.keep(actor, seminar(datetime.now(UTC), at), slug=SLUG, overwrite=True)
        loaded = await actor.store.events.load(SLUG)
        return links.addresses(actor.tokens, settings.base, SLUG, loaded.secrets)


def _print(found: dict[str, str], people: int) -> None:
    import segno

    click.echo("\nA sample seminar is running now. Nothing is kept; stop with Ctrl-C.\n")
    for name, address in (
        ("All at once", f"{found['attendee'].removesuffix(SLUG)}demo"),
        ("Attendees", found["attendee"]),
        ("The desk", found["moderator"]),
        ("The stage", found["stage"]),
        ("Speakers", found["speaker"]),
    ):
        click.echo(f"  {name:11} {address}")
    click.echo(f"\n  {people} simulated people are coming in.\n" if people else "")
    if _can_say("█"):
        segno.make_qr(found["attendee"]).terminal(compact=True, border=2)


def _can_say(characters: str) -> bool:
    """Whether the terminal's encoding has them: a locale of ASCII has no blocks for a QR code."""
    try:
        characters.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
