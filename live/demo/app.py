"""The demo's own page: stage, phone and desk side by side, changing together. For it the pages of the service may be
framed by their own origin, in the demo and nowhere else.
"""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from live import app
from live.actions import links
from live.demo.seminar import SLUG
from live.house import services_of
from live.pages import answers
from live.pages.reading import base_of, language_of
from live.settings import Settings
from live.views.demo import STYLES

ADDRESS = "/demo"
POLICY = b"content-security-policy"
ALONE, TOGETHER = b"frame-ancestors 'none'", b"frame-ancestors 'self'"


def build_app(settings: Settings) -> Starlette:
    """Return the whole web process, with the page of the demo."""
    built = app.build_app(settings)
    built.router.routes.insert(0, Route(ADDRESS, show))
    built.add_middleware(Framed)
    return built


async def show(request: Request) -> Response:
    """Show everything at once. Whoever opens it holds the demo's desk."""
    live = services_of(request)
    copy = await live.store.replica.copy(SLUG)
    found = links.addresses(live.acting.tokens, base_of(request, live), SLUG, copy.secrets)
    language, event = language_of(request, copy), copy.state.event
    html = live.views.page("demo/demo.html", language, event=event, links=found, styles=STYLES, scripts=())
    policy = answers.policy().replace("default-src 'none'", "default-src 'none'; frame-src 'self'")
    return Response(html, 200, {**answers.own(), POLICY.decode(): policy}, "text/html")


class Framed:
    """Lets our own pages frame each other."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [(n, v.replace(ALONE, TOGETHER) if n == POLICY else v) for n, v in message["headers"]]
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)
