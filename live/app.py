"""The fuse box: what starts and stops with the process, and what is wired to what.

The only place where the parts meet.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from live.actions.acting import Acting
from live.actions.announcements.telling import telling
from live.actions.closing import closing
from live.actions.questions.voting import VoteGuard
from live.audiences import keeping
from live.badge import Badges
from live.house import Services
from live.origin import Origins
from live.pages.answers import refusals
from live.pages.answers.cache import PageCache
from live.pictures import Pictures
from live.push.hub import Hub
from live.push.relay import Relay
from live.retention import retaining
from live.routes import KINDS, ROUTES
from live.rules.errors import Refused, Unavailable
from live.rules.people.guessing import Guessing
from live.rules.people.limits import BALLOT, NEWCOMER, NOTED, SIGNAL, SIGNALS, SIMILAR, STAGE, TOKEN, UPVOTE, Counted
from live.settings import Settings
from live.store import Store
from live.store.embedded.room import room_of
from live.tokens import Tokens
from live.views import Views
from live.views.press.statements import Statements

TRY_SECONDS = 5.0  # between two looks whether the store takes writes


def build_app(settings: Settings) -> Starlette:
    """Return the whole web process for these settings."""
    app = Starlette(routes=ROUTES, lifespan=_lifespan(settings), exception_handlers=EXCEPTIONS)
    app.router.redirect_slashes = False
    app.state.kinds = KINDS
    return app


EXCEPTIONS = {
    Refused: refusals.refused,
    HTTPException: refusals.not_routed,
    ClientDisconnect: refusals.hung_up,
    Exception: refusals.failed,
}


def _lifespan(settings: Settings) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        store = Store(settings.redis, room=room_of(settings))
        secret = settings.secret or await _secret(store)
        async with store.open():
            live = assembled(settings, store, secret)
            app.state.live = live
            relay = Relay(live.hub)
            store.replica.listeners.append(relay)
            async with background(live):
                yield

    return lifespan


@asynccontextmanager
async def background(live: Services) -> AsyncIterator[None]:
    """Run what a process does by itself, beside following the store."""
    loops = live.store.loops
    trying = loops.running("trying a write", live.store.database.try_a_write, every=TRY_SECONDS)
    beside = (retaining(live), keeping(live), live.vote_guard.running(), telling(live.acting))
    async with live.hub.running(loops), AsyncExitStack() as stack:
        for one in (*beside, closing(live.acting), trying):
            await stack.enter_async_context(one)
        yield


async def _secret(store: Store) -> str:
    """A store that is still starting is waited for: without its secret nobody could be recognised."""
    while True:
        try:
            return await store.events.secret()
        except Unavailable:
            await asyncio.sleep(1)


def _views(settings: Settings) -> Views:
    return Views(
        retention_days=settings.retention_days,
        public_url=settings.public_url,
        statements=Statements(settings.accessibility_statement, settings.privacy_notice),
    )


def assembled(settings: Settings, store: Store, secret: str) -> Services:
    """Return the bundle of a process, from its store and its secret."""
    acting, views = Acting(store, Tokens(secret), limits=settings.limits), _views(settings)
    return Services(
        settings=settings,
        store=store,
        acting=acting,
        badges=Badges(secret, secure=settings.base.startswith("https://"), person_days=settings.retention_days),
        origins=Origins(settings.public_url),
        views=views,
        hub=Hub(store.replica, store.presence, views),
        page_cache=PageCache(),
        pictures=Pictures(),
        guesses=Counted(TOKEN, time.monotonic),
        codes=Guessing(time.monotonic, settings.workers),
        newcomers=Counted(NEWCOMER, time.monotonic),
        voting=Counted(UPVOTE, time.monotonic),
        vote_guard=VoteGuard(acting, settings.workers),
        looking=Counted(SIMILAR, time.monotonic),
        answering=Counted(BALLOT, time.monotonic),
        signalling=Counted(SIGNAL, time.monotonic),
        signalling_places=Counted(SIGNALS, time.monotonic),
        reporting=Counted(STAGE, time.monotonic),
        noted=Counted(NOTED, time.monotonic),
    )
