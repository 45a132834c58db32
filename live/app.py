"""The fuse box: the table of routes, and what starts and stops with the process. The only place where the parts meet."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Route, WebSocketRoute

from live.actions.acting import Acting
from live.badge import Badges
from live.house import Live
from live.origin import Origins
from live.pages import attendee, diag, files, health, home, moderator, organiser, refusals, speaker, stage
from live.pages.shelf import Shelf
from live.push import poll, socket, sse
from live.push.hub import Hub
from live.push.relay import Relay
from live.retention import retaining
from live.rules.errors import Refused
from live.rules.limits import NEWCOMER, TOKEN, UPVOTE, Counted
from live.settings import Settings
from live.store import Store
from live.tokens import Tokens
from live.views import Views

ROUTES: list[BaseRoute] = [
    Route("/", home.home, name="home"),
    Route("/healthz", health.healthz),
    Route("/readyz", health.readyz),
    Route("/version", health.version),
    Route("/favicon.ico", files.favicon),
    Route("/static/{build}/{name:path}", files.static),
    Route("/new", organiser.new),
    Route("/new", organiser.create, methods=["POST"]),
    Route("/new/badge", organiser.badge, methods=["POST"]),
    Route("/diag", diag.show),
    Route("/diag", diag.sent, methods=["POST"]),
    Route("/diag/events", diag.events),
    WebSocketRoute("/{slug}/live", socket.live),
    Route("/{slug}.json", attendee.state),
    Route("/{slug}", attendee.show),
    Route("/{slug}/mine", attendee.mine),
    Route("/{slug}/events", sse.events),
    Route("/{slug}/poll", poll.poll),
    Route("/{slug}/agenda.ics", files.calendar),
    Route("/{slug}/qr.svg", files.qr),
    Route("/{slug}/export.{form}", files.export),
    Route("/{slug}/questions", attendee.ask, methods=["POST"]),
    Route("/{slug}/questions/{question}/upvote", attendee.upvote, methods=["POST"]),
    Route("/{slug}/questions/{question}/withdraw", attendee.withdraw, methods=["POST"]),
    Route("/{slug}/stage", stage.stage),
    Route("/{slug}/speaker", speaker.speaker),
    Route("/{slug}/diag", diag.show),
    Route("/{slug}/badge", moderator.badge, methods=["POST"]),
    Route("/{slug}/desk", moderator.desk),
    Route("/{slug}/desk/sessions", moderator.insert_session, methods=["POST"]),
    Route("/{slug}/desk/sessions/{session}/{move}", moderator.move_session, methods=["POST"]),
    Route("/{slug}/desk/undo", moderator.undo, methods=["POST"]),
    Route("/{slug}/desk/questions/{question}/{move}", moderator.move_question, methods=["POST"]),
    Route("/{slug}/desk/announcements", moderator.announce, methods=["POST"]),
    Route("/{slug}/desk/announcements/{announcement}/retract", moderator.retract, methods=["POST"]),
    Route("/{slug}/desk/settings", moderator.change_settings, methods=["POST"]),
]


def build_app(settings: Settings) -> Starlette:
    """The whole web process for these settings."""
    app = Starlette(routes=ROUTES, lifespan=_lifespan(settings), exception_handlers=EXCEPTIONS)
    app.router.redirect_slashes = False
    return app


EXCEPTIONS = {Refused: refusals.refused, HTTPException: refusals.not_routed, Exception: refusals.failed}


def _lifespan(settings: Settings):  # type: ignore[no-untyped-def]  # noqa: ANN202 - Starlette's own type for it is private
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        store = Store(settings.redis)
        secret = settings.secret or await store.events.secret()
        async with store.open():
            live = assembled(settings, store, secret)
            app.state.live = live
            relay = Relay(live.hub)
            store.replica.listeners.append(relay)
            async with live.hub.running(), retaining(live):
                yield

    return lifespan


def assembled(settings: Settings, store: Store, secret: str) -> Live:
    """The bundle of a process, from its store and its secret."""
    acting = Acting(store, Tokens(secret), limits=settings.limits)
    views = Views(retention_days=settings.retention_days)
    return Live(
        settings=settings,
        store=store,
        acting=acting,
        badges=Badges(secret, secure=settings.base.startswith("https://")),
        origins=Origins(settings.public_url),
        views=views,
        hub=Hub(store.replica, store.presence, views),
        shelf=Shelf(),
        guesses=Counted(TOKEN, time.monotonic),
        newcomers=Counted(NEWCOMER, time.monotonic),
        voting=Counted(UPVOTE, time.monotonic),
    )
