"""What the commands work on: the store, wherever it is, and the actions on it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import click

from live.actions.acting import Acting
from live.actions.apart import acting
from live.rules.errors import Refused, Unavailable
from live.settings import Settings
from live.store.embedded import connect, serving
from live.store.embedded.engine import NoStore
from live.store.embedded.room import room_of

Result = TypeVar("Result")


def done(settings: Settings, action: Callable[[Acting], Awaitable[Result]]) -> Result:
    """Carry out `action` on the installation's store.

    What is refused ends the command: 2 for what was asked, 1 for the store.
    """
    try:
        if settings.redis:
            return asyncio.run(_acted(settings, settings.redis, action))
        with connect(settings.data, memory=settings.store_memory, server=settings.store_server) as url:
            return asyncio.run(_acted(settings, url, action))
    except Unavailable as gone:
        if gone.why == "unwritable":
            raise click.ClickException(f"The store takes no writes: {gone.values['reason']}") from gone
        raise click.ClickException(f"The store does not answer: {gone.values.get('reason') or gone}") from gone
    except Refused as refused:
        raise click.UsageError(str(refused)) from refused
    except NoStore as problem:
        raise click.ClickException(str(problem)) from problem


async def _acted(settings: Settings, url: str, action: Callable[[Acting], Awaitable[Result]]) -> Result:
    async with acting(url, settings.secret, room_of(settings, url)) as actor:
        return await action(actor)


def base_of(settings: Settings) -> str:
    """Return the address people use: the public one, or that of the `serve` running here, or where it would listen."""
    running = None if settings.public_url or settings.redis else serving(settings.data)
    return running.base if running and running.base else settings.base
