"""What lives as long as the process: one bundle, made in `app.py`, found by pages and push on
`request.app.state.live`.
"""

from collections import Counter
from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any, Protocol

import msgspec
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp

from live.actions.acting import Acting
from live.actions.questions.voting import VoteGuard
from live.badge import Badges
from live.origin import Origins
from live.pictures import Pictures
from live.rules.people.guessing import Guessing
from live.rules.people.limits import Counted
from live.rules.snapshot import Snapshot
from live.settings import Settings
from live.store import Copy, Store
from live.views import Views
from live.worn import Worn


class Cache(Protocol):
    """What pages are kept in, which stands above this room."""

    @property
    def printed(self) -> int: ...

    async def get(
        self,
        name: tuple[Hashable, ...],
        copy: Copy,
        language: str,
        now: datetime,
        make: Callable[[Snapshot], tuple[str | bytes, dict[str, str]]],
        *,
        second: bool = False,
    ) -> ASGIApp: ...


class Services(msgspec.Struct, kw_only=True):
    settings: Settings
    store: Store
    acting: Acting
    badges: Badges
    origins: Origins
    views: Views
    hub: Any  # Any: push stands above this room
    page_cache: Cache
    pictures: Pictures
    guesses: Counted
    codes: Guessing
    newcomers: Counted
    voting: Counted
    looking: Counted
    answering: Counted
    signalling: Counted
    signalling_places: Counted
    reporting: Counted
    noted: Counted
    vote_guard: VoteGuard
    refusals: Counter[tuple[int, str]] = msgspec.field(default_factory=Counter)  # by status or close code, and reason


def who(connection: HTTPConnection, copy: Copy) -> Worn:
    """Return who this is at an event. Refuses `bad_token`."""
    return services_of(connection).badges.worn(connection, copy.slug, copy.secrets, copy.state.tokens.values())


def services_of(connection: HTTPConnection) -> Services:
    live: Services = connection.app.state.live
    return live
